"""What every window opened over the page is made of: once it closes, the keys go back to where they were."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget
from shiboken6 import isValid

from facilitator_app.ui import tab_order

_AROUND = QSize(40, 40)  # of the window below, left in sight


class Dialog(QDialog):
    """A form, a paper or a list over the page."""

    _back: FocusBack | None = None

    def showEvent(self, event: QShowEvent) -> None:
        self._back = self._back or focus_back(self)
        if not event.spontaneous():
            self._keep_in_window()
        super().showEvent(event)

    def _keep_in_window(self) -> None:
        """No larger than the window below: with large text its buttons would be out of the screen."""
        below: QWidget = self
        while (above := below.parentWidget()) is not None:
            below = above.window()
        room = self.screen().availableSize() if below is self else below.size()
        self.resize(self.size().boundedTo(room - _AROUND).expandedTo(self.minimumSizeHint()))

    def done(self, result: int) -> None:
        if self._back is not None:
            self._back.give_soon(self.isActiveWindow())
            self._back = None
        super().done(result)


class MessageBox(QMessageBox):
    """A question or a message; see `dialogs` for asking one."""

    _back: FocusBack | None = None

    def showEvent(self, event: QShowEvent) -> None:
        self._back = self._back or focus_back(self)
        super().showEvent(event)

    def done(self, result: int) -> None:
        if self._back is not None:
            self._back.give_soon(self.isActiveWindow())
            self._back = None
        super().done(result)


class FocusBack:
    """Remembers what has the focus below a dialog, and what holds it.

    What is then done may take it away: a line removed, a card made again. The nearest thing left takes its place,
    unless the page chose for itself.
    """

    def __init__(self, below: QWidget) -> None:
        self._below = below
        self._holders: list[QWidget] = []
        holder: QWidget | None = below.focusWidget()
        while holder is not None:
            self._holders.append(holder)
            holder = holder.parentWidget()
        self._was_active = False

    def give_soon(self, was_active: bool) -> None:
        """The dialog is about to close; what depends on its answer is done before the keys are given back.

        When it was not the active window, the user is at work elsewhere and is not to be called back.
        """
        self._was_active = was_active
        QTimer.singleShot(0, self._give)

    def _give(self) -> None:
        below = self._below
        if not isValid(below) or not below.isVisible():
            return
        if self._was_active and not _another_is_open(below):
            below.activateWindow()
        if not _takes_keys(below.focusWidget()):
            nearest = (_first_in(holder) for holder in self._holders if isValid(holder) and holder.isVisible())
            if (found := next(filter(None, nearest), None)) is not None:
                found.setFocus(Qt.FocusReason.OtherFocusReason)


def focus_back(dialog: QDialog) -> FocusBack | None:
    """None for a dialog that stands alone."""
    parent = dialog.parentWidget()
    return None if parent is None else FocusBack(parent.window())


def _another_is_open(below: QWidget) -> bool:
    return any(dialog.isVisible() and dialog.isModal() for dialog in below.findChildren(QDialog))


def _takes_keys(widget: QWidget | None) -> bool:
    return (
        widget is not None
        and widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )


def _first_in(holder: QWidget) -> QWidget | None:
    """The holder itself, or the first in the order of Tab inside it."""
    if _takes_keys(holder):
        return holder
    following = tab_order.after(holder)
    while following is not holder:
        if holder.isAncestorOf(following) and _takes_keys(following):
            return following
        following = tab_order.after(following)
    return None
