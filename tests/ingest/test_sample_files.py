"""The sample portfolio's files, as they are delivered."""

import csv
import os
import subprocess
import sys
from datetime import date

import pytest

from heatmap.ingest.check import check
from heatmap.resources import SAMPLE_DATA

COUNT_WARNINGS = """
import sys
from datetime import date
from pathlib import Path
from heatmap.ingest.check import check
with check(Path(sys.argv[1]), today=date(2020, 3, 2)) as checked:
    print(checked.warnings_total)
"""


@pytest.mark.parametrize(
    ("folder", "day"), [("october_2019", date(2019, 10, 7)), ("march_2020", date(2020, 3, 2))]
)
def test_every_row_of_the_sample_is_accepted(folder: str, day: date) -> None:
    """Both boards' versions; what is doubtful in them is there on purpose."""
    with check(SAMPLE_DATA / folder, today=day) as checked:
        assert checked.rejections.rows() == []
        assert checked.warnings_total > 0


def test_each_way_of_being_wrong_is_found_where_it_is() -> None:
    """Every rejection of the broken portfolio was expected, and every expected one is there."""
    with (SAMPLE_DATA / "broken_expected.csv").open(encoding="utf-8", newline="") as file:
        expected = [
            (row["file"], int(row["line"]), row["column"], row["word"]) for row in csv.DictReader(file)
        ]
    with check(SAMPLE_DATA / "broken", today=date(2020, 3, 2)) as checked:
        found = checked.rejections.to_dicts()
    places = [(each["file"], each["line"], each["column"]) for each in found]
    assert sorted(places) == sorted(place[:3] for place in expected)
    for *place, word in expected:
        told = [each for each in found if [each["file"], each["line"], each["column"]] == place]
        assert any(word in each["reason"] + each["right"] for each in told), (place, word)


@pytest.mark.parametrize("threads", ["4", "8"])
def test_a_machine_of_more_cores_finds_the_same(threads: str) -> None:
    """Polars cuts a joined frame into as many pieces as it has threads, which is set when it is loaded."""
    folder = SAMPLE_DATA / "march_2020"
    with check(folder, today=date(2020, 3, 2)) as checked:
        expected = checked.warnings_total
    told = subprocess.run(
        [sys.executable, "-c", COUNT_WARNINGS, str(folder)],
        env=os.environ | {"POLARS_MAX_THREADS": threads},
        check=True,
        capture_output=True,
        text=True,
    )
    assert int(told.stdout) == expected
