"""Every page of the window on the whole country in one house: made, filled and painted for its first visit."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.database.opening import open_house
from facilitator_app.pages import entries
from facilitator_app.ui.look import Look, speak_french
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.workspace import Workspace
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, best_of

OPENING_MS = 150
NOT_LISTS = ("import", "settings")


def main() -> list[Line]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak_french(app)
    workspace = Workspace(open_house(large_house()), lambda: TODAY)
    with TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "look.ini"), QSettings.Format.IniFormat)
        look = Look(app)
        keys = [entry.key for entry in entries(lambda page: QWidget())]
        lines = []
        for key in keys:
            took = best_of(4, partial(_opening, app, look, settings, workspace, key))
            limit = None if key in NOT_LISTS else OPENING_MS
            lines.append(Line(f"page {key}, ms", took, limit=limit))
    workspace.close()
    return lines


def _opening(app: QApplication, look: Look, settings: QSettings, workspace: Workspace, key: str, _turn: int) -> float:
    """Milliseconds until the page is painted, in a new window; the first turn also imports its modules."""
    window = MainWindow(entries(lambda page: page(workspace)), look, settings)  # type: ignore[arg-type]
    window.show()
    app.processEvents()
    started = time.perf_counter()
    window.go_to(key)
    app.processEvents()
    took = (time.perf_counter() - started) * 1000
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return took


if __name__ == "__main__":
    print(*main(), sep="\n")
