"""A chart as SVG, for pages and pictures: columns, lines, limits, signs and marks over one axis."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from heatmap import words as said
from heatmap.exports.chart_axis import Axis, axis_of
from heatmap.exports.document import SIGNS, Chart, Role, Series
from heatmap.figures.picture.svg import element, group, plain, shorten, width, words
from heatmap.figures.theme import FONTS, LIGHT

COLUMNS = {Role.STACK, Role.COLUMN}
DASHES = {Role.LIMIT: "5 3", Role.TARGET: "1.5 3", Role.EDGE: "3 2"}
WIDTHS = {
    Role.LINE: 1.75,
    Role.LEVEL: 2.25,
    Role.MEAN: 1.0,
    Role.LIMIT: 1.0,
    Role.TARGET: 1.5,
    Role.EDGE: 1.0,
}
CONCERN, BETTER = "#c2570f", "#2073bc"
SIGN_COLOURS = {"U": CONCERN, "D": CONCERN, "I": BETTER, "H": LIGHT.soft, "L": LIGHT.soft, "x": LIGHT.no_data}
TOP, FOOT = 14.0, 20.0
LABEL_ROOM = 76.0  # of a label on the category axis
LEGEND_LINE = 18.0


@dataclass(frozen=True)
class _Frame:
    """Where the drawing's inside is, and its scales."""

    left: float
    top: float
    right: float
    bottom: float
    axis: Axis
    places: tuple[float, ...]  # of the categories, 0 to 1
    size: float

    def x(self, at: int) -> float:
        """Where a category stands."""
        return self.left + self.places[at] * (self.right - self.left)

    def y(self, value: float) -> float:
        """How high a value is."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom - share * (self.bottom - self.top)

    @property
    def step(self) -> float:
        """From one category to the next."""
        return (self.right - self.left) / max(1, len(self.places))


def chart_svg(chart: Chart, size: tuple[float, float], *, letters: float = 11, legend: bool = True) -> str:
    """The chart in a picture of `size`; without its title, which stands above it."""
    across, high = size
    entries = _packed(legend_entries([chart]), across, letters) if legend else []
    axis = axis_of(chart)
    ticks = [f"{tick:,.{axis.decimals}f}" for tick in axis.ticks]
    left = max(width(each, letters) for each in ticks) + 8
    bottom = high - FOOT - LEGEND_LINE * len(entries)
    frame = _Frame(left, TOP + letters, across - 8, bottom, axis, _places(chart), letters)
    parts = [
        words(0, letters, plain(chart.measured), fill=LIGHT.soft),
        *_grid(frame, ticks),
        *_categories(chart, frame),
        *_columns(chart, frame),
        *_lines(chart, frame),
        *_marks(chart, frame),
        *_legend(entries, high - LEGEND_LINE * len(entries) + 4, letters),
    ]
    return _svg(across, high, letters, parts)


def _places(chart: Chart) -> tuple[float, ...]:
    """Names side by side, in the middle of their room; days and numbers by their distance."""
    count = len(chart.categories)
    named = any(each.role in COLUMNS for each in chart.series) or count < 2  # noqa: PLR2004
    numbers = [_number(each) for each in chart.categories]
    if named or None in numbers:
        return tuple((at + 0.5) / count for at in range(count))
    known = [each for each in numbers if each is not None]
    low, high = min(known), max(known)
    return tuple((each - low) / ((high - low) or 1) * 0.98 + 0.01 for each in known)


def _number(category: date | str | float) -> float | None:
    if isinstance(category, date):
        return float(category.toordinal())
    return None if isinstance(category, str) else float(category)


def _grid(frame: _Frame, ticks: list[str]) -> Iterator[str]:
    for tick, text in zip(frame.axis.ticks, ticks, strict=True):
        y = frame.y(tick)
        line: dict[str, str | float] = {"x1": frame.left, "x2": frame.right, "y1": y, "y2": y}
        yield element("line", {**line, "stroke": LIGHT.blank_line})
        yield words(frame.left - 6, y + frame.size * 0.35, text, text_anchor="end", fill=LIGHT.soft)


def _categories(chart: Chart, frame: _Frame) -> Iterator[str]:
    """As many labels as there is room for, the first one and then evenly."""
    room = (frame.right - frame.left) / LABEL_ROOM
    every = max(1, -(-len(chart.categories) // max(1, int(room))))
    for at in range(0, len(chart.categories), every):
        category = chart.categories[at]
        text = (
            said.day(category)
            if isinstance(category, date)
            else f"{category:,.4g}"
            if isinstance(category, float)
            else category
        )
        short = shorten(str(text), every * frame.step - 4, frame.size)
        first = at == 0 and len(chart.categories) > 1 and frame.places[0] < 0.03  # noqa: PLR2004
        anchor = "start" if first else "middle"
        yield words(
            frame.x(at) if not first else frame.left,
            frame.bottom + frame.size + 5,
            short,
            text_anchor=anchor,
            fill=LIGHT.soft,
        )
    line: dict[str, str | float] = {
        "x1": frame.left,
        "x2": frame.right,
        "y1": frame.bottom,
        "y2": frame.bottom,
    }
    yield element("line", {**line, "stroke": LIGHT.soft})


def _columns(chart: Chart, frame: _Frame) -> Iterator[str]:
    series = [each for each in chart.series if each.role in COLUMNS]
    stacked = any(each.role is Role.STACK for each in series)
    across = frame.step * 0.82 / (1 if stacked or not series else len(series))
    heights = [0.0] * len(chart.categories)
    for place, each in enumerate(series):
        bars = []
        for at, value in enumerate(each.values):
            if not value:
                continue
            start = heights[at] if stacked else 0.0
            heights[at] = start + value
            shift = 0.0 if stacked else place * across
            top, foot = frame.y(max(start, start + value)), frame.y(min(start, start + value))
            left = frame.x(at) - frame.step * 0.41 + shift
            bars.append(
                element("rect", {"x": left, "y": top, "width": across, "height": max(0.5, foot - top)})
            )
        yield group({"fill": each.colour, "stroke": LIGHT.paper, "stroke-width": 0.5}, bars)


def _lines(chart: Chart, frame: _Frame) -> Iterator[str]:
    for each in chart.series:
        if each.role in COLUMNS:
            continue
        path = "".join(_path(each, frame))
        look: dict[str, str | float] = {
            "stroke": each.colour,
            "stroke-width": WIDTHS[each.role],
            "fill": "none",
        }
        if each.role in DASHES:
            look["stroke-dasharray"] = DASHES[each.role]
        if path:
            yield element("path", {"d": path, "stroke-linejoin": "round", **look})
    for each in chart.series:
        for at, sign in enumerate(each.signs):
            value = each.values[at]
            if sign in SIGNS and value is not None:
                yield _sign(sign, frame.x(at), frame.y(value))


def _path(each: Series, frame: _Frame) -> Iterator[str]:
    """A level runs flat over each category's room; other lines from point to point."""
    going = False
    for at, value in enumerate(each.values):
        if value is None:
            going = False
            continue
        x, y = frame.x(at), frame.y(value)
        if each.role is Role.LEVEL:
            yield f"{'L' if going else 'M'}{x - frame.step / 2:.2f} {y:.2f}H{x + frame.step / 2:.2f}"
        else:
            yield f"{'L' if going else 'M'}{x:.2f} {y:.2f}"
        going = True


def _sign(sign: str, x: float, y: float) -> str:
    """A shape for each kind of signal, so that colour is not alone."""
    size = 4.0
    shapes = {
        "U": f"M{x - size:.2f} {y + size:.2f}h{2 * size}l-{size} -{2 * size}z",
        "D": f"M{x - size:.2f} {y - size:.2f}h{2 * size}l-{size} {2 * size}z",
        "I": f"M{x:.2f} {y - size - 1:.2f}l{size} {size + 1}l-{size} {size + 1}l-{size} -{size + 1}z",
    }
    shapes |= {"H": shapes["U"], "L": shapes["D"]}
    colour = SIGN_COLOURS[sign]
    if sign == "x":
        cross = f"M{x - 3:.2f} {y - 3:.2f}l6 6m0 -6l-6 6"
        return element("path", {"d": cross, "stroke": colour, "stroke-width": 1.5, "fill": "none"})
    hollow = sign in "HL"
    look: dict[str, str | float] = {
        "fill": LIGHT.paper if hollow else colour,
        "stroke": colour if hollow else LIGHT.paper,
    }
    return element("path", {"d": shapes[sign], "stroke-width": 1 if hollow else 0.75, **look})


def _marks(chart: Chart, frame: _Frame) -> Iterator[str]:
    """A thin line and a triangle on the axis at each."""
    for at in sorted({mark.at for mark in chart.marks}):
        x = frame.x(at)
        line: dict[str, str | float] = {"x1": x, "x2": x, "y1": frame.top, "y2": frame.bottom}
        yield element("line", {**line, "stroke": LIGHT.soft, "stroke-width": 0.75, "stroke-dasharray": "2 3"})
        yield element("path", {"d": f"M{x - 4:.2f} {frame.bottom:.2f}h8l-4 -7z", "fill": LIGHT.ink})


Entry = tuple[str, str]
"""What a legend shows, as markup at 0, 0, and the words beside it."""


def _packed(entries: list[Entry], room: float, letters: float) -> list[list[Entry]]:
    """The entries in lines that fit."""
    lines: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        needs = 30 + width(entry[1], letters) + 14
        if lines[-1] and used + needs > room:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += needs
    return [line for line in lines if line]


def legend_entries(charts: list[Chart]) -> list[Entry]:
    """Every series by name, then the signs and marks that the charts have."""
    series: dict[str, Series] = {}
    for chart in charts:
        for each in chart.series:
            series.setdefault(each.name, each)
    entries = [(_swatch(each), plain(name)) for name, each in series.items()]
    seen = {sign for chart in charts for each in chart.series for sign in each.signs}
    entries += [(_sign(sign, 11, -4), meaning) for sign, meaning in SIGNS.items() if sign in seen]
    names = [chart.marks_name for chart in charts if chart.marks]
    if names:
        entries.append((element("path", {"d": "M7 0h8l-4 -7z", "fill": LIGHT.ink}), names[0]))
    return entries


def _swatch(each: Series) -> str:
    if each.role in COLUMNS:
        return element("rect", {"x": 4, "y": -9, "width": 14, "height": 10, "fill": each.colour})
    look: dict[str, str | float] = {"stroke": each.colour, "stroke-width": WIDTHS[each.role]}
    if each.role in DASHES:
        look["stroke-dasharray"] = DASHES[each.role]
    return element("line", {"x1": 0, "x2": 22, "y1": -4, "y2": -4, **look})


def _legend(lines: list[list[Entry]], top: float, letters: float) -> Iterator[str]:
    for place, line in enumerate(lines):
        x, y = 0.0, top + place * LEGEND_LINE + letters * 0.35
        for drawn, text in line:
            yield element(
                "g", {"transform": f"translate({x:g} {y:g})"}, drawn + words(28, 0, text, fill=LIGHT.ink)
            )
            x += 30 + width(text, letters) + 14


def legend_svg(charts: list[Chart], across: float, letters: float = 10) -> str:
    """The legend of several charts that share one, by itself."""
    lines = _packed(legend_entries(charts), across, letters)
    high = LEGEND_LINE * len(lines) + 4
    parts = list(_legend(lines, 10, letters))
    return _svg(across, high, letters, parts)


def _svg(across: float, high: float, letters: float, parts: list[str]) -> str:
    attributes: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": across,
        "height": high,
        "viewBox": f"0 0 {across:g} {high:g}",
    }
    return element("svg", attributes, group({"font-family": FONTS, "font-size": letters}, parts))
