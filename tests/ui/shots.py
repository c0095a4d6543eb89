"""Photographs of every page: `python -m tests.ui.shots FOLDER`; each size, light and dark, filled and empty."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.database.opening import open_house
from facilitator_app.pages import entries
from facilitator_app.start import Start
from facilitator_app.ui import dialogs
from facilitator_app.ui.look import Theme, speak_french
from facilitator_app.use_cases.demonstration.main_job import run_main_job

TODAY = dt.date(2026, 11, 24)  # the day of the mockups
SIZES = ((1366, 768), (1920, 1080))
THEMES = (Theme.LIGHT, Theme.DARK)


def main() -> int:
    asked = argparse.ArgumentParser(prog="tests.ui.shots", description=__doc__)
    asked.add_argument("folder", type=Path)
    folder: Path = asked.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Arrimage")
    speak_french(app)
    _answer_nothing()
    started, taken = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as houses:
        for name, path in _houses(Path(houses)):
            for shot in _pages(app, path, name, folder):
                taken += 1
                sys.stdout.write(f"{shot.name}\n")
    sys.stdout.write(f"» {taken} images dans {folder} en {time.monotonic() - started:.0f} s\n")
    return 0


def _houses(folder: Path) -> Iterator[tuple[str, Path]]:
    """The demonstration house after a month's work, then one that was never used."""
    filled = folder / "filled" / "arrimage.db"
    house = open_house(filled, author="Hélène Arnoux")
    try:
        for _ in run_main_job(house.transaction, house.reading, filled.parent, today=TODAY):
            pass
    finally:
        house.close()
    yield "filled", filled
    empty = folder / "empty" / "arrimage.db"
    open_house(empty).close()
    yield "empty", empty


def _pages(app: QApplication, path: Path, name: str, folder: Path) -> Iterator[Path]:
    """Every page of one house; the files are called page-house-theme-width.png."""
    settings = QSettings(str(path.with_name("window.ini")), QSettings.Format.IniFormat)
    start = Start(app, path, settings, today=lambda: TODAY)
    window = start.window
    window.removeEventFilter(start)  # which would open the house a second time, once painted
    window.show()
    start.open()
    for theme in THEMES:
        window.look.apply(theme, 100)
        for width, height in SIZES:
            window.resize(width, height)
            for entry in entries(_never_made):
                window.go_to(entry.key)
                _let_settle()
                shot = folder / f"{entry.key}-{name}-{theme.value}-{width}.png"
                window.grab().save(str(shot))
                yield shot
    window.close()
    start.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _never_made(page: type[QWidget]) -> QWidget:
    raise AssertionError(page)


def _let_settle(milliseconds: int = 150) -> None:
    """Let layouts, delayed searches and background jobs of a page end."""
    until = QDeadlineTimer(milliseconds)
    while not until.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _answer_nothing() -> None:
    """Questions are refused and messages closed: a modal box would wait for ever without a screen."""
    questions = ("confirm", "choose_file", "choose_new_file", "choose_folder", "choose_printer")
    for name, answer in {"tell": _write, **dict.fromkeys(questions, _nothing)}.items():
        setattr(dialogs, name, answer)


def _nothing(*_arguments: object, **_options: object) -> None:
    return None


def _write(_parent: QWidget | None, title: str, text: str, details: str = "") -> None:
    sys.stderr.write(f"{title} {text}\n{details}\n")


if __name__ == "__main__":
    raise SystemExit(main())
