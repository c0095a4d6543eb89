"""One of the records that a line may be, as a large radio button with a second line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from facilitator_app.ui.look import colour, font, scaled

_DOT = 16  # pixels across
_AIR = 10


class ChoiceCard(QRadioButton):
    """The whole card answers to the mouse; screen readers hear both lines."""

    def __init__(self, name: str, shared: str = "") -> None:
        super().__init__()
        self._name, self._shared = name, shared
        self.setAccessibleName(f"{name}, {shared}" if shared else name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        return self._name

    def sizeHint(self) -> QSize:
        name = QFontMetrics(font("body", QFont.Weight.Medium))
        widest = max(name.horizontalAdvance(self._name), self._second().horizontalAdvance(self._shared))
        return QSize(min(widest, scaled(380)) + self._left() + _AIR + 6, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(130), self._height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.isChecked() or self.hasFocus()
        edge = "text-inactive" if not self.isEnabled() else "primary" if self.isChecked() else "border-strong"
        painter.setPen(QPen(colour("focus-strong" if self.hasFocus() else edge), 2 if marked else 1))
        painter.setBrush(colour("primary-soft" if self.isChecked() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        side = scaled(_DOT)
        dot = QRectF(_AIR, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(colour(edge), 1.4))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(dot)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("primary"))
            painter.drawEllipse(dot.adjusted(side / 4, side / 4, -side / 4, -side / 4))
        self._write(painter)
        painter.end()

    def _write(self, painter: QPainter) -> None:
        first, second = font("body", QFont.Weight.Medium), font("second")
        above, below = QFontMetrics(first), QFontMetrics(second)
        width = self.width() - self._left() - _AIR
        upper = above.height() * (2 if above.horizontalAdvance(self._name) > width else 1)
        top = (self.height() - upper - (below.height() + 2 if self._shared else 0)) // 2
        parts = [
            (self._name, first, above, "text", top, upper),
            (self._shared, second, below, "text-2", top + upper + 2, below.height()),
        ]
        for text, text_font, metrics, ink, y, height in parts:
            painter.setFont(text_font)
            painter.setPen(colour(ink if self.isEnabled() else "text-inactive"))
            lines = round(height / metrics.height())
            room = width if lines == 1 else round(width * 1.85)  # a line cut between two words is not full
            place = QRect(self._left(), y, width, height)
            painter.drawText(place, _WORDS, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))

    def _left(self) -> int:
        return _AIR + scaled(_DOT) + 8

    def _height(self) -> int:
        name = QFontMetrics(font("body", QFont.Weight.Medium))
        return 2 * name.height() + self._second().height() + 16

    def _second(self) -> QFontMetrics:
        return QFontMetrics(font("second"))


_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
