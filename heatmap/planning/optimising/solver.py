"""HiGHS, quiet and the same every time."""

from highspy import _core

INFINITE: float = _core.kHighsInf

# The class under the package's own `Highs`, which prints a banner to the standard output when it is made.
Solver = _core._Highs  # noqa: SLF001 - see above


def solver(*, seconds: float | None = None) -> Solver:
    """A solver that says nothing, works in one thread, draws no chance and does not presolve.

    What it is given has been cut down before, and grows row by row.
    """
    made = Solver()
    made.setOptionValue("output_flag", False)
    made.setOptionValue("threads", 1)
    made.setOptionValue("random_seed", 0)
    made.setOptionValue("presolve", "off")
    if seconds is not None:
        made.setOptionValue("time_limit", max(seconds, 0.1))
    return made
