"""Answers that take long, worked out once however many ask for them at the same time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """The answers asked for last. Who asks first works it out; who asks meanwhile waits for that answer."""

    def __init__(self, remembered: int) -> None:
        self._remembered = remembered
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, Future[T]] = OrderedDict()

    def get(self, key: Hashable, work: Callable[[], T]) -> T:
        """The answer of `key`, which `work` finds. An error is told to all who wait, and not remembered."""
        with self._lock:
            answer = self._answers.get(key)
            first = answer is None
            if answer is None:
                answer = self._answers[key] = Future()
                while len(self._answers) > self._remembered:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
        if first:
            self._work_out(key, answer, work)
        return answer.result()

    def _work_out(self, key: Hashable, answer: Future[T], work: Callable[[], T]) -> None:
        try:
            answer.set_result(work())
        except BaseException as problem:
            with self._lock:
                if self._answers.get(key) is answer:
                    del self._answers[key]
            answer.set_exception(problem)
            raise
