"""What is drawn before the window first shows names none of Qt's constants."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from facilitator_app.ui import early

SHOW = """
import sys
from pathlib import Path
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication
import facilitator_app.start as start

app = QApplication([])
begun = start.Start(app, Path(sys.argv[1]), QtCore.QSettings(sys.argv[2], QtCore.QSettings.Format.IniFormat))
begun.open = lambda: app.exit(40 if "Qt" in vars(QtCore) else 30)
begun._next = begun.open
begun.window.show()
sys.exit(app.exec())
"""


def test_the_numbers_are_those_of_the_names() -> None:
    assert Qt.FocusPolicy.NoFocus.value == early.NO_FOCUS
    assert Qt.FocusPolicy.ClickFocus.value == early.CLICK_FOCUS
    assert Qt.FocusPolicy.StrongFocus.value == early.STRONG_FOCUS
    assert Qt.ToolButtonStyle.ToolButtonIconOnly.value == early.ICON_ONLY
    assert Qt.ToolButtonStyle.ToolButtonTextBesideIcon.value == early.TEXT_BESIDE_ICON
    assert Qt.ScrollBarPolicy.ScrollBarAlwaysOff.value == early.NO_SCROLL_BAR
    assert Qt.TextFormat.PlainText.value == early.PLAIN_TEXT


def test_the_window_shows_without_qt_s_constants(tmp_path: Path) -> None:
    files = [str(tmp_path / "maison.db"), str(tmp_path / "poste.ini")]
    child = subprocess.run(
        [sys.executable, "-c", SHOW, *files],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
        capture_output=True,
        text=True,
    )
    assert child.returncode == 30, child.stderr
