"""A simulation as a table."""

import numpy as np
import polars as pl

from heatmap.planning.slipping.simulation import Simulation

DRIVERS = 5  # that a row of the table names


def chances(simulation: Simulation) -> pl.DataFrame:
    """One row per row and column that has a known capacity or may have a load, in the simulation's order.

    Columns: those of unit, area and programme that the rows name, week, month or quarter (its first day),
    load and capacity in hours as planned, chance of being over capacity, its standard error, load_10,
    load_50 and load_90 in hours, drivers (up to five: project and by how many points the chance would fall
    if it kept its dates, as in `DEMS 12.5; NETWORK 3.1`).
    """
    shown = ~np.isnan(simulation.capacity) | (simulation.load > 0) | (simulation.high > 0)
    row, column = np.nonzero(shown)
    names = {
        name: [getattr(each, name) for each in simulation.rows] for name in ("unit", "area", "programme")
    }
    numbers = {
        "load": simulation.load,
        "capacity": simulation.capacity,
        "chance": simulation.chance,
        "error": simulation.error,
        "load_10": simulation.low,
        "load_50": simulation.middle,
        "load_90": simulation.high,
    }
    starts = pl.Series([each.start for each in simulation.columns], dtype=pl.Date)
    return pl.DataFrame(
        {
            **{name: pl.Series(given)[row] for name, given in names.items() if any(given)},
            simulation.grain.value: starts[column],
            **{name: pl.Series(each[row, column], nan_to_null=True) for name, each in numbers.items()},
            "drivers": pl.Series(
                [_drivers(simulation, *place) for place in zip(row.tolist(), column.tolist(), strict=True)],
                dtype=pl.String,
            ),
        }
    )


def _drivers(simulation: Simulation, row: int, column: int) -> str | None:
    told = simulation.drivers(row, column)[:DRIVERS]
    return "; ".join(f"{each.project} {100 * each.relief:.1f}" for each in told) or None
