"""Reading a PDF back with tools that know nothing of how it was made."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple


class Word(NamedTuple):
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def _run(pdf: bytes, *command: str) -> str:
    done = subprocess.run([*command], input=pdf, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode("utf-8")


def text(pdf: bytes) -> str:
    """All the text, with every run of spaces and line ends as one space."""
    return re.sub(r"\s+", " ", _run(pdf, "pdftotext", "-layout", "-", "-"))


def words(pdf: bytes) -> Iterator[Word]:
    page = 0
    for line in _run(pdf, "pdftotext", "-bbox", "-", "-").splitlines():
        page += "<page " in line
        if found := re.search(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line):
            left, top, right, bottom = (float(found[place]) for place in range(1, 5))
            yield Word(page, left, top, right, bottom, unescape(found[5]))


def fonts(pdf: bytes) -> list[tuple[str, bool]]:
    """The name of each font, and whether it is in the file."""
    lines = _run(pdf, "pdffonts", "-").splitlines()[2:]
    return [(line.split()[0], line.split()[3] == "yes") for line in lines]


def info(pdf: bytes) -> dict[str, str]:
    lines = _run(pdf, "pdfinfo", "-").splitlines()
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def pages(pdf: bytes) -> int:
    return int(info(pdf)["Pages"])


def overlapping(pdf: bytes) -> list[tuple[Word, Word]]:
    """Pairs of words drawn over one another; the boxes of two lines may touch by the height of an accent."""
    found: list[tuple[Word, Word]] = []
    drawn = sorted(words(pdf), key=lambda word: (word.page, word.top))
    for place, one in enumerate(drawn):
        for other in drawn[place + 1 :]:
            if one.page != other.page or other.top >= one.bottom:  # and so are all those that follow
                break
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            smaller = min(one.bottom - one.top, other.bottom - other.top)
            if wide > 0.5 and high > 0.3 * smaller:
                found.append((one, other))
    return found
