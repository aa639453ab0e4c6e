"""What stands below the grid: the legend of its colours and markers, and the footer."""

from collections.abc import Iterator
from datetime import UTC, datetime

from heatmap.figures.grid import GridPayload, Step
from heatmap.figures.picture.load_grid_frame import CELL_HEIGHT, MARGIN, NARROWEST_CELL, Frame
from heatmap.figures.picture.load_grid_head import MONTHS
from heatmap.figures.picture.load_grid_marks import (
    LETTERS,
    SEVERE,
    blank,
    hatch,
    hatching,
    marked,
    marker,
    shade_of,
    swatch,
)
from heatmap.figures.picture.svg import group, plain, width, words, wrap
from heatmap.figures.theme import Theme

SIZE = 11.5
LINE = 26
AFTER_SWATCH = NARROWEST_CELL + 6
BETWEEN = 18

MARKERS = {
    "go-live": "go-live",
    "freeze": "change freeze",
    "at-risk": "at risk: over capacity while a lead indicator shows concern",
    "hottest": "a part is over capacity",
    "estimated": "half or more is estimated",
    "no-capacity": "no capacity",
    "rose": "into a higher band",
    "fell": "into a lower band",
}
OF_DIFFERENCES = {".": "unchanged", "-": "can not be compared"}
BLANKS = {".": "nothing planned", "-": "no headcount", "x": "left out by a filter"}


def draw_legend(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> tuple[list[str], float]:
    """The measure's steps, then the blanks and markers that the grid really has; and where they end."""
    title = plain(payload["stepsTitle"])
    parts = [words(MARGIN, top + CELL_HEIGHT / 2 + 4, title, fill=theme.soft)]
    x = MARGIN + width(title, SIZE) + BETWEEN
    for kind, text in _entries(payload):
        advance = AFTER_SWATCH + width(text, SIZE) + BETWEEN
        if x + advance > frame.picture - MARGIN:
            x, top = MARGIN, top + LINE
        parts.extend(_swatch(payload, kind, x, top, theme))
        parts.append(words(x + AFTER_SWATCH, top + CELL_HEIGHT / 2 + 4, text, fill=theme.ink))
        x += advance
    return [group({"font-size": SIZE}, parts)], top + LINE


def draw_footer(
    payload: GridPayload, frame: Frame, theme: Theme, top: float, made: datetime
) -> tuple[list[str], float]:
    """Version, as-of date and scoring version, and when the picture was made; and where they end."""
    parts = []
    for line in wrap(f"{payload['footer']} · made {moment(made)}", frame.room, SIZE):
        top += SIZE * 1.4
        parts.append(words(MARGIN, top, line))
    return [group({"font-size": SIZE, "fill": theme.soft}, parts)], top


def moment(made: datetime) -> str:
    """A moment as people read it: 2 Mar 2020, 14:05 UTC. A time without a zone is in UTC."""
    utc = made.astimezone(UTC) if made.tzinfo else made
    return f"{utc.day} {MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"


def _entries(payload: GridPayload) -> Iterator[tuple[str, str]]:
    """What to explain: a step's letter, a blank's character or a marker's name; and the words."""
    for letter, step in zip(LETTERS, payload["steps"], strict=False):
        yield letter, step_words(step)
    seen = set("".join(payload["cells"]["step"]))
    blanks = BLANKS | OF_DIFFERENCES if "difference" in payload else BLANKS
    yield from ((blank, text) for blank, text in blanks.items() if blank in seen)
    found = marked(payload)
    yield from ((name, text) for name, text in MARKERS.items() if found[name])


def step_words(step: Step) -> str:
    """A step in words: near capacity, 80 to 100 %."""
    name, span = plain(step["name"]), plain(step["range"])
    return ", ".join(part for part in (name, span) if part)


def _swatch(payload: GridPayload, kind: str, x: float, top: float, theme: Theme) -> list[str]:
    """A cell as the grid shows it, for a step, a blank or a marker."""
    if kind in LETTERS:
        return _step_swatch(payload, kind, x, top, theme)
    if kind in BLANKS:
        return [blank(kind, (x, top), NARROWEST_CELL, theme)]
    return [
        swatch(x, top, NARROWEST_CELL, fill=theme.bands[1].paper),
        marker(kind, x, top, NARROWEST_CELL, (theme, theme.bands[1].ink)),
    ]


def _sign(payload: GridPayload, letter: str) -> str:
    """What stands on a step's swatch: its sign, where it has one."""
    return payload["steps"][LETTERS.index(letter)].get("mark", letter)


def _step_swatch(payload: GridPayload, letter: str, x: float, top: float, theme: Theme) -> list[str]:
    shade = shade_of(payload, letter, theme)
    hatched = payload["bands"] and letter == SEVERE
    return [
        swatch(x, top, NARROWEST_CELL, fill=shade.paper, stroke=shade.edge or "none"),
        *([hatching(hatch(x, top, NARROWEST_CELL), shade.ink)] if hatched else []),
        words(
            x + NARROWEST_CELL / 2, top + 14, _sign(payload, letter),
            fill=shade.ink, text_anchor="middle", font_weight="bold",
        ),
    ]  # fmt: skip
