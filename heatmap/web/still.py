"""A layout as plain HTML: what its reader sees until the scripts bring it to life.

All text and every attribute's value is escaped: names come from files.
"""

import json
from collections.abc import Callable
from typing import Any

from dash.development.base_component import Component
from markupsafe import Markup, escape

# React's names of attributes, by the browser's; all others that stay have the same name in both.
RENAMED = {"className": "class", "tabIndex": "tabindex", "htmlFor": "for"}
KEPT = ("id", "role", "href", "title", "type", "download", *RENAMED)
UNSEEN = ("Store", "Location", "PopoverDropdown", "Alert")
CHEVRON = (
    '<svg viewBox="0 0 15 15" aria-hidden="true"><path d="M5 5.8 7.5 3.4 10 5.8M5 9.2 7.5 11.6 10 9.2" '
    'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def still(part: Any) -> Markup:  # noqa: ANN401 - what a component can hold
    """A part of a layout as HTML."""
    return Markup(_html(part))  # noqa: S704 - every text in it is escaped


def _html(part: Any) -> str:  # noqa: ANN401 - what a component can hold
    if part is None or isinstance(part, bool):
        return ""
    if isinstance(part, list | tuple):
        return "".join(map(_html, part))
    if not isinstance(part, Component):
        return str(escape(part))
    name = type(part).__name__
    return "" if name in UNSEEN else LOOK_ALIKES.get(name, _element)(part)


def _element(part: Component) -> str:
    """An HTML component, or a link within the application."""
    name = type(part).__name__
    return _tagged("a" if name == "Link" else name.lower(), _attributes(part), _children(part))


def _attributes(part: Component) -> dict[str, Any]:
    given = vars(part)
    kept = {
        RENAMED.get(name, name): value
        for name, value in sorted(given.items())
        if (name in KEPT or name.startswith(("aria-", "data-"))) and isinstance(value, str | int)
    }
    return kept | ({"hidden": ""} if given.get("hidden") else {})


def _of(part: Component, name: str) -> Any:  # noqa: ANN401 - any property
    return getattr(part, name, None)


def _tagged(tag: str, attributes: dict[str, Any], content: str) -> str:
    stated = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{stated}>{content}</{tag}>"


def _children(part: Component) -> str:
    return _html(_of(part, "children"))


def _target(part: Component) -> str:
    """The button of a popover."""
    wrapper = _of(part, "boxWrapperProps") or {}
    attributes = {"class": wrapper.get("className", ""), "type": "button", "aria-haspopup": "dialog"}
    return _tagged("button", attributes, _children(part))


def _select(part: Component) -> str:
    """A list to choose from, closed."""
    offered = {each["value"]: each["label"] for each in _of(part, "data") or []}
    label, chosen = _of(part, "label"), offered.get(_of(part, "value"), "")
    # The browser may remember another choice.
    kept = {"data-offered": json.dumps(offered)} if _of(part, "persistence") else {}
    field = _tagged("input", {"readonly": "", "aria-label": label, "value": chosen, **kept}, "")
    field = field.removesuffix("</input>")
    named = _tagged("span", {"aria-hidden": "true"}, str(escape(label)))
    classes = f"{_of(part, 'className') or ''} still-select"
    return _tagged("div", {"class": classes}, f"{named}<div>{field}{CHEVRON}</div>")


def _segments(part: Component) -> str:
    """Choices in a row, one of them chosen."""
    choices = (
        _tagged(
            "label", {"data-active": ""} if each["value"] == _of(part, "value") else {}, _html(each["label"])
        )
        for each in _of(part, "data")
    )
    return _tagged("div", {"class": "still-segments"}, "".join(choices))


LOOK_ALIKES: dict[str, Callable[[Component], str]] = {
    "MantineProvider": _children,
    "Popover": _children,
    "PopoverTarget": _target,
    "Select": _select,
    "SegmentedControl": _segments,
}
