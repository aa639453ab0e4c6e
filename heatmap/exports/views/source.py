"""Where a view's numbers come from, and what the program means by its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heatmap.analysis.versions.loading import Loaded
from heatmap.exports.document import Source, Step
from heatmap.figures.theme import LIGHT
from heatmap.scoring.parameters import Parameters
from heatmap.terms import Band


@dataclass(frozen=True)
class Making:
    """What an export is told besides its view: the marking on it, and when it is made."""

    marking: str
    made: datetime


def source_of(loaded: Loaded, as_of: date, making: Making) -> Source:
    """The version and the day that a document speaks of."""
    version = loaded.version
    return Source(
        version=version.number,
        note=version.note,
        published=version.published_at.date(),
        as_of=as_of,
        scoring_version=version.scoring_version,
        marking=making.marking,
        made=making.made,
    )


def bands_meaning(parameters: Parameters) -> tuple[str, str]:
    """The bands, as the version's parameters have them."""
    said = ", ".join(f"{band.letter} {band.name} from {band.lower * 100:g} %" for band in parameters.bands)
    return "Bands", f"{said}. They are settings of the organisation, as are the weights of severity."


def band_steps(parameters: Parameters) -> tuple[Step, ...]:
    """The bands as steps of a heat table of saturation."""
    bands = parameters.bands
    return tuple(
        Step(
            band.letter,
            f"{band.name}, {_range(bands, at)}",
            shade,
            band.lower,
            hatched=at == len(bands) - 1,
            sign=band.letter,
        )
        for at, (band, shade) in enumerate(zip(bands, LIGHT.bands, strict=False))
    )


def _range(bands: Sequence[Band], at: int) -> str:
    low = f"{bands[at].lower * 100:g}"
    if at + 1 == len(bands):
        return f"{low} % and more"
    high = f"{bands[at + 1].lower * 100:g}"
    return f"under {high} %" if at == 0 else f"{low} to {high} %"
