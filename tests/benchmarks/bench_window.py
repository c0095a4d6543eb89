"""The start of the program on the demonstration house, beside a bare PySide6 window started in the same rounds."""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from facilitator_app.database.opening import open_house
from facilitator_app.use_cases.demonstration.house import build
from tests.benchmarks.measure import Line
from tests.benchmarks.screen import Screen, Start

ROUNDS = 7
BARE_WINDOW = Path(__file__).with_name("bare_window.py")


def main() -> list[Line]:
    if not shutil.which("Xvfb"):
        print("Xvfb is not there: the window cannot be looked at")
        return []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        path = home / "maison.db"
        _build(path)
        bare, ours = _rounds(home, [sys.executable, "-m", "facilitator_app", "--database", path])
    return [
        _line("window visible, s", [start.visible for start in ours], [start.visible for start in bare], most=1.5),
        _line("dashboard with its data, s", [start.settled for start in ours], [s.settled for s in bare], most=3),
        _line("memory once settled (PSS), MiB", [s.memory for s in ours], [s.memory for s in bare], most=2.5),
    ]


def _build(path: Path) -> None:
    house = open_house(path)
    with house.transaction() as session:
        build(session, dt.date.today())
    house.close()


def _rounds(home: Path, program: list[str | Path]) -> tuple[list[Start], list[Start]]:
    """Turn and turn about, the first round left out: it writes the compiled files and the settings."""
    bare, ours = [], []
    for _ in range(ROUNDS + 1):
        with Screen() as screen:
            bare.append(screen.start([sys.executable, BARE_WINDOW], home))
        with Screen() as screen:
            ours.append(screen.start(program, home))
    return bare[1:], ours[1:]


def _line(what: str, ours: list[float], bare: list[float], most: float) -> Line:
    return Line(what, statistics.median(ours), "bare window", statistics.median(bare), most=most)


if __name__ == "__main__":
    print(*main(), sep="\n")
