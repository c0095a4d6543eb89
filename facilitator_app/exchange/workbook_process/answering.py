"""What the other process does: reads one sheet of a workbook and writes it as JSON, some lines at a time.

Column by column: a column nearly always holds one kind of values, which both processes then look at together.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import math
import os
import sys
from importlib import import_module
from itertools import islice
from threading import Thread

from facilitator_app.exchange.workbook_process.memory import bound_memory

TYPE_CHECKING = False  # that of `typing`, without loading it: each reading waits for what is loaded
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, NoReturn

    from python_calamine import CalamineSheet, CalamineWorkbook

    Lines = tuple[list[int], list[list[Any]]]
    """The numbers of some lines, counted from 1, and what each column holds there, as JSON says it."""
    Part = Lines | dict[str, Any]
    """Lines, and in the end what else is to be said."""

MOST_MEMORY = 1_000_000_000  # bytes: a sheet with one stray cell in its far corner would ask for hundreds of times that

_AT_ONCE = 1000  # lines, which the program takes in while the next ones are written
_MOST_CELLS = 1_000_000  # in as many lines; a sheet a mile wide is given in fewer


class Unreadable(Exception):
    """Why nothing is read, in a word that `spreadsheet.apart` turns into a sentence."""


def answer() -> NoReturn:
    """Reads the request from the standard input; ends the process at once, without taking apart what was read."""
    bound_memory(MOST_MEMORY)
    gc.disable()  # this process only gathers values, and ends when they are given
    writer = Thread(target=import_module, args=("orjson",))  # the reader leaves a processor to it meanwhile
    writer.start()
    asked = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    if not asked:  # no file was chosen in the end
        os._exit(0)
    most_lines, most_columns, path, name = asked.split("\0", 3)
    reading = _read(path, name, int(most_lines), int(most_columns))
    try:
        for part in reading:
            _say(part, writer)
            if isinstance(part, dict):
                break
    except Unreadable as reason:
        _say({"problem": str(reason)}, writer)
    os._exit(0)


def _say(part: Part, writer: Thread) -> None:
    writer.join()
    import orjson

    sys.stdout.buffer.write(orjson.dumps(part, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def _read(path: str, name: str, most_lines: int, most_columns: int) -> Iterator[Part]:
    """The lines of the sheet of that name, or of the first one that is seen; at last, the names of the sheets."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound

    try:
        # Given bytes, the reader looks at the content; given a path, it would believe the name.
        with open(path, "rb") as file:
            book = CalamineWorkbook.from_filelike(io.BytesIO(file.read()))
        sheet = book.get_sheet_by_name(name or _first_visible(book))
        parts = _parts(sheet, most_lines, most_columns)
        if merged := sheet.merged_cell_ranges:
            parts = _filled_down(merged, *_whole(parts))
        yield from parts
        yield {"sheets": list(book.sheet_names), "sheet": sheet.name}
    except PasswordError:
        raise Unreadable("protected") from None
    except WorksheetNotFound:
        raise Unreadable("no such sheet") from None
    except CalamineError:
        raise Unreadable("damaged") from None


def _first_visible(book: CalamineWorkbook) -> str:
    """Sheets of macros and of charts hold no table."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    shown = [each for each in sheets if each.visible == SheetVisibleEnum.Visible] or sheets
    if not shown:
        raise Unreadable("no sheet")
    return shown[0].name


def _parts(sheet: CalamineSheet, most_lines: int, most_columns: int) -> Iterator[Lines]:
    """Lines without those that are blank; the columns end with the last one that is filled there.

    Raises Unreadable at the first line too many.
    """
    if sheet.start is None or sheet.end is None:
        return
    before, last = sheet.start[1], sheet.end[1]  # the reader gives the empty lines before, not the empty columns
    at_once = max(min(_AT_ONCE, _MOST_CELLS // (last + 1)), 1)
    rows, first, left = sheet.iter_rows(), 1, most_lines
    while some := list(islice(rows, at_once)):
        columns = list(map(_column, zip(*some, strict=True)))
        filled = [place for place, cells in enumerate(zip(*columns, strict=True)) if cells.count(None) < len(cells)]
        if len(filled) < len(some):
            columns = [[column[place] for place in filled] for column in columns]
        while columns and columns[-1].count(None) == len(filled):
            columns.pop()
        if filled and before + len(columns) > most_columns:
            raise Unreadable("too many columns")
        left -= len(filled)
        if left < 0:
            raise Unreadable("too many lines")
        if filled:
            yield [first + place for place in filled], [[None] * len(filled) for _ in range(before)] + columns
        first += len(some)


def _whole(parts: Iterator[Lines]) -> Lines:
    numbers: list[int] = []
    columns: list[list[Any]] = []
    for more, below in parts:
        columns += [[None] * len(numbers) for _ in range(len(columns), len(below))]
        for place, column in enumerate(columns):
            column += below[place] if place < len(below) else [None] * len(more)
        numbers += more
    return numbers, columns


def _column(values: Sequence[object]) -> list[Any]:
    """Nearly every cell is a text or a day, not worth a call each; neither holds half of a sign."""
    return [
        (value.strip() or None)
        if type(value) is str
        else value.toordinal()
        if type(value) is dt.date
        else _written(value)
        for value in values
    ]


def _filled_down(
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]], numbers: list[int], columns: list[list[Any]]
) -> Iterator[Lines]:
    """One cell drawn over several lines, such as the town of three people, is true of each that is not blank."""
    places = {number: place for place, number in enumerate(numbers)}
    for (first, column), (last, _) in merged:
        above = places.get(first + 1)
        value = columns[column][above] if above is not None and column < len(columns) else None
        for number in range(first + 2, min(last + 1, numbers[-1]) + 1) if value is not None else ():
            if (place := places.get(number)) is not None:
                columns[column][place] = value
    if numbers:
        yield numbers, columns


def _written(value: object) -> Any:
    """A cell that holds no text, in JSON: a number is written with a point, a day as the whole number it is.

    Days are counted as `date.toordinal` does; what is neither, such as a yes or a time of day, becomes a text.
    """
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, dt.date):  # a moment is one too
        return value.toordinal()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    return str(value).strip() or None
