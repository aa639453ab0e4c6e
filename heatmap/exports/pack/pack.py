"""The board pack as one file: a cover, the chosen sections, and a line for each with nothing to show."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from heatmap import words
from heatmap.analysis.packing.choice import TITLES, PackChoice, Section
from heatmap.analysis.packing.scope import scope
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.exports.document import Cover, Document, Sentence, Sentences
from heatmap.exports.export import Exported
from heatmap.exports.pack.ahead import coming_go_lives, overloaded_not_ready, units_at_risk
from heatmap.exports.pack.asked import Asked, Made, Nothing
from heatmap.exports.pack.changed import what_changed
from heatmap.exports.pack.load import headline_findings, hottest_unit_weeks, organisation_heatmap
from heatmap.exports.pack.trust import quality, scoring_assumptions
from heatmap.exports.views.source import Making, source_of
from heatmap.exports.writing import MEDIA_TYPES, Format, Paper, write
from heatmap.settings import Settings
from heatmap.store.publish import Progress, silent
from heatmap.store.store import Store

FORMATS = (Format.PPTX, Format.PDF)
_READING, _WRITING = 0.15, 0.7  # the shares of the time up to which reading, and making the sections, take

MAKERS: MappingProxyType[Section, Callable[[Asked], Made]] = MappingProxyType(
    {
        Section.FINDINGS: headline_findings,
        Section.HEATMAP: organisation_heatmap,
        Section.HOTTEST: hottest_unit_weeks,
        Section.CHANGES: what_changed,
        Section.NOT_READY: overloaded_not_ready,
        Section.GO_LIVES: coming_go_lives,
        Section.AT_RISK: units_at_risk,
        Section.ASSUMPTIONS: scoring_assumptions,
        Section.DATA_QUALITY: quality,
    }
)


def pack(
    store: Store,
    choice: PackChoice,
    form: Format,
    making: Making,
    *,
    paper: Paper = Paper.A4,
    report: Progress = silent,
) -> Exported:
    """The pack as slides or as PDF; the same version, choice and time give the same bytes.

    Raises:
        HeatmapError: there is no such version or unit, or the format is none of a pack.
    """
    check_format(form)
    documents = pack_documents(store, choice, making, report)
    report("Writing the file" if form is Format.PDF else "Writing the slides", _WRITING)
    content = write(documents, form, paper)
    source = documents[0].source
    said = f"board-pack-version-{source.version}-as-of-{source.as_of}"
    name = f"{re.sub(r'[^a-z0-9]+', '-', said)}.{form}"
    return Exported(content, name, MEDIA_TYPES[form], documents[0].title)


def board_pack(
    settings: Settings, choice: PackChoice, form: Format, made: datetime, *, report: Progress
) -> Exported:
    """The pack of the store that the pages show, for a process of its own.

    Raises:
        HeatmapError: as of `pack`.
    """
    making = Making(settings.marking, made)
    return pack(serving_store(settings), choice, form, making, report=report)


def check_format(form: Format) -> None:
    """Refuse a format that a pack cannot have.

    Raises:
        HeatmapError: it names those that it can.
    """
    if form not in FORMATS:
        raise HeatmapError(f"A pack cannot be {form.upper()}.", f"Choose from: {', '.join(FORMATS)}.")


def pack_documents(
    store: Store, choice: PackChoice, making: Making, report: Progress = silent
) -> list[Document]:
    """The cover and the sections in the choice's order; what has nothing to show is said at the end."""
    report("Reading the version", 0.0)
    asked = Asked(store, choice, scope(store, choice), making)
    documents: list[Document] = []
    nothing: list[tuple[Section, Nothing]] = []
    for place, section in enumerate(choice.sections):
        part = (_WRITING - _READING) * place / len(choice.sections)
        report(TITLES[section], _READING + part)
        made = MAKERS[section](asked)
        if isinstance(made, Nothing):
            nothing.append((section, made))
        else:
            documents += made
    without = [_nothing(asked, nothing)] if nothing else []
    return [_cover(asked, documents), *documents, *without]


def _cover(asked: Asked, documents: list[Document]) -> Document:
    """What the pack is, of which version, and what it says, a line for each section."""
    of, choice = asked.scope, asked.choice
    source = source_of(of.loaded, of.as_of, asked.making)
    part = Cover(
        title=choice.title,
        lines=(
            source.version_words,
            f"As of {words.day(of.as_of)}",
            words.sentence(of.units_words),
            f"Made {source.made_words}, scoring version {source.scoring_version}",
        ),
        contents=tuple(dict.fromkeys(each.stated.partition(":")[0] for each in documents)),
        logo=choice.logo,
    )
    return Document("pack-cover", choice.title, "", asked.saturation, source, (part,))


def _nothing(asked: Asked, sections: list[tuple[Section, Nothing]]) -> Document:
    """One line for each section without anything to show."""
    count = words.counted(len(sections), "section")
    title = f"{count} {'has' if len(sections) == 1 else 'have'} nothing to show"
    said = tuple(Sentence(f"{TITLES[section]}:", each.why) for section, each in sections)
    first = sections[0][0]
    document = asked.document(first, title, "", Sentences(title, said))
    return replace(document, name="pack-nothing", stated="Nothing to show: each with its reason.")
