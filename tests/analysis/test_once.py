"""Answers worked out once, however many ask."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from heatmap.analysis.versions.once import Once


def test_eight_who_ask_at_the_same_time_get_one_answer_worked_out_once() -> None:
    """The others wait for the first."""
    begun, go_on = threading.Event(), threading.Event()
    worked: list[int] = []

    def work() -> int:
        worked.append(1)
        begun.set()
        assert go_on.wait(30)
        return 42

    once: Once[int] = Once(2)
    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(once.get, "question", work) for _ in range(8)]
        assert begun.wait(30)
        go_on.set()
        assert [answer.result(30) for answer in answers] == [42] * 8
    assert worked == [1]


def test_only_the_answers_asked_for_last_are_remembered() -> None:
    """Of two; the one asked for longest ago is worked out again."""
    once: Once[str] = Once(2)
    worked: list[str] = []

    def ask(question: str) -> str:
        return once.get(question, lambda: worked.append(question) or question.upper())  # type: ignore[func-returns-value]

    for question in ("a", "b", "a", "c", "a", "b"):
        assert ask(question) == question.upper()
    assert worked == ["a", "b", "c", "b"]


def test_an_error_is_told_and_not_remembered() -> None:
    """The next one who asks may be luckier."""
    once: Once[int] = Once(2)
    with pytest.raises(ZeroDivisionError):
        once.get("question", lambda: 1 // 0)
    assert once.get("question", lambda: 7) == 7
