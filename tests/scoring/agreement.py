"""Filters that Hypothesis chooses from, and what it means that a row of numbers agrees with the oracle."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

from heatmap.scoring.parameters import DEFAULT
from heatmap.terms import EventStatus, Filters, Kind, ProjectStatus, UnitKind
from tests.scoring.oracle import Score
from tests.scoring.portfolios import AREAS, PROJECTS, START, UNITS

some_filters = st.builds(
    Filters,
    programmes=st.sampled_from(((), ("Digital",), ("Estates", "Nothing"))),
    projects=st.sampled_from(((), (), PROJECTS[:2])),
    kinds=st.sampled_from(((), (), (Kind.GO_LIVE, Kind.TRAINING))),
    units=st.sampled_from(((), UNITS[:2], ("XX",))),
    areas=st.sampled_from(((), AREAS[:1])),
    unit_kinds=st.sampled_from(((), (UnitKind.BCU,))),
    event_statuses=st.sampled_from((Filters().event_statuses, tuple(EventStatus), (EventStatus.CANCELLED,))),
    project_statuses=st.sampled_from((Filters().project_statuses, tuple(ProjectStatus))),
    first=st.sampled_from((None, START + timedelta(days=40))),
    last=st.sampled_from((None, START + timedelta(days=75))),
)


def assert_agrees(row: dict[str, Any], score: Score) -> None:
    """A row of numbers is what the oracle says."""
    assert row["load"] == pytest.approx(score.load, rel=1e-9, abs=0)
    assert row["projects"] == score.projects
    assert row["worst"] == score.worst
    assert row["go_lives"] == len(score.go_lives)
    assert row["estimated"] == pytest.approx(score.estimated, rel=1e-9)
    if score.capacity is None:
        assert row["capacity"] is None
    else:
        assert row["capacity"] == pytest.approx(score.capacity, rel=1e-9)
    if score.saturation is None:
        assert row["saturation"] is None
    else:
        assert row["saturation"] == pytest.approx(score.saturation, rel=1e-9)
    assert row["band"] == band(score)


def band(score: Score) -> str | None:
    """The letter of the band that the score falls in."""
    if score.capacity is None:
        return None
    if score.saturation is None:
        return DEFAULT.bands[-1].letter
    reached = [each.letter for each in DEFAULT.bands if score.saturation >= each.lower * (1 - 1e-10)]
    return reached[-1]
