"""How the cells and the headers of the grid of hours are painted."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator_app.ui.cells import AIR, CellDelegate
from facilitator_app.ui.hours.model import CENTRE, Place
from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.painting import SIGNS
from facilitator_app.ui.rows import RIGHT, TONE

Index = QModelIndex | QPersistentModelIndex
STRONG = (Place.PERSON, Place.ENTRY, Place.TOTAL)
FAINT = (Place.CONTRACT, Place.NOTE)


class HoursDelegate(CellDelegate):
    """The column to fill has its own ground, an empty cell a line to write on, the current cell a frame."""

    note_typed = Signal(str)
    """The note of a row, as it is being typed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, tone = Place(index.column()), str(index.data(TONE) or "")
        if place == Place.ENTRY:
            painter.fillRect(option.rect, colour(f"{tone}-soft" if tone else "entry"))
            option.state &= ~QStyle.StateFlag.State_Selected  # its own ground stays
        self.ground(painter, option, index)
        text = str(index.data() or "")
        if place == Place.ENTRY and not text:
            line = QRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width() - 1, 2)
            painter.fillRect(line, colour("border"))
        room = QRectF(option.rect.adjusted(AIR, 0, -AIR, 0))
        if place == Place.PROOF and index.data(TONE):
            side = scaled(15)
            tick = QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
            paint_icon(painter, tick, "check", "success")
        else:
            self._write(painter, room, text, place, tone)
        if _is_current(option, index):
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _write(self, painter: QPainter, room: QRectF, text: str, place: Place, tone: str) -> None:
        strong = place in STRONG or bool(tone)
        painter.save()
        painter.setFont(font("body", QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        painter.setPen(colour(tone or ("text-2" if place in FAINT or text in ("0", "–") else "text")))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()) + 1)
        if place in (Place.PERSON, *FAINT):
            alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        else:
            alignment = CENTRE if place == Place.PROOF else RIGHT
        painter.drawText(room, alignment | Qt.TextFlag.TextSingleLine, shown)
        if tone and (sign := SIGNS.get(tone)):
            side = scaled(14)
            left = max(room.left() - 4, room.right() - metrics.horizontalAdvance(shown) - side - 5)
            paint_icon(painter, QRectF(left, room.center().y() - side / 2, side, side), sign, tone)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setFont(font("body", QFont.Weight.DemiBold))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        if index.column() == Place.ENTRY:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
            editor.setMaxLength(40)
        else:
            editor.setMaxLength(200)
            editor.textEdited.connect(self.note_typed)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)  # the whole cell


class HoursHeader(QHeaderView):
    """Marks the column to fill."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section != Place.ENTRY:
            super().paintSection(painter, rect, section)
            return
        painter.save()
        painter.fillRect(rect, colour("entry-header"))
        painter.setFont(font("second", QFont.Weight.DemiBold))
        painter.setPen(colour("on-entry-header"))
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.drawText(rect.adjusted(AIR, 0, -AIR, 0), RIGHT, title)
        painter.restore()


def _is_current(option: QStyleOptionViewItem, index: Index) -> bool:
    # The stubs of PySide6 leave out the `widget` of style options.
    view = cast(QAbstractItemView | None, getattr(option, "widget", None))
    return view is not None and view.hasFocus() and view.currentIndex() == index
