"""What stands above the grid: title, stated view, months, days and the operational calendar."""

from datetime import date

from heatmap.figures.grid import CalendarEntry, Column, GridPayload
from heatmap.figures.picture.load_grid_frame import GAP, MARGIN, Frame
from heatmap.figures.picture.svg import element, group, plain, shorten, titled, width, words, wrap
from heatmap.figures.theme import Theme

TITLE_SIZE = 20
STATED_SIZE = 12.5
MONTH_SIZE = 11.5
DAY_SIZE = 9.5
LANE = 14
MOST_LANES = 12
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def draw_marking(marking: str, frame: Frame, theme: Theme, top: float) -> tuple[list[str], float]:
    """The marking in the middle of the picture, if there is one; and where it ends."""
    if not marking:
        return [], top
    look: dict[str, str | float] = {"font_size": STATED_SIZE, "font_weight": "bold", "text_anchor": "middle"}
    return [words(frame.picture / 2, top + 4, marking, fill=theme.ink, **look)], top + 8


def draw_heading(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> tuple[list[str], float]:
    """The title and the sentence that states the view; and where they end."""
    parts = []
    for line in wrap(payload["title"], frame.room, TITLE_SIZE, bold=True):
        top += TITLE_SIZE * 1.25
        parts.append(words(MARGIN, top, line, font_size=TITLE_SIZE, font_weight="bold", fill=theme.ink))
    top += 4
    for line in wrap(payload["stated"], frame.room, STATED_SIZE):
        top += STATED_SIZE * 1.4
        parts.append(words(MARGIN, top, line, font_size=STATED_SIZE, fill=theme.soft))
    return parts, top + 14


def draw_columns(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> tuple[list[str], float]:
    """Headings over groups of columns, and under them each column's own; and where they end."""
    first, second = top + MONTH_SIZE, top + MONTH_SIZE * 2 + 4
    groups = []
    for heading in payload["groups"]:
        x = frame.x(heading["from"])
        room = frame.x(heading["to"] + 1) - x - GAP
        short = _fitting(heading["name"], room)
        groups.append(
            titled(heading["name"], [words(x + 1, first, short, font_size=MONTH_SIZE, font_weight="bold")])
        )
    columns = [
        titled(
            column["name"],
            [words(frame.x(at) + frame.cell / 2, second, column_head(column, payload["grain"]))],
        )
        for at, column in enumerate(payload["columns"])
    ]
    return [
        group({"fill": theme.ink}, groups),
        group({"fill": theme.soft, "font-size": DAY_SIZE, "text-anchor": "middle"}, columns),
    ], second + 6


def draw_calendar(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> tuple[list[str], float]:
    """A bar and a name for each entry of the operational calendar, in as many lanes as they need."""
    parts, ends = [], list[float]()
    for entry in sorted(payload["calendar"], key=lambda entry: (entry["from"], entry["to"], entry["name"])):
        start, end = frame.x(entry["from"]), frame.x(entry["to"] + 1) - GAP
        room = width(plain(entry["name"]), DAY_SIZE) + 4
        before = end + room > frame.picture - MARGIN  # the name stands before the bar at the right edge
        lane = _lane(ends, start - room if before else start, end if before else end + room)
        named = lane is not None
        lane = MOST_LANES - 1 if lane is None else lane
        parts.append(
            titled(
                calendar_words(entry),
                _bar(entry, (start, end), top + lane * LANE, theme)
                + ([_bar_name(entry, (start, end), top + lane * LANE, before=before)] if named else []),
            )
        )
    height = LANE * len(ends) + 6 if ends else 0
    return [group({"fill": theme.on_calendar, "font-size": DAY_SIZE}, parts)], top + height


def calendar_words(entry: CalendarEntry) -> str:
    """An entry in words: whom it concerns and what it takes."""
    freeze = ", no go-lives" if entry["freeze"] else ""
    return f"{entry['name']}, {entry['who']}: takes {entry['taken']} % of capacity{freeze}"


def _fitting(name: str, room: float) -> str:
    """The whole name, or its first word, or nothing: half a month's name would mislead."""
    for candidate in (plain(name), plain(name).split(" ")[0]):
        if width(candidate, MONTH_SIZE, bold=True) <= room:
            return candidate
    return ""


def column_head(column: Column, grain: str) -> str:
    """The Monday's day of a week; the month or months otherwise."""
    start, end = date.fromisoformat(column["start"]), date.fromisoformat(column["end"])
    if grain == "week":
        return str(start.day)
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    return first if first == last else f"{first}–{last}"


def _lane(ends: list[float], start: float, end: float) -> int | None:
    """The first lane free from `start` on, taken until `end`; None where all are taken."""
    for lane, taken in enumerate(ends):
        if taken + 6 <= start:
            ends[lane] = end
            return lane
    if len(ends) == MOST_LANES:
        return None
    ends.append(end)
    return len(ends) - 1


def _bar(entry: CalendarEntry, span: tuple[float, float], top: float, theme: Theme) -> list[str]:
    """A soft bar; outlined with dashes where the entry is a freeze."""
    start, end = span
    outline: dict[str, str | float] = (
        {"stroke": theme.freeze, "stroke-dasharray": "3 2"} if entry["freeze"] else {}
    )
    size: dict[str, str | float] = {"x": start, "y": top, "width": end - start, "height": LANE - 5, "rx": 2}
    return [element("rect", {**size, "fill": theme.calendar, **outline})]


def _bar_name(entry: CalendarEntry, span: tuple[float, float], top: float, *, before: bool) -> str:
    start, end = span
    name = shorten(entry["name"], 400, DAY_SIZE)
    if before:
        return words(start - 4, top + LANE - 6, name, text_anchor="end")
    return words(end + 4, top + LANE - 6, name)
