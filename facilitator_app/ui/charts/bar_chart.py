"""Amounts per month: solid bars when known, hatched ones while declarations are missing, a dashed line for the aim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QBrush, QPainter

from facilitator_app.domain.values import NO_BREAK_SPACE, written_number
from facilitator_app.ui.charts.chart import (
    CENTRE,
    Chart,
    dashed,
    draw_legend,
    draw_scale,
    hatch,
    metrics,
    nice_ceiling,
    paint_area,
    scale_width,
)
from facilitator_app.ui.look import colour, font, scaled


@dataclass(frozen=True, slots=True)
class Bar:
    """`amount` None when nothing is known yet; `complete` False while something is still expected."""

    label: str
    amount: float | None
    complete: bool = True


class BarChart(Chart):
    def __init__(self, title: str, unit: str = "h", known: str = "Heures validées") -> None:
        super().__init__(title, height=250)
        self._unit, self._known = unit, known
        self._bars: Sequence[Bar] = ()
        self._target: float | None = None
        self._target_words = ""

    def show_bars(self, bars: Sequence[Bar], target: float | None = None, target_words: str = "") -> None:
        """`target` is drawn across the chart and named `target_words` in the legend."""
        self._bars, self._target, self._target_words = bars, target, target_words
        rows = self.as_table()[1:]
        said = (f"{label}\u00a0: {amount}" + (f" ({state})" if state else "") for label, amount, state in rows)
        self.describe(", ".join(said))

    def as_table(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = [("Mois", self._known, "État")]
        for bar in self._bars:
            amount = "–" if bar.amount is None else f"{written_number(round(bar.amount))}\u00a0{self._unit}"
            rows.append((bar.label, amount, "" if bar.complete or bar.amount is None else "incomplet"))
        return rows

    def draw(self, painter: QPainter, place: QRectF) -> None:
        highest = max([bar.amount or 0 for bar in self._bars] + [self._target or 0, 1])
        top = nice_ceiling(highest)
        line = metrics().height() + scaled(4)
        plot = place.adjusted(scale_width(top), line, -2, -2 * line - scaled(4))
        draw_scale(painter, plot, top)
        step = plot.width() / max(len(self._bars), 1)
        inside = self._words_fit(step * 0.74)
        for number, bar in enumerate(self._bars):
            left = plot.left() + step * number
            painter.setFont(font("caption"))
            painter.setPen(colour("text-2"))
            painter.drawText(QRectF(left, plot.bottom() + 2, step, line), CENTRE, bar.label)
            if bar.amount:
                self._draw_bar(painter, plot, QRectF(left + step * 0.13, 0, step * 0.74, 0), bar, top, inside)
        if self._target:
            y = plot.bottom() - plot.height() * self._target / top
            painter.setPen(dashed("chart-2"))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        entries: list[tuple[str, str, QBrush]] = [("area", self._known, QBrush(colour("chart-1")))]
        if any(not bar.complete for bar in self._bars):
            entries.append(("area", "Déclarations incomplètes", hatch(colour("chart-1"))))
        legend = QRectF(plot.left(), place.bottom() - line, plot.width(), line)
        aim = [("line", self._target_words, dashed("chart-2"))] if self._target and self._target_words else []
        draw_legend(painter, legend, [*entries, *aim])

    def _words_fit(self, width: float) -> bool:
        """Whether the amounts can stand inside bars of that width: all of them, or none, so that they align."""
        written = (_short(bar.amount) for bar in self._bars if bar.amount)
        return all(metrics().horizontalAdvance(words) + 2 <= width for words in written)

    def _draw_bar(
        self, painter: QPainter, plot: QRectF, across: QRectF, bar: Bar, top: float, words_inside: bool
    ) -> None:
        height = plot.height() * (bar.amount or 0) / top
        place = QRectF(across.left(), plot.bottom() - height, across.width(), height)
        paint_area(painter, place, QBrush(colour("chart-1")) if bar.complete else hatch(colour("chart-1")))
        words, line = _short(bar.amount or 0), metrics().height()
        inside = words_inside and bar.complete and height > line * 1.8
        painter.setFont(font("caption", tabular=True))
        painter.setPen(colour("on-chart-1" if inside else "text-2"))
        y = place.bottom() - line - scaled(3) if inside else place.top() - line - 1
        # A label wider than its bar (small window, large text) says less than the table does.
        if metrics().horizontalAdvance(words) <= place.width() * 1.45:
            painter.drawText(QRectF(place.left() - 20, y, place.width() + 40, line), CENTRE, words)


def _short(amount: float) -> str:
    if amount < 1000:
        return written_number(round(amount))
    if amount >= 9950:  # a tenth of a thousand is too small to be seen, and its words too wide for a bar
        return f"{round(amount / 1000)}{NO_BREAK_SPACE}k"
    return f"{amount / 1000:.1f}".replace(".", ",") + f"{NO_BREAK_SPACE}k"
