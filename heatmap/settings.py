"""Settings, read once from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from heatmap.errors import HeatmapError

LAST_PORT = 65535
MOST_AT_ONCE = 64
LONGEST_MARKING = 60  # characters


@dataclass(frozen=True)
class Settings:
    """What the environment decides. README lists each variable with its default."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8050
    allowed_hosts: tuple[str, ...] = ()  # names that the server goes by, besides this machine's own
    long_work: int = 2  # pieces of long work that run at once, each in a process of its own
    marking: str = ""  # stands on every export, such as OFFICIAL
    pack: Path | None = None  # the pack.toml of the board pack that the Review page makes

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings from the environment's variables whose names begin with HEATMAP_."""
        store, pack = environment.get("HEATMAP_STORE"), environment.get("HEATMAP_PACK")
        return cls(
            store=Path(store) if store else user_data_path("change-heatmap") / "store",
            host=environment.get("HEATMAP_HOST") or cls.host,
            port=_port(environment.get("HEATMAP_PORT") or str(cls.port)),
            allowed_hosts=_names(environment.get("HEATMAP_ALLOWED_HOSTS") or ""),
            long_work=_at_once(environment.get("HEATMAP_LONG_WORK") or str(cls.long_work)),
            marking=_marking(environment.get("HEATMAP_MARKING") or ""),
            pack=Path(pack) if pack else None,
        )


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= LAST_PORT:
        return int(text)
    raise HeatmapError(f"HEATMAP_PORT is “{text}”.", "Set it to a number from 1 to 65535, or leave it out.")


def _at_once(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= MOST_AT_ONCE:
        return int(text)
    raise HeatmapError(
        f"HEATMAP_LONG_WORK is “{text}”.", f"Set it to a number from 1 to {MOST_AT_ONCE}, or leave it out."
    )


def _marking(text: str) -> str:
    """One short line: it stands at the top of every page and slide."""
    marking = " ".join(text.split())
    if len(marking) <= LONGEST_MARKING and marking.isprintable():
        return marking
    raise HeatmapError(
        f"HEATMAP_MARKING has {len(marking)} characters, or some that cannot be printed.",
        f"Set it to at most {LONGEST_MARKING} plain ones, such as OFFICIAL, or leave it out.",
    )


def _names(text: str) -> tuple[str, ...]:
    """Host names separated by commas, as browsers write them: lower case, no port."""
    return tuple(name for part in text.split(",") if (name := part.strip().lower()))
