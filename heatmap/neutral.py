"""Text that no spreadsheet runs: cells of CSV files that would be read as formulas are made plain."""

import re

import polars as pl

_UNSEEN = (
    r"[\x00-\x09\x0b\x0c\x0e-\x20\x7f-\xa0\xad"
    r"\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*"
)
_FORMULA = r"[=+\-@＝＋－＠﹢﹣﹦﹫]"
# A semicolon or a new line inside a cell starts a new cell where the reader's list separator is a semicolon.
_STARTS = rf"(^|[;\r\n])({_UNSEEN}{_FORMULA})"
_BREAK = r"^([\t\r\n])"
_NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?$"

_STARTS_PATTERN = re.compile(_STARTS)
_BREAK_PATTERN = re.compile(_BREAK)
_NUMBER_PATTERN = re.compile(_NUMBER.removesuffix("$") + r"\Z")


def neutral(text: str) -> str:
    """`text` with an apostrophe before whatever a spreadsheet could run as a formula.

    Formulas start with = + - @ or their wide forms, also behind spaces and unseen characters. A plain
    number, such as -5, is no formula and stays as it is.
    """
    if _NUMBER_PATTERN.match(text):
        return text
    return _BREAK_PATTERN.sub(r"'\1", _STARTS_PATTERN.sub(r"\1'\2", text))


def neutral_texts(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows, every text of theirs made neutral; numbers, dates and missing values are untouched."""
    return rows.with_columns(_neutral_column(name) for name in rows.select(pl.col(pl.String)).columns)


def _neutral_column(name: str) -> pl.Expr:
    text = pl.col(name)
    plain = text.str.replace_all(_STARTS, "${1}'${2}").str.replace(_BREAK, "'${1}")
    return pl.when(text.str.contains(_NUMBER)).then(text).otherwise(plain).alias(name)
