"""Documents as the template takes them: plain lists and texts, sizes in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from heatmap.exports.chart_svg import chart_svg, legend_entries, legend_svg
from heatmap.exports.document import (
    Chart,
    Charts,
    Cover,
    Document,
    HeatTable,
    Holds,
    Part,
    Sentences,
    Table,
    said,
)
from heatmap.exports.logo import logo_sides, logo_svg
from heatmap.exports.typeset.heat_sheets import Room, heat_content
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import BUNDLED_FONT, LIGHT

TONES = {"info": LIGHT.seq[4].paper, "over": LIGHT.bands[3].edge, "severe": LIGHT.severe}
HEADING = 62.0  # points of a document's title and filters
CHART_HEIGHT, WIDEST_CHART = 0.42, 1130.0  # of its width; points
SMALL = 0.46
FEW_ROWS = 12  # a heat table of more starts a page


@dataclass(frozen=True)
class Sheet:
    """A page, in points; a picture grows with what is on it."""

    width: float
    height: float | None
    margin: float
    across: int  # small charts side by side

    @property
    def room(self) -> Room:
        """What a page has for one part below its document's heading."""
        height = 10_000.0 if self.height is None else self.height - 74 - HEADING
        return Room(self.width - 2 * self.margin, height)


def content_of(documents: Sequence[Document], sheet: Sheet) -> dict[str, Any]:
    """Everything that the template draws."""
    first = documents[0]
    made = first.source.made_utc
    return {
        "title": plain(first.title),
        "made": [made.year, made.month, made.day, made.hour, made.minute, made.second],
        "marking": plain(first.source.marking),
        "source": plain(first.source.line),
        "width": sheet.width,
        "height": sheet.height,
        "margin": sheet.margin,
        "look": _look(),
        "documents": [_document(each, sheet) for each in documents],
    }


def _look() -> dict[str, str]:
    return {
        "font": BUNDLED_FONT,
        "ink": LIGHT.ink,
        "soft": LIGHT.soft,
        "line": LIGHT.blank_line,
        "severe": LIGHT.severe,
        "head": LIGHT.seq[4].paper,
        "calendar": LIGHT.calendar,
        "on_calendar": LIGHT.on_calendar,
        "freeze": LIGHT.freeze,
    }


def _document(document: Document, sheet: Sheet) -> dict[str, Any]:
    return {
        "title": plain(document.title),
        "stated": plain(document.stated),
        "source": plain(document.source.line),
        "cover": isinstance(document.parts[0], Cover),
        "words": all(isinstance(part, Table | Sentences) for part in document.parts),
        "meanings": [(plain(term), plain(meaning)) for term, meaning in document.meanings],
        "parts": [
            _part(part, sheet, titled=plain(_title(part)) != plain(document.title))
            | {"new_page": at > 0 and isinstance(part, HeatTable) and len(part.rows) > FEW_ROWS}
            | {"whole": isinstance(part, HeatTable) and len(part.rows) <= FEW_ROWS}
            for at, part in enumerate(document.parts)
        ],
    }


def _title(part: Part) -> str:
    return part.title


def _part(part: Part, sheet: Sheet, *, titled: bool) -> dict[str, Any]:
    if isinstance(part, HeatTable):
        return heat_content(part, sheet.room, titled=titled)
    if isinstance(part, Chart):
        return _chart(part, sheet.room.width, titled=titled)
    if isinstance(part, Charts):
        return _charts(part, sheet)
    if isinstance(part, Table):
        return _table(part) | ({} if titled else {"title": ""})
    if isinstance(part, Cover):
        return _cover(part)
    return _sentences(part) | ({} if titled else {"title": ""})


def _cover(cover: Cover) -> dict[str, Any]:
    return {
        "kind": "cover",
        "title": plain(cover.title),
        "lines": [plain(each) for each in cover.lines],
        "contents": [plain(each) for each in cover.contents],
        "logo": logo_svg(cover.logo) if cover.logo else "",
        "logo_height": logo_sides(cover.logo)[1] if cover.logo else 0,
    }


def _chart(chart: Chart, room: float, *, titled: bool) -> dict[str, Any]:
    across = min(room, WIDEST_CHART)
    return {
        "kind": "chart",
        "title": plain(chart.title) if titled else "",
        "svg": chart_svg(chart, (across, across * CHART_HEIGHT), letters=9),
        "width": across,
        "alt": plain(f"{chart.title}. {chart.summary}"),
        "summary": plain(chart.summary),
    }


def _charts(charts: Charts, sheet: Sheet) -> dict[str, Any]:
    across = (sheet.room.width - 14 * (sheet.across - 1)) / sheet.across
    entries = legend_entries(list(charts.charts))
    return {
        "kind": "charts",
        "title": plain(charts.title),
        "across": sheet.across,
        "charts": [
            {
                "title": plain(each.title),
                "svg": chart_svg(each, (across, across * SMALL), letters=7.5, legend=False),
                "alt": plain(f"{each.title}. {each.summary}"),
            }
            for each in charts.charts
        ],
        "legend": legend_svg(list(charts.charts), sheet.room.width, 8),
        "legend_words": "; ".join(words for _, words in entries),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": plain(table.title),
        "empty": plain(table.empty),
        "widths": [0 if column.holds is Holds.DATE else column.width for column in table.columns],
        "aligns": ["l" if column.holds in {Holds.TEXT, Holds.DATE} else "r" for column in table.columns],
        "heads": [plain(column.name) for column in table.columns],
        "rows": [
            [
                plain(said(value, column.holds, column.decimals))
                for value, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ],
    }


def _sentences(part: Sentences) -> dict[str, Any]:
    return {
        "kind": "sentences",
        "title": plain(part.title),
        "sentences": [
            {
                "headline": plain(each.headline),
                "detail": plain(each.detail),
                "tone": TONES.get(each.tone, TONES["info"]),
            }
            for each in part.sentences
        ],
    }
