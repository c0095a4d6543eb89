"""Tables going out to spreadsheets, where no text can ever become a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE

Cell = str | int | Decimal | dt.date | None
_FORMULA_SIGNS = tuple("=+-@\t\r\n\0＝＋－＠")
"""What spreadsheets may take for the start of a formula, full-width variants included (OWASP ASVS 5, 1.2.10)."""
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # signs in a cell of Excel
_MOST_LINES = 1_048_576


def csv_bytes(titles: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """As a French spreadsheet expects a CSV: semicolons, decimal commas, UTF-8 announced by its mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(title) for title in titles])
    writer.writerows([_in_csv(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def xlsx_bytes(sheet: str, titles: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet whose texts are text cells, its first line kept in sight. Raises Refusal."""
    from xlsxwriter import Workbook  # loaded for exports only

    kept = io.BytesIO()
    book = Workbook(kept, {"in_memory": True, "constant_memory": False})
    page = book.add_worksheet(_sheet_name(sheet))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    for column, title in enumerate(titles):
        page.write_string(0, column, _fitting(title), bold)
    for number, line in enumerate(lines, 1):
        if number >= _MOST_LINES:
            raise Refusal.because(f"Cette liste est trop longue pour un classeur{NO_BREAK_SPACE}: filtrez-la d’abord.")
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                page.write_string(number, column, _fitting(cell))
            elif isinstance(cell, dt.date):
                page.write_datetime(number, column, cell, day)
            elif cell is not None:
                page.write_number(number, column, cell)
    page.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()


def _in_csv(cell: Cell) -> str:
    if isinstance(cell, str):
        return _harmless(cell)
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell).replace(".", ",")


def _harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet would compute; no sign that cuts the file for some readers."""
    marked = f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
    return marked.replace("\0", "")


def _fitting(text: str) -> str:
    """The text as a cell can hold it; raises Refusal rather than cut it."""
    if len(text) > _LONGEST:
        raise Refusal.because(f"Un texte de cette liste est trop long pour un classeur{NO_BREAK_SPACE}: abrégez-le.")
    return _NOT_IN_XML.sub("", text)


def _sheet_name(name: str) -> str:
    """Excel refuses some signs, more than 31 of them, and an apostrophe at either end."""
    return re.sub(r"[\[\]:*?/\\]", " ", _NOT_IN_XML.sub("", name))[:31].strip(" '") or "Feuille"
