"""What people typed, made safe to print: composed letters, no hidden signs, lines that fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

PLACEHOLDER = "□"
ELLIPSIS = "…"
# Accents piled on one letter beyond this would climb over the neighbouring lines.
_MOST_MARKS = 2
# No line holds so many signs: an endless word is measured by pieces of this length, and takes no longer for it.
_MORE_THAN_A_LINE = 500
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED_MARKS = re.compile(f"({_MARK}{{{_MOST_MARKS}}}){_MARK}+")
_SPACES = re.compile(r"[ \t]+")
_NOT_PRINTED = {"Cc", "Cf"}


class Measure(Protocol):
    """Whatever knows how wide a text is."""

    def width(self, text: str, size: float) -> float: ...


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """One line: accents composed, spaces single, and none of the signs that are obeyed rather than read.

    Marks that turn the direction of writing round would let one name print as
    another; what no font can have (half a surrogate pair) becomes a placeholder.
    """
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text).strip(" ")
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    kept = "".join(_kept(sign) for sign in unicodedata.normalize("NFC", whole))
    return _SPACES.sub(" ", _PILED_MARKS.sub(r"\1", unicodedata.normalize("NFC", kept))).strip(" ")


def _kept(sign: str) -> str:
    if sign in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if sign > "\uffff":  # emoji, ancient scripts: beyond what the fonts of a document can number
        return PLACEHOLDER
    return "" if unicodedata.category(sign) in _NOT_PRINTED else sign


def printable_lines(text: str) -> list[str]:
    """The typed lines of a longer text, blank ones left out."""
    return [line for line in map(printable, _LINE_ENDS.split(text)) if line]


def wrapped(text: str, font: Measure, size: float, width: float, most_lines: int | None = None) -> list[str]:
    """A printable text cut into lines no wider than `width`; beyond `most_lines`, it ends with an ellipsis."""
    if font.width(text, size) <= width:
        return [text]
    lines = []
    for line in _filled_lines(text, font, size, width):
        lines.append(line)
        if most_lines is not None and len(lines) > most_lines:
            return [*lines[: most_lines - 1], shortened(f"{lines[most_lines - 1]}{ELLIPSIS}", font, size, width)]
    return lines


def shortened(text: str, font: Measure, size: float, width: float) -> str:
    """The text, or its beginning and an ellipsis when it is wider than `width`."""
    if font.width(text, size) <= width:
        return text
    return _beginning(text, font, size, width - font.width(ELLIPSIS, size)).rstrip(" ") + ELLIPSIS


def _filled_lines(text: str, font: Measure, size: float, width: float) -> Iterator[str]:
    space = font.width(" ", size)
    line: list[str] = []
    used = 0.0
    for word in text.split(" "):
        for piece in _pieces(word, font, size, width):
            piece_width = font.width(piece, size)
            if line and used + space + piece_width > width:
                yield " ".join(line)
                line, used = [], 0.0
            used += piece_width + (space if line else 0.0)
            line.append(piece)
    if line:
        yield " ".join(line)


def _pieces(word: str, font: Measure, size: float, width: float) -> Iterator[str]:
    """The word itself, or the pieces a word wider than the line needs, cut after hyphens where there are some."""
    start = 0
    while start < len(word):
        rest = word[start : start + _MORE_THAN_A_LINE]
        if start + len(rest) == len(word) and font.width(rest, size) <= width:
            yield rest
            return
        head = _beginning(rest, font, size, width) or rest[0]
        hyphen = head.rfind("-") + 1
        head = head[:hyphen] if hyphen > len(head) // 3 else head
        yield head
        start += len(head)


def _beginning(text: str, font: Measure, size: float, width: float) -> str:
    """As much of the text as the width holds."""
    used = 0.0
    for place, sign in enumerate(text):
        used += font.width(sign, size)
        if used > width:
            return text[:place]
    return text
