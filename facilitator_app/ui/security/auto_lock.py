"""Noticing that nobody is there any more."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

SETTING = "lock_after_minutes"
LEAST, MOST, USUAL = 2, 30, 10
CHOICES = (2, 5, 10, 15, 20, 30)
_LOOKED_EVERY = 5_000  # milliseconds
_WARNED_BEFORE = 60  # seconds
_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.InputMethod,
}  # fmt: skip


def delay_of(settings: QSettings | None) -> int:
    """The minutes chosen on this PC, 10 when none were or when they make no sense."""
    written = str(settings.value(SETTING, "")) if settings else ""
    minutes = int(written) if written.isdigit() else USUAL
    return minutes if LEAST <= minutes <= MOST else USUAL


class AutoLock(QObject):
    """Watches the windows, not each widget: what the machine sends them is little, what they send widgets is not."""

    soon = Signal()
    due = Signal()

    def __init__(self, settings: QSettings | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._warned = False
        self._timer = QTimer(self, interval=_LOOKED_EVERY)
        self._timer.timeout.connect(self.look)
        self.note()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def start(self) -> None:
        self.note()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def note(self) -> None:
        """Somebody is there. Both clocks, because the one that only goes forward stops while the machine sleeps."""
        self._last = time.monotonic(), time.time()
        self._warned = False

    def look(self) -> None:
        """Warn or lock, according to how long nobody did anything."""
        idle = max(time.monotonic() - self._last[0], time.time() - self._last[1])
        left = delay_of(self._settings) * 60 - idle
        if left <= 0:
            self.stop()
            self.due.emit()
        elif left <= _WARNED_BEFORE and not self._warned:
            self._warned = True
            self.soon.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.note()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
            self.note()
