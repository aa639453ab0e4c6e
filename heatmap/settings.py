"""Settings, read once from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from heatmap.errors import HeatmapError

LAST_PORT = 65535


@dataclass(frozen=True)
class Settings:
    """What the environment decides. README lists each variable with its default."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8050
    allowed_hosts: tuple[str, ...] = ()  # names that the server goes by, besides this machine's own

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings from HEATMAP_STORE, HEATMAP_HOST, HEATMAP_PORT and HEATMAP_ALLOWED_HOSTS."""
        store = environment.get("HEATMAP_STORE")
        return cls(
            store=Path(store) if store else user_data_path("change-heatmap") / "store",
            host=environment.get("HEATMAP_HOST") or cls.host,
            port=_port(environment.get("HEATMAP_PORT") or str(cls.port)),
            allowed_hosts=_names(environment.get("HEATMAP_ALLOWED_HOSTS") or ""),
        )


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= LAST_PORT:
        return int(text)
    raise HeatmapError(f"HEATMAP_PORT is “{text}”.", "Set it to a number from 1 to 65535, or leave it out.")


def _names(text: str) -> tuple[str, ...]:
    """Host names separated by commas, as browsers write them: lower case, no port."""
    return tuple(name for part in text.split(",") if (name := part.strip().lower()))
