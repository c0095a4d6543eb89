"""Throws away what nobody holds any more between two events, in the window's thread, and at no other moment."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

EVERY = 500  # milliseconds


class Tidying(QObject):
    """Takes the place of Python's own collector of cycles for as long as the window lives.

    Left alone, Python collects in the middle of any call and in any thread. A widget that went away that way
    while Qt walked through the widgets (a change of theme or of text size), or away from the window's thread,
    ended the program at once.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(tidy)

    def begin(self) -> None:
        """What is loaded now stays to the end: going through it each time would be felt in the window."""
        gc.collect()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Let every widget go, each with what it holds, before Python ends.

        PySide6 takes away at the end what is left, in no order, and calls widgets that are half gone already.
        """
        self._timer.stop()
        for window in QApplication.topLevelWidgets():
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.unfreeze()
        gc.collect()


def tidy() -> None:
    """Collect the generations that are due, by Python's own thresholds."""
    due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)
