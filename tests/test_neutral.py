"""Cells of CSV files stay text."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap.neutral import neutral, neutral_texts


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1-1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\rA",
        "\nA",
        "  =cmd|' /C calc'!A0",
        "＝1+1",
        "＋1",
        "－1",
        "＠A1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b@A1",
        "-",
        "-5\n",
        "+44 20 7946 0000",
    ],
)
def test_text_that_could_run_gets_a_leading_apostrophe(text: str) -> None:
    """Whatever a spreadsheet may take for a formula starts with an apostrophe instead."""
    assert neutral(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "North Area", "NA", "5 - 3", "a=b", "'quoted", "-5", "+3.25", "2020-10-05", "§"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    """Names, dates and plain numbers are not touched."""
    assert neutral(text) == text


def test_a_formula_behind_a_semicolon_is_neutral_too() -> None:
    """Where lists are separated by semicolons, the text behind one is a cell of its own."""
    assert neutral("plain;=cmd|A1") == "plain;'=cmd|A1"


@given(st.text(alphabet=st.sampled_from("=+-@;\t\r\n ＝a5.'\u200b"), max_size=8))
def test_a_column_of_a_frame_is_made_neutral_like_a_single_text(text: str) -> None:
    """The two ways of writing cells agree."""
    assert neutral_texts(pl.DataFrame({"name": [text]}))["name"].to_list() == [neutral(text)]


@given(st.text(alphabet=st.sampled_from("=+-@;\t\r\n ＝a5.'"), max_size=8))
def test_neutral_text_stays_neutral(text: str) -> None:
    """Making text neutral twice changes nothing more."""
    assert neutral(neutral(text)) == neutral(text)


def test_numbers_and_missing_values_of_a_frame_are_untouched() -> None:
    """A negative load is a number, an empty cell is empty."""
    rows = pl.DataFrame({"load": [-1.5, None], "unit": ["=A1", None]})
    assert neutral_texts(rows).rows() == [(-1.5, "'=A1"), (None, None)]
