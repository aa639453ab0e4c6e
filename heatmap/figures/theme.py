"""Colours and fonts of the pictures: the light theme of the page, under the names of its style tokens."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shade:
    """A cell's background and the text that is legible on it."""

    paper: str
    ink: str


@dataclass(frozen=True)
class Theme:
    """Every colour of a picture. `bands` are A to E, `steps` the sequential blues of other measures."""

    ink: str
    soft: str
    line: str
    page: str
    accent: str
    nothing: str  # a cell with nothing planned
    event: str  # bars of the operational calendar
    event_ink: str
    bands: tuple[Shade, ...]
    steps: tuple[Shade, ...]


LIGHT = Theme(
    ink="#0b0c0c",
    soft="#505a5f",
    line="#d9dfe5",
    page="#ffffff",
    accent="#12436d",
    nothing="#f5f8fb",
    event="#e2d9ee",
    event_ink="#54247a",
    bands=(
        Shade("#eef4fa", "#5b6b7b"),
        Shade("#b9d7f0", "#12436d"),
        Shade("#6bace6", "#06233d"),
        Shade("#f7914d", "#3a1600"),
        Shade("#801650", "#ffffff"),
    ),
    # The Government Analysis Function's sequential blues, so that no other measure borrows the bands' red.
    steps=(
        Shade("#eef4fa", "#5b6b7b"),
        Shade("#b9d7f0", "#12436d"),
        Shade("#6bace6", "#06233d"),
        Shade("#2073bc", "#ffffff"),
        Shade("#12436d", "#ffffff"),
    ),
)

BUNDLED_FONT = "Heatmap Sans"
FONTS = f"'{BUNDLED_FONT}', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
