from hypothesis import given
from hypothesis import strategies as st

from heatmap.exports.document import CalendarBar
from heatmap.exports.splitting import balanced, lanes, packed, split


def test_104_columns_by_56_are_two_equal_parts() -> None:
    """Not 56 and a rest of 48."""
    assert split(104, 56) == [range(52), range(52, 104)]


@given(st.integers(0, 400), st.integers(-3, 120))
def test_parts_hold_every_place_once_and_never_too_many(count: int, most: int) -> None:
    """Even where there is room for nothing, a part holds one."""
    parts = split(count, most)
    assert [place for part in parts for place in part] == list(range(count))
    assert all(len(part) <= max(1, most) for part in parts)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@given(st.lists(st.integers(1, 50), max_size=60), st.integers(1, 120))
def test_packed_places_fit_their_room(sizes: list[int], room: int) -> None:
    """Only a place that is too large by itself exceeds it."""
    parts = packed(sizes, room)
    assert [place for part in parts for place in part] == list(range(len(sizes)))
    assert all(len(part) <= 1 or sum(sizes[place] for place in part) <= room for part in parts)


@given(st.lists(st.integers(1, 50), max_size=60), st.integers(50, 200))
def test_balanced_parts_are_as_few_as_packed_ones_and_leave_no_straggler(sizes: list[int], room: int) -> None:
    """The fullest part is never fuller than where they are packed."""
    parts, full = balanced(sizes, room), packed(sizes, room)
    assert [place for part in parts for place in part] == list(range(len(sizes)))
    assert len(parts) == len(full)
    heights = [sum(sizes[place] for place in part) for part in parts]
    assert max(heights) <= max(sum(sizes[place] for place in part) for part in full)


def test_a_last_row_is_not_left_alone() -> None:
    """Eleven rows of ten that hold eight together: six and five."""
    assert balanced([10] * 11, 80) == [range(6), range(6, 11)]


def bar(name: str, first: int, last: int) -> CalendarBar:
    """An entry over some columns."""
    return CalendarBar(name, first, last, freeze=False, meaning=name)


def test_a_name_stands_behind_its_bar_or_before_it_at_the_edge() -> None:
    """Of twelve columns, the last bar has no room behind."""
    (lane,) = lanes([bar("Carnival", 0, 1), bar("Leave", 10, 11)], range(12), lambda _: 3, most=3)
    assert [(span.first, span.last, span.text) for span in lane] == [
        (0, 1, ""), (2, 4, "Carnival"), (7, 9, "Leave"), (10, 11, ""),
    ]  # fmt: skip


def test_bars_that_would_touch_get_lanes_of_their_own() -> None:
    """Until there are no more lanes."""
    bars = [bar(name, 0, 4) for name in ("A", "B", "C")]
    made = lanes(bars, range(10), lambda _: 2, most=2)
    assert [lane[0].bar.name for lane in made if lane[0].bar] == ["A", "B"]


def test_a_part_shows_only_its_own_columns() -> None:
    """Bars are counted from its first column, and cut at its edges."""
    (lane,) = lanes([bar("Freeze", 3, 12)], range(5, 10), lambda _: 2, most=3)
    assert [(span.first, span.last) for span in lane] == [(0, 4)]
    assert lane[0].text == "Freeze"
