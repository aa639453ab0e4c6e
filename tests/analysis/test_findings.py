"""The numbers said in sentences."""

from heatmap.analysis.heatmaps.findings import Finding, findings
from heatmap.analysis.heatmaps.heatmap import heatmap
from heatmap.store.store import Store
from heatmap.views.view import View


def found(store: Store, query: str) -> list[Finding]:
    """The findings of the view of an address."""
    return findings(heatmap(store, View.from_query(query)))


def test_the_fullest_unit_and_week_come_first_with_their_chief_cause(store: Store) -> None:
    """The case system has 520 of NA's 620 hours."""
    worst = found(store, "")[0]
    assert worst.headline == "North Area, 5 Oct: 103\N{NO-BREAK SPACE}%"
    assert worst.detail == "of its capacity; Case system is 84\N{NO-BREAK SPACE}% of it"
    assert worst.tone == "severe"
    assert worst.view.to_query() == "?cell=unit%3ANA%402020-10-05"


def test_overload_ahead_is_counted_in_unit_weeks_and_links_to_them(store: Store) -> None:
    """One of four unit-weeks, and it is now; calm bands are faded in the view that it opens."""
    ahead = found(store, "")[1]
    assert ahead.headline == "1 unit-week over capacity"
    assert ahead.detail == "in the next 12 weeks, in 1 unit; 1 this week"
    assert ahead.view.to_query() == "?weeks=13&off=ABC"


def test_no_overload_ahead_is_said_too(store: Store) -> None:
    """After the first week NA has room again."""
    assert found(store, "?asof=2020-10-12")[1].headline == "No unit over capacity"


def test_the_organisations_peak_is_said_with_its_calmest_week(store: Store) -> None:
    """780 of 1,000 hours, and 270 of 700."""
    peak = found(store, "")[2]
    assert peak.headline == "All units peak at 78\N{NO-BREAK SPACE}%"
    assert peak.detail == "in the week of 5 Oct; calmest is 12 Oct, 39\N{NO-BREAK SPACE}%"


def test_a_go_live_in_a_freeze_is_found_with_its_unit_and_day(store: Store) -> None:
    """Rotas go live in NA's Carnival week."""
    frozen = found(store, "")[3]
    assert frozen.headline == "1 go-live in a freeze"
    assert frozen.detail == "of 1 unit; first Rotas, 14 Oct"
    assert frozen.view.to_query() == "?measure=go_lives&cell=unit%3ANA%402020-10-12"


def test_without_a_frozen_go_live_the_fullest_collision_is_said(store: Store) -> None:
    """Of the trainings alone, two projects meet in NA in the first week."""
    collision = found(store, "?kind=training")[3]
    assert collision.headline == "2 projects meet"
    assert collision.detail == "on North Area, week of 5 Oct, more than anywhere"


def test_findings_keep_the_filters_of_the_view(store: Store) -> None:
    """A link leads to the same changes."""
    assert "programme=Workforce" in found(store, "?programme=Workforce")[0].view.to_query()


def test_a_view_with_no_load_has_only_the_good_news(store: Store) -> None:
    """Nothing is worst where nothing is planned."""
    assert [each.headline for each in found(store, "?kind=equipment")] == ["No unit over capacity"]
