"""The plan on a line of months: a list like the others, whose last column is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from facilitator_app.domain.plan_forecast import Look
from facilitator_app.domain.values import Month, written_hours
from facilitator_app.ui.cells import AIR, CellDelegate, Index, TwoLinesDelegate
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.plan.axis import GROUNDS, Axis
from facilitator_app.ui.plan.lines import GANTT, GanttLine
from facilitator_app.ui.rows import ROW, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.use_cases.purchase_plan import PlanRow

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CHART = 1
_STEP = 3  # months moved by an arrow


class Gantt(Table):
    """Left and right arrows move through time, Ctrl+wheel shows more or fewer months."""

    axis_changed = Signal()

    def __init__(self, today: dt.date) -> None:
        self.axis = Axis(Month.of(today).plus(-1))
        self.today = today
        self.lines: RowsModel[GanttLine] = RowsModel(GANTT, key=lambda line: line.key)
        super().__init__(self.lines, "Achats prévus sur une frise")
        self.setSortingEnabled(False)
        self.setAlternatingRowColors(False)
        self.setShowGrid(False)
        self.setHorizontalHeader(_Months(self))
        self.setItemDelegateForColumn(0, _NameDelegate(self))
        self.setItemDelegateForColumn(_CHART, _BarDelegate(self))
        # The new header shares the selection, and clears it at each reset: the chosen line is found again after it.
        self.lines.modelReset.disconnect(self._after_reset)
        self.lines.modelReset.connect(self._after_reset)
        self.lines.modelReset.connect(self._shape_rows)
        self._fit()

    def show_lines(self, lines: Sequence[GanttLine]) -> None:
        self.lines.show(lines)

    def show_axis(self, axis: Axis) -> None:
        self.axis = axis
        self.viewport().update()
        self.horizontalHeader().viewport().update()
        self.axis_changed.emit()

    def purchase(self) -> PlanRow | None:
        """The selected purchase; None on a buyer's line."""
        line: GanttLine | None = self.current_row()
        return line.row if line else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        if event.key() in moves and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.show_axis(self.axis.moved(moves[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.show_axis(self.axis.scaled(-1 if event.angleDelta().y() > 0 else 1))
            event.accept()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        """Two lines of text and little air: a plan is looked at whole."""
        super()._fit()
        self.verticalHeader().setDefaultSectionSize(max(24, round(self.fontMetrics().height() * 2.15)))
        self._shape_rows()

    def _shape_rows(self) -> None:
        """Buyers' lines are lower than those of purchases."""
        low = max(24, round(self.fontMetrics().height() * 1.5))
        for place, line in enumerate(self.lines.rows):
            if line.row is None:
                self.setRowHeight(place, low)


class _Months(QHeaderView):
    """The titles; over the drawn column, the years, the months and today."""

    def __init__(self, gantt: Gantt) -> None:
        super().__init__(Qt.Orientation.Horizontal, gantt)
        self._gantt = gantt
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(QFontMetrics(font("caption")).height() * 2 + scaled(8)))

    def paintSection(self, painter: QPainter, place: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(place, colour("surface-3"))
        if section == _CHART:
            self._paint_months(painter, QRectF(place))
        else:
            painter.setFont(font("caption", QFont.Weight.DemiBold))
            painter.setPen(colour("text-2"))
            count = sum(line.row is not None for line in self._gantt.lines.rows)
            painter.drawText(place.adjusted(AIR + 2, 0, 0, 0), _LEFT, f"Achats prévus  {count}")
        painter.restore()

    def _paint_months(self, painter: QPainter, place: QRectF) -> None:
        axis, half = self._gantt.axis, place.height() / 2
        step = place.width() / axis.months
        small = QFontMetrics(font("caption"))
        today = self._today_tag(place)
        every = next((n for n in (1, 3, 6, 12) if step * n > small.horizontalAdvance("sept.") + 6), 12)
        for number, month in enumerate(axis.all_months()):
            x = place.left() + step * number
            if number == 0 or month.number == 1:
                painter.setFont(font("caption", QFont.Weight.DemiBold))
                painter.setPen(colour("text"))
                painter.drawText(QRectF(x + 4, place.top(), step * 12, half), _LEFT, str(month.year))
            if (month.number - 1) % every == 0:
                words = QRectF(x + 4, place.top() + half, small.horizontalAdvance(month.abbreviation), half)
                if today is not None and words.intersects(today):
                    continue  # half a name around the tag says nothing
                painter.setFont(font("caption"))
                painter.setPen(colour("text-2"))
                painter.drawText(words.adjusted(0, 0, step, 0), _LEFT, month.abbreviation)
        if today is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("danger"))
            painter.drawRoundedRect(today, 3, 3)
            painter.setFont(font("caption", QFont.Weight.DemiBold))
            painter.setPen(colour("surface"))
            painter.drawText(today, Qt.AlignmentFlag.AlignCenter, self._today_words())

    def _today_words(self) -> str:
        return f"{self._gantt.today.day} {Month.of(self._gantt.today).abbreviation}"

    def _today_tag(self, place: QRectF) -> QRectF | None:
        """Where the day is written, None when the months shown are others."""
        where = self._gantt.axis.at_day(self._gantt.today)
        if not 0 <= where <= 1:
            return None
        bold = QFontMetrics(font("caption", QFont.Weight.DemiBold))
        width = bold.horizontalAdvance(self._today_words()) + scaled(10)
        left = max(place.left() + where * place.width() - width / 2, place.left())
        return QRectF(left, place.top() + place.height() / 2, width, place.height() / 2 - 1)


class _NameDelegate(TwoLinesDelegate):
    """Two lines for a purchase, one for a buyer with its hours at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: GanttLine = index.data(ROW)
        if line.row is not None:
            super().paint(painter, option, index)
            return
        self.ground(painter, option, index)
        painter.save()
        painter.setFont(font("second", QFont.Weight.DemiBold))
        painter.setPen(colour("text"))
        place = option.rect.adjusted(AIR + 2, 0, -AIR, 0)
        hours = painter.fontMetrics().horizontalAdvance(line.second) + AIR
        name = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, place.width() - hours)
        painter.drawText(place, _LEFT, name)
        painter.drawText(place, _RIGHT, line.second)
        painter.restore()


class _BarDelegate(CellDelegate):
    """The consultation, the notification and the work of a purchase, across the months shown."""

    def __init__(self, gantt: Gantt) -> None:
        super().__init__(gantt)
        self._gantt: Gantt = gantt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.ground(painter, option, index)
        line: GanttLine = index.data(ROW)
        place, axis = QRectF(option.rect), self._gantt.axis
        painter.save()
        painter.setClipRect(option.rect)
        step = place.width() / axis.months
        for number, month in enumerate(axis.all_months()):
            if number and (axis.months <= 18 or month.number == 1):
                painter.setPen(QPen(colour("border-strong" if month.number == 1 else "grid"), 1))
                x = round(place.left() + step * number) + 0.5
                painter.drawLine(QLineF(x, place.top(), x, place.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.row is not None:
            _paint_purchase(painter, place, axis, line.row)
        where = axis.at_day(self._gantt.today)
        if 0 <= where <= 1:
            x = place.left() + where * place.width()
            painter.setPen(QPen(colour("danger"), 1.6))
            painter.drawLine(QLineF(x, place.top(), x, place.bottom()))
        painter.restore()


def _paint_purchase(painter: QPainter, place: QRectF, axis: Axis, row: PlanRow) -> None:
    ground, ink = GROUNDS[row.look]
    height = min(place.height() - 6, scaled(20))
    top = place.center().y() - height / 2

    def across(share: float) -> float:
        return place.left() + place.width() * min(max(share, -0.05), 1.05)

    end = axis.at_month(row.notification) + 0.5 / axis.months if row.notification else None
    if row.consultation:
        day = row.consultation.first_day.replace(day=min(row.consultation_day or 1, row.consultation.last_day.day))
        left = across(axis.at_day(day))
        right = across(end if end is not None else axis.at_month(row.consultation.plus(1)))
        painter.setPen(QPen(colour(ground), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(left, top, max(right - left, 4), height), 3, 3)
    if row.start and row.end:
        _paint_work(painter, place, QRectF(across(axis.at_month(row.start)), top, 0, height), axis, row, ground, ink)
    if end is not None:
        x, y, reach = across(end), place.center().y(), scaled(7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("mark"))
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)])
        )


def _paint_work(
    painter: QPainter, place: QRectF, bar: QRectF, axis: Axis, row: PlanRow, ground: str, ink: str
) -> None:  # fmt: skip
    assert row.end is not None
    right = place.left() + place.width() * min(axis.at_month(row.end.plus(1)), 1.05)
    bar.setRight(max(right, bar.left() + 2))
    if bar.right() < place.left() or bar.left() > place.right():
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(bar, 3, 3)
    words = (
        "sans heures"
        if row.look is Look.NONE or not row.forecast_hours
        else f"{written_hours(row.forecast_hours)} prévues"
    )
    bold = font("caption", QFont.Weight.DemiBold)
    painter.setFont(bold)
    seen = bar.intersected(place).adjusted(scaled(8), 0, -scaled(4), 0)
    if QFontMetrics(bold).horizontalAdvance(words) <= seen.width():
        painter.setPen(colour(ink))
        painter.drawText(seen, _LEFT, words)
