"""Reading a workbook in another process, which can be stopped and whose memory is bounded."""

from __future__ import annotations

import atexit
import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import Any

import orjson

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.safe_zip import DAMAGED
from facilitator_app.exchange.spreadsheet.shapes import PROTECTED, Cell, Limits, Line, Table

COMMAND = "read-workbook"
"""The word by which the program knows that it was started for this; see __main__."""
_AS_THEY_ARE = {str, type(None)}
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


_ready: list[WorkbookProcess] = []


def get_ready() -> None:
    """Start now the process of the next workbook, while its file is being chosen: on some PCs that takes a while."""
    with suppress(OSError):  # said when a file is there to be read
        if not _ready:
            _ready.append(WorkbookProcess())


def workbook_process() -> WorkbookProcess:
    """The one that is ready, else one that starts now."""
    process = _ready.pop() if _ready else WorkbookProcess()
    return process if process.is_alive else WorkbookProcess()


@atexit.register
def _let_go() -> None:
    while _ready:
        with _ready.pop():
            pass


class WorkbookProcess:
    """Starts at once and ends with the block it was opened for; once asked, the caller can check the file meanwhile."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [*_ourselves(), COMMAND],
            cwd=_SOURCES,  # where «-m» looks, whatever the folder this program was started from
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def __enter__(self) -> WorkbookProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:  # closes what is open between the two
            self._process.kill()

    def ask(self, path: Path, sheet: str, limits: Limits) -> None:
        """The process gets the path and gives JSON back: nothing it says can be run here."""
        asked = "\0".join([str(limits.lines), str(limits.columns), str(path.absolute()), sheet])
        assert self._process.stdin is not None, "it was asked for"
        with suppress(OSError):  # it died before it was asked anything: there will be no answer
            self._process.stdin.write(asked.encode("utf-8", "surrogatepass"))
            self._process.stdin.close()

    def answer(self, limits: Limits) -> Table:
        """The table asked for. Raises Refusal."""
        lines: list[Line] = []
        with self._stopped_after(limits.seconds) as stopped:
            try:
                said = self._take_in(lines)
            except (ValueError, OSError):  # it died in the middle of a line
                said = {}
        if stopped.is_set():
            raise Refusal.because(_TOO_SLOW)
        if "sheet" not in said:
            raise Refusal.because(_sentence(said.get("problem", ""), limits))
        return Table(tuple(said["sheets"]), said["sheet"], tuple(lines))

    def _take_in(self, lines: list[Line]) -> dict[str, Any]:
        """Adds the lines as they come; gives the last word, which is not there when the process died."""
        assert self._process.stdout is not None, "it was asked for"
        last: dict[str, Any] = {}
        for said in self._process.stdout:
            part = orjson.loads(said)
            if isinstance(part, dict):
                last = part
            else:
                numbers, columns = part
                lines += map(Line, numbers, _rows(columns))
        return last

    @contextmanager
    def _stopped_after(self, seconds: float) -> Iterator[Event]:
        """Ends the process when the block lasts longer, which what is given then tells."""
        stopped = Event()

        def stop() -> None:
            stopped.set()
            self._process.kill()

        timer = Timer(seconds, stop)
        timer.start()
        try:
            yield stopped
        finally:
            timer.cancel()


def _sentence(problem: str, limits: Limits) -> str:
    if problem == "too many lines":
        return limits.too_many_lines
    if problem == "too many columns":
        return limits.too_many_columns
    return _PROBLEMS.get(problem, _UNREADABLE)


def _ourselves() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator_app"]


def _rows(columns: list[list[Any]]) -> list[tuple[Cell, ...]]:
    """The cells of each line, up to its last filled one."""
    read = [column if set(map(type, column)) <= _AS_THEY_ARE else list(map(_cell, column)) for column in columns]
    return [cells if cells[-1] is not None else _without_its_end(cells) for cells in zip(*read, strict=True)]


def _without_its_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return cells[: max(place for place, cell in enumerate(cells, 1) if cell is not None)]


def _cell(written: str | int | float | None) -> Cell:
    """The opposite of what the other process does: whole numbers are days."""
    if written is None or isinstance(written, str):
        return written
    return _number(written) if isinstance(written, float) else _day(written)


_day = lru_cache(maxsize=65536)(dt.date.fromordinal)


@lru_cache(maxsize=16384)
def _number(value: float) -> Decimal:
    """What the spreadsheet shows at most: fifteen digits, without the noise of binary fractions."""
    exact = Decimal(f"{value:.15g}")
    return Decimal(int(exact)) if exact == exact.to_integral_value() and abs(exact) < 10**18 else exact
