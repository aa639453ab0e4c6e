"""One store for all questions: its versions are never edited."""

import pytest

from heatmap.store.store import Store
from tests.example import example_store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example portfolio, published once."""
    return example_store(tmp_path_factory.mktemp("store"))
