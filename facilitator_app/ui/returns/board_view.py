"""The board on screen: arrows go from cell to cell, one key notes what came."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from facilitator_app.ui.cells import CellDelegate, TwoLinesDelegate
from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, font, row_height, scaled
from facilitator_app.ui.painting import SIGNS
from facilitator_app.ui.returns.board_model import NAMES, BoardModel
from facilitator_app.ui.rows import TONE
from facilitator_app.ui.text_size import is_new_text_size

Index = QModelIndex | QPersistentModelIndex
_MONTH, _LEAST_NAME = 62, 128
KEYS = {
    Qt.Key.Key_R: "received", Qt.Key.Key_N: "zero", Qt.Key.Key_0: "zero", Qt.Key.Key_Return: "note",
    Qt.Key.Key_Enter: "note", Qt.Key.Key_F2: "note", Qt.Key.Key_H: "hours", Qt.Key.Key_P: "paper",
    Qt.Key.Key_Delete: "forget",
}  # fmt: skip


class BoardView(QTableView):
    """Says what is asked of the current cell; the page does it."""

    asked = Signal(str)
    """One of the values of `KEYS`."""
    moved = Signal()

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName("Relevés attendus, par lot et par mois")
        self.setAccessibleDescription(
            "Flèches\u00a0: se déplacer. R\u00a0: reçu aujourd’hui. N\u00a0: néant. Entrée\u00a0: noter le détail. "
            "H\u00a0: saisir les heures. P\u00a0: ouvrir le fichier reçu. Suppr\u00a0: retirer la note."
        )
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(scaled(40))
        self.setItemDelegate(_MonthDelegate(self))
        for column in range(NAMES):
            self.setItemDelegateForColumn(column, TwoLinesDelegate(self, strong=column == 0))
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._double_clicked)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """As many of the last months as there is room for, the names sharing the rest."""
        self.verticalHeader().setDefaultSectionSize(row_height(self, 2))
        room, months = self.viewport().width(), len(self._model.months)
        shown = max(1, min(months, (room - 2 * scaled(_LEAST_NAME)) // scaled(_MONTH)))
        name = max(scaled(_LEAST_NAME), (room - shown * scaled(_MONTH)) // 2)
        for column in range(self._model.columnCount()):
            hidden = NAMES <= column < NAMES + months - shown
            self.setColumnHidden(column, hidden)
            if not hidden:
                self.setColumnWidth(column, name if column < NAMES else scaled(_MONTH))

    def go_to(self, row: int, column: int) -> None:
        """Make that cell the current one, or the nearest there is."""
        if self._model.rowCount():
            row = min(max(row, 0), self._model.rowCount() - 1)
            column = min(max(column, NAMES), self._model.columnCount() - 1)
            self.setCurrentIndex(self._model.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        wanted = None if event.modifiers() & chord else KEYS.get(Qt.Key(event.key()))
        if wanted and self.currentIndex().isValid():
            self.asked.emit(wanted)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "_model"):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _moved(self) -> None:
        self.moved.emit()

    def _double_clicked(self) -> None:
        self.asked.emit("note")


class _MonthDelegate(CellDelegate):
    """A word in the middle, on the ground of its tone when something is wanting, framed when it is current."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tone, text = str(index.data(TONE) or ""), str(index.data() or "")
        if tone in ("warning", "danger"):
            painter.fillRect(option.rect.adjusted(2, 3, -2, -3), colour(f"{tone}-soft"))
        else:
            self.ground(painter, option, index)
        strong = tone in ("warning", "danger")
        painter.save()
        painter.setFont(font("caption", QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        painter.setPen(colour(tone or "text-2"))
        sign, side = SIGNS.get(tone, ""), scaled(12)
        taken = painter.fontMetrics().horizontalAdvance(text) + (side + 3 if sign else 0)
        left = option.rect.center().x() - taken / 2
        if sign and text:
            paint_icon(painter, QRectF(left, option.rect.center().y() - side / 2 + 1, side, side), sign, tone)
            left += side + 3
        room = QRectF(left, option.rect.top(), option.rect.right() - left, option.rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()
        view = cast(QAbstractItemView, self.parent())
        if view.currentIndex() == index:
            painter.setPen(QPen(colour("focus" if view.hasFocus() else "border-strong"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
