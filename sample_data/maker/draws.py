"""Chance that is the same every time: each draw depends only on the seed and on what it is for.

A draw is made from a hash of its name, not from a running generator, so that adding one event
changes no other, and both boards see the same people on the same event.
"""

from hashlib import sha256

SEED = "sample portfolio 1"


def draw(*about: str) -> float:
    """A number from 0 up to, not including, 1 that belongs to `about`."""
    digest = sha256("|".join((SEED, *about)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def between(low: float, high: float, *about: str) -> float:
    """A number from `low` to `high` that belongs to `about`."""
    return low + (high - low) * draw(*about)


def whole_between(low: int, high: int, *about: str) -> int:
    """A whole number from `low` to `high`, both included, that belongs to `about`."""
    return low + int((high - low + 1) * draw(*about))


def shuffled(names: tuple[str, ...], *about: str) -> tuple[str, ...]:
    """`names` in an order that belongs to `about`."""
    return tuple(sorted(names, key=lambda name: draw(*about, name)))
