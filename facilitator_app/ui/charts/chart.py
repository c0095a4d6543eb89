"""What every chart has: a title, a sentence for screen readers, its numbers as a table, and paper as well as screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.look import colour, font, scaled

RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Chart(QWidget):
    """Drawn with the colours of the theme at each painting, hence always in the theme."""

    def __init__(self, title: str, height: int = 220) -> None:
        super().__init__()
        self._height = height
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Paint the whole chart in `place`, on screen or on paper."""
        raise NotImplementedError

    def as_table(self) -> list[tuple[str, ...]]:
        """The titles, then the same numbers as the drawing, in words."""
        raise NotImplementedError

    def copy(self) -> None:
        """Put the numbers on the clipboard as spreadsheets read them."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self.as_table()))

    def describe(self, sentence: str) -> None:
        self.setAccessibleDescription(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(360), scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(200), scaled(min(self._height, 180)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()


def metrics() -> QFontMetrics:
    return QFontMetrics(font("caption", tabular=True))


def nice_ceiling(value: float, steps: int = 3) -> float:
    """The least round number over `value` that divides into `steps` round parts."""
    unit = 1.0
    while unit * steps * 10 <= max(value, 1):
        unit *= 10
    for factor in (1, 2, 2.5, 5, 10):
        if factor * unit * steps >= value:
            return factor * unit * steps
    return 10 * unit * steps


def draw_scale(painter: QPainter, plot: QRectF, top: float, steps: int = 3) -> None:
    """Horizontal lines and their values, from zero to `top`."""
    painter.setFont(font("caption", tabular=True))
    for step in range(steps + 1):
        y = plot.bottom() - plot.height() * step / steps
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        painter.setPen(colour("text-2"))
        label = QRectF(plot.left() - scaled(70), y - scaled(10), scaled(62), scaled(20))
        painter.drawText(label, RIGHT_MIDDLE, written_number(round(top * step / steps)))


def scale_width(top: float) -> float:
    return metrics().horizontalAdvance(written_number(round(top))) + scaled(12)


def draw_legend(painter: QPainter, place: QRectF, entries: Sequence[tuple[str, str, QPen | QBrush]]) -> None:
    """Words beside a sample of a line (QPen) or of an area (QBrush); the key of each entry is its kind of sample."""
    painter.setFont(font("caption"))
    x = place.left()
    for _kind, words, sample in entries:
        middle = place.center().y()
        width = scaled(22 if isinstance(sample, QPen) else 11)
        if isinstance(sample, QPen):
            painter.setPen(sample)
            painter.drawLine(QLineF(x, middle, x + width, middle))
        else:
            paint_area(painter, QRectF(x, middle - width / 2, width, width), sample)
        painter.setPen(colour("text-2"))
        advance = QFontMetrics(font("caption")).horizontalAdvance(words)
        painter.drawText(QRectF(x + width + scaled(6), place.top(), advance + 4, place.height()), LEFT_MIDDLE, words)
        x += width + advance + scaled(28)


def paint_area(painter: QPainter, place: QRectF, brush: QBrush) -> None:
    """A filled area; a hatched one gets an outline, so that it holds in black and white."""
    hatched = brush.style() != Qt.BrushStyle.SolidPattern
    painter.setPen(QPen(brush.color(), 1) if hatched else Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(place, 2, 2)


def hatch(ink: QColor) -> QBrush:
    return QBrush(ink, Qt.BrushStyle.BDiagPattern)


def dashed(name: str, style: Qt.PenStyle = Qt.PenStyle.DashLine, width: float = 1.6) -> QPen:
    return QPen(colour(name), width, style)
