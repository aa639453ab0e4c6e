"""What changed as tables, for files: one row a cell, or one a cell and cause."""

import numpy as np
import polars as pl

from heatmap.analysis.compared.change_causes import Story
from heatmap.analysis.compared.change_reasons import because, reasons
from heatmap.analysis.compared.changes import Changes, Level
from heatmap.scoring.bands import NO_BAND
from heatmap.terms import SATURATION

_SIDES = ("before", "after")


def changed_cells(answer: Changes, over: Level) -> pl.DataFrame:
    """One row per cell whose load or capacity differs, in the level's order.

    Columns: those of unit, area and programme that the rows name, week, month or quarter (its first day),
    load, capacity (hours) and saturation before, after and by how much they rose, band before and after
    (letters of the later version's bands), bands_crossed, because.
    """
    rolled = over.rolled
    made = reasons(answer, over)
    cells = np.unique(made.row * max(len(rolled.columns), 1) + made.column)
    row, column = np.divmod(cells, max(len(rolled.columns), 1))
    values: dict[str, pl.Series] = {}
    for name in ("load", "capacity", "saturation"):
        sides = {f"{name}_{side}": getattr(getattr(rolled, side), name) for side in _SIDES}
        sides[f"{name}_change"] = getattr(rolled, name)
        values |= {key: pl.Series(numbers[row, column], nan_to_null=True) for key, numbers in sides.items()}
    letters = pl.Series([band.letter for band in rolled.bands], dtype=pl.String)
    for side in _SIDES:
        bands = pl.Series(getattr(rolled, side).band[row, column]).replace(NO_BAND, None)
        values[f"band_{side}"] = letters.gather(bands)
    values["bands_crossed"] = pl.Series(rolled.crossed[row, column])
    told = [because(answer, over, (int(r), int(c)), SATURATION) for r, c in zip(row, column, strict=True)]
    return _placed(over, row, column).with_columns(**values, because=pl.Series(told, dtype=pl.String))


def causes_of_cells(answer: Changes, over: Level) -> pl.DataFrame:
    """One row per cell and cause, whose parts add up to the cell's differences.

    Columns: as `changed_cells` up to the first day, kind, what, event, title, project, detail, and what the
    cause adds to load and capacity in hours and to saturation.
    """
    made, stories = over.parts, reasons(answer, over).stories
    told = pl.DataFrame(
        [
            [story.cause.kind.value, story.cause.what.value, story.cause.event, *_told(story)]
            for story in stories
        ],
        schema=dict.fromkeys(("kind", "what", "event", "title", "project", "detail"), pl.String),
        orient="row",
    )
    numbers = {
        name: pl.Series(getattr(made, name), nan_to_null=True) for name in ("load", "capacity", "saturation")
    }
    return pl.concat(
        [_placed(over, made.row, made.column), told[made.cause], pl.DataFrame(numbers)], how="horizontal"
    )


def _told(story: Story) -> tuple[str | None, ...]:
    """Title, project and detail, None where there is none."""
    return story.title or None, story.up.project, story.detail or None


def _placed(over: Level, row: np.ndarray, column: np.ndarray) -> pl.DataFrame:
    rolled = over.rolled
    names = {name: [getattr(each, name) for each in rolled.rows] for name in ("unit", "area", "programme")}
    starts = pl.Series([each.start for each in rolled.columns], dtype=pl.Date)
    return pl.DataFrame(
        {
            **{name: pl.Series(codes, dtype=pl.String)[row] for name, codes in names.items() if any(codes)},
            rolled.grain.value: starts[column],
        }
    )
