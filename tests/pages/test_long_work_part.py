"""What a page says of long work: how far it is, and how it ended."""

from collections.abc import Iterator
from threading import Event
from time import monotonic
from typing import Any

import pytest
from dash import no_update

from heatmap.errors import HeatmapError
from heatmap.pages.parts.long_work import Work, bar, show_cancelled, show_progress, show_start
from heatmap.web.long_work.runner import Progress, Runner
from tests.pages.test_heatmap_page import texts
from tests.web import pieces

NAME = "Adding up"


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """A runner of one piece at a time."""
    made = Runner(at_once=1)
    yield made
    made.close()


def started(runner: Runner, function: Any, *arguments: Any) -> str:  # noqa: ANN401 - any work
    """The id that the page is given."""
    said, work = show_start(runner, lambda: Work(function, arguments), 1, ())
    assert said == []
    assert isinstance(work, str)
    return work


def looked_until_the_end(runner: Runner, work: str) -> list[tuple[Any, ...]]:
    """What each look gave, the last one telling that nothing runs any more."""
    looks: list[tuple[Any, ...]] = []
    seen: object = None
    begun = monotonic()
    while not looks or looks[-1][2] is no_update:
        assert monotonic() - begun < 60
        Event().wait(0.05)
        looks.append(show_progress(runner, NAME, work, seen))
        seen = seen if looks[-1][5] is no_update else looks[-1][5]
    return looks


def test_done_work_gives_its_id_once_and_each_partial_result_once(runner: Runner) -> None:
    """The page fetches the result by the id."""
    work = started(runner, pieces.added, 2, 3)
    looks = looked_until_the_end(runner, work)
    assert [look[3] for look in looks if look[3] is not no_update] == [work]
    assert [look[4] for look in looks if look[4] is not no_update] == [{"best": 2}]
    assert runner.result(work)["sum"] == 5


def test_mistaken_work_is_told_in_its_own_words(runner: Runner) -> None:
    """And gives no id to fetch."""
    looks = looked_until_the_end(runner, started(runner, pieces.mistaken))
    assert texts(looks[-1][1]) == "There is no unit “ZZ”.   Choose from: NA, CE."
    assert all(look[3] is no_update for look in looks)


def test_a_busy_server_says_so_where_the_work_was_asked_for_until_it_is_cancelled(runner: Runner) -> None:
    """Then the next one may start."""
    work = started(runner, pieces.endless)
    said, running = show_start(runner, lambda: Work(pieces.endless), 1, ())
    assert texts(said).startswith("1 piece of long work is running, as much as this server takes at once.")
    assert running is no_update
    said, running = show_cancelled(runner, 1, work)
    assert texts(said).startswith("The work was cancelled.")
    assert running is None


def test_a_mistake_in_what_is_asked_starts_nothing(runner: Runner) -> None:
    """It is told in the same place."""

    def refuse() -> Work:
        raise HeatmapError("There is no version 9.", "Choose from: 1.")

    said, running = show_start(runner, refuse, 1, ())
    assert texts(said) == "There is no version 9.   Choose from: 1."
    assert running is no_update


@pytest.mark.parametrize("work", ["made up", 7, ["x"], {}])
def test_work_that_does_not_exist_is_told_and_asked_for_no_more(runner: Runner, work: object) -> None:
    """A stranger's request, or one from before the server was started anew."""
    look = show_progress(runner, NAME, work, None)
    assert "no longer known here" in texts(look[1])
    assert look[2] is None
    assert show_cancelled(runner, 1, work)[1] is None


def test_a_page_that_is_just_opened_starts_and_cancels_nothing(runner: Runner) -> None:
    """No click, no work."""
    assert show_start(runner, lambda: Work(pieces.endless), None, ()) == (no_update, no_update)
    assert show_cancelled(runner, None, None) == (no_update, no_update)
    assert show_progress(runner, NAME, None, None) == (no_update,) * 6


def test_the_bar_says_how_far_the_work_is_and_tells_listeners_by_quarters() -> None:
    """43 per cent is after the first quarter."""
    words, meter, heard = bar(NAME, Progress(label="Drawing", done=0.43))
    assert texts(words) == "Drawing …  43\N{NO-BREAK SPACE}%"
    said = ("role", "aria-label", "aria-valuenow", "aria-valuemin", "aria-valuemax")
    assert [getattr(meter, each) for each in said] == ["progressbar", NAME, "43", "0", "100"]
    assert texts(heard) == "Adding up: Drawing, 25\N{NO-BREAK SPACE}%"
