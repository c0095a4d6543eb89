"""Asking what becomes of what a page holds and has not saved, before the house is left; keeping it where nobody is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from facilitator_app.ui import dialogs
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.workspace import Workspace

_AT_CLOSING = "Ce qui n’est pas enregistré sera perdu à la fermeture."


class Unsaved(QObject):
    """Only listens to the window while there may be something to ask; a house closed otherwise cannot be saved.

    Locking asks nothing, since nobody may be there to answer: what is typed is set aside. So is it wherever a house is
    closed without a question.
    """

    def __init__(
        self,
        page: QWidget,
        workspace: Workspace,
        what: str,
        is_changed: Callable[[], bool],
        save: Callable[[], bool],
        set_aside: Callable[[], None],
    ) -> None:
        """`what` ends the question: «les réglages»; `save` says False when the page shows what prevents it."""
        super().__init__(page)
        self._page, self._workspace, self._what = page, workspace, what
        self._is_changed, self._save, self._set_aside = is_changed, save, set_aside
        self._window: MainWindow | None = None
        workspace.closing.connect(self._leave)

    def note(self) -> None:
        """Something was typed."""
        window = self._page.window()
        if self._window is None and isinstance(window, MainWindow):
            self._window = window
            self._workspace.before_leaving.append(self._may_leave)
            window.installEventFilter(self)

    def forget(self) -> None:
        """Saved, or given up."""
        if self._window is not None:
            self._workspace.before_leaving.remove(self._may_leave)
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and not self._may_leave(_AT_CLOSING):
            event.ignore()
            return True
        return False

    def _may_leave(self, effect: str) -> bool:
        if not self._is_changed():
            return True
        keep = dialogs.ask_to_keep(self._window, f"Enregistrer {self._what}\u00a0?", effect)
        if keep is None:
            return False
        if keep and not self._save():
            return False
        self.forget()
        return True

    def _leave(self) -> None:
        if self._window is not None and self._is_changed():
            self._set_aside()
        self.forget()
