"""A table file of any usual kind, known by its content: read, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange import safe_zip
from facilitator_app.exchange.chosen_file import OLD_OFFICE, cannot_read, head_of, other_kind
from facilitator_app.exchange.spreadsheet.apart import workbook_process
from facilitator_app.exchange.spreadsheet.csv_text import read_csv
from facilitator_app.exchange.spreadsheet.shapes import INSTEAD, NOT_A_TABLE, PROTECTED, Limits, Table

_EMPTY = f"Ce fichier est vide{NO_BREAK_SPACE}: {INSTEAD}."
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # how Office keeps a workbook behind a password
_OFFICE_ZIP = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}


def read_table(path: Path, sheet: str = "", limits: Limits | None = None) -> Table:
    """The lines of a sheet, the first visible one unless named; raises Refusal.

    Formulas give the value last computed by the spreadsheet; macros are never run. Workbooks are read in another
    process, which is stopped when it takes too long or too much memory.
    """
    limits = limits or Limits()
    head, size = head_of(path, INSTEAD, NOT_A_TABLE)
    if not head:
        raise Refusal.because(_EMPTY)
    if size > safe_zip.LARGEST_FILE:
        raise Refusal.because(safe_zip.TOO_LARGE)
    try:
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            with workbook_process() as process:
                process.ask(path, sheet, limits)  # it reads while the file is checked
                if not _OFFICE_ZIP.intersection(safe_zip.check(path)):
                    raise Refusal.because(NOT_A_TABLE)
                return process.answer(limits)
        kind = other_kind(head)
        if kind == OLD_OFFICE:
            if _LOCKED_OFFICE in path.read_bytes():
                raise Refusal.because(PROTECTED)
            with workbook_process() as process:
                process.ask(path, sheet, limits)
                return process.answer(limits)
        if kind:
            raise Refusal.because(f"Ce fichier est {kind}{NO_BREAK_SPACE}: {INSTEAD}.")
        return read_csv(path, limits)
    except OSError as error:
        raise cannot_read(error) from None
