"""CSV files of any usual encoding and separator."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.spreadsheet.shapes import NOT_A_TABLE, Limits, Line, Table

_SEPARATORS = (";", "\t", ",", "|")  # the usual one first: it wins when several would do
_LINES_LOOKED_AT = 30
_LONG_CELL = (
    f"Une cellule de ce fichier est trop longue, sans doute un guillemet jamais fermé{NO_BREAK_SPACE}: "
    "vérifiez le fichier dans votre tableur, puis enregistrez-le de nouveau."
)


def read_csv(path: Path, limits: Limits) -> Table:
    """Cells are texts as they stand in the file, without the spaces around; raises Refusal and OSError."""
    # The package it comes with is large, and the process that reads workbooks goes through here without needing it.
    from facilitator_app.exchange.decp.text_source import TextSource

    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        source, pieces = TextSource(file), []
        while piece := source.read():
            pieces.append(piece)
    if _is_binary(head):
        raise Refusal.because(NOT_A_TABLE)
    text = "".join(pieces)
    separator = _separator(text)
    lines: list[Line] = []
    # Line ends of Windows, Linux and old Macintosh become the same one.
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=separator)
    number, start = 1, 1
    try:
        for fields in reader:
            number, start = start, reader.line_num + 1  # a cell may span lines: the number is that of the first
            cells = [field.strip() or None for field in fields]
            while cells and cells[-1] is None:
                cells.pop()
            if not cells or (number == 1 and text.startswith("sep=")):
                continue
            if len(cells) > limits.columns:
                raise Refusal.because(limits.too_many_columns)
            if len(lines) == limits.lines:
                raise Refusal.because(limits.too_many_lines)
            lines.append(Line(number, tuple(cells)))
    except csv.Error:
        raise Refusal.because(_LONG_CELL) from None
    if reader.line_num > number and _never_ends(text, number, separator):
        raise Refusal.because(
            f"Un guillemet ouvert à la ligne {number} n’est jamais fermé{NO_BREAK_SPACE}: corrigez cette ligne dans "
            "le fichier, puis recommencez."
        )
    return Table((), "", tuple(lines))


def _never_ends(text: str, number: int, separator: str) -> bool:
    """Whether the last row, which begins at this line, goes to the end of the file for want of a quote."""
    last = itertools.islice(io.StringIO(text, newline=None), number - 1, None)
    try:
        list(csv.reader(last, delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def pasted_rows(text: str, separator: str) -> list[list[str]]:
    """A cell of several lines is copied between quotes; quotes that do not match are only signs."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return [row.split(separator) for row in text.splitlines()]


def _is_binary(head: bytes) -> bool:
    """Zeros are in UTF-16 and UTF-32 texts, at regular places; elsewhere they tell a file that is no text."""
    if b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    return b"\0" in head[::2] and b"\0" in head[1::2]


def _separator(text: str) -> str:
    """The one announced by «sep=», or the one that cuts most of the first lines in the same number of cells."""
    if text.startswith("sep=") and text[4:5] and text[5:6] in ("\n", "\r", ""):
        return text[4] if text[4] not in '\n\r"' else ";"
    start = "\n".join(text[:200_000].splitlines()[:_LINES_LOOKED_AT])
    best, best_score = ";", (0, 0)
    for separator in _SEPARATORS:
        try:
            widths = Counter(len(fields) for fields in csv.reader(io.StringIO(start), delimiter=separator) if fields)
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
        score = (count, width) if width > 1 else (0, 0)
        if score > best_score:
            best, best_score = separator, score
    return best
