"""What the colours and shapes of the line of months mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.plan_forecast import Look
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.plan.axis import GROUNDS


class Legend(QWidget):
    """Each look, then the dashed frame of a consultation and the diamond of a notification."""

    def __init__(self, looks: Sequence[tuple[str, Look]]) -> None:
        super().__init__()
        self._looks = looks
        self.setAccessibleName("Légende de la frise")
        words = ", ".join(label for label, _ in looks)
        self.setAccessibleDescription(f"{words}, consultation en pointillé, notification en losange")

    def sizeHint(self) -> QSize:
        return QSize(scaled(300), QFontMetrics(font("caption")).height() + scaled(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("caption"))
        middle, side, x = self.height() / 2, float(scaled(11)), 2.0
        for label, look in self._looks:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(GROUNDS[look][0]))
            painter.drawRoundedRect(QRectF(x, middle - side / 2, side, side), 2, 2)
            x = self._words(painter, label, x + side + 5)
        painter.setPen(QPen(colour("text-2"), 1.3, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x, middle - side / 2, side * 2, side), 2, 2)
        x = self._words(painter, "consultation", x + side * 2 + 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("mark"))
        half = side / 2
        diamond = [QPointF(x + half, middle - half), QPointF(x + side, middle), QPointF(x + half, middle + half)]
        painter.drawPolygon(QPolygonF([*diamond, QPointF(x, middle)]))
        self._words(painter, "notification", x + side + 5)
        painter.end()

    def _words(self, painter: QPainter, words: str, x: float) -> float:
        painter.setPen(colour("text-2"))
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return x + width + scaled(14)
