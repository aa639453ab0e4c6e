"""Colours and fonts of the pictures: the light theme of the page, under the names of its style tokens."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shade:
    """A cell's background, the text that is legible on it, and the line around it where it has one."""

    paper: str
    ink: str
    edge: str = ""


@dataclass(frozen=True)
class Theme:
    """Every colour of a picture. `bands` are A to E, `seq` the sequential blues of any other measure.

    `diff` are a change, from a large fall to a large rise.
    """

    paper: str
    ink: str
    soft: str
    severe: str
    blank_line: str  # around a cell with nothing planned
    no_data: str  # the dash of a cell without a headcount
    filtered_dot: str  # the dot of a cell that a filter leaves out
    calendar: str
    on_calendar: str
    freeze: str  # around a freeze in the calendar
    bands: tuple[Shade, ...]
    seq: tuple[Shade, ...]
    diff: tuple[Shade, ...]

    def tokens(self) -> dict[str, str]:
        """Each colour under its name in the page's style sheet: `band-A`, `on-band-A`, `no-data`, ..."""
        named = {
            name.replace("_", "-"): colour for name, colour in vars(self).items() if isinstance(colour, str)
        }
        for family, shades in (("band", self.bands), ("seq", self.seq), ("diff", self.diff)):
            for letter, shade in zip("ABCDE", shades, strict=True):
                named[f"{family}-{letter}"] = shade.paper
                named[f"on-{family}-{letter}"] = shade.ink
                if shade.edge:
                    named[f"{family}-{letter}-edge"] = shade.edge
        return named


LIGHT = Theme(
    paper="#ffffff",
    ink="#0b0c0c",
    soft="#505a5f",
    severe="#801650",
    blank_line="#e7ecf1",
    no_data="#66737c",
    filtered_dot="#c3ccd4",
    calendar="#e3d9ee",
    on_calendar="#4c3069",
    freeze="#5a3d7a",
    bands=(
        Shade("#eef4fa", "#46586a"),
        Shade("#b9d7f0", "#12436d"),
        Shade("#6bace6", "#06233d"),
        Shade("#f7914d", "#331200", edge="#c2570f"),
        Shade("#801650", "#ffffff"),
    ),
    # The Government Analysis Function's sequential blues, so that no other measure borrows the bands' red.
    seq=(
        Shade("#e4f0fa", "#24435f"),
        Shade("#add1f1", "#0c3354"),
        Shade("#6bace6", "#06233d"),
        Shade("#2073bc", "#ffffff"),
        Shade("#12436d", "#ffffff"),
    ),
    # ColorBrewer's brown and blue-green, told apart by colour-blind readers, and from every band.
    diff=(
        Shade("#01665e", "#ffffff"),
        Shade("#a6d8d0", "#00302c"),
        Shade("#f0f1f2", "#4a545b"),
        Shade("#e7c68a", "#3b2100"),
        Shade("#8c510a", "#ffffff"),
    ),
)
HATCH_OPACITY = 0.2  # of the text's colour

BUNDLED_FONT = "Heatmap Sans"
FONTS = f"'{BUNDLED_FONT}', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
