"""A tab of the lot sheet that is a list: its buttons, its table, or what to do when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
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
        empty: tuple[str, str, str],
        buttons: Sequence[ActionButton] = (),
    ) -> None:
        """`empty`: the icon, the title and the sentence shown without rows."""
        super().__init__()
        self.model: RowsModel[Any] = RowsModel(columns, key=key)
        self._empty = empty
        self._name = name
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(8)
        if buttons:
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
            whole.addLayout(row)

    # Both are made when the tab is first filled: most tabs of most lots are never looked at.

    @cached_property
    def empty(self) -> EmptyState:
        empty = EmptyState(*self._empty)
        self._whole.addWidget(empty, 1)
        return empty

    @cached_property
    def table(self) -> Table:
        table = Table(self.model, self._name)
        table.activated_row.connect(self.opened)
        self._whole.addWidget(table, 1)
        return table

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.select_place(0)
