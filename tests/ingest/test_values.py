"""What each kind of column accepts, and what it says of the rest."""

from datetime import date
from pathlib import Path

import pytest

from heatmap.ingest.check import check
from tests.ingest.portfolios import TODAY, folder_with, only_rejection, rejections, with_row


def _event_starting(day: str, folder: Path) -> Path:
    return folder_with(
        folder, events=with_row("events", f"E3,P1,Briefing,training,{day},2020-12-31,,,,planned")
    )


def test_an_ambiguous_date_is_rejected_with_both_readings(tmp_path: Path) -> None:
    """05/10/2020 may be 5 October or 10 May: neither is taken."""
    found = only_rejection(_event_starting("05/10/2020", tmp_path))
    assert (found["file"], found["line"], found["column"]) == ("events.csv", 4, "start")
    assert found["value"] == "05/10/2020"
    assert found["reason"] == "is not an ISO date: it may mean 5 Oct 2020 or 10 May 2020"
    assert found["right"] == "Write 2020-10-05 or 2020-05-10."


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("31/10/2020", "Write 2020-10-31 if 31 Oct 2020 is meant."),
        ("10/31/2020", "Write 2020-10-31 if 31 Oct 2020 is meant."),
        ("05.05.2020", "Write 2020-05-05 if 5 May 2020 is meant."),
        ("2020/10/05", "Write 2020-10-05 if 5 Oct 2020 is meant."),
        ("2020-1-5", "Write 2020-01-05 if 5 Jan 2020 is meant."),
        ("2020-31-10", "Write 2020-10-31 if 31 Oct 2020 is meant."),
        ("2020-10-05 00:00:00", "Write 2020-10-05 if 5 Oct 2020 is meant."),
        ("20201005", "Write 2020-10-05 if 5 Oct 2020 is meant."),
        ("5 Oct 2020", "Write 2020-10-05 if 5 Oct 2020 is meant."),
        ("October 5, 2020", "Write 2020-10-05 if 5 Oct 2020 is meant."),
        ("44109", "Write 2020-10-05 if 5 Oct 2020 is meant."),
        ("2020-02-30", "Write a day from 2020-02-01 to 2020-02-29."),
        ("05/10/20", "Write 2020-10-05 or 2020-05-10."),
        ("soon", "Write the date as year-month-day, such as 2020-10-05."),
        ("2020-10", "Write the date as year-month-day, such as 2020-10-05."),
        ("#N/A", "Correct the formula, and write its date."),
        ("٢٠٢٠-10-05", "Write 2020-10-05 if 5 Oct 2020 is meant."),
    ],
)
def test_a_date_that_is_not_iso_is_rejected_with_what_to_write(text: str, right: str, tmp_path: Path) -> None:
    """No form but year-month-day is read, and the message has the ISO form where there is one."""
    quoted = f'"{text}"'
    assert only_rejection(_event_starting(quoted, tmp_path))["right"] == right


@pytest.mark.parametrize("day", ["1999-12-31", "2101-01-01", "0020-10-05"])
def test_a_date_outside_the_years_of_a_portfolio_is_rejected(day: str, tmp_path: Path) -> None:
    """Dates run from 2000 to 2100."""
    found = [each for each in rejections(_event_starting(day, tmp_path)) if "years" in each["reason"]]
    assert [each["reason"] for each in found] == ["is not in the years 2000 to 2100"]


def _impact_of(people: str, folder: Path) -> Path:
    return folder_with(folder, impacts=with_row("impacts", f'E2,NA,RESP,"{people}",1,1'))


@pytest.mark.parametrize("text", ["1", "1.5", ".5", "5.", "0", "007", "1e1", "1E+01", " 12 ", "+3", "-0"])
def test_a_plain_number_is_accepted(text: str, tmp_path: Path) -> None:
    """A decimal point, an exponent or leading zeros leave no doubt what a number is."""
    with check(_impact_of(text, tmp_path), today=TODAY) as checked:
        people = checked.portfolio().impacts["people"].to_list()
    assert people[-1] == float(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1,5", "Write 1.5."),
        ("1,500", "Write 1500 or 1.500."),
        ("1,234.5", "Write 1234.5."),
        ("1.234,5", "Write 1234.5."),
        ("1 500", "Write 1500."),
        ("£12", "Write 12."),
        ("50%", "Write 0.5."),
        ("12 people", "Write 12."),
        ("1e400", "Write a number with at most 15 digits."),
        ("1e16", "Write a number with at most 15 digits."),
        ("nan", "Write a number, such as 7.5."),
        ("NaN", "Write a number, such as 7.5."),
        ("inf", "Write a number, such as 7.5."),
        ("-Infinity", "Write a number, such as 7.5."),
        ("#DIV/0!", "Correct the formula, and write its number."),
        ("many", "Write a number with a decimal point, such as 7.5."),
        ("1_000", "Write a number with a decimal point, such as 7.5."),
        ("0x10", "Write a number with a decimal point, such as 7.5."),
        ("=1+1", "Write a number with a decimal point, such as 7.5."),
        ("١", "Write a number with a decimal point, such as 7.5."),
        ("true", "Write a number with a decimal point, such as 7.5."),
    ],
)
def test_any_other_number_is_rejected_with_what_to_write(text: str, right: str, tmp_path: Path) -> None:
    """A comma is never guessed at, and neither NaN nor infinity enters."""
    assert only_rejection(_impact_of(text, tmp_path))["right"] == right


def _impact_of_severity(severity: str, folder: Path) -> Path:
    return folder_with(folder, impacts=with_row("impacts", f'E2,NA,RESP,1,1,"{severity}"'))


def test_a_whole_number_may_be_written_with_decimal_zeros(tmp_path: Path) -> None:
    """3.0 is 3: programs that keep whole numbers as decimals write it so."""
    with check(_impact_of_severity("3.0", tmp_path), today=TODAY) as checked:
        assert checked.portfolio().impacts["severity"].to_list() == [2, 3, 4, 3]


@pytest.mark.parametrize(
    ("text", "reason", "right"),
    [
        ("2.5", "is not a whole number", "Write 2 or 3."),
        ("0", "is not from 1 to 5", "Write a number from 1 to 5."),
        ("6", "is not from 1 to 5", "Write a number from 1 to 5."),
        ("high", "is not a number", "Write a whole number, such as 3."),
    ],
)
def test_a_severity_is_a_whole_number_from_1_to_5(text: str, reason: str, right: str, tmp_path: Path) -> None:
    """Anything else is rejected."""
    found = only_rejection(_impact_of_severity(text, tmp_path))
    assert (found["column"], found["reason"], found["right"]) == ("severity", reason, right)


@pytest.mark.parametrize(
    ("text", "right"), [("yes", "Write true."), ("0", "Write false."), ("maybe", "Write true or false.")]
)
def test_true_and_false_are_the_only_flags(text: str, right: str, tmp_path: Path) -> None:
    """Yes and no, 1 and 0 are understood, but not taken."""
    path = folder_with(tmp_path, projects=with_row("projects", f"P2,Other,Devices,{text},active"))
    assert [each["right"] for each in rejections(path)] == [right]


def test_true_and_false_are_read_in_any_case(tmp_path: Path) -> None:
    """TRUE, as spreadsheets write it, is true."""
    path = folder_with(
        tmp_path, projects=with_row("projects", "P2,Other,Devices,TRUE,active\nP3,Third,Devices,False,active")
    )
    with check(path, today=TODAY) as checked:
        assert checked.portfolio().projects["national"].to_list() == [False, True, False]


def test_an_empty_field_in_a_needed_column_is_rejected(tmp_path: Path) -> None:
    """Spaces alone are empty too."""
    found = only_rejection(folder_with(tmp_path, units=with_row("units", "CE,   ,bcu,3")))
    assert (found["column"], found["value"]) == ("name", "")
    assert found["reason"] == "is empty, and this column must have a value"


def test_a_long_text_is_rejected(tmp_path: Path) -> None:
    """500 characters are accepted, 501 are not; the message repeats only the first."""
    rows = f"CE,{'x' * 500},bcu,3\nEA,{'é' * 501},bcu,4"
    found = only_rejection(folder_with(tmp_path, units=with_row("units", rows)))
    assert found["line"] == 5
    assert found["reason"] == "has 501 characters, where 500 are allowed"
    assert found["value"] == "é" * 120 + "…"


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        ("\a", "has an invisible control character (U+0007) at character 3"),
        ("\u202e", "has an invisible control character (U+202E) at character 3"),
        ("\u200b", "has an invisible control character (U+200B) at character 3"),
        ("\t", "has a tab at character 3"),
        ("\n", "has a line break at character 3"),
    ],
)
def test_a_text_with_control_characters_is_rejected(sign: str, reason: str, tmp_path: Path) -> None:
    """They would hide, reorder or break what people read; the message itself has none."""
    found = only_rejection(folder_with(tmp_path, units=with_row("units", f'CE,"Ab{sign}c",bcu,3')))
    assert found["reason"] == reason
    assert sign not in found["value"]


def test_a_note_may_run_over_several_lines(tmp_path: Path) -> None:
    """Free text keeps its line breaks."""
    notes = 'unit,area,week,author,written_on,text\nNA,,,Ann,2020-03-01,"One,\nand two."\n'
    with check(folder_with(tmp_path, notes=notes), today=TODAY) as checked:
        written = checked.portfolio().notes
    assert written["text"].to_list() == ["One,\nand two."]
    assert written["written_on"].to_list() == [date(2020, 3, 1)]


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    """Nothing in a file is ever run, or changed for looking as if it could be."""
    path = folder_with(tmp_path, units=with_row("units", "CE,=cmd|' /C calc'!A0,bcu,3"))
    with check(path, today=TODAY) as checked:
        assert checked.portfolio().units["name"].to_list()[-1] == "=cmd|' /C calc'!A0"
