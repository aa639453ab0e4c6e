"""A store's versions in words: all of them in a table, or everything that one is recorded with."""

from collections.abc import Iterator, Sequence
from datetime import date

from heatmap.store.versions import Version

_ALL = ("", "version", "published (UTC)", "as of", "author", "accepted", "rejected", "note")
_ROWS = ("table", "accepted", "rejected", "warnings")
_FILES = ("file", "bytes", "changed (UTC)", "SHA-256")
_NUMERIC = {"version", "accepted", "rejected", "warnings", "bytes"}


def overview(history: Sequence[Version], current: int | None) -> Iterator[str]:
    """One line a version, newest first, below a line of headings; the current one has a *."""
    return _table(_ALL, [_row(version, current) for version in reversed(history)])


def record(version: Version) -> Iterator[str]:
    """Everything that a version is recorded with: who and when, its files, its rows, its parameters."""
    yield f"Version {version.number}: {version.note}"
    yield f"  Published {_day(version.published_at)} {version.published_at:%H:%M} UTC by {version.author}"
    yield f"  As of {_day(version.as_of)}, scoring version {version.scoring_version}"
    if version.restored_from:
        yield f"  Restored from version {version.restored_from}"
    yield f"  SHA-256 of its rows and parameters: {version.content}"
    yield ""
    files = sorted(version.sources, key=lambda each: each.name)
    yield from _table(
        _FILES,
        [
            (each.name, f"{each.size:,}", f"{_day(each.modified)} {each.modified:%H:%M}", each.sha256)
            for each in files
        ],
    )
    yield ""
    yield from _table(
        _ROWS,
        [
            (each.table, f"{each.accepted:,}", f"{each.rejected:,}", f"{each.warnings:,}")
            for each in version.counts
            if each.accepted or each.rejected
        ],
    )
    yield ""
    yield "Scoring parameters:"
    yield from (f"  {line}".rstrip() for line in version.parameters.strip().splitlines())


def _row(version: Version, current: int | None) -> tuple[str, ...]:
    return (
        "*" if version.number == current else "",
        str(version.number),
        f"{_day(version.published_at)} {version.published_at:%H:%M}",
        _day(version.as_of),
        version.author,
        f"{version.accepted:,}",
        f"{version.rejected:,}",
        version.note,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of columns as wide as their widest cell, numbers to the right."""
    widths = [max(map(len, cells)) for cells in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        cells = [
            cell.rjust(width) if heading in _NUMERIC else cell.ljust(width)
            for heading, cell, width in zip(headings, row, widths, strict=True)
        ]
        yield "  ".join(cells).rstrip()
