"""A layout as plain HTML: what its reader sees until the scripts bring it to life.

Text from files goes through the escaping of markupsafe, like everything else here.
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
CHEVRON = Markup(
    '<svg viewBox="0 0 15 15" aria-hidden="true"><path d="M5 5.8 7.5 3.4 10 5.8M5 9.2 7.5 11.6 10 9.2" '
    'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def still(part: Any) -> Markup:  # noqa: ANN401 - what a component can hold
    """A part of a layout as HTML."""
    if part is None or isinstance(part, bool):
        return Markup()
    if isinstance(part, list | tuple):
        return Markup().join(still(each) for each in part)
    if not isinstance(part, Component):
        return escape(part)
    name = type(part).__name__
    if name in UNSEEN:
        return Markup()
    return LOOK_ALIKES.get(name, _element)(part)


def _element(part: Component) -> Markup:
    """An HTML component, or a link within the application."""
    tag = "a" if type(part).__name__ == "Link" else type(part).__name__.lower()
    return _tagged(tag, _attributes(part), still(_of(part, "children")))


def _attributes(part: Component) -> dict[str, Any]:
    given = part.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    kept = {
        RENAMED.get(name, name): value
        for name, value in given.items()
        if (name in KEPT or name.startswith(("aria-", "data-"))) and isinstance(value, str | int)
    }
    return kept | ({"hidden": ""} if given.get("hidden") else {})


def _of(part: Component, name: str) -> Any:  # noqa: ANN401 - any property
    return getattr(part, name, None)


def _tagged(tag: str, attributes: dict[str, Any], content: Markup) -> Markup:
    stated = Markup().join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
    return Markup("<{}{}>{}</{}>").format(tag, stated, content, tag)


def _children(part: Component) -> Markup:
    return still(_of(part, "children"))


def _target(part: Component) -> Markup:
    """The button of a popover."""
    wrapper = _of(part, "boxWrapperProps") or {}
    attributes = {"class": wrapper.get("className", ""), "type": "button", "aria-haspopup": "dialog"}
    return _tagged("button", attributes, _children(part))


def _select(part: Component) -> Markup:
    """A list to choose from, closed."""
    offered = {each["value"]: each["label"] for each in _of(part, "data") or []}
    label, chosen = _of(part, "label"), offered.get(_of(part, "value"), "")
    # The browser may remember another choice.
    kept = Markup(' data-offered="{}"').format(json.dumps(offered)) if _of(part, "persistence") else ""
    return Markup(
        '<div class="{} still-select"><span aria-hidden="true">{}</span><div>'
        '<input readonly aria-label="{}" value="{}"{}>{}</div></div>'
    ).format(_of(part, "className") or "", label, label, chosen, kept, CHEVRON)


def _segments(part: Component) -> Markup:
    """Choices in a row, one of them chosen."""
    choices = [
        Markup("<label{}>{}</label>").format(
            Markup(" data-active") if each["value"] == _of(part, "value") else "", each["label"]
        )
        for each in _of(part, "data")
    ]
    return _tagged("div", {"class": "still-segments"}, Markup().join(choices))


LOOK_ALIKES: dict[str, Callable[[Component], Markup]] = {
    "MantineProvider": _children,
    "Popover": _children,
    "PopoverTarget": _target,
    "Select": _select,
    "SegmentedControl": _segments,
}
