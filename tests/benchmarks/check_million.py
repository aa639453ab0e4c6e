"""Time and memory of checking a portfolio whose impacts have a million rows.

Run: python tests/benchmarks/check_million.py [rows] [--wrong]
With --wrong, every row of the impacts breaks three rules.
"""

import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from heatmap.ingest.check import check

UNITS, AREAS = 44, 8


def write_portfolio(folder: Path, rows: int, *, wrong: bool) -> None:
    """Write 44 units, 8 areas and so many impacts, all of them right or all wrong."""
    units, areas = [f"U{n:02}" for n in range(UNITS)], [f"A{n}" for n in range(AREAS)]
    events = [f"EVENT-{n:05}" for n in range(rows // (UNITS * AREAS) + 1)]
    tables = {
        "units": [
            "unit,name,kind,position",
            *(f"{unit},Unit {unit},bcu,{n}" for n, unit in enumerate(units)),
        ],
        "areas": ["area,name,position", *(f"{area},Area {area},{n}" for n, area in enumerate(areas))],
        "headcount": [
            "unit,area,from_date,headcount,hours_per_week,absorbable_share",
            *(f"{unit},{area},2019-01-07,250,40,0.05" for unit in units for area in areas),
        ],
        "projects": ["project,name,programme,national,status", "P1,One,Programme,false,active"],
        "events": [
            "event,project,title,kind,start,end,status",
            *(f"{event},P1,Training,training,2020-03-02,2020-06-05,planned" for event in events),
        ],
    }
    for table, lines in tables.items():
        (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (folder / "impacts.csv").open("w", encoding="utf-8") as file:
        file.write("event,unit,area,people,hours_per_person,severity\n")
        cells = ((event, unit, area) for event in events for unit in units for area in areas)
        for n, (event, unit, area) in zip(range(rows), cells, strict=False):
            rest = f"-{n},nan,9" if wrong else f"{n % 200},{n % 16 + 0.5},{n % 5 + 1}"
            file.write(f"{event},{unit},{area},{rest}\n")


def main() -> None:
    """Print the seconds, the rows a second and the peak memory of one check."""
    rows = int(next((each for each in sys.argv[1:] if each.isdecimal()), "1000000"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_portfolio(folder, rows, wrong="--wrong" in sys.argv)
        size = (folder / "impacts.csv").stat().st_size
        before = peak()
        start = time.perf_counter()
        with check(folder, today=date(2020, 3, 2)) as checked:
            seconds = time.perf_counter() - start
            print(f"impacts.csv             {rows:,} rows, {size / 1e6:.0f} MB")
            print(f"rejections, warnings    {checked.rejections_total:,}, {checked.warnings_total:,}")
    print(f"checked in              {seconds:.1f} s, {rows / seconds:,.0f} rows/s")
    print(f"peak memory             {peak():.0f} MB, of which {before:.0f} MB before the check")


def peak() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
