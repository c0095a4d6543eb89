"""The button of a sheet without tabs that shows its history in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.history.sheet_history import SheetHistory
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, IconButton, Label
from facilitator_app.ui.workspace import Workspace


class HistoryButton(IconButton):
    """`gesture_asked` gives the gesture on which Enter was pressed, for the page of history."""

    gesture_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("history", "Historique de la fiche")
        self._workspace = workspace
        self._record, self._name = "", ""
        self.clicked.connect(self.show_history)

    def set_record(self, record_id: str, name: str) -> None:
        self._record, self._name = record_id, name

    def show_history(self) -> None:
        if self._record:
            dialog = HistoryDialog(self._workspace, self._record, self._name, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.gesture_asked.connect(self.gesture_asked)
            dialog.open()


class HistoryDialog(Dialog):
    """Closed by Escape, or by going to a gesture."""

    gesture_asked = Signal(str)

    def __init__(self, workspace: Workspace, record_id: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Historique")
        self.history = SheetHistory(workspace, f"Historique\u00a0: {name}")
        self.history.gesture_asked.connect(self._leave)
        close = ActionButton("Fermer", primary=True)
        close.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 14)
        title = QVBoxLayout()
        title.setContentsMargins(16, 0, 16, 0)
        title.addWidget(Label(name, "sheet", wrap=True))
        title.addWidget(Label("Entrée montre toute l’action, que l’on peut y annuler.", "second", wrap=True))
        whole.addLayout(title)
        whole.addWidget(self.history, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addStretch()
        foot.addWidget(close)
        whole.addLayout(foot)
        self.resize(scaled(760), scaled(460))
        self.history.show_record(record_id)
        self.history.table.setFocus()

    def _leave(self, gesture_id: str) -> None:
        self.accept()
        self.gesture_asked.emit(gesture_id)
