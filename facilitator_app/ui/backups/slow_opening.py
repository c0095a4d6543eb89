"""Opening a file that must first be read to its end, without a window that looks dead."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from facilitator_app.ui.accessible import announce
from facilitator_app.ui.look import scaled
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.widgets import EmptyState

Opened = TypeVar("Opened")
SHOWN_AFTER = 500  # milliseconds
CHECKING = "Vérification de la base…"
WHY = (
    "Arrimage ne s’est pas fermé de lui-même la dernière fois\u00a0: le fichier est relu en entier avant de s’ouvrir. "
    "Ce qui était enregistré est gardé."
)


class _Bell(QObject):
    """Rings on the window's thread when the work behind it is over."""

    rung = Signal()

    def ring(self, _done: object) -> None:
        self.rung.emit()


def wait_behind(window: MainWindow, opening: Callable[[], Opened]) -> Opened:
    """What `opening` gives or raises, the window being drawn meanwhile; nothing can be asked of it until then."""
    loop, bell, patience = QEventLoop(), _Bell(), QTimer()
    bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: _tell(window))
    patience.start(SHOWN_AFTER)
    with ThreadPoolExecutor(1, "opening") as thread:
        work = thread.submit(opening)
        work.add_done_callback(bell.ring)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        patience.stop()
        return work.result()


def _tell(window: MainWindow) -> None:
    page, bar = QWidget(), QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(CHECKING)
    bar.setFixedWidth(scaled(260))
    whole = QVBoxLayout(page)
    whole.addStretch()
    whole.addWidget(EmptyState("shield-check", CHECKING, WHY))
    whole.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
    whole.addStretch()
    window.show_alone(page)
    announce(window, f"{CHECKING} {WHY}")
