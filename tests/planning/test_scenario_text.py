from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.scenario import (
    Add,
    AddCapacity,
    AddFreeze,
    Cancel,
    Change,
    Impact,
    Move,
    Noun,
    Shift,
)
from heatmap.planning.scenarios.scenario_rows import COLUMNS, frame_of, moves_of
from heatmap.planning.scenarios.scenario_text import moves_in, text_of
from heatmap.terms import Kind
from tests.planning.moves import ANY_MOVES

EVERY_MOVE: tuple[Move, ...] = (
    Shift(Noun.EVENT, "E1", 3),
    Shift(Noun.PROJECT, "P 1", -2),
    Shift(Noun.PROJECT, "P2", 1, date(2020, 10, 5)),
    Cancel(Noun.PROJECT, "RMS"),
    Change("E1", 50.0, None),
    Change("E1", None, 7.5, "NA", "CID"),
    Add(
        "NEW",
        "P1",
        "Über–all",
        Kind.GO_LIVE,
        None,
        None,
        date(2020, 10, 5),
        (Impact("NA", "CID", 10.0, None, 3), Impact("CE", "CID", 0.5, 8.0, 5)),
    ),
    AddCapacity("NA", "CID", 40.0, date(2020, 10, 5), date(2020, 10, 18)),
    AddFreeze("*", date(2020, 12, 14), date(2021, 1, 3)),
)
EVERY_TEXT = (
    "shift.E1...3_shift..P~201..-2_shift..P2.2020-10-05.1_cancel..RMS_change.E1.50..~2A.~2A_change.E1..7~2E5.NA.CID"
    "_add.NEW.P1.~C3~9Cber~E2~80~93all...2020-10-05.go~5Flive"
    "_impact.NEW.NA.CID.10..3_impact.NEW.CE.CID.0~2E5.8.5"
    "_capacity.NA.CID.40.2020-10-05.2020-10-18_freeze.~2A.2020-12-14.2021-01-03"
)


def test_the_text_of_every_move_is_as_links_have_it() -> None:
    """A link once shared must be read for ever, so the text may not change."""
    assert text_of(EVERY_MOVE) == EVERY_TEXT
    assert moves_in(EVERY_TEXT) == EVERY_MOVE


@given(st.lists(ANY_MOVES, max_size=5).map(tuple))
def test_a_text_gives_back_its_moves_and_needs_no_escaping(scenario: tuple[Move, ...]) -> None:
    """Whatever codes and titles hold, the text has only letters that no address escapes."""
    text = text_of(scenario)
    assert moves_in(text) == scenario
    assert all(letter.isascii() and (letter.isalnum() or letter in "-._~") for letter in text)


@given(st.lists(ANY_MOVES, max_size=5).map(tuple))
def test_rows_give_back_their_moves(scenario: tuple[Move, ...]) -> None:
    """A file of moves, its missing fields empty, is the same scenario."""
    frame = frame_of(scenario)
    assert frame.columns == list(COLUMNS)
    assert moves_of(frame.cast(pl.String).fill_null("").iter_rows(named=True)) == scenario


@given(st.text(alphabet="shift.cane_~2Add0E1-P*%é\x00\ud800", max_size=60) | st.text(max_size=60))
def test_a_strangers_text_is_moves_or_refused_in_words(text: str) -> None:
    """Nothing but a HeatmapError comes of a text that is no scenario."""
    try:
        found = moves_in(text)
    except HeatmapError:
        found = ()
    assert moves_in(text_of(found)) == found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("launch.E1", "no move “launch”"),
        ("shift.E1.3", "2 fields in place of 4"),
        ("shift.E1.P1..3", "not just one event or project"),
        ("shift....3", "not just one event or project"),
        ("shift.E1...0", "by 0 weeks"),
        ("shift.E1...9999", "by 9999 weeks"),
        ("shift.E1...soon", "“soon” can be no weeks"),
        ("shift.E1...", "no weeks"),
        ("shift.E1..2020-10-05.3", "moves whenever it starts"),
        ("shift.~FF...3", "garbled"),
        ("shift.E~0A...3", "can be no event"),
        ("shift.~20...3", "names no event"),
        ("shift.<script>...3", "garbled"),
        ("change.E1...~2A.~2A", "changes nothing"),
        ("change.E1.inf..~2A.~2A", "“inf” can be no people percent"),
        ("change.E1.9999999..~2A.~2A", "makes no sense"),
        ("capacity.NA.CID.0.2020-10-05.2020-10-06", "add no capacity"),
        ("capacity.NA.CID.4.2020-10-05.2020-10-04", "before the start"),
        ("freeze.NA.2020-13-05.2020-10-04", "“2020-13-05” can be no start"),
        ("freeze.NA.1999-12-05.2020-10-04", "out of reach"),
        ("add.N.P1.T....training", "has no start"),
        ("add.N.P1.T.2020-10-05.2020-10-06.2020-10-07.system", "outside its start and end"),
        ("add.N.P1.T.2020-10-05.2020-10-06..party", "“party” can be no kind"),
        ("impact.N.NA.CID.10..3", "not added just before"),
        ("add.N.P1.T...2020-10-07.system_impact.N.NA.CID.10..6", "severity 6"),
        ("add.N.P1.T...2020-10-07.system_impact.N.NA.CID.1..3_impact.N.NA.CID.1..3", "meets NA CID twice"),
        ("x" * 6_001, "6,001 characters"),
    ],
)
def test_a_wrong_text_is_refused_by_its_reason(text: str, what: str) -> None:
    """Every rule of a move has its own words."""
    with pytest.raises(HeatmapError, match=what):
        moves_in(text)


def test_a_wrong_row_is_named_by_its_number() -> None:
    """The second row has no weeks, and the first one a column that it does not use."""
    with pytest.raises(HeatmapError, match="Move 2 of the scenario is wrong: It has no weeks"):
        moves_of([{"move": "cancel", "event": "E1"}, {"move": "shift", "event": "E1"}])
    named = {"move": "cancel", "event": "E1", "event_title": "Its title", "rank": "1"}
    assert moves_of([named]) == (Cancel(Noun.EVENT, "E1"),)
    with pytest.raises(HeatmapError, match="A cancel has no weeks"):
        moves_of([{"move": "cancel", "event": "E1", "weeks": "3"}])
