"""What is told about a row: the grain of rejections and of warnings."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import polars as pl

from heatmap.ingest.reading.names import PICTURES

LONGEST_SHOWN = 120  # characters of a value that a message repeats

FINDINGS = pl.Schema(
    {
        "file": pl.String(),
        "line": pl.Int64(),
        "column": pl.String(),
        "value": pl.String(),
        "reason": pl.String(),
        "right": pl.String(),
    }
)

# Invisible characters that would hide, reorder or break what a person reads.
UNSEEN = r"\p{Cc}\u{200B}\u{2028}\u{2029}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FEFF}"


@dataclass(frozen=True)
class Finding:
    """One thing to tell: about a row (line), a column or a whole file (no line)."""

    file: str
    reason: str
    right: str
    line: int | None = None
    column: str = ""
    value: str = ""


def frame_of(findings: Iterable[Finding]) -> pl.DataFrame:
    """One row per finding, in the order given, with the columns of FINDINGS."""
    rows = [asdict(finding) for finding in findings]
    return pl.DataFrame(rows, schema=FINDINGS).select(
        "file", "line", "column", shown(pl.col("value")).alias("value"), "reason", "right"
    )


def shown(text: pl.Expr) -> pl.Expr:
    """A value as a message repeats it: cut to a length, with a picture for each control character."""
    cut = text.fill_null("")
    short = pl.when(cut.str.len_chars() > LONGEST_SHOWN).then(
        pl.concat_str(cut.str.slice(0, LONGEST_SHOWN), pl.lit("…"))
    )
    return (
        short.otherwise(cut)
        .str.replace_many(list(PICTURES), list(PICTURES.values()))
        .str.replace_all(f"[{UNSEEN}]", "�")
    )
