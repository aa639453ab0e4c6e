"""Saved scenarios: a small DuckDB file of all of them beside the versions, which it never touches.

    scenarios/CURRENT                   one line: the file name of the newest list
    scenarios/list-<12 digits>.duckdb   every saved scenario; never edited once CURRENT has named it
    scenarios/saving.lock               held by the one writer at work

As with versions, each change writes a new file and then replaces CURRENT, so that readers never wait and
never see half a change. The list before is removed; what a killed writer left goes with the next change.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import duckdb
import polars as pl

from heatmap.errors import HeatmapError
from heatmap.store import files
from heatmap.store.connections import OUR_MISTAKES, open_reader, open_writer, words_for_writing
from heatmap.store.publish import silent
from heatmap.store.queries import add, query, rows
from heatmap.store.versions import checked_text

FOLDER = "scenarios"
LOCK = "saving.lock"
WAIT = 20.0  # seconds that a writer waits for another
MOST = 500  # saved scenarios
LONGEST_NAME = 80
LONGEST_MOVES = 6_000

SCENARIOS = pl.Schema(
    {
        "scenario": pl.String(),
        "name": pl.String(),
        "version": pl.Int32(),
        "moves": pl.String(),
        "saved_at": pl.Datetime("us"),
    }
)

_LIST_FILE = re.compile(r"list-[0-9a-f]{12}\.duckdb")
_KEY = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True)
class SavedScenario:
    """A named scenario over a version; `moves` is its text, `scenario` its key, `saved_at` UTC."""

    scenario: str
    name: str
    version: int
    moves: str
    saved_at: datetime


class NameTakenError(HeatmapError):
    """Another saved scenario has the name."""


class SavedScenarios:
    """The saved scenarios of the store in `folder`. Safe to share between threads."""

    def __init__(self, folder: Path, *, wait: float = WAIT) -> None:
        self._folder = folder / FOLDER
        self._wait = wait
        self._latest: tuple[str, tuple[SavedScenario, ...]] = ("", ())

    def all(self) -> tuple[SavedScenario, ...]:
        """Every saved scenario, by name."""
        name = files.line_of(self._folder / files.CURRENT)
        if name is None:
            return ()
        latest, saved = self._latest
        if latest != name:
            saved = self._read(name)
            self._latest = (name, saved)
        return saved

    def one(self, key: str) -> SavedScenario:
        """The saved scenario with this key."""
        found = next((each for each in self.all() if each.scenario == key), None)
        if found is None:
            raise HeatmapError("This saved scenario does not exist any more.", "Choose another one.")
        return found

    def save(
        self, name: str, version: int, moves: str, *, now: datetime, over: bool = False
    ) -> SavedScenario:
        """Save a scenario under a name; `over` lets it take the place of the one that has the name.

        Raises:
            NameTakenError: another one has the name, and `over` is not given.
            HeatmapError: the name or the moves cannot be kept, or the list is full.
        """
        fresh = SavedScenario(uuid4().hex[:12], _name(name), version, _moves(moves), now.replace(tzinfo=None))

        def change(saved: Sequence[SavedScenario]) -> list[SavedScenario]:
            others = [each for each in saved if each.name != fresh.name]
            if len(others) < len(saved) and not over:
                raise NameTakenError(
                    f"There is a saved scenario “{fresh.name}” already.",
                    "Choose another name, or replace it.",
                )
            if len(others) >= MOST:
                raise HeatmapError(f"There are {MOST} saved scenarios.", "Delete some that nobody needs.")
            return [*others, fresh]

        self._change(change)
        return fresh

    def rename(self, key: str, name: str) -> None:
        """Give a saved scenario another name.

        Raises:
            NameTakenError: another one has the name.
            HeatmapError: it does not exist, or the name cannot be kept.
        """
        new = _name(name)

        def change(saved: Sequence[SavedScenario]) -> list[SavedScenario]:
            _refuse_unknown(saved, key)
            if any(each.name == new and each.scenario != key for each in saved):
                raise NameTakenError(
                    f"There is a saved scenario “{new}” already.", "Choose another name, or delete it first."
                )
            return [replace(each, name=new) if each.scenario == key else each for each in saved]

        self._change(change)

    def delete(self, key: str) -> None:
        """Delete a saved scenario.

        Raises:
            HeatmapError: it does not exist.
        """

        def change(saved: Sequence[SavedScenario]) -> list[SavedScenario]:
            _refuse_unknown(saved, key)
            return [each for each in saved if each.scenario != key]

        self._change(change)

    def _read(self, name: str) -> tuple[SavedScenario, ...]:
        if not _LIST_FILE.fullmatch(name):
            raise HeatmapError(
                f"The file {self._folder / files.CURRENT} holds no list of scenarios.",
                "Delete it: scenarios that were saved are lost, versions are not.",
            )
        try:
            with open_reader(self._folder / name) as connection:
                found = rows(connection, "read_scenarios")
        except OUR_MISTAKES:
            raise
        except duckdb.Error as error:  # damage comes in several of DuckDB's classes
            changed = files.line_of(self._folder / files.CURRENT)
            if changed not in (None, name):
                return self._read(changed or "")  # a writer has replaced the list meanwhile
            raise HeatmapError(
                f"The saved scenarios cannot be read: {name} is damaged or missing.",
                f"Put the file back from a backup, or delete {self._folder}.",
            ) from error
        return tuple(SavedScenario(**row) for row in found.iter_rows(named=True))

    def _change(self, change: Callable[[Sequence[SavedScenario]], list[SavedScenario]]) -> None:
        """Replace the list, alone among all writers."""
        with words_for_writing("The list of saved scenarios"):
            self._folder.mkdir(parents=True, exist_ok=True)
            with files.alone(self._folder, self._wait, silent, LOCK):
                saved = change(self.all())
                name = f"list-{uuid4().hex[:12]}.duckdb"
                _write(self._folder / name, saved)
                files.make_current(self._folder, name)
                self._remove_others(name)

    def _remove_others(self, name: str) -> None:
        for path in self._folder.glob("list-*"):
            if path.name != name:
                try:
                    path.unlink(missing_ok=True)
                except PermissionError:  # a reader has it open, on some systems: the next change removes it
                    continue


def _write(path: Path, saved: Sequence[SavedScenario]) -> None:
    names = [each.name for each in fields(SavedScenario)]
    frame = pl.DataFrame(
        [[asdict(each)[name] for name in names] for each in saved], schema=SCENARIOS, orient="row"
    )
    with open_writer(path) as connection:
        connection.execute(query("create_scenarios")).fetchall()
        add(connection, "scenarios", frame)


def _refuse_unknown(saved: Sequence[SavedScenario], key: str) -> None:
    if not (_KEY.fullmatch(key) and any(each.scenario == key for each in saved)):
        raise HeatmapError("This saved scenario does not exist any more.", "Choose another one.")


def _name(text: str) -> str:
    if not text.strip():
        raise HeatmapError("The scenario has no name.", "Give it a name by which others will know it.")
    name = checked_text("name", text)
    if len(name) > LONGEST_NAME:
        raise HeatmapError(
            f"A name of {len(name)} characters is too long.", f"Give up to {LONGEST_NAME} characters."
        )
    return name


def _moves(text: str) -> str:
    if not text or len(text) > LONGEST_MOVES:
        raise HeatmapError(
            "A scenario without moves cannot be saved." if not text else "The scenario has too many moves.",
            "Make a move first." if not text else f"Give it moves of up to {LONGEST_MOVES:,} characters.",
        )
    return text
