"""The board pack on a page: made in a process of its own, and handed over by its id."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from time import monotonic

import pptx
import pytest
from dash import Dash, State, dcc, html

from heatmap.analysis.packing.choice import PackChoice
from heatmap.errors import HeatmapError
from heatmap.exports.export import Exported
from heatmap.exports.pack.pack import board_pack
from heatmap.exports.writing import Format
from heatmap.pages.parts import pack_button
from heatmap.pages.parts.pack_button import Versions, begin, show_file
from heatmap.settings import Settings
from heatmap.web import errors
from heatmap.web.long_work.runner import Phase, Runner
from tests.analysis.packing.packs import publish
from tests.example import example
from tests.pages.test_heatmap_page import texts
from tests.web import pieces

MADE = datetime(2020, 10, 5, 14, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store with the example, and a pack.toml that asks for one section."""
    folder = tmp_path_factory.mktemp("pack")
    publish(folder / "store", example()).close()
    (folder / "pack.toml").write_text('title = "October"\nsections = ["assumptions"]\nsince = 7\n')
    return Settings(store=folder / "store", marking="OFFICIAL", pack=folder / "pack.toml")


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """A runner of one piece at a time."""
    made = Runner(at_once=1)
    yield made
    made.close()


def newest(query: str) -> Versions:
    """A page that compares the newest version with the one before, whatever its address."""
    assert isinstance(query, str)
    return Versions(None, None)


def done(runner: Runner, work: str) -> str:
    """The same id, once its work is done."""
    begun = monotonic()
    while runner.progress(work).phase is Phase.RUNNING:
        assert monotonic() - begun < 120
        Event().wait(0.05)
    assert runner.progress(work).phase is Phase.DONE
    return work


def test_the_pack_is_made_as_configured_for_the_pages_versions(settings: Settings) -> None:
    """What the page says goes before the configuration, which goes before the usual."""
    assert begin(settings, newest, MADE, "", "pptx").arguments[1].since == 7
    work = begin(settings, lambda _: Versions(1, date(2020, 3, 2)), MADE, "?since=2020-03-02", "pdf")
    assert work.function is board_pack
    given, choice, form, made = work.arguments
    assert (given, form, made) == (settings, Format.PDF, MADE)
    assert (choice.title, choice.version, choice.since) == ("October", 1, date(2020, 3, 2))


def test_without_a_configuration_everything_is_in_it(settings: Settings) -> None:
    """The usual choice."""
    plain = Settings(store=settings.store)
    assert begin(plain, newest, MADE, "", "pptx").arguments[1] == PackChoice()


@pytest.mark.parametrize("form", ["xlsx", "exe", "", None, 7, ["pptx"]])
def test_a_strangers_format_is_refused(settings: Settings, form: object) -> None:
    """Before any process is started."""
    with pytest.raises(HeatmapError):
        begin(settings, newest, MADE, "", form)


def test_a_wrong_configuration_is_said(tmp_path: Path) -> None:
    """Where the pack was asked for."""
    wrong = tmp_path / "pack.toml"
    wrong.write_text("weeks = 0")
    with pytest.raises(HeatmapError, match="weeks is 0"):
        begin(Settings(store=tmp_path, pack=wrong), newest, MADE, "", "pptx")


def test_the_pack_is_made_and_handed_over_by_its_id_alone(settings: Settings, runner: Runner) -> None:
    """Its link says kind and size; other work is no pack, and a made-up id finds nothing."""
    app = Dash("pack", enable_mcp=False, use_pages=False)
    app.layout = html.Div([*pack_button.parts(), pack_button.section(), dcc.Store(id="query", data="")])
    pack_button.register(app, settings, runner, State("query", "data"), newest)
    errors.install(app)
    client = app.server.test_client()

    work = begin(settings, newest, MADE, "", "pptx")
    name = done(runner, runner.start(work.function, *work.arguments))
    said = show_file(runner, name)
    assert texts(said).startswith("Download the board pack (PPTX, ")
    answer = client.get(f"/pack/{name}")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="board-pack-version-1-as-of-2020-10-05.pptx"'
    )
    assert len(pptx.Presentation(io.BytesIO(answer.data)).slides) == 2
    other = done(runner, runner.start(pieces.added, 2, 3))
    for unknown in ("made-up", other):
        refused = client.get(f"/pack/{unknown}")
        assert refused.status_code == 400
        assert b"no longer known here" in refused.data


def test_nothing_is_shown_before_the_work_is_done(runner: Runner) -> None:
    """Nor for an id that is not known."""
    assert show_file(runner, None) == []
    with pytest.raises(HeatmapError, match="no longer known here"):
        show_file(runner, "made-up")


def test_what_travels_back_is_an_exported_file(settings: Settings) -> None:
    """The same function, without a process."""
    told: list[str] = []
    file = board_pack(settings, PackChoice(), Format.PDF, MADE, report=lambda label, _: told.append(label))
    assert isinstance(file, Exported)
    assert file.content.startswith(b"%PDF")
    assert told[0] == "Reading the version"
