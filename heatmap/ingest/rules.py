"""What makes a row wrong: one named rule for each way, told of one column at a time.

A batch of rows holds each column twice: as given (text, stripped, `given(name)`) and as the
contract's type (`name`, null where the text is not of that type).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from heatmap.contract import Column, Holds, Table
from heatmap.ingest.advice import (
    FIRST_YEAR,
    LAST_YEAR,
    Advice,
    about_boolean,
    about_date,
    about_number,
    about_range,
    about_whole,
    about_year,
)
from heatmap.ingest.findings import UNSEEN
from heatmap.ingest.reading.batches import LINE
from heatmap.ingest.reading.names import did_you_mean, listed
from heatmap.terms import EVEN_KINDS, GO_LIVE_KINDS

LONGEST_TEXT = 500  # characters
FREE_TEXT = ("note", "text", "evidence")  # these may run over several lines
LARGEST_NUMBER = 1e15  # sums of products of such numbers stay finite
MOST_LISTED = 16  # valid codes that a message lists
MOST_COMPARED = 2_000  # codes that a wrong one is compared with, to find the nearest
MOST_HINTS = 200  # wrong codes that are compared
MOST_REFUSED = 100_000  # codes of rejected rows that are remembered with their line

_WHOLE = r"^[+-]?[0-9]{1,15}(\.0*)?$"
_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?$"
_ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def given(name: str) -> pl.Expr:
    """A column as its file has it: text, null where it is empty."""
    return pl.col(given_name(name))


def given_name(name: str) -> str:
    """What a batch calls a column as its file has it."""
    return f"given {name}"


@dataclass(frozen=True)
class Rule:
    """One way of being wrong: rows where `broken` is true are rejected, told of `column`.

    `advise` takes the texts of `needs`, in that order, and gives the reason and what is right.
    """

    name: str
    column: str
    broken: pl.Expr
    advise: Callable[..., Advice]
    needs: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The columns, as given, that `advise` takes."""
        return self.needs or (self.column,)


@dataclass
class Codes:
    """The codes of one table that other tables may use, and those whose row was rejected."""

    table: str
    shown: str
    accepted: pl.Series
    refused: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"code": pl.String, LINE: pl.Int64})
    )


def parsed(column: Column) -> pl.Expr:
    """The contract's type of a column; null where the text is empty or not of that type."""
    text = given(column.name)
    match column.holds:
        case Holds.INTEGER:
            whole = pl.when(text.str.contains(_WHOLE)).then(text.str.extract(r"^([+-]?[0-9]+)"))
            value = whole.cast(pl.Int64, strict=False)
        case Holds.NUMBER:
            number = pl.when(text.str.contains(_NUMBER)).then(text).cast(pl.Float64, strict=False)
            value = pl.when(number.abs() < LARGEST_NUMBER).then(number)
        case Holds.DATE:
            value = pl.when(text.str.contains(_ISO_DATE)).then(text).str.to_date("%Y-%m-%d", strict=False)
        case Holds.BOOLEAN:
            flags = {"true": True, "false": False}
            value = text.str.to_lowercase().replace_strict(flags, default=None, return_dtype=pl.Boolean)
        case _:
            value = text
    return value.alias(column.name)


def column_rules(column: Column) -> list[Rule]:
    """The rules of one column by itself."""
    rules = []
    if not column.nullable:
        rules.append(
            Rule("missing", column.name, given(column.name).is_null(), partial(_about_missing, column))
        )
    if column.holds in (Holds.CODE, Holds.TEXT):
        return rules + _text_rules(column)
    rules.append(
        Rule(
            f"not a {column.holds}",
            column.name,
            given(column.name).is_not_null() & pl.col(column.name).is_null(),
            {
                Holds.DATE: about_date,
                Holds.NUMBER: about_number,
                Holds.INTEGER: about_whole,
                Holds.BOOLEAN: about_boolean,
            }[column.holds],
        )
    )
    if column.holds is Holds.DATE:
        years = pl.col(column.name).dt.year()
        rules.append(
            Rule("outside 2000-2100", column.name, ~years.is_between(FIRST_YEAR, LAST_YEAR), about_year)
        )
    if column.minimum is not None or column.maximum is not None:
        rules.append(_range_rule(column))
    return rules


def _about_missing(column: Column, _: str | None) -> Advice:
    right = {
        Holds.DATE: "Write a date, such as 2020-10-05.",
        Holds.BOOLEAN: "Write true or false.",
        Holds.INTEGER: "Write a whole number, such as 3.",
        Holds.NUMBER: "Write a number, such as 7.5; 0 if none is meant.",
    }.get(column.holds, "Write a text.")
    if column.choices:
        right = f"Write {listed(column.choices)}."
    elif column.codes_of:
        right = f"Write a code that {column.codes_of} has."
    return "is empty, and this column must have a value", right


def _range_rule(column: Column) -> Rule:
    value = pl.col(column.name)
    broken = pl.lit(value=False)
    if column.minimum is not None:
        broken = broken | (value < column.minimum)
    if column.maximum is not None:
        broken = broken | (value > column.maximum)
    advise = partial(about_range, minimum=column.minimum, maximum=column.maximum)
    return Rule("outside its range", column.name, broken, advise)


def _text_rules(column: Column) -> list[Rule]:
    text = given(column.name)
    unseen = rf"[[{UNSEEN}]--[\n\r\t]]" if column.name in FREE_TEXT else f"[{UNSEEN}]"
    rules = [
        Rule("too long", column.name, text.str.len_chars() > LONGEST_TEXT, _about_length),
        Rule("control characters", column.name, text.str.contains(unseen), _about_unseen),
    ]
    if column.choices:
        known = text.is_in(list(column.choices))
        rules.append(Rule("not known", column.name, ~known, partial(_about_choice, column)))
    if column.reserved:
        rules.append(Rule("reserved", column.name, text == column.reserved, partial(_about_reserved, column)))
    return rules


def _about_length(text: str) -> Advice:
    return f"has {len(text):,} characters, where {LONGEST_TEXT} are allowed", "Shorten it."


def _about_unseen(text: str) -> Advice:
    place, sign = next(
        (i, c) for i, c in enumerate(text, 1) if not c.isprintable() or ord(c) in (0x200B, 0xFEFF)
    )
    names = {"\n": "a line break", "\r": "a line break", "\t": "a tab"}
    name = names.get(sign, f"an invisible control character (U+{ord(sign):04X})")
    return f"has {name} at character {place}", "Remove it, or write a space instead."


def _about_choice(column: Column, text: str) -> Advice:
    return (
        f"is not a known {column.name}",
        f"Write {listed(column.choices)}.{did_you_mean(text, column.choices)}",
    )


def _about_reserved(column: Column, text: str) -> Advice:
    return (
        f"cannot be the code of one {column.name}: {text} stands for {column.reserved_means}",
        f"Give the {column.name} a code of its own.",
    )


def code_rule(column: Column, codes: Codes) -> Rule:
    """A code that its table does not have."""
    text = given(column.name)
    known = text.is_in(codes.accepted.implode())
    if column.wildcard:
        known = known | (text == column.wildcard)
    return Rule("unknown code", column.name, ~known, CodeAdvice(codes, column.wildcard).advise)


class CodeAdvice:
    """Why a code is unknown: its own row was rejected, or there is none; and the nearest that is known."""

    def __init__(self, codes: Codes, wildcard: str | None) -> None:
        self._codes = codes
        known = codes.accepted.head(MOST_COMPARED + 1).to_list()
        self._known = [*known, wildcard] if wildcard else known
        self._refused = dict(codes.refused.head(MOST_REFUSED).select("code", LINE).iter_rows())
        self._compared = 0

    def advise(self, text: str) -> Advice:
        """The reason and what is right for one unknown code."""
        table = self._codes.table
        if text in self._refused:
            return (
                f"is a code whose own row in {table} was rejected",
                f"Correct {self._codes.shown} line {self._refused[text]} first.",
            )
        if len(self._known) <= MOST_LISTED:
            right = f"Write {listed(self._known)}." if self._known else f"Add it to {table}."
        else:
            right = f"Write a code that {table} has, or add this one there."
        return f"is a code that {table} does not have", right + self._hint(text)

    def _hint(self, text: str) -> str:
        """The nearest known code, while comparing is cheap: a file of wrong codes is wrong throughout."""
        self._compared += 1
        if self._compared > MOST_HINTS or len(self._known) > MOST_COMPARED:
            return ""
        return did_you_mean(text[:LONGEST_TEXT], self._known)


def row_rules(table: Table) -> list[Rule]:
    """The rules that take two columns or more of one row."""
    match table.name:
        case "events":
            return _event_rules()
        case "calendar":
            return [_order("start", "end")]
        case "people":
            return [_order("since", "until")]
        case _:
            return []


def _order(first: str, last: str) -> Rule:
    def advise(_: str, start: str) -> Advice:
        return f"is before {first} ({start})", f"Write a day on or after {start}, or correct {first}."

    return Rule(f"{last} before {first}", last, pl.col(last) < pl.col(first), advise, (last, first))


def _event_rules() -> list[Rule]:
    rules = [_order("start", "end"), _order("earliest", "latest")]
    even = given("kind").is_in(list(EVEN_KINDS))
    rules.extend(_needed(name, even) for name in ("start", "end"))
    rules.append(_needed("go_live", given("kind").is_in(list(GO_LIVE_KINDS))))
    rules.append(_inside("go_live", "start", "end"))
    rules.extend(_inside(name, "earliest", "latest") for name in ("start", "end", "go_live"))
    return rules


def _needed(name: str, kinds: pl.Expr) -> Rule:
    def advise(_: str | None, kind: str) -> Advice:
        return (
            f"is empty, and an event of kind {kind} must have it",
            "Write a date, such as 2020-10-05, or choose another kind.",
        )

    return Rule(f"kind without {name}", name, kinds & given(name).is_null(), advise, (name, "kind"))


def _inside(name: str, first: str, last: str) -> Rule:
    """A day outside two others; where those are the wrong way round they alone are told of."""

    def advise(_: str, start: str | None, end: str | None) -> Advice:
        if start and end:
            return (
                f"is not from {first} ({start}) to {last} ({end})",
                f"Write a day from {start} to {end}, or correct {first} or {last}.",
            )
        edge, day, side = (first, start, "after") if start else (last, end, "before")
        return (
            f"is {'before' if start else 'after'} {edge} ({day})",
            f"Write a day on or {side} {day}, or correct {edge}.",
        )

    value = pl.col(name)
    early = (value < pl.col(first)).fill_null(value=False)
    late = (value > pl.col(last)).fill_null(value=False)
    in_order = (pl.col(first) <= pl.col(last)).fill_null(value=True)
    broken = in_order & (early | late)
    return Rule(f"{name} outside {first} and {last}", name, broken, advise, (name, first, last))
