"""Every page of the window on the whole country in one house: made, filled and painted for its first visit."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.database.opening import open_house
from facilitator_app.domain.need import Need
from facilitator_app.pages import entries
from facilitator_app.ui.background import Background
from facilitator_app.ui.look import Look, speak_french
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.dashboard.counters import counters
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, between_two_collections
from tests.benchmarks.tables import identifier

OPENING_MS = 150
NOT_LISTS = ("import", "settings")
ALL_COUNTED = ("beneficiaries",)  # a part is read off the window's thread, and must come in the same time


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
            opening = partial(opening_of, app, look, settings, workspace, key)
            turns = [opening(turn) for turn in range(4)]
            limit = None if key in NOT_LISTS else OPENING_MS
            lines.append(Line(f"page {key}, ms", min(shown for shown, _ in turns), limit=limit))
            if key in ALL_COUNTED:
                lines.append(Line(f"page {key}, all is there, ms", min(whole for _, whole in turns), limit=limit))
    workspace.close()
    return lines


def opening_of(
    app: QApplication, look: Look, settings: QSettings, workspace: Workspace, key: str, turn: int
) -> tuple[float, float]:
    """Milliseconds until the page is painted, in a new window, and until it has nothing left to show.

    The first turn also imports its modules. Each time something was written just before, and the window has counted
    again what it shows beside the names of the pages.
    """
    with workspace.database.transaction() as session:
        session.get_one(Need, identifier("n", 0)).note = f"Mesure {turn}"
    workspace.ask(counters, TODAY)
    with between_two_collections():
        window = MainWindow(entries(lambda page: page(workspace)), look, settings)  # type: ignore[arg-type]
        window.show()
        app.processEvents()
        started = time.perf_counter()
        window.go_to(key)
        app.processEvents()
        shown = (time.perf_counter() - started) * 1000
        while (settled := getattr(window.page(), "settled", None)) and key in ALL_COUNTED and not settled():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        whole = (time.perf_counter() - started) * 1000
        window.close()
        for jobs in window.findChildren(Background):
            jobs.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return shown, whole


if __name__ == "__main__":
    print(*main(), sep="\n")
