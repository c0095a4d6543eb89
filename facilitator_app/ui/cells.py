"""How the cells of a table are painted: text with a tone, badge, two lines, progress bar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator_app.ui.icons import paint_icon, pixmap
from facilitator_app.ui.look import TABULAR, colour, font, scaled
from facilitator_app.ui.painting import SIGNS, badge_size, paint_badge, paint_bar
from facilitator_app.ui.plain import show_tip
from facilitator_app.ui.rows import PROGRESS, SECOND, TONE, Progress

Index = QModelIndex | QPersistentModelIndex
AIR = 8  # pixels at both sides of a cell


class CellDelegate(QStyledItemDelegate):
    """Text in the ink of its tone, preceded by the sign of an alert: never colour alone."""

    def __init__(self, parent: QWidget | None = None, *, strong: bool = False, number: bool = False) -> None:
        super().__init__(parent)
        self._strong, self._number = strong, number

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the selected row and the table's ring show it
        if self._strong:
            option.font.setWeight(QFont.Weight.DemiBold)
        if self._number:
            option.font.setFeature(TABULAR, 1)
        if tone := index.data(TONE):
            ink = colour(tone)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, ink)
            if tone in ("warning", "danger"):
                option.font.setWeight(QFont.Weight.DemiBold)
                if not self._number:
                    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
                    option.decorationSize = QSize(scaled(14), scaled(14))
                    option.icon = QIcon(pixmap(SIGNS[tone], tone, 14, 2.0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        paint_row_mark(painter, option, index)
        if self._number and (tone := index.data(TONE)) in ("warning", "danger"):
            # Qt puts a decoration at the far left; the sign belongs beside the figures.
            filled = QStyleOptionViewItem(option)
            self.initStyleOption(filled, index)
            words = QFontMetrics(filled.font).horizontalAdvance(filled.text)
            side = scaled(14)
            left = option.rect.right() - AIR - words - side - 7
            paint_icon(painter, QRectF(left, option.rect.center().y() - side / 2 + 1, side, side), SIGNS[tone], tone)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + scaled(22), size.height()) if self._number else size

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Words that are cut are whole in the tooltip, unless the list has more to say there."""
        if (
            event.type() != QEvent.Type.ToolTip
            or index.data(Qt.ItemDataRole.ToolTipRole)
            or not self._cut(option, index)
        ):
            return super().helpEvent(event, view, option, index)
        words = filter(None, (str(index.data(role) or "") for role in (Qt.ItemDataRole.DisplayRole, SECOND)))
        show_tip(event.globalPos(), "\n".join(words), view, option.rect)
        return True

    def _cut(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the words have less room than they need."""
        return QStyledItemDelegate.sizeHint(self, option, index).width() > option.rect.width()

    def ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QStyleOptionViewItem:
        """Paint the cell without its text; the option comes back filled, for what is painted over."""
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        empty = QStyleOptionViewItem(filled)
        empty.text = ""
        empty.icon = QIcon()
        empty.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        _style(option).drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, _widget(option))
        paint_row_mark(painter, option, index)
        return filled


class BadgeDelegate(CellDelegate):
    """The text as a badge of its tone, with its sign."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.ground(painter, option, index)
        if text := str(index.data() or ""):
            place = QRectF(option.rect.adjusted(AIR, 0, -AIR, 0))
            paint_badge(painter, place, text, index.data(TONE) or "neutral")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wanted, _ = badge_size(str(index.data() or ""), index.data(TONE) or "neutral")
        return QSize(wanted + 2 * AIR, super().sizeHint(option, index).height())

    def _cut(self, option: QStyleOptionViewItem, index: Index) -> bool:
        return self.sizeHint(option, index).width() > option.rect.width()


class TwoLinesDelegate(CellDelegate):
    """A name, and under it what tells it from its namesakes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        filled = self.ground(painter, option, index)
        place = option.rect.adjusted(AIR + 2, 0, -AIR, 0)
        first, second = font("body", filled.font.weight()), font("caption")
        above, below = QFontMetrics(first), QFontMetrics(second)
        under = str(index.data(SECOND) or "")
        top = place.top() + (place.height() - above.height() - (below.height() if under else 0)) // 2
        painter.save()
        for text, text_font, metrics, ink, y in (
            (str(index.data() or ""), first, above, "text", top),
            (under, second, below, "text-2", top + above.height()),
        ):
            painter.setFont(text_font)
            painter.setPen(colour(ink))
            line = QRect(place.left(), y, place.width(), metrics.height())
            painter.drawText(line, _ONE_LINE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        second = QFontMetrics(font("caption")).horizontalAdvance(str(index.data(SECOND) or ""))
        return QSize(max(size.width(), second + 2 * AIR + 4), size.height())

    def _cut(self, option: QStyleOptionViewItem, index: Index) -> bool:
        return self.sizeHint(option, index).width() > option.rect.width()


class ProgressDelegate(CellDelegate):
    """A bar with the mark of elapsed time, then the text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        filled = self.ground(painter, option, index)
        progress: Progress | None = index.data(PROGRESS)
        place = option.rect.adjusted(AIR, 0, -AIR, 0)
        words = QFontMetrics(font("body", QFont.Weight.DemiBold)).horizontalAdvance("100\u00a0%") + 6
        if progress is not None:
            bar = QRectF(place.left(), place.center().y() - scaled(3), place.width() - words, scaled(6))
            paint_bar(painter, bar, float(progress.share), _share(progress.mark), progress.tone)
        painter.save()
        painter.setFont(font("body", QFont.Weight.DemiBold))
        painter.setPen(colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, filled.text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(scaled(160), super().sizeHint(option, index).height())


def paint_row_mark(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """The bar at the left of the selected row: the second sign of selection, besides its ground."""
    if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), colour("primary"))


_ONE_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def _share(mark: Any) -> float | None:
    return None if mark is None else float(mark)


def _widget(option: QStyleOptionViewItem) -> QWidget | None:
    widget = option.widget
    return widget if isinstance(widget, QWidget) else None


def _style(option: QStyleOptionViewItem) -> QStyle:
    widget = _widget(option)
    return widget.style() if widget else QApplication.style()
