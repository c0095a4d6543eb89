"""A tab of the lot sheet that is a list: its buttons, its table, or what to do when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, EmptyState


class ListTab(QWidget):
    """`opened` gives the row on which Enter was pressed."""

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Any]],
        key: Any,
        empty: EmptyState,
        buttons: Sequence[ActionButton] = (),
    ) -> None:
        super().__init__()
        self.model: RowsModel[Any] = RowsModel(columns, key=key)
        self.table = Table(self.model, name)
        self.table.activated_row.connect(self.opened)
        self.empty = empty
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(8)
        if buttons:
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
            whole.addLayout(row)
        whole.addWidget(self.table, 1)
        whole.addWidget(empty, 1)

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.select_place(0)
