"""A trajectory: what is done month after month, where it leads at this pace, what was planned, and today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from facilitator_app.domain.values import written_number
from facilitator_app.ui.charts.chart import (
    CENTRE,
    LEFT_MIDDLE,
    Chart,
    dashed,
    draw_legend,
    draw_scale,
    metrics,
    nice_ceiling,
    scale_width,
)
from facilitator_app.ui.look import colour, font, scaled

Amounts = Sequence[float | None]
"""One amount per month, None where the line is not drawn."""


class LineChart(Chart):
    def __init__(self, title: str, unit: str = "h") -> None:
        super().__init__(title, height=280)
        self._unit = unit
        self._labels: Sequence[str] = ()
        self._done: Amounts = ()
        self._projected: Amounts = ()
        self._planned: Amounts = ()
        self._goal: float | None = None
        self._today: tuple[float, str] | None = None

    def show_lines(
        self,
        labels: Sequence[str],
        done: Amounts,
        projected: Amounts = (),
        planned: Amounts = (),
        goal: float | None = None,
        today: tuple[float, str] | None = None,
    ) -> None:
        """`labels` name the months; `today` is a place among them (8.8: late in the ninth) and its words."""
        self._labels, self._done, self._projected, self._planned = labels, done, projected, planned
        self._goal, self._today = goal, today
        reached = next((amount for amount in reversed(done) if amount is not None), 0.0)
        aim = "" if goal is None else f" sur {written_number(round(goal))}\u00a0{self._unit}"
        self.describe(f"Réalisé\u00a0: {written_number(round(reached))}\u00a0{self._unit}{aim}.")

    def as_table(self) -> list[tuple[str, ...]]:
        series = [("Réalisé", self._done), ("Projection", self._projected), ("Prévu", self._planned)]
        shown = [(words, amounts) for words, amounts in series if amounts]
        rows: list[tuple[str, ...]] = [("Mois", *(words for words, _ in shown))]
        for place, label in enumerate(self._labels):
            rows.append((label, *(_written(amounts, place) for _, amounts in shown)))
        return rows

    def draw(self, painter: QPainter, place: QRectF) -> None:
        amounts = [amount for line in (self._done, self._projected, self._planned) for amount in line if amount]
        top = nice_ceiling(max([*amounts, self._goal or 0, 1]), 4)
        line = metrics().height() + scaled(4)
        plot = place.adjusted(scale_width(top), line, -scaled(8), -2 * line - scaled(4))
        draw_scale(painter, plot, top, 4)
        step = plot.width() / max(len(self._labels), 1)

        def point(number: float, amount: float) -> QPointF:
            return QPointF(plot.left() + step * (number + 0.5), plot.bottom() - plot.height() * amount / top)

        self._draw_labels(painter, plot, step, line)
        if self._goal is not None:
            left, right = point(-0.5, self._goal), point(len(self._labels) - 0.5, self._goal)
            painter.setPen(dashed("text-2", Qt.PenStyle.DotLine, 1.2))
            painter.drawLine(left, right)
            painter.setPen(colour("text-2"))
            words = f"Objectif\u00a0: {written_number(round(self._goal))}\u00a0{self._unit}"
            painter.drawText(QRectF(left.x() + 4, left.y() - line, plot.width(), line), LEFT_MIDDLE, words)
        pens = {
            "Trajectoire prévue": (self._planned, dashed("chart-5", Qt.PenStyle.DashLine)),
            "Projection au rythme actuel": (self._projected, dashed("chart-1", Qt.PenStyle.DotLine, 2)),
            "Réalisé": (self._done, QPen(colour("chart-1"), 2.2)),
        }
        for line_amounts, pen in pens.values():
            painter.setPen(pen)
            known = [point(n, amount) for n, amount in enumerate(line_amounts) if amount is not None]
            painter.drawPolyline(QPolygonF(known))
        painter.setPen(QPen(colour("chart-1"), 1.6))
        painter.setBrush(colour("surface"))
        for number, amount in enumerate(self._done):
            if amount is not None:
                painter.drawEllipse(point(number, amount), scaled(3.5), scaled(3.5))
        if self._today:
            x = point(self._today[0] - 0.5, 0).x()
            painter.setPen(QPen(colour("mark"), 1.2))
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
            painter.drawText(QRectF(x + 4, plot.bottom() - line, scaled(120), line), LEFT_MIDDLE, self._today[1])
        legend = QRectF(plot.left(), place.bottom() - line, plot.width(), line)
        draw_legend(painter, legend, [("line", words, pen) for words, (line, pen) in reversed(pens.items()) if line])

    def _draw_labels(self, painter: QPainter, plot: QRectF, step: float, line: float) -> None:
        painter.setFont(font("caption"))
        painter.setPen(colour("text-2"))
        widest = max((metrics().horizontalAdvance(label) for label in self._labels), default=1)
        every = max(1, -(-round(widest + 6) // max(round(step), 1)))
        for number, label in enumerate(self._labels):
            if number % every == 0:
                centre = plot.left() + step * (number + 0.5)
                painter.drawText(QRectF(centre - widest, plot.bottom() + 2, 2 * widest, line), CENTRE, label)


def _written(amounts: Amounts, place: int) -> str:
    amount = amounts[place] if place < len(amounts) else None
    return "–" if amount is None else written_number(round(amount))
