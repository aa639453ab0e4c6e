"""Programs besides ours that read what we write: each an independent judge."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def program(*names: str) -> str:
    """The first program found by one of its names; without one the test is skipped, and in CI it fails."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"{' or '.join(names)} is not installed, so its judgement of the file is missing"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def pdf_text(path: Path) -> str:
    """The text of a PDF in its layout, as poppler reads it."""
    told = subprocess.run(
        [program("pdftotext"), "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return told.stdout


class Word(NamedTuple):
    """A word on a page and the box it fills, in points from the upper left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def pdf_words(path: Path) -> list[list[Word]]:
    """Every word of each page of a PDF, as poppler places it."""
    told = subprocess.run(
        [program("pdftotext"), "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    )
    return [
        [
            Word(float(left), float(top), float(right), float(bottom), text)
            for left, top, right, bottom, text in _WORD.findall(page)
        ]
        for page in told.stdout.split("<page ")[1:]
    ]
