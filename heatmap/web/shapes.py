"""Whether a value that a browser sends back has the shape that it was sent in."""

from sys import float_info
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict


def fits(value: object, shape: Any) -> bool:  # noqa: ANN401 - a type as it is written in an annotation
    """Whether a JSON value is of the type `shape`: texts, numbers, lists and dictionaries of these.

    A typed dictionary has its own keys and no others; a tuple comes back as a list; a number is finite.
    """
    if is_typeddict(shape):
        parts = get_type_hints(shape)
        return (
            isinstance(value, dict)
            and value.keys() == parts.keys()
            and all(fits(value[name], part) for name, part in parts.items())
        )
    inner = get_args(shape)
    match get_origin(shape):
        case origin if origin in (UnionType, Union):
            return any(fits(value, each) for each in inner)
        case origin if origin is list:
            return isinstance(value, list) and all(fits(each, inner[0]) for each in value)
        case origin if origin is tuple:
            return (
                isinstance(value, list | tuple) and len(value) == len(inner) and all(map(fits, value, inner))
            )
        case origin if origin is dict:
            return isinstance(value, dict) and all(fits(each, inner[1]) for each in value.values())
    return _is_one(value, shape)


def _is_one(value: object, shape: type) -> bool:
    if isinstance(value, bool):  # which Python counts among the whole numbers
        return shape is bool
    if shape is float:
        return isinstance(value, int | float) and abs(value) <= float_info.max  # no NaN, nothing endless
    return isinstance(value, NoneType if shape is None else shape)
