"""Large files: batches join without a seam, and what is told stays bounded."""

from pathlib import Path

import pytest

from heatmap.ingest.check import check
from heatmap.ingest.checked import IN_MEMORY
from heatmap.ingest.reading import delimited
from heatmap.ingest.reading.batches import BATCH_ROWS
from tests.ingest.portfolios import TODAY, folder_with, with_row


def test_a_key_is_found_again_in_a_later_batch(tmp_path: Path) -> None:
    """The last of many rows repeats the first."""
    count = BATCH_ROWS + 10
    rows = "".join(f"U{n},Unit,bcu,1\n" for n in range(count))
    path = folder_with(tmp_path, units=with_row("units", rows + "U0,Unit,bcu,1"))
    with check(path, today=TODAY) as checked:
        found = checked.rejections.to_dicts()
        assert checked.counts[0].accepted == count + 2
        assert checked.portfolio().units.height == count + 2
    assert [(each["line"], each["reason"]) for each in found] == [
        (count + 4, "is used twice: first in line 4")
    ]


def test_many_rejections_are_counted_in_full_and_held_in_part(tmp_path: Path) -> None:
    """All of them can be had in batches."""
    count = IN_MEMORY + 5_000
    path = folder_with(tmp_path, units=with_row("units", "".join(f"U{n},,bcu,1\n" for n in range(count))))
    with check(path, today=TODAY) as checked:
        assert checked.rejections_total == count
        assert checked.rejections.height == IN_MEMORY
        assert sum(part.height for part in checked.all_rejections()) == count


def test_batches_are_bounded_by_characters_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long rows come in smaller batches, and none is lost between them."""
    monkeypatch.setattr(delimited, "LARGEST_BATCH", 1_000)
    path = folder_with(
        tmp_path, units=with_row("units", "".join(f"U{n},{'x' * 300},bcu,1\n" for n in range(50)))
    )
    with check(path, today=TODAY) as checked:
        assert checked.counts[0].accepted == 52
        assert checked.portfolio().units["unit"].to_list()[2:] == [f"U{n}" for n in range(50)]


def test_progress_runs_from_nothing_to_the_whole(tmp_path: Path) -> None:
    """It never runs backwards."""
    told: list[tuple[str, float]] = []
    with check(folder_with(tmp_path), today=TODAY, progress=lambda what, done: told.append((what, done))):
        shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert "checking impacts.csv" in [what for what, _ in told]
