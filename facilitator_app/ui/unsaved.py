"""Asking, when the window is closed, what becomes of what a page holds and has not saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from facilitator_app.ui import dialogs
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.workspace import Workspace


class Unsaved(QObject):
    """Only listens to the window while there may be something to ask; a house closed otherwise cannot be saved."""

    def __init__(
        self, page: QWidget, workspace: Workspace, what: str, is_changed: Callable[[], bool], save: Callable[[], bool]
    ) -> None:
        """`what` ends the question: «les réglages»; `save` says False when the page shows what prevents it."""
        super().__init__(page)
        self._page, self._what, self._is_changed, self._save = page, what, is_changed, save
        self._window: MainWindow | None = None
        workspace.closing.connect(self.forget)

    def note(self) -> None:
        """Something was typed."""
        window = self._page.window()
        if self._window is None and isinstance(window, MainWindow):
            self._window = window
            window.installEventFilter(self)

    def forget(self) -> None:
        """Saved, or given up."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self._is_changed() and not self._may_close():
            event.ignore()
            return True
        return False

    def _may_close(self) -> bool:
        keep = dialogs.ask_to_keep(
            self._window, f"Enregistrer {self._what}\u00a0?", "Ce qui n’est pas enregistré sera perdu à la fermeture."
        )
        if keep is None:
            return False
        if keep and not self._save():
            return False
        self.forget()
        return True
