"""The list that drops under a field while one types."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

MOST = 10


class Suggestions(QCompleter):
    """Shows every label given, whatever is typed: choosing them is for the field."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field, self._labels = field, QStringListModel(self)
        self.setModel(self._labels)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(MOST)

    def offer(self, labels: list[str]) -> None:
        self._labels.setStringList(labels)
        # The list belongs to no window, hence wears the style of none by itself.
        dropped, sheet = self.popup(), self._field.window().styleSheet()
        if dropped is not None and dropped.styleSheet() != sheet:
            dropped.setStyleSheet(sheet)
