"""The last line of the grid, which stays in sight however many rows there are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.domain.values import written_hours, written_number
from facilitator_app.ui.cells import AIR
from facilitator_app.ui.hours.model import CENTRE, RECENT, Place
from facilitator_app.ui.hours.view import HoursView
from facilitator_app.ui.look import colour, font, row_height
from facilitator_app.ui.rows import LEFT, RIGHT
from facilitator_app.use_cases.hours import HoursGrid


class TotalsLine(QWidget):
    """Sums under their columns; read aloud as a sentence."""

    def __init__(self, view: HoursView) -> None:
        super().__init__()
        self._view = view
        self._texts: dict[Place, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        view.fitted.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)

    def show_totals(self, grid: HoursGrid) -> None:
        totals, count = grid.totals, len(grid.rows)
        people = "1 salarié" if count == 1 else f"{count} salariés"
        self._texts = {
            Place.PERSON: f"Total du lot, {people}",
            Place.ENTRY: written_number(totals.declared),
            Place.PROOF: f"{totals.proofs} / {count}",
            Place.TOTAL: written_number(totals.total),
        }
        self._texts |= {place: written_number(totals.previous[place - Place.THIRD_LAST]) for place in RECENT}
        self.setAccessibleName(
            f"Total du lot, {people}\u00a0: {written_hours(totals.declared)} en {grid.month.full_name}, "
            f"{written_hours(totals.total)} depuis le début des contrats"
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, row_height(self) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface-3"))
        painter.fillRect(QRect(0, 0, self.width(), 2), colour("border-strong"))
        painter.setFont(font("body", QFont.Weight.DemiBold))
        painter.setPen(colour("text"))
        origin = self._view.frameWidth() + self._view.verticalHeader().width()
        for place, text in self._texts.items():
            if self._view.isColumnHidden(place):
                continue
            left = origin + self._view.columnViewportPosition(place)
            width = self._view.columnWidth(place)
            if place == Place.PERSON:  # room is taken from the column of contracts, which has no sum
                width = origin + self._view.columnViewportPosition(Place.THIRD_LAST) - left
            alignment = LEFT if place == Place.PERSON else CENTRE if place == Place.PROOF else RIGHT
            painter.drawText(QRect(left + AIR, 2, width - 2 * AIR, self.height() - 2), alignment, text)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
