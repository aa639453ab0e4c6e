"""How fresh a version's data are: when it was published, from files of which age, without which rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from heatmap import words
from heatmap.ingest.doubts import OLD
from heatmap.ingest.reading.files import PARAMETERS_FILE
from heatmap.store.versions import Version


@dataclass(frozen=True)
class Freshness:
    """What a reader must know of a version's data before believing a difference.

    `ages` has each of its tables' files, the oldest first, and the day on which it was last changed; `old`
    counts those that were older than 35 days when the version was published. `rejected` has each
    table's rejected rows, of those that have any.
    """

    version: Version
    ages: tuple[tuple[str, date], ...]
    old: int
    rejected: tuple[tuple[str, int], ...]


def freshness(version: Version) -> Freshness:
    """The freshness of a version."""
    ages = sorted(
        (source.modified.date(), PurePath(source.name).name)
        for source in version.sources
        if source.name.casefold() != PARAMETERS_FILE
    )
    published = version.published_at.date()
    return Freshness(
        version=version,
        ages=tuple((name, changed) for changed, name in ages),
        old=sum((published - changed).days > OLD for changed, _ in ages),
        rejected=tuple((count.table, count.rejected) for count in version.counts if count.rejected),
    )


def named(version: Version) -> str:
    """Version 2, “March 2020 board”, as of 2 Mar 2020."""
    return f"version {version.number}, “{version.note}”, as of {words.day(version.as_of)}"


def freshness_lines(known: Freshness) -> list[str]:
    """Plain sentences: when it was published and by whom, how old its files are, which rows it lacks."""
    version = known.version
    lines = [f"Published {words.day(version.published_at.date())} by {version.author}."]
    if known.ages:
        oldest, newest = known.ages[0], known.ages[-1]
        span = (
            f"last changed on {words.day(oldest[1])}"
            if oldest[1] == newest[1]
            else f"last changed from {words.day(oldest[1])} ({oldest[0]}) to {words.day(newest[1])}"
        )
        old = f"; {known.old:,} older than {OLD} days when it was published" if known.old else ""
        lines.append(f"{words.counted(len(known.ages), 'file').capitalize()}, {span}{old}.")
    else:
        lines.append("The age of its files is not known.")
    if known.rejected:
        tables = ", ".join(f"{table} {count:,}" for table, count in known.rejected)
        lines.append(
            f"{version.accepted:,} rows accepted, {version.rejected:,} rejected and left out ({tables})."
        )
    else:
        lines.append(f"{version.accepted:,} rows accepted, none rejected.")
    return lines
