"""What the other process does: reads one sheet of a workbook and writes it as JSON, in few signs."""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import math
import sys
from typing import TYPE_CHECKING, Any

import orjson

from facilitator_app.exchange.workbook_process.memory import bound_memory

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_MEMORY = 1_000_000_000  # bytes: a sheet with one stray cell in its far corner would ask for hundreds of times that


class Unreadable(Exception):
    """Why nothing is read, in a word that `spreadsheet.apart` turns into a sentence."""


def answer() -> int:
    """Reads the request from the standard input; returns the exit code."""
    bound_memory(MOST_MEMORY)
    gc.disable()  # this process only gathers values, and ends when they are given
    path, sheet, most_lines, most_columns = json.loads(sys.stdin.buffer.read())
    try:
        found = _read(path, sheet, most_lines, most_columns)
    except Unreadable as reason:
        found = {"problem": str(reason)}
    sys.stdout.buffer.write(orjson.dumps(found))
    return 0


def _read(path: str, name: str, most_lines: int, most_columns: int) -> dict[str, Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound

    try:
        # Given bytes, the reader looks at the content; given a path, it would believe the name.
        with open(path, "rb") as file, CalamineWorkbook.from_filelike(io.BytesIO(file.read())) as book:
            name = name or _first_visible(book)
            lines = _lines(book.get_sheet_by_name(name), most_lines, most_columns)
            return {"sheets": list(book.sheet_names), "sheet": name, "lines": lines}
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


def _lines(sheet: CalamineSheet, most_lines: int, most_columns: int) -> list[tuple[int, list[Any]]]:
    if sheet.start is None:
        return []
    _, first_column = sheet.start  # the reader gives the empty lines before the table, not the empty columns
    found: list[tuple[int, list[Any]]] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        # Nearly every cell is a text: those are not worth a call each. The reader gives no half of a sign in them.
        cells = [(value.strip() or None) if type(value) is str else _written(value) for value in row]
        if first_column:
            cells = [None] * first_column + cells
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > most_columns:
            raise Unreadable("too many columns")
        if cells:
            if len(found) == most_lines:
                raise Unreadable("too many lines")
            found.append((number, cells))
    _fill_down(sheet, found)
    return found


def _fill_down(sheet: CalamineSheet, lines: list[tuple[int, list[Any]]]) -> None:
    """One cell drawn over several lines, such as the town of three people, is true of each that is not blank."""
    by_number, greatest = dict(lines), lines[-1][0] if lines else 0
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        above = by_number.get(first + 1, [])
        value = above[column] if column < len(above) else None
        for number in range(first + 2, min(last + 1, greatest) + 1) if value is not None else ():
            if (cells := by_number.get(number)) is not None:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = value


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
