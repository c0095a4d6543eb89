"""The lines of a file, contracts or people: a box to tick on each, and what the import would make of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from facilitator_app.domain.values import written_number
from facilitator_app.ui.cells import CellDelegate, Index
from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, scaled
from facilitator_app.ui.table import ROW, Column, RowsModel, Table
from facilitator_app.use_cases.import_decisions import LineDecisions, Standing

TONES = {
    Standing.TO_DECIDE: "warning",
    Standing.CREATED: "success",
    Standing.UPDATED: "info",
    Standing.IDENTICAL: "neutral",
    Standing.SET_ASIDE: "neutral",
}
_BOX = 18  # pixels


Row = TypeVar("Row")
Decided = TypeVar("Decided", bound=LineDecisions[Any])


class LinesTable(Table, Generic[Row, Decided]):
    """Space ticks the row, as in any list of boxes."""

    toggled = Signal(object)
    """The row whose box was pressed."""
    left = "laissé de côté"

    def __init__(
        self, name: str, decisions: Decided, key: Callable[[Row], Hashable], named: Callable[[Row], str]
    ) -> None:
        """`key` and `named` tell a row from another, for the table and aloud."""
        self.decisions = decisions
        box = Column[Row]("Import", lambda row: "", accessible=self._said_of_box, sort_key=self._said_of_box, width=66)
        self.entries: RowsModel[Row] = RowsModel([box, *self._columns()], key=key, name=named)
        super().__init__(self.entries, name)
        self.setItemDelegateForColumn(0, _BoxDelegate(self))
        self.clicked.connect(self._clicked)

    def line(self, row: Row) -> Any:
        """What the decisions are about, when the row holds more."""
        return row

    def standing(self, row: Row) -> Standing:
        return self.decisions.standing(self.line(row))

    def mark(self, row: Row) -> str | None:
        """What is in the box; None where there is nothing to choose."""
        line = self.line(row)
        if not self.decisions.can_be_left(line):
            return None
        if self.decisions.is_taken(line):
            return "check"
        return "minus" if self.standing(row) is Standing.TO_DECIDE else ""

    def state_changed(self) -> None:
        """The decisions changed: the same rows say something else."""
        last = self.entries.index(self.entries.rowCount() - 1, self.entries.columnCount() - 1)
        if last.isValid():
            self.entries.dataChanged.emit(self.entries.index(0, 0), last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and (row := self.current_row()) is not None:
            self.toggled.emit(row)
        else:
            super().keyPressEvent(event)

    def _columns(self) -> list[Column[Row]]:
        """After the box."""
        raise NotImplementedError

    def _tone(self, row: Row) -> str:
        return TONES[self.standing(row)]

    def _said_of_box(self, row: Row) -> str:
        words = {None: "rien à importer", "minus": "à décider", "check": "à importer", "": self.left}
        return words[self.mark(row)]

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggled.emit(index.data(ROW))


class _BoxDelegate(CellDelegate):
    """A box: ticked, empty, with a dash when somebody has to decide, or nothing when there is nothing to choose."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.ground(painter, option, index)
        table = self.parent()
        mark = table.mark(index.data(ROW)) if isinstance(table, LinesTable) else None
        if mark is not None:
            _paint_box(painter, option, mark)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(scaled(_BOX) + 16, scaled(_BOX) + 6)


def _paint_box(painter: QPainter, option: QStyleOptionViewItem, mark: str) -> None:
    """A box with a tick, a dash, or nothing in it."""
    side = scaled(_BOX)
    centre = QRectF(option.rect).center()
    box = QRectF(round(centre.x() - side / 2) + 0.5, round(centre.y() - side / 2) + 0.5, side - 1, side - 1)
    ground = {"check": "primary", "minus": "warning-soft", "": "surface"}[mark]
    edge = {"check": "primary", "minus": "warning", "": "border-strong"}[mark]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(edge), 1))
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(box, 4, 4)
    if mark:
        paint_icon(painter, box.adjusted(2, 2, -2, -2), mark, "on-primary" if mark == "check" else "warning")
    painter.restore()


def how_many(remarks: tuple[str, ...]) -> str:
    """Nothing where there is nothing to read."""
    return written_number(len(remarks)) if remarks else ""


def remarks_tone(remarks: tuple[str, ...]) -> str:
    return "warning" if remarks else ""
