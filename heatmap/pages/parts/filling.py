"""A page's layout with what is to be said already in it, so that the browser need not ask again."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from dash.development.base_component import Component

Said = Mapping[Hashable, Mapping[str, Any]]


def key(component_id: str | Mapping[str, Any]) -> Hashable:
    """A component's id, hashable."""
    return component_id if isinstance(component_id, str) else frozenset(component_id.items())


def filled(parts: list[Component], said: Said) -> list[Component]:
    """The parts, in which each component whose id `said` has gets the properties that it names."""
    for part in _all(parts):
        component_id = getattr(part, "id", None)
        if component_id is not None:
            for name, value in said.get(key(component_id), {}).items():
                setattr(part, name, value)
    return parts


def _all(parts: Iterable[Component]) -> list[Component]:
    # Listed first: what is filled in is not looked through again.
    below = (each for part in parts for each in (part, *part._traverse()))  # noqa: SLF001 - it has no other
    return [each for each in below if isinstance(each, Component)]
