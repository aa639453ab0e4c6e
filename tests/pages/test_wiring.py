"""Every callback's ids are those of something on a page: the browser does not look."""

from pathlib import Path

import pytest
from dash import Dash

from heatmap.dashboard import create_app, every_page
from heatmap.settings import Settings
from tests.example import example_store


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    """The dashboard on a user's store."""
    folder: Path = tmp_path_factory.mktemp("store")
    example_store(folder).close()
    return create_app(Settings(store=folder))


def ids() -> set[str]:
    """The ids of everything on any page, but those of patterns, which come and go."""
    parts = [part for page in every_page() for part in (page, *page._traverse())]  # type: ignore[no-untyped-call]
    return {part.id for part in parts if isinstance(getattr(part, "id", None), str)}


def places(app: Dash) -> set[str]:
    """The ids that callbacks name, but those of patterns."""
    named = set()
    for output, wired in app.callback_map.items():
        outputs = output.strip(".").split("...")
        named |= {part.rpartition(".")[0] for part in outputs}
        named |= {each["id"] for each in (*wired["inputs"], *wired["state"])}
    return {place for place in named if not place.startswith("{")}


def test_every_id_of_a_callback_is_on_a_page(app: Dash) -> None:
    """A mistaken id would never be called, without a word."""
    assert len(places(app)) > 50
    assert places(app) - ids() == set()
