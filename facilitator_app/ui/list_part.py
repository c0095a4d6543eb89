"""A list that says in a sentence why it is empty, and one that is only made when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.ui.look import row_height
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import EmptyState

Row = TypeVar("Row")


class ListPart(QStackedWidget, Generic[Row]):
    """A table, or a sentence while there is nothing in it."""

    def __init__(self, name: str, columns: Sequence[Column[Row]], icon: str, nothing: str, how: str) -> None:
        super().__init__()
        self._model: RowsModel[Row] = RowsModel(columns, key=_key)
        self.table = Table(self._model, name)
        self.addWidget(self.table)
        self._empty = EmptyState(icon, nothing, how)
        self.addWidget(self._empty)

    def show_rows(self, rows: Sequence[Row]) -> None:
        self._model.show(rows)
        self.setCurrentIndex(0 if rows else 1)

    def fit_to_rows(self, most: int) -> None:
        """Take the height of the rows, up to `most` of them."""
        self._most = most
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "_most"):
            QTimer.singleShot(0, self, self._measure)  # once the table within has its new text too

    def _measure(self) -> None:
        rows = min(len(self._model.rows), self._most)
        lines = 2 if any(column.second for column in self._model.columns) else 1
        line, header = row_height(self.table, lines), self.table.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + rows * line + 8 if rows else self._empty.sizeHint().height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Shows(Protocol):
    """What a tab of the sheet is: a table or anything else that shows the rows, or the whole sheet, given to it."""

    def show_rows(self, rows: Any, /) -> None: ...


class LaterPart(QWidget):
    """A part made and filled when it is first looked at: a person is chosen more often than her tabs are opened."""

    def __init__(self, make: Callable[[], Shows], edged: bool = False) -> None:
        """`edged` leaves the room around a table that the other parts leave around their cards."""
        super().__init__()
        self._make = make
        self._part: Shows | None = None
        self._rows: Any = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(*(14, 12, 14, 14) if edged else (0, 0, 0, 0))

    def show_rows(self, rows: Any) -> None:
        self._rows = rows
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self._rows is None:
            return
        if self._part is None:
            self._part = self._make()
            self._whole.addWidget(cast(QWidget, self._part))
        self._part.show_rows(self._rows)
        self._rows = None


def _key(row: Any) -> Hashable:
    return getattr(row, "id", None) or getattr(row, "need_id", None) or row  # type: ignore[no-any-return]
