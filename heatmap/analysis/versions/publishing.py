"""From portfolio files to a published version: check, choose the scoring parameters, publish."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from heatmap.analysis.versions.emptiness import require_impacts
from heatmap.analysis.versions.scored_by import scored_by
from heatmap.errors import HeatmapError
from heatmap.ingest.check import check
from heatmap.ingest.reading.names import called
from heatmap.portfolio import TableCount
from heatmap.scoring.coded.coding import in_scoring_order
from heatmap.scoring.parameters import SCORING_VERSION, Parameters, parse
from heatmap.store.publish import Progress, silent
from heatmap.store.store import Store
from heatmap.store.versions import Version, checked_text

_CHECKING = 0.7  # share of the time that goes into reading and checking the files


class RejectedRowsError(HeatmapError):
    """Files have rows that break the data contract, and nobody said to publish without them."""


def publish_files(
    store: Store,
    path: Path,
    *,
    note: str,
    author: str,
    as_of: date,
    now: datetime,
    accept_partial: bool,
    parameters: Path | None = None,
    progress: Progress = silent,
) -> Version:
    """Publish the portfolio at `path`, a folder or a workbook, as the newest version; `now` is UTC.

    The scoring parameters are those of the file `parameters`, else of the portfolio's own
    scoring.toml, else the program's. Rejected rows never enter: RejectedRowsError unless
    `accept_partial`; HeatmapError if no impact is accepted, the files cannot be read or the version
    cannot be written.
    """
    checked_text("note", note)  # before the files are read, which may take a while
    checked_text("author", author)
    given = None if parameters is None else _parameters_file(parameters)
    with check(path, today=as_of, progress=lambda text, share: progress(text, share * _CHECKING)) as checked:
        rejected = [count for count in checked.counts if count.rejected]
        if rejected and not accept_partial:
            raise _rejected_rows(path, rejected)
        require_impacts(checked, called(path))
        text, scoring = given or scored_by(checked)
        return store.publish(
            in_scoring_order(checked.portfolio(), scoring),
            note=note,
            author=author,
            as_of=as_of,
            now=now,
            parameters=text,
            scoring_version=SCORING_VERSION,
            sources=checked.sources,
            counts=checked.counts,
            progress=lambda text, share: progress(text, _CHECKING + share * (1 - _CHECKING)),
        )


def _parameters_file(path: Path) -> tuple[str, Parameters]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise HeatmapError(
            f"The scoring parameters {path} cannot be read: {error}.",
            "Give a scoring.toml in UTF-8, or leave --parameters out.",
        ) from error
    return text, parse(text, str(path))


def _rejected_rows(path: Path, rejected: Sequence[TableCount]) -> RejectedRowsError:
    rows = sum(count.rejected for count in rejected)
    tables = ", ".join(f"{count.table} {count.rejected:,}" for count in rejected)
    return RejectedRowsError(
        f"{called(path)} has {rows:,} {'row' if rows == 1 else 'rows'} that cannot be accepted ({tables}); "
        "nothing was published.",
        f"See each one and its reason with `heatmap check {path}`; publish without them by --accept-partial.",
    )
