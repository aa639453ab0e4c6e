"""What a browser sends back is believed only if it has the shape that it was sent in."""

from typing import Any, TypedDict

import pytest

from heatmap.web.shapes import fits


class Part(TypedDict):
    """A typed dictionary inside another."""

    hours: float


class Whole(TypedDict):
    """One of every type."""

    name: str
    weeks: int
    done: bool
    parts: list[Part]
    others: dict[str, list[tuple[int, float | None]]]
    newest: Part | None


RIGHT: dict[str, Any] = {
    "name": "P1",
    "weeks": 3,
    "done": False,
    "parts": [{"hours": 2}, {"hours": 2.5}],
    "others": {"P2": [[1, 4.0], [2, None]]},
    "newest": None,
}


def test_what_has_its_shape_fits() -> None:
    """JSON has no tuples, and writes 2.0 as 2."""
    assert fits(RIGHT, Whole)
    assert fits(RIGHT | {"newest": {"hours": 1.5}}, Whole)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": 5},
        {"name": None},
        {"weeks": 3.5},
        {"weeks": True},
        {"weeks": "3"},
        {"done": 0},
        {"parts": {}},
        {"parts": [{}]},
        {"parts": [{"hours": "2"}]},
        {"parts": [{"hours": float("nan")}]},
        {"parts": [{"hours": 10**400}]},
        {"parts": [{"hours": 2.0, "weeks": 3}]},
        {"others": {"P2": [[1]]}},
        {"others": {"P2": [1, 4.0]}},
        {"newest": []},
        {"further": 1},
    ],
)
def test_what_has_another_shape_does_not_fit(wrong: dict[str, Any]) -> None:
    """One part of it is wrong, missing or too much."""
    assert not fits(RIGHT | wrong, Whole)


@pytest.mark.parametrize("wrong", [None, [], "text", 5, {}])
def test_what_is_nothing_of_the_kind_does_not_fit(wrong: object) -> None:
    """Not even a dictionary, or an empty one."""
    assert not fits(wrong, Whole)
