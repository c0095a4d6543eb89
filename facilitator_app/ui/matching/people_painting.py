"""How a ranked person is painted: check, name, the four parts of the score, what speaks for and against."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilitator_app.domain.matching import Assessment
from facilitator_app.ui.charts.score_bar import paint_score
from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.matching.people_model import ABOUT, LINE, PARTS_SHOWN, WHY

Index = QModelIndex | QPersistentModelIndex
GAP = 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PersonDelegate(QStyledItemDelegate):
    """One person on three lines; `check_place` and `info_place` say where the mouse acts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body, caption = QFontMetrics(font("body")), QFontMetrics(font("caption"))
        return QSize(scaled(420), body.height() + 2 * caption.height() + scaled(18))

    def check_place(self, row: QRect) -> QRect:
        side = scaled(18)
        return QRect(row.left() + scaled(12), row.center().y() - side // 2, side, side)

    def info_place(self, row: QRect) -> QRect:
        side = scaled(26)
        return QRect(row.right() - side - scaled(8), row.center().y() - side // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(row, colour("selection"))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), colour("primary"))
        painter.setPen(QPen(colour("grid"), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        self._paint_check(painter, self.check_place(row), index)
        info = self.info_place(row)
        paint_icon(painter, QRectF(info.adjusted(5, 5, -5, -5)), "info", "text-2")
        left = self.check_place(row).right() + scaled(GAP + 2)
        width = row.width()
        names = QRect(left, row.top() + scaled(8), min(scaled(220), width * 32 // 100), row.height() - scaled(14))
        total = QRect(info.left() - scaled(70), row.top(), scaled(68), row.height())
        middle = QRect(
            names.right() + scaled(GAP), names.top(), total.left() - names.right() - scaled(2 * GAP), names.height()
        )
        self._paint_names(painter, names, index)
        self._paint_score(painter, middle, index)
        self._paint_total(painter, total, index)
        painter.restore()

    def _paint_check(self, painter: QPainter, place: QRect, index: Index) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:  # already proposed: no longer a matter of checking
            paint_icon(painter, QRectF(place), "mail", "success")
            return
        checked = state == Qt.CheckState.Checked
        painter.setPen(QPen(colour("primary" if checked else "border-strong"), 1))
        painter.setBrush(colour("primary" if checked else "surface"))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if checked:
            paint_icon(painter, QRectF(place.adjusted(2, 2, -2, -2)), "check", "on-primary")

    def _paint_names(self, painter: QPainter, place: QRect, index: Index) -> None:
        where, waiting = index.data(ABOUT)
        name = font("body", QFont.Weight.DemiBold)
        self._line(painter, place, 0, str(index.data()), name, "text")
        top = QFontMetrics(name).height() + 1
        self._line(painter, place, top, where, font("caption"), "text-2")
        self._line(painter, place, top + QFontMetrics(font("caption")).height(), waiting, font("caption"), "text-2")

    def _paint_score(self, painter: QPainter, place: QRect, index: Index) -> None:
        bar = QRectF(place.left(), place.top(), place.width(), scaled(15))
        paint_score(painter, bar, index.data(PARTS_SHOWN))
        why: Assessment = index.data(WHY)
        line = QFontMetrics(font("caption")).height()
        top = round(bar.height()) + scaled(4)
        metrics, room = QFontMetrics(font("caption")), place.width()
        first = fitting("+", why.pluses, metrics, room)
        self._line(painter, place, top, written("+", why.pluses[:first]), font("caption"), "success")
        if why.minuses:
            below, ink = written("–", why.minuses[: fitting("–", why.minuses, metrics, room)]), "warning"
        else:  # the second line is free
            below, ink = written("+", why.pluses[first:][: fitting("+", why.pluses[first:], metrics, room)]), "success"
        self._line(painter, place, top + line, below, font("caption"), ink)

    def _paint_total(self, painter: QPainter, place: QRect, index: Index) -> None:
        small = font("caption")
        suffix = QFontMetrics(small).horizontalAdvance("/100") + 2
        painter.setFont(font("figure", QFont.Weight.Bold))
        painter.setPen(colour("text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place.adjusted(0, 0, -suffix, 0), right, str(index.data(LINE).total))
        painter.setFont(small)
        painter.setPen(colour("text-2"))
        painter.drawText(place.adjusted(0, scaled(4), 0, 0), right, "/100")

    def _line(self, painter: QPainter, place: QRect, top: int, text: str, chosen: QFont, ink: str) -> None:
        metrics = QFontMetrics(chosen)
        painter.setFont(chosen)
        painter.setPen(colour(ink))
        room = QRect(place.left(), place.top() + top, place.width(), metrics.height())
        painter.drawText(room, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


def fitting(sign: str, sentences: tuple[str, ...], metrics: QFontMetrics, room: int) -> int:
    """How many of the sentences fit whole on a line; at least the first, cut if it must be. Enter shows the others."""
    many = len(sentences)
    while many > 1 and metrics.horizontalAdvance(written(sign, sentences[:many])) > room:
        many -= 1
    return many


def written(sign: str, sentences: tuple[str, ...]) -> str:
    """`+ Trajet de 12 min environ   + Disponible dès le 07/12/2026`: each with its sign, without its full stop."""
    return "   ".join(f"{sign} {sentence.rstrip('.')}" for sentence in sentences)
