"""A table as high as its rows, up to some of them, in a page that scrolls."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize

from facilitator_app.ui.look import scaled
from facilitator_app.ui.rows import ColumnsModel
from facilitator_app.ui.table import Table

_LEAST = 400  # pixels at the usual text size: a name and three columns of figures


class SeenTable(Table):
    def __init__(self, model: ColumnsModel[Any], name: str, most: int, least: int = 1) -> None:
        """`most` and `least` are rows seen without scrolling."""
        self._fewest_seen, self._most_seen = least, most
        super().__init__(model, name)

    def minimumSizeHint(self) -> QSize:
        """Its card goes below another one before names are cut for large figures."""
        return QSize(scaled(_LEAST), super().minimumSizeHint().height())

    def _fit(self) -> None:
        super()._fit()
        rows = min(max(self.model().rowCount(), self._fewest_seen), self._most_seen)
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + self.verticalHeader().defaultSectionSize() * rows + 6)
