"""Requests to the callbacks, checked as a stranger's before Dash or a callback sees them."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeGuard

import dash
from flask import request

from heatmap.errors import HeatmapError
from heatmap.web.refusals import Refused

MOST_PARTS = 1_000  # components that one pattern can match
DEEPEST = 200  # levels of nesting; our deepest layout has about a quarter of them

_REASON = HeatmapError("The page's request cannot be read.", "Reload the page and try again.")


def check_callback(app: dash.Dash) -> None:
    """Refuse a request to a callback that does not exist, or with other parts than the callback has.

    Raises:
        Refused: the request is not one that our own page makes.
    """
    body = _body()
    callback = app.callback_map.get(body.get("output")) if isinstance(body.get("output"), str) else None
    if callback is None:
        raise Refused(HTTPStatus.BAD_REQUEST, _REASON)
    fits = (
        _all_match(body.get("inputs", []), callback["inputs"])
        and _all_match(body.get("state", []), callback["state"])
        and _outputs_match(body.get("outputs"), callback)
        and _is_texts(body.get("changedPropIds", []))
    )
    if not fits:
        raise Refused(HTTPStatus.BAD_REQUEST, _REASON)


def _body() -> dict[str, Any]:
    """The request's JSON object."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        body = None
    if not isinstance(body, dict) or not _is_flat(body, DEEPEST):
        raise Refused(HTTPStatus.BAD_REQUEST, _REASON)
    return body


def _is_flat(value: object, levels: int) -> bool:
    """Whether a value has at most so many levels, so that no walk through it goes too deep."""
    if not isinstance(value, dict | list):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_flat(part, levels - 1) for part in parts)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _outputs_match(given: object, callback: Mapping[str, Any]) -> bool:
    if callback["no_output"]:
        return True
    several = isinstance(callback["output"], list)
    outputs = callback["output"] if several else [callback["output"]]
    wanted = [{"id": output.component_id_str(), "property": output.component_property} for output in outputs]
    return _all_match(given if several else [given], wanted)


def _all_match(given: object, wanted: list[dict[str, Any]]) -> bool:
    return (
        isinstance(given, list)
        and len(given) == len(wanted)
        and all(_matches(part, want) for part, want in zip(given, wanted, strict=True))
    )


def _matches(given: object, wanted: Mapping[str, Any]) -> bool:
    """Whether a part of the request is the callback's, or the list of parts that its pattern matches."""
    pattern = _pattern(wanted["id"])
    if pattern is None:
        return _is_part(given, wanted) and given["id"] == wanted["id"]
    parts = given if isinstance(given, list) else [given]
    return len(parts) <= MOST_PARTS and all(
        _is_part(part, wanted) and _fits_pattern(part["id"], pattern) for part in parts
    )


def _is_part(given: object, wanted: Mapping[str, Any]) -> TypeGuard[dict[str, Any]]:
    """Whether it is a component's property; a second output to the same property has a mark behind an @."""
    if not isinstance(given, dict) or not isinstance(given.get("property"), str):
        return False
    return "id" in given and given["property"].partition("@")[0] == wanted["property"]


def _pattern(component_id: str) -> dict[str, Any] | None:
    """The keys and values of a pattern-matching id; None for a plain one."""
    return json.loads(component_id) if component_id.startswith("{") else None


def _fits_pattern(component_id: object, pattern: dict[str, Any]) -> bool:
    return (
        isinstance(component_id, dict)
        and component_id.keys() == pattern.keys()
        and all(
            isinstance(value, str | int | float) and (isinstance(pattern[key], list) or value == pattern[key])
            for key, value in component_id.items()
        )
    )
