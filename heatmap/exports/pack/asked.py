"""What the sections of a pack are made from, and what they give: documents, or one line."""

from dataclasses import dataclass

from heatmap import words
from heatmap.analysis.packing.choice import TITLES, PackChoice, Section
from heatmap.analysis.packing.scope import Scope
from heatmap.exports.document import Document, Part
from heatmap.exports.views.source import Making, bands_meaning, source_of
from heatmap.store.store import Store
from heatmap.terms import SATURATION
from heatmap.weeks import sunday, week_number


@dataclass(frozen=True, eq=False)
class Asked:
    """A pack that was asked for: the store, the choice, what it speaks of, and what is said of its making."""

    store: Store
    choice: PackChoice
    scope: Scope
    making: Making

    @property
    def shown_weeks(self) -> str:
        """2 Mar to 30 Aug 2020: the weeks of the heatmap."""
        window = self.scope.heatmap.cube.window
        columns = self.scope.heatmap.stack.rolled.columns
        return words.days(columns[0].start, sunday(window.last)) if columns else "no weeks"

    @property
    def weeks_ahead(self) -> str:
        """2 Mar to 24 May 2020: the twelve weeks of the as-of date's and those after it."""
        of = self.scope
        return words.days(of.as_of, sunday(week_number(of.last_week)))

    @property
    def days_ahead(self) -> str:
        """2 Mar to 25 May 2020: the as-of date and the 12 weeks after it."""
        return words.days(self.scope.as_of, self.scope.last_day)

    @property
    def saturation(self) -> tuple[tuple[str, str], ...]:
        """What saturation, its bands and a unit-week are."""
        return (
            (f"{SATURATION.label} ({SATURATION.unit})", SATURATION.meaning),
            bands_meaning(self.scope.loaded.coded.parameters),
            ("Unit-week", "One unit in one week, Monday to Sunday."),
        )

    def document(
        self,
        section: Section,
        title: str,
        stated: str,
        *parts: Part,
        meanings: tuple[tuple[str, str], ...] = (),
    ) -> Document:
        """One document of a section: its title says what was found, the line below it of what."""
        of = self.scope
        return Document(
            name=f"pack-{section.replace('_', '-')}",
            title=title,
            stated=f"{TITLES[section]}: {stated}.",
            meanings=meanings,
            source=source_of(of.loaded, of.as_of, self.making),
            parts=parts,
        )


@dataclass(frozen=True)
class Nothing:
    """A section without anything to show; `why` is one line: its data are absent, or all is well."""

    why: str


Made = list[Document] | Nothing
