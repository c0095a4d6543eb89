"""Reading a workbook in another process, which can be stopped and whose memory is bounded."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import orjson

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.spreadsheet.shapes import Cell, Limits, Line, Table

COMMAND = "read-workbook"
"""The word by which the program knows that it was started for this; see __main__."""
_SOURCES = None if getattr(sys, "frozen", False) else Path(__file__).parents[3]
_TOO_SLOW = (
    f"Ce classeur est trop long à lire{NO_BREAK_SPACE}: copiez les lignes utiles dans un nouveau classeur, "
    "ou enregistrez la feuille en CSV."
)
_UNREADABLE = (
    f"Ce classeur n’a pas pu être lu, il est abîmé ou démesuré{NO_BREAK_SPACE}: copiez les lignes utiles dans un "
    "nouveau classeur, ou enregistrez la feuille en CSV."
)


def read_workbook(path: Path, sheet: str, limits: Limits) -> Table:
    """Raises Refusal. The process gets the path and gives JSON back: nothing it says can be run here."""
    asked = json.dumps([str(path.absolute()), sheet, limits.lines, limits.columns])
    try:
        done = subprocess.run(
            [*_ourselves(), COMMAND],
            cwd=_SOURCES,  # where «-m» looks, whatever the folder this program was started from
            input=asked.encode(),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise Refusal.because(_TOO_SLOW) from None
    try:
        answer = orjson.loads(done.stdout) if done.returncode == 0 else {}
    except ValueError:
        answer = {}
    if "problem" in answer:
        raise Refusal.because(answer["problem"])
    if "lines" not in answer:
        raise Refusal.because(_UNREADABLE)
    lines = tuple([
        Line(number, tuple([cell if type(cell) is str else _cell(cell) for cell in cells]))  # nearly all are texts
        for number, cells in answer["lines"]
    ])  # fmt: skip
    return Table(tuple(answer["sheets"]), answer["sheet"], lines)


def _ourselves() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator_app"]


def _cell(written: int | float | None) -> Cell:
    """What is no text, the opposite of what the other process does: whole numbers are days."""
    if written is None:
        return None
    return _number(written) if isinstance(written, float) else dt.date.fromordinal(written)


@lru_cache(maxsize=16384)
def _number(value: float) -> Decimal:
    """What the spreadsheet shows at most: fifteen digits, without the noise of binary fractions."""
    exact = Decimal(f"{value:.15g}")
    return Decimal(int(exact)) if exact == exact.to_integral_value() and abs(exact) < 10**18 else exact
