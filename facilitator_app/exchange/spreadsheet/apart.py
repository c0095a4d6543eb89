"""Reading a workbook in another process, which can be stopped and whose memory is bounded."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import TracebackType

import orjson

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.safe_zip import DAMAGED
from facilitator_app.exchange.spreadsheet.shapes import PROTECTED, Cell, Limits, Line, Table

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
_PROBLEMS = {
    "protected": PROTECTED,
    "damaged": DAMAGED,
    "no sheet": f"Ce classeur n’a pas de feuille à lire{NO_BREAK_SPACE}: vérifiez-le dans votre tableur.",
    "no such sheet": f"Ce classeur n’a pas de feuille de ce nom{NO_BREAK_SPACE}: choisissez-en une autre.",
}


class WorkbookProcess:
    """Starts at once, so that the caller can check the file meanwhile; ends with the block it was opened for."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [*_ourselves(), COMMAND],
            cwd=_SOURCES,  # where «-m» looks, whatever the folder this program was started from
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def __enter__(self) -> WorkbookProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()  # closes what was open between the two

    def read(self, path: Path, sheet: str, limits: Limits) -> Table:
        """Raises Refusal. The process gets the path and gives JSON back: nothing it says can be run here."""
        asked = "\0".join([str(limits.lines), str(limits.columns), str(path.absolute()), sheet])
        try:
            said, _ = self._process.communicate(asked.encode("utf-8", "surrogatepass"), limits.seconds)
        except subprocess.TimeoutExpired:
            raise Refusal.because(_TOO_SLOW) from None
        try:
            answer = orjson.loads(said) if self._process.returncode == 0 else {}
        except ValueError:
            answer = {}
        if "lines" not in answer:
            raise Refusal.because(_sentence(answer.get("problem", ""), limits))
        lines = tuple([
            Line(number, tuple([cell if type(cell) is str else _cell(cell) for cell in cells]))  # nearly all are texts
            for number, cells in answer["lines"]
        ])  # fmt: skip
        return Table(tuple(answer["sheets"]), answer["sheet"], lines)


def _sentence(problem: str, limits: Limits) -> str:
    if problem == "too many lines":
        return limits.too_many_lines
    if problem == "too many columns":
        return limits.too_many_columns
    return _PROBLEMS.get(problem, _UNREADABLE)


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
