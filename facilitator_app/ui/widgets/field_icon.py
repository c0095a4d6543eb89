"""The icon at the beginning of a field, which tells at a glance what is typed there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from facilitator_app.ui.labels import IconLabel
from facilitator_app.ui.text_size import is_new_text_size

GAP = 5


class FieldIcon(IconLabel):
    """As large as the text of its field, which starts after it; those of Qt stay at 16 pixels."""

    def __init__(self, field: QLineEdit, name: str) -> None:
        """Goes into `field`, and gives it a row to which more may be added at the right."""
        super().__init__(name)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.row = QHBoxLayout(field)
        self.row.setContentsMargins(8, 0, 8, 0)
        self.row.addWidget(self)
        self.row.addStretch()
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "_field"):
            self._make_room()

    def _make_room(self) -> None:
        margins = self._field.textMargins()
        margins.setLeft(self.sizeHint().width() + GAP)
        self._field.setTextMargins(margins)
