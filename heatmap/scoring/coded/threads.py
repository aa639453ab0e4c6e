"""Several batches at a time: NumPy lets go of the interpreter while it works on one."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_MOST = 4  # more threads than this wait for memory


def for_each(work: Callable[[T], None], batches: Sequence[T]) -> None:
    """Calls `work` on each batch. It must write to places of the batch's own, so that order is no matter."""
    if len(batches) <= 1:
        for batch in batches:
            work(batch)
        return
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST)) as pool:
        for _ in pool.map(work, batches):
            pass
