"""A scenario's moves as a table, for a spreadsheet or for the program itself."""

import csv
import io
from datetime import datetime

from heatmap.analysis.planner import Plan
from heatmap.exports.numbers import BYTE_ORDER_MARK
from heatmap.neutral import neutral
from heatmap.planning.scenario_rows import COLUMNS, frame_of

SOURCE_COLUMNS = ("scenario", "as_of", "version", "scoring_version", "made")


def moves_csv(answer: Plan, *, made: datetime) -> str:
    """One row per move and impact, in order; see `heatmap.planning.scenario_rows`. `made` is the time in UTC.

    Which scenario of which version it is stands in every row. Text is neutral to spreadsheets.
    """
    version = answer.loaded.version
    source = (
        answer.view.name,
        answer.as_of.isoformat(),
        str(version.number),
        version.scoring_version,
        made.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_MINIMAL)
    writer.writerow((*COLUMNS, *SOURCE_COLUMNS))
    for row in frame_of(answer.view.moves).fill_null("").iter_rows():
        writer.writerow([neutral(value) for value in (*row, *source)])
    return BYTE_ORDER_MARK + written.getvalue()
