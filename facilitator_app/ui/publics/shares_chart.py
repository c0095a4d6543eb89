"""Two bars for each value: its share of the available (hatched) and of the hours (solid), with its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen

from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.ui.charts.chart import LEFT_MIDDLE, Chart, draw_legend, hatch, metrics, paint_area
from facilitator_app.ui.look import colour, font, scaled

MOST_SHOWN = 12
_ROW, _LEGEND = 40, 30  # pixels at the usual text size


@dataclass(frozen=True, slots=True)
class Shares:
    """Between 0 and 1; None where there is nothing to divide, or nothing that may be shown."""

    label: str
    pool: float | None
    hours: float | None
    target: float | None = None


class SharesChart(Chart):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._rows: Sequence[Shares] = ()

    def show_shares(self, rows: Sequence[Shares]) -> None:
        """The first ones when there are many: the table has them all."""
        self._rows = rows[:MOST_SHOWN]
        told = (f"{label}\u00a0: disponibles {pool}, heures {hours}" for label, pool, hours, _ in self.as_table()[1:])
        self.describe("\u00a0; ".join(told))
        self.updateGeometry()

    def as_table(self) -> list[tuple[str, ...]]:
        lines = [(row.label, _percent(row.pool), _percent(row.hours), _percent(row.target)) for row in self._rows]
        return [("Valeur", "Part des disponibles", "Part des heures", "Cible"), *lines]

    def sizeHint(self) -> QSize:
        return QSize(scaled(360), scaled(_ROW * max(len(self._rows), 1) + _LEGEND))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(260), self.sizeHint().height())

    def draw(self, painter: QPainter, place: QRectF) -> None:
        line = metrics().height()
        labels = min(place.width() * 0.38, self._widest() + scaled(12))
        amounts = metrics().horizontalAdvance(f"100{NO_BREAK_SPACE}%") + scaled(8)
        plot = QRectF(place.left() + labels, place.top(), place.width() - labels - amounts, scaled(_ROW))
        top = max([0.1, *(share for row in self._rows for share in (row.pool, row.hours, row.target) if share)])
        for row in self._rows:
            self._draw_row(
                painter, QRectF(place.left(), plot.top(), labels - scaled(10), plot.height()), plot, row, top
            )
            plot.translate(0, scaled(_ROW))
        legend = QRectF(place.left() + labels, place.bottom() - line - 2, plot.width(), line)
        entries: list[tuple[str, str, QPen | QBrush]] = [
            ("area", "Disponibles", hatch(colour("chart-5"))),
            ("area", "Heures", QBrush(colour("chart-1"))),
        ]
        if any(row.target is not None for row in self._rows):
            entries.append(("line", "Cible", QPen(colour("mark"), 2)))
        draw_legend(painter, legend, entries)

    def _draw_row(self, painter: QPainter, words: QRectF, plot: QRectF, row: Shares, top: float) -> None:
        painter.setFont(font("second"))
        painter.setPen(colour("text"))
        shown = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, LEFT_MIDDLE, shown)
        thick, gap = scaled(11), scaled(3)
        above = plot.center().y() - thick - gap / 2
        bars = [
            (share, QRectF(plot.left(), above + place * (thick + gap), plot.width() * (share or 0) / top, thick))
            for place, share in enumerate((row.pool, row.hours))
        ]
        for (_share, bar), brush in zip(bars, (hatch(colour("chart-5")), QBrush(colour("chart-1"))), strict=True):
            if bar.width():
                paint_area(painter, bar, brush)
        if row.target is not None:
            x = plot.left() + plot.width() * row.target / top
            painter.fillRect(QRectF(x - 1, plot.center().y() - thick - gap, 2, 2 * (thick + gap)), colour("mark"))
        painter.setFont(font("caption", tabular=True))
        painter.setPen(colour("text-2"))
        for share, bar in bars:
            after = QRectF(bar.right() + scaled(5), bar.top() - thick / 2, scaled(60), thick * 2)
            painter.drawText(after, LEFT_MIDDLE, _percent(share))

    def _widest(self) -> int:
        words = QFontMetrics(font("second"))
        return max((words.horizontalAdvance(row.label) for row in self._rows), default=0)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{round(share * 100)}{NO_BREAK_SPACE}%"
