"""Enter presses the button that has the focus, or else the main button of a step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget


class EnterPresses(QObject):
    """A step is gone through with Enter alone."""

    def __init__(self, step: QWidget, button: QPushButton) -> None:
        super().__init__(step)
        self._step, self._button = step, button
        for keys in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(keys), step, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._press)

    def _press(self) -> None:
        focused = self._step.window().focusWidget()
        button = focused if isinstance(focused, QPushButton) else self._button
        if button.isEnabled() and button.isVisible():
            button.click()
