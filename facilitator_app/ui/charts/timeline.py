"""Periods on a line of months: eligibility, contracts, events, and today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from facilitator_app.domain.values import Month, written_date
from facilitator_app.ui.charts.chart import CENTRE, LEFT_MIDDLE, Chart, metrics
from facilitator_app.ui.look import colour, font, scaled

Across = Callable[[dt.date], float]
Kind = Literal["eligibility", "contract", "planned", "other", "event"]
HEIGHT, AROUND, LINE = 170, 48, 22  # pixels at the usual text size: at least, above and under the lines, of a line
# Ground, outline, ink, and the line of the outline: the second coding beside colour.
LOOKS: dict[str, tuple[str, str, str, Qt.PenStyle]] = {
    "eligibility": ("success-soft", "success", "success", Qt.PenStyle.SolidLine),
    "contract": ("chart-1", "chart-1", "on-chart-1", Qt.PenStyle.SolidLine),
    "planned": ("info-soft", "info", "info", Qt.PenStyle.DashLine),
    "other": ("chart-3", "chart-3", "on-chart-3", Qt.PenStyle.SolidLine),
    "event": ("surface", "chart-2", "text-2", Qt.PenStyle.SolidLine),
}


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; without `end` it still runs, and an event lasts its first day only.

    `words` are drawn beside it; `aloud` is what is said of it when nothing is drawn.
    """

    words: str
    start: dt.date
    end: dt.date | None
    kind: Kind
    line: int = 0
    aloud: str = ""

    @property
    def said(self) -> str:
        return self.words or self.aloud or "autre repère"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a period: where, in which colour and on which ground."""

    words: str
    place: QRectF
    ink: str
    ground: str

    def draw(self, painter: QPainter, crossed_at: float) -> None:
        painter.setFont(font("caption", QFont.Weight.DemiBold))
        if self.words and self.place.left() - 2 < crossed_at < self.place.right():
            height = metrics().height()
            middle = self.place.center().y() - height / 2
            painter.fillRect(QRectF(self.place.left() - 2, middle, self.place.width(), height), colour(self.ground))
        painter.setPen(colour(self.ink))
        painter.drawText(self.place, LEFT_MIDDLE, self.words)


class Timeline(Chart):
    def __init__(self, title: str) -> None:
        super().__init__(title, height=HEIGHT)
        self._periods: Sequence[Period] = ()
        self._today = dt.date.today()

    def show_periods(self, periods: Sequence[Period], today: dt.date) -> None:
        self._periods, self._today = periods, today
        self._height = max(HEIGHT, AROUND + LINE * (1 + max((period.line for period in periods), default=0)))
        self.updateGeometry()
        self.describe("\u00a0; ".join(_sentence(period) for period in periods))

    def as_table(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = [("Période", "Du", "Au")]
        rows += [(period.said, written_date(period.start), written_date(period.end)) for period in self._periods]
        return rows

    def draw(self, painter: QPainter, place: QRectF) -> None:
        if not self._periods:
            return
        first, last = self._span()
        days = (last.last_day - first.first_day).days + 1
        line = metrics().height() + scaled(4)
        plot = place.adjusted(scaled(4), line, -scaled(4), -line - scaled(2))

        def across(day: dt.date) -> float:
            return plot.left() + plot.width() * (day - first.first_day).days / days

        self._draw_months(painter, plot, first, last, line)
        lines = max(period.line for period in self._periods) + 1
        height = min(plot.height() / lines, scaled(32))
        written = [self._draw_period(painter, plot, period, across, height) for period in self._periods]
        x = across(self._today)
        painter.setPen(QPen(colour("danger"), 1.6))
        painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
        for words in written:
            words.draw(painter, x)
        bold = font("caption", QFont.Weight.DemiBold)
        width = QFontMetrics(bold).horizontalAdvance("aujourd’hui") + scaled(8)
        tag = QRectF(min(max(x - width / 2, place.left()), place.right() - width), plot.bottom(), width, line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("danger"))
        painter.drawRoundedRect(tag, 3, 3)
        painter.setFont(bold)
        painter.setPen(colour("surface"))
        painter.drawText(tag, CENTRE, "aujourd’hui")

    def _draw_period(self, painter: QPainter, plot: QRectF, period: Period, across: Across, height: float) -> _Words:
        """Draws its bar or its mark; the words come after the line of today, which would cross them."""
        ground, outline, ink, style = LOOKS[period.kind]
        middle = plot.top() + height * (period.line + 0.5)
        painter.setPen(QPen(colour(outline), 1.4, style))
        painter.setBrush(colour(ground))
        left = across(period.start)
        bold = font("caption", QFont.Weight.DemiBold)
        painter.setFont(bold)
        words = QFontMetrics(bold).horizontalAdvance(period.words)
        if period.kind == "event":
            radius = scaled(5)
            painter.drawEllipse(QRectF(left - radius, middle - radius, 2 * radius, 2 * radius))
            end = left + radius
        else:
            end = across((period.end or max(self._today, period.start)) + dt.timedelta(days=1))
            box = QRectF(left, middle - height * 0.36, max(end - left, 3), height * 0.72)
            painter.drawRoundedRect(box, 3, 3)
        inside = period.kind != "event" and words + scaled(12) <= end - left
        start = left + scaled(7) if inside else end + scaled(6)
        if not inside and start + words > plot.right():
            start = left - words - scaled(10)
        place = QRectF(start, middle - height / 2, words + 6, height)
        return _Words(period.words, place, ink if inside else "text-2", ground if inside else "surface")

    def _draw_months(self, painter: QPainter, plot: QRectF, first: Month, last: Month, line: float) -> None:
        months = list(first.until(last))
        step = plot.width() / len(months)
        every = next((n for n in (1, 3, 6, 12) if step * n > metrics().horizontalAdvance("janv. 2026") + 8), 12)
        for number, month in enumerate(months):
            if (month.number - 1) % every:
                continue
            x = plot.left() + step * number
            painter.setPen(QPen(colour("border"), 1))
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
            january = month.number == 1
            painter.setFont(font("caption", QFont.Weight.DemiBold if january else QFont.Weight.Normal))
            painter.setPen(colour("text" if january else "text-2"))
            words = f"{month.abbreviation} {month.year}" if january or number == 0 else month.abbreviation
            width = QFontMetrics(painter.font()).horizontalAdvance(words) + 2
            left = min(x + 2, plot.right() - width)  # the last one would leave the chart
            painter.drawText(QRectF(left, plot.top() - line, width, line), LEFT_MIDDLE, words)

    def _span(self) -> tuple[Month, Month]:
        days = [period.start for period in self._periods] + [period.end for period in self._periods if period.end]
        return Month.of(min(*days, self._today)), Month.of(max(*days, self._today)).plus(1)


def _sentence(period: Period) -> str:
    if period.kind == "event":
        return f"{period.said}, le {written_date(period.start)}"
    until = f" au {written_date(period.end)}" if period.end else ", en cours"
    return f"{period.words}, du {written_date(period.start)}{until}"
