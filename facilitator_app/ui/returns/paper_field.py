"""A field that holds where a paper received is kept: typed, or chosen among the files of the computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator_app.ui import dialogs
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.widgets import ActionButton

if TYPE_CHECKING:
    from facilitator_app.use_cases.kept_typing import Shown


class PaperField(QWidget):
    """The file stays where it is; only its place is kept."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path = TextField(longest=400)
        self.path.setAccessibleName("Fichier reçu")
        self.choose_button = ActionButton("C&hoisir…", "folder-open")
        self.choose_button.clicked.connect(self.choose)
        self.path.changed.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose_button)
        self.setFocusProxy(self.path)

    def value(self) -> str:
        return str(self.path.value() or "")

    def set_value(self, value: object) -> None:
        self.path.set_value(value)

    def typed(self) -> Shown:
        return self.path.text()

    def type_again(self, shown: Shown) -> None:
        self.path.setText(str(shown))

    def problem(self) -> str:
        return self.path.problem()

    def choose(self) -> None:
        held = Path(self.value()).parent if self.value() else None
        if path := dialogs.choose_file(self, "Fichier reçu", "", held):
            self.path.set_value(str(path))
            self.changed.emit()
