"""The program as `arrimage --database FILE` starts it, without its event loop."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.start import Start
from facilitator_app.ui import dialogs
from facilitator_app.ui.look import Theme, speak_french
from tests.conftest import TODAY
from tests.journeys.keyboard import Keyboard

Opened = tuple[Start, Keyboard]


class Said:
    """What would have been shown in dialogs that wait for an answer, and what is answered."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.agree = True
        self.crashes: list[str] = []
        self.file: Path | None = None
        self.saved_in: Path | None = None
        self.saved: list[Path] = []

    def tell(self, _parent: QWidget | None, title: str, text: str, details: str = "") -> None:
        (self.crashes if details else self.told).append(f"{title} {text}{details}")

    def confirm(self, _parent: QWidget | None, question: str, effect: str, act: str, refrain: str = "") -> bool:
        self.asked.append(f"{question} {effect} [{act}]")
        return self.agree

    def choose_file(self, *_: object) -> Path | None:
        return self.file

    def choose_new_file(self, _parent: QWidget | None, _title: str, proposed: Path, _kinds: str = "") -> Path | None:
        assert self.saved_in is not None
        self.saved.append(self.saved_in / proposed.name)
        return self.saved[-1]


@pytest.fixture(scope="session")
def french(qapp: QApplication) -> None:
    speak_french(qapp)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    said = Said()
    for name in ("tell", "confirm", "choose_file", "choose_new_file"):
        monkeypatch.setattr(dialogs, name, getattr(said, name))
    return said


@pytest.fixture
def start_program(
    qapp: QApplication,
    qtbot: QtBot,
    french: None,
    tmp_path: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
    empty_house: Path,
) -> Iterator[Callable[..., Opened]]:
    """Start the program on a file, as often as wanted; an error that nobody expected fails the test.

    Where there is no file, an empty house in clear is put there first, unless the test makes it in the window.
    """
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    started: list[Start] = []

    def start(path: Path, made_in_window: bool = False) -> Opened:
        if not path.exists() and not made_in_window:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(empty_house, path)
        settings = QSettings(str(tmp_path / "poste.ini"), QSettings.Format.IniFormat)
        program = Start(qapp, path, settings, lambda: TODAY)
        started.append(program)
        window = program.window
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: bool(program.workspace or program.entrance) or not window.isVisible(), timeout=15_000)
        QApplication.processEvents()
        return program, Keyboard(qtbot, program.window)

    yield start
    for program in started:
        program.window.close()
        program.close()
        program.window.look.apply(Theme.LIGHT, 100)
        program.window.look.deleteLater()
        program.window.deleteLater()
        program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert said.crashes == []
