"""One table's rows, batch by batch, into accepted rows and rejections."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from heatmap.contract import Table
from heatmap.ingest.findings import FINDINGS, Finding, frame_of, shown
from heatmap.ingest.keys import KeysSeen
from heatmap.ingest.reading.batches import LINE
from heatmap.ingest.reading.names import told
from heatmap.ingest.reading.rows import Rows, RowSource, match_header
from heatmap.ingest.rules import (
    MOST_REFUSED,
    Codes,
    Rule,
    code_rule,
    column_rules,
    given_name,
    parsed,
    row_rules,
)
from heatmap.ingest.spool import REJECTIONS, Spool


@dataclass
class TableResult:
    """What became of one table's rows."""

    table: Table
    shown: str
    accepted: int = 0
    rejected: int = 0
    findings: int = 0
    blank: int = 0
    first_blank: int = 0
    remarks: list[Finding] = field(default_factory=list)
    codes: Codes = field(init=False)

    def __post_init__(self) -> None:
        """Start with no codes known."""
        self.codes = Codes(self.table.name, self.shown, pl.Series("code", [], pl.String))


class TableCheck:
    """The rules of one table, applied to its batches. Accepted rows and rejections go to the spool."""

    def __init__(self, table: Table, source: RowSource, codes: dict[str, Codes], spool: Spool) -> None:
        self.table = table
        self.source = source
        self.spool = spool
        self.positions, remarks = match_header(source, table)
        self.result = TableResult(table, source.shown, remarks=remarks)
        self.rules = self._rules(codes)
        self.keys = KeysSeen(table)
        self._known: list[pl.Series] = []
        self._refused: list[pl.DataFrame] = []

    def _rules(self, codes: dict[str, Codes]) -> list[Rule]:
        rules = []
        for column in self.table.columns:
            rules += column_rules(column)
            if column.codes_of:
                known = codes.get(column.codes_of) or Codes(
                    column.codes_of, column.codes_of, pl.Series("code", [], pl.String)
                )
                rules.append(code_rule(column, known))
        return rules + row_rules(self.table)

    def run(self, progress: Callable[[float], None]) -> TableResult:
        """Check every batch; return the counts, the codes and the remarks."""
        for rows in self.source.batches():
            self._check(rows)
            progress(self.source.fraction())
        self.result.codes.accepted = pl.concat(self._known) if self._known else self.result.codes.accepted
        if self._refused:
            self.result.codes.refused = pl.concat(self._refused).head(MOST_REFUSED)
        return self.result

    def _check(self, rows: Rows) -> None:
        batch = self._typed(self._without_blanks(rows.texts))
        broken = batch.select(
            LINE, *[rule.broken.fill_null(value=False).alias(rule_id(i)) for i, rule in enumerate(self.rules)]
        )
        found = [
            *(
                self._findings(rule, batch.filter(broken[rule_id(i)]))
                for i, rule in enumerate(self.rules)
                if broken[rule_id(i)].any()
            ),
            self._in_form(self.keys.duplicates(batch, self.source.shown)),
        ]
        rejections = pl.concat(found)
        wrong = rejections[LINE].unique()
        accepted = batch.filter(~pl.col(LINE).is_in(wrong.implode())) if len(wrong) else batch
        self._keep(batch, accepted, wrong)
        rejections = pl.concat([rejections, frame_of(rows.unread)]).sort(LINE, maintain_order=True)
        self.spool.add(REJECTIONS, rejections)
        self.result.accepted += accepted.height
        self.result.rejected += len(wrong) + len(rows.unread)
        self.result.findings += rejections.height

    def _keep(self, batch: pl.DataFrame, accepted: pl.DataFrame, wrong: pl.Series) -> None:
        self.spool.add(self.table.name, accepted.select(LINE, *self.table.schema.names()))
        code = self.table.key[0]
        if len(self.table.key) > 1 and code != "indicator":
            return
        self._known.append(accepted[code].alias("code").unique(maintain_order=True))
        if len(wrong) and sum(map(len, self._refused)) < MOST_REFUSED:
            refused = batch.filter(pl.col(LINE).is_in(wrong.implode()))
            self._refused.append(refused.select(pl.col(given_name(code)).alias("code"), LINE).drop_nulls())

    def _without_blanks(self, texts: pl.DataFrame) -> pl.DataFrame:
        """The rows with any text in them, stripped; rows of empty fields only are counted."""
        texts = texts.with_columns(pl.exclude(LINE).str.strip_chars().replace("", None))
        blank = texts.select(pl.all_horizontal(pl.exclude(LINE).is_null())).to_series()
        if blank.any():
            self.result.first_blank = self.result.first_blank or texts.filter(blank)[LINE][0]
            self.result.blank += int(blank.sum())
            texts = texts.filter(~blank)
        return texts

    def _typed(self, texts: pl.DataFrame) -> pl.DataFrame:
        columns = [
            (pl.col(self.positions[c.name]) if c.name in self.positions else pl.lit(None, pl.String)).alias(
                given_name(c.name)
            )
            for c in self.table.columns
        ]
        return texts.select(LINE, *columns).with_columns([parsed(column) for column in self.table.columns])

    def _findings(self, rule: Rule, rows: pl.DataFrame) -> pl.DataFrame:
        """One row per row of `rows`: each distinct wrong text is explained once."""
        needs = [given_name(name) for name in rule.told]
        distinct = rows.select(needs).unique(maintain_order=True)
        advice = [rule.advise(*texts) for texts in distinct.iter_rows()]
        explained = distinct.with_columns(
            pl.Series("reason", [told(reason) for reason, _ in advice], pl.String),
            pl.Series("right", [told(right) for _, right in advice], pl.String),
        )
        found = rows.join(explained, on=needs, how="left", nulls_equal=True, maintain_order="left")
        return self._in_form(
            found.select(
                LINE,
                pl.lit(rule.column).alias("column"),
                pl.col(given_name(rule.column)).alias("value"),
                "reason",
                "right",
            )
        )

    def _in_form(self, found: pl.DataFrame) -> pl.DataFrame:
        if found.is_empty():
            return FINDINGS.to_frame()
        return found.select(
            pl.lit(self.source.shown).alias("file"),
            LINE,
            "column",
            shown(pl.col("value")).alias("value"),
            "reason",
            "right",
        )


def rule_id(position: int) -> str:
    """The name of the column that holds a rule's verdicts."""
    return f"rule {position}"
