"""The hours each quarter will ask for, under the line of months, against what the pool can give."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen

from facilitator_app.domain.plan_forecast import Look, QuarterLoad
from facilitator_app.domain.values import NO_BREAK_SPACE, written_hours, written_number, written_percent
from facilitator_app.ui.charts.chart import LEFT_MIDDLE, Chart, dashed, paint_area
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.plan.axis import GROUNDS, Axis
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.use_cases.purchase_plan import Capacity

_STACKED = (Look.CLAUSE, Look.RESERVED, Look.STUDY)


class QuarterChart(Chart):
    """Bars stand under the months of the list above: `place_under` says where those begin and end."""

    def __init__(self) -> None:
        super().__init__("Heures à pourvoir par trimestre", height=116)
        self._loads: Sequence[QuarterLoad] = ()
        self._capacity = Capacity(None, "")
        self._axis: Axis | None = None
        self._left, self._width = 0, 0
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event):
            self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(scaled(104))
        self.setMaximumHeight(scaled(124))

    def show_loads(self, loads: Sequence[QuarterLoad], capacity: Capacity, axis: Axis) -> None:
        self._loads, self._capacity, self._axis = loads, capacity, axis
        said = "\u00a0; ".join(
            f"{quarter}\u00a0: {total} {over}".strip() for quarter, _, _, _, total, over in self._rows()
        )
        self.describe(f"{self.capacity_sentence()} {said}")

    def place_under(self, left: int, width: int) -> None:
        self._left, self._width = left, width
        self.update()

    def capacity_sentence(self) -> str:
        """`Trait : capacité du vivier, 10 000 h par trimestre (…). La demande la dépasse à partir du T4…`"""
        if self._capacity.hours is None:
            return "Capacité du vivier non connue\u00a0: indiquez-la dans les règles."
        over = next((load for load in self._loads if load.over is not None), None)
        figure, how = written_hours(self._capacity.hours), self._capacity.how
        said = f"Trait\u00a0: capacité du vivier, {figure} par trimestre ({how})."
        return f"{said} La demande la dépasse à partir du {over.quarter.label}." if over else said

    def as_table(self) -> list[tuple[str, ...]]:
        titles = ("Trimestre", *(look.label for look in _STACKED), "Total", "Dépassement")
        return [titles, *self._rows()]

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                load.quarter.label,
                *(written_hours(load.by_look.get(look)) for look in _STACKED),
                written_hours(load.total),
                "" if load.over is None else f"+{NO_BREAK_SPACE}{written_percent(load.over)}",
            )
            for load in self._loads
        ]

    def draw(self, painter: QPainter, place: QRectF) -> None:
        if self._axis is None:
            return
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._draw_words(
            painter, QRectF(place.left() + scaled(10), place.top() + 4, self._left - scaled(20), place.height())
        )
        line = QFontMetrics(font("caption")).height()
        plot = QRectF(self._left, place.top() + scaled(6), self._width, place.height() - line - scaled(12))
        capacity = float(self._capacity.hours or 0)
        top = max([float(load.total) for load in self._loads] + [capacity, 1.0]) * 1.1
        for load in self._loads:
            x = plot.left() + plot.width() * self._axis.at_month(load.quarter.first)
            step = plot.width() * 3 / self._axis.months
            self._draw_quarter(painter, plot, load, max(x, plot.left()), min(x + step, plot.right()), top)
        if capacity:
            y = plot.bottom() - plot.height() * capacity / top
            painter.setPen(dashed("mark"))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))

    def _draw_words(self, painter: QPainter, place: QRectF) -> None:
        painter.setFont(font("second", QFont.Weight.DemiBold))
        painter.setPen(colour("text"))
        height = painter.fontMetrics().height()
        painter.drawText(QRectF(place.left(), place.top(), place.width(), height), LEFT_MIDDLE, self.accessibleName())
        painter.setFont(font("caption"))
        painter.setPen(colour("text-2"))
        rest = place.adjusted(0, height + 2, 0, 0)
        painter.drawText(
            rest,
            Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value,
            f"Achats prévus, hors marchés déjà suivis. {self.capacity_sentence()}",
        )

    def _draw_quarter(
        self, painter: QPainter, plot: QRectF, load: QuarterLoad, left: float, right: float, top: float
    ) -> None:
        width = (right - left) * 0.46
        bottom = plot.bottom()
        for look in _STACKED:
            height = plot.height() * float(load.by_look.get(look, 0)) / top
            if height:
                paint_area(painter, QRectF(left + 4, bottom - height, width, height), QBrush(colour(GROUNDS[look][0])))
                bottom -= height
        caption, bold = font("caption"), font("caption", QFont.Weight.DemiBold, tabular=True)
        height = QFontMetrics(caption).height()
        painter.setFont(caption)
        painter.setPen(colour("text-2"))
        if QFontMetrics(caption).horizontalAdvance(load.quarter.label) <= right - left - 4:
            painter.drawText(QRectF(left + 4, plot.bottom() + 2, right - left, height), LEFT_MIDDLE, load.quarter.label)
        words = f"{written_number(round(load.total))}{NO_BREAK_SPACE}h"
        painter.setFont(bold)
        if QFontMetrics(bold).horizontalAdvance(words) > right - left - width - 8:
            return
        beside = QRectF(left + width + 8, plot.bottom() - height, right - left - width - 8, height)
        painter.setPen(QPen(colour("text")))
        if load.over is not None:
            painter.setPen(colour("danger"))
            painter.drawText(beside, LEFT_MIDDLE, f"+{NO_BREAK_SPACE}{written_percent(load.over)}")
            beside.translate(0, -height)
            painter.setPen(colour("text"))
        painter.drawText(beside, LEFT_MIDDLE, words)
