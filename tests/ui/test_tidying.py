"""Widgets nobody holds go away between two events, never while Qt walks through them."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from facilitator_app.ui.tidying import tidy

WINDOW = """
    import gc, sys
    import facilitator_app.ui
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QLabel, QWidget
    from facilitator_app.ui.tidying import Tidying

    app = QApplication(sys.argv[:1])
    app.setStyleSheet("QLabel { color: red; }")
    tidying = Tidying(app)

    class Held(QLabel):
        def __init__(self):
            super().__init__("tenue par elle-même")
            self.itself = self

    class Spy(QLabel):
        def changeEvent(self, event):
            if event.type() == QEvent.Type.StyleChange:
                made = [[] for _ in range(100_000)]  # enough for Python to want to collect
            super().changeEvent(event)
"""
RESTYLED = """
    spies = [Spy() for _ in range(5)]
    for each in (*spies, *(Held() for _ in range(50))):
        each.show()
    each = None
    app.setStyleSheet("QLabel { color: blue; }")
    print(len(QApplication.topLevelWidgets()))
"""
THROWN_AWAY = """
    gone = []
    tidying.begin()
    held = Held()
    held.destroyed.connect(lambda: (gone.append(1), app.quit()))
    del held
    made = [[] for _ in range(2_000)]
    app.exec()
    print(len(gone))
"""


def run(lines: str) -> str:
    program = textwrap.dedent(WINDOW) + textwrap.dedent(lines)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_no_widget_goes_away_in_the_middle_of_a_change_of_style() -> None:
    assert run(RESTYLED) == "55"


def test_what_nobody_holds_goes_away_between_two_events() -> None:
    assert run(THROWN_AWAY) == "1"


@pytest.mark.parametrize("made", [0, 100_000])
def test_only_what_is_due_is_gone_through(made: int) -> None:
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    kept = [[place] for place in range(made)]
    tidy()
    assert gc.get_stats()[0]["collections"] - before == bool(kept)


WHOLE_PROGRAM = """
    import sys
    import facilitator_app.ui
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QFontInfo
    from PySide6.QtWidgets import QApplication
    from facilitator_app import start as program
    from facilitator_app.ui.main_window import MainWindow

    families = set()

    def visit():
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        if window.page_key():
            for key in window.entries:
                window.go_to(key)
                QApplication.processEvents()
            families.update(QFontInfo(widget.font()).family() for widget in QApplication.allWidgets())
            window.close()
        else:
            QTimer.singleShot(50, visit)

    shown = program.MainWindow.appear
    program.MainWindow.appear = lambda window: (shown(window), QTimer.singleShot(50, visit))
    code = program.run_window(sys.argv[1])
    print(code, len(QApplication.allWidgets()), *families)
"""


def test_the_program_shows_every_page_in_inter_and_ends_well(demonstration: Path, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", textwrap.dedent(WHOLE_PROGRAM), str(demonstration)]
    environment = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    ended = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert (ended.returncode, ended.stdout.split()) == (0, ["0", "0", "Inter"]), ended.stderr
