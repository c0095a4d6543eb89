"""A person at the keyboard: keys go to whatever has the focus, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QDialog, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator_app.ui.accessible import bare
from facilitator_app.ui.widgets import ProblemLine

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier
WAIT = 15_000  # milliseconds
MOST_TABS = 90


class Keyboard:
    """Types in a window and in the dialogs above it."""

    def __init__(self, qtbot: QtBot, window: QMainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def press(self, key: Qt.Key, chord: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self._target(), key, chord)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """ASCII by keys, other letters as an input method gives them."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self._target(), sign)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(sign)
                QApplication.sendEvent(self._target(), composed)
        QApplication.processEvents()

    def tab_to(self, name: str, back: bool = False) -> QWidget:
        """Press Tab until what has the focus is called so; `name` may be the beginning of its name."""
        seen = []
        for _ in range(MOST_TABS):
            here = self.here()
            if name_of(here).startswith(name):
                return here
            seen.append(name_of(here))
            self.press(Key.Key_Tab, SHIFT if back else NONE)
        raise AssertionError(f"Tab never reaches «{name}», only {sorted(set(seen))}")

    def fill(self, name: str, text: str) -> None:
        """Go to a field and type over what it holds."""
        self.tab_to(name)
        self.press(Key.Key_A, CTRL)
        self.type(text)
        self.close_list()

    def find(self, name: str, text: str) -> None:
        """Go to a field where one searches, and take the first choice proposed."""
        self.tab_to(name)
        self.type(text)
        if isinstance(QApplication.activePopupWidget(), QAbstractItemView):
            self.press(Key.Key_Down)
            self.press(Key.Key_Return)

    def choose(self, name: str, words: str) -> None:
        """Go to a list and walk it to these words."""
        here = self.tab_to(name)
        assert isinstance(here, QComboBox)
        self.press(Key.Key_Home)
        for _ in range(here.count()):
            if here.currentText().startswith(words):
                return
            self.press(Key.Key_Down)
        raise AssertionError(f"«{words}» is not in {[here.itemText(place) for place in range(here.count())]}")

    def save(self) -> None:
        """Ctrl+Enter, which closes the dialog on top unless something is refused."""
        self.here()
        dialog = QApplication.activeModalWidget()
        self.press(Key.Key_Return, CTRL)
        if dialog is not None and isValid(dialog) and dialog.isVisible():
            raise AssertionError([line.text() for line in dialog.findChildren(ProblemLine) if line.text()])

    def push(self, name: str) -> None:
        """Go to a button and press Space."""
        self.tab_to(name)
        self.press(Key.Key_Space)

    def go_to(self, words: str) -> None:
        """Find a page, a person or a lot by its name, as Ctrl+K does."""
        self.press(Key.Key_K, CTRL)
        self.type(words)
        self.press(Key.Key_Return)

    def close_list(self) -> None:
        if popup := QApplication.activePopupWidget():
            QTest.keyClick(popup, Key.Key_Escape)
            QApplication.processEvents()

    @contextmanager
    def in_dialog(self, act: Callable[[], object]) -> Iterator[None]:
        """Do this in the dialog that the next key opens, and that keeps everything waiting until it is closed."""
        failures: list[Exception] = []

        def run() -> None:
            try:
                act()
            except Exception as failure:  # noqa: BLE001  # raised again below, once the dialog no longer waits
                failures.append(failure)
            if isinstance(dialog := QApplication.activeModalWidget(), QDialog):
                failures.append(AssertionError(f"«{dialog.windowTitle()}» stays open"))
                dialog.reject()

        QTimer.singleShot(0, run)
        yield
        if failures:
            raise failures[0]

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=WAIT)

    def here(self) -> QWidget:
        """What has the focus, in the dialog on top if there is one."""
        top = QApplication.activeModalWidget() or self.window
        if not top.isActiveWindow() and QApplication.activePopupWidget() is None:
            top.activateWindow()  # a desktop does it when the window above closes
            self.qtbot.waitUntil(top.isActiveWindow, timeout=WAIT)
        return top.focusWidget() or top

    def _target(self) -> QWidget:
        if popup := QApplication.activePopupWidget():
            return popup.focusWidget() or popup
        return self.here()


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a widget: its own name, its label, or the words on it."""
    labels = (label for label in widget.window().findChildren(QLabel) if label.buddy() is widget)
    label = next((bare(label.text()) for label in labels), "")
    interface = QAccessible.queryAccessibleInterface(widget)
    said = widget.accessibleName() or label or (interface.text(QAccessible.Text.Name) if interface else "")
    return said.replace("\u00a0", " ").strip()
