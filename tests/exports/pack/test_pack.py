"""The pack of tiny portfolios: what each section says, and what is said where data are absent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from heatmap.analysis.packing.choice import TITLES, PackChoice, Section
from heatmap.errors import HeatmapError
from heatmap.exports.document import Cover, Document, Sentences, Table
from heatmap.exports.pack.pack import pack, pack_documents
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Format
from heatmap.store.store import Store
from tests.analysis.indicator_board import board as indicator_board
from tests.analysis.packing.packs import PERCENT, publish
from tests.analysis.test_readiness import AS_OF, FINE, RECENTLY, board
from tests.example import example
from tests.scoring.readiness_rows import assessment

MAKING = Making("OFFICIAL", datetime(2020, 10, 5, 14, 5, tzinfo=UTC))
ALL = PackChoice()


def titles(store: Store, choice: PackChoice = ALL) -> dict[str, str]:
    """The title of each document, by its topic; the first of several."""
    documents = pack_documents(store, choice, MAKING)
    return {each.stated.partition(":")[0]: each.title for each in reversed(documents)}


def only(store: Store, section: Section) -> Document:
    """The document of one section, after the cover."""
    return pack_documents(store, PackChoice(sections=(section,)), MAKING)[1]


def two_versions(folder: Path) -> Store:
    """The example, then the same with the classroom training a week later."""
    tables = example()
    publish(folder, tables)
    moved = tables.events.clone()
    moved[0, "start"], moved[0, "end"] = date(2020, 10, 12), date(2020, 10, 18)
    return publish(folder, replace(tables, events=moved))


def test_each_title_says_what_was_found(tmp_path: Path) -> None:
    """In the week of 5 Oct NA has 620 of 600 hours, and all units 780 of 1,000."""
    found = titles(publish(tmp_path, example()))
    assert found["Headline findings"] == "1 unit-week over capacity in the next 12 weeks, in 1 unit"
    assert found["Organisation heatmap"] == f"All units peak at 78{PERCENT} in the week of 5 Oct"
    assert found["Ten hottest unit-weeks"] == (
        f"Central East has 2 of the 4 hottest unit-weeks, up to 40{PERCENT}"
    )
    assert found["Go-lives in the next 12 weeks"] == "1 go-live in the next 12 weeks"
    assert found["Assumptions"] == (
        f"30{PERCENT} of the load is estimated; weights, shapes and bands are our settings"
    )
    assert found["Data quality"] == "No row was left out, and no warning"


def test_sections_without_data_say_so_in_one_line_each(tmp_path: Path) -> None:
    """No readiness, no indicators, one version: three lines on one slide, and no empty slide."""
    *_, last = pack_documents(publish(tmp_path, example()), ALL, MAKING)
    assert last.title == "3 sections have nothing to show"
    (part,) = last.parts
    assert isinstance(part, Sentences)
    assert [(each.headline, each.detail) for each in part.sentences] == [
        (
            "What changed:",
            "there is only version 1, “October board”, so nothing can have changed.",
        ),
        (
            "Overloaded and not ready:",
            "this version has no readiness assessments, so who is ready is not known.",
        ),
        (
            "At-risk units:",
            "this version has no measured lead indicators, so who is at risk is not known.",
        ),
    ]


def test_a_portfolio_without_load_has_a_pack_too(tmp_path: Path) -> None:
    """Everything is absent but the assumptions and the data's quality."""
    tables = example()
    store = publish(tmp_path, replace(tables, impacts=tables.impacts.clear()))
    documents = pack_documents(store, PackChoice(sections=tuple(Section)), MAKING)
    assert documents[1].title == "No load is planned; weights, shapes and bands are our settings"
    part = documents[-1].parts[0]
    assert isinstance(part, Sentences)
    assert part.sentences[0].detail == "no change has any load in these weeks and units."


def test_what_changed_names_the_rise_and_its_cause(tmp_path: Path) -> None:
    """The training's 520 hours leave NA's first week and join 110 of 300 in its second: 210 %."""
    documents = pack_documents(two_versions(tmp_path), PackChoice(sections=(Section.CHANGES,)), MAKING)
    assert documents[1].title == "1 unit-week went over capacity since version 1, 1 came back"
    part = documents[2].parts[0]
    assert isinstance(part, Table)
    assert part.title == f"North Area rose most, 37{PERCENT} → 210{PERCENT}"
    assert part.rows[0][:4] == ("Rose", "North Area", date(2020, 10, 12), f"37{PERCENT} → 210{PERCENT}")
    assert "Case system moved 1 week later" in str(part.rows[0][-1])
    assert part.rows[1][:4] == ("Fell", "North Area", date(2020, 10, 5), f"103{PERCENT} → 17{PERCENT}")


def test_what_changed_since_can_be_chosen(tmp_path: Path) -> None:
    """A third version that equals the second has nothing to say of it, but differs from the first."""
    store = two_versions(tmp_path)
    store.restore(2, author="Sam", note="Again", now=datetime(2020, 10, 6, 9, 0))  # noqa: DTZ001 - UTC
    changes = PackChoice(sections=(Section.CHANGES,))
    (part,) = pack_documents(store, changes, MAKING)[1].parts
    assert isinstance(part, Sentences)
    assert part.sentences[0].detail == "nothing between version 2 and version 3."
    since = replace(changes, since=1)
    assert "since version 1, 1 came back" in pack_documents(store, since, MAKING)[1].title


def test_overloaded_and_not_ready_go_lives_are_listed(tmp_path: Path) -> None:
    """P1 is ready at NA, P2 is not; both go live in its full week."""
    document = only(publish(tmp_path, board(assessment(FINE, RECENTLY)), AS_OF), Section.NOT_READY)
    assert document.title == "1 go-live at units overloaded and not ready, the first on 5 Oct"
    assert document.stated.startswith("Overloaded and not ready: all units, go-lives from 28 Sep to 21 Dec")


def test_go_lives_say_for_how_many_every_unit_is_ready(tmp_path: Path) -> None:
    """P1's is ready at NA alone, so for none of the three is everybody."""
    document = only(publish(tmp_path, board(assessment(FINE, RECENTLY)), AS_OF), Section.GO_LIVES)
    assert document.title == "3 go-lives in the next 12 weeks; every unit is ready for none"


def test_at_risk_units_are_listed(tmp_path: Path) -> None:
    """NA is full while its indicator is outside the limits."""
    document = only(publish(tmp_path, indicator_board()), Section.AT_RISK)
    assert document.title == f"1 unit at risk, fullest North Area, 103{PERCENT}"
    assert "At risk" in dict(document.meanings)


def test_the_cover_has_the_version_the_marking_and_the_contents(tmp_path: Path) -> None:
    """In the order that the choice gives."""
    choice = PackChoice(title="October", sections=(Section.HEATMAP, Section.FINDINGS), units=("NA",))
    cover, heat, _ = pack_documents(publish(tmp_path, example()), choice, MAKING)
    (part,) = cover.parts
    assert isinstance(part, Cover)
    assert part.title == "October"
    assert part.lines[0] == "Version 1, published 5 Oct 2020, “October board”"
    assert "North Area" in part.lines
    assert part.contents == (TITLES[Section.HEATMAP], TITLES[Section.FINDINGS])
    assert cover.source.marking == "OFFICIAL"
    assert heat.stated.startswith("Organisation heatmap: North Area, 5 to 18 Oct 2020")


@pytest.mark.parametrize("form", [Format.PPTX, Format.PDF])
def test_the_same_pack_is_the_same_to_the_last_byte(tmp_path: Path, form: Format) -> None:
    """Same version, choice and time; another time is another file."""
    store = publish(tmp_path, example())
    first = pack(store, ALL, form, MAKING)
    assert first.name == f"board-pack-version-1-as-of-2020-10-05.{form}"
    assert first.content == pack(store, ALL, form, MAKING).content
    later = replace(MAKING, made=datetime(2020, 10, 5, 14, 6, tzinfo=UTC))
    assert first.content != pack(store, ALL, form, later).content


def test_progress_is_told_section_by_section(tmp_path: Path) -> None:
    """In words, and never backwards."""
    told: list[tuple[str, float]] = []
    pack(publish(tmp_path, example()), ALL, Format.PPTX, MAKING, report=lambda *step: told.append(step))
    assert [what for what, _ in told] == ["Reading the version", *TITLES.values(), "Writing the slides"]
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] < 1


@pytest.mark.parametrize("form", [Format.PNG, Format.CSV, Format.XLSX])
def test_a_pack_is_slides_or_a_document(tmp_path: Path, form: Format) -> None:
    """Nothing else."""
    with pytest.raises(HeatmapError, match=f"A pack cannot be {form.upper()}") as problem:
        pack(publish(tmp_path, example()), ALL, form, MAKING)
    assert problem.value.do == "Choose from: pptx, pdf."
