"""Widgets nobody holds go away between two events, never while Qt walks through them."""

from __future__ import annotations

import gc
import subprocess
import sys
import textwrap

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
