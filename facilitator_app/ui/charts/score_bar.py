"""A score made of a few written parts, side by side, out of a hundred; and how series are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.look import colour, font, scaled

SERIES = ("chart-1", "chart-2", "chart-4", "chart-3")


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    points: int
    out_of: int


def paint_score(painter: QPainter, place: QRectF, parts: Sequence[Part]) -> None:
    """The parts one after the other, each with its points written in it; also used by tables."""
    whole = sum(part.out_of for part in parts) or 1
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(place, colour("chart-track"))
    bold = font("caption", QFont.Weight.Bold)
    painter.setFont(bold)
    left = place.left()
    for number, part in enumerate(parts):
        series = SERIES[number % len(SERIES)]
        width = place.width() * part.points / whole
        box = QRectF(left, place.top(), max(width - 1, 0), place.height())
        painter.fillRect(box, colour(series))
        words = str(part.points)
        if QFontMetrics(bold).horizontalAdvance(words) + 4 <= width:
            painter.setPen(colour(f"on-{series}"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        left += width
    painter.restore()


def describe_score(parts: Sequence[Part]) -> str:
    """`91 sur 100 : compétences 33 sur 35, trajet 24 sur 25…`"""
    total, out_of = sum(part.points for part in parts), sum(part.out_of for part in parts)
    details = ", ".join(f"{part.name.lower()} {part.points} sur {part.out_of}" for part in parts)
    return f"{total} sur {out_of}\u00a0: {details}"


class ScoreBar(QWidget):
    def __init__(self, name: str = "Note") -> None:
        super().__init__()
        self._parts: Sequence[Part] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_parts(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self.setAccessibleDescription(describe_score(parts))
        self.setToolTip(self.accessibleDescription())
        self.update()

    def as_table(self) -> list[tuple[str, ...]]:
        rows = [(part.name, written_number(part.points), written_number(part.out_of)) for part in self._parts]
        return [("Partie", "Points", "Sur"), *rows]

    def sizeHint(self) -> QSize:
        return QSize(scaled(260), scaled(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(120), scaled(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_score(painter, QRectF(self.rect()), self._parts)
        painter.end()


class ScoreLegend(QWidget):
    """Which colour is which part, with what each is worth."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self._parts = parts
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Légende\u00a0: " + ", ".join(f"{part.name} sur {part.out_of}" for part in parts))

    def sizeHint(self) -> QSize:
        return QSize(scaled(420), scaled(20))

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[-1].bottom() + 1 if self._parts else scaled(20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font("second"))
        side, gap = scaled(11), scaled(6)
        for number, (part, place) in enumerate(zip(self._parts, self._places(self.width()), strict=True)):
            box = QRectF(place.left(), place.top() + (place.height() - side) / 2, side, side)
            painter.fillRect(box, colour(SERIES[number % len(SERIES)]))
            painter.setPen(colour("text"))
            painter.drawText(place.adjusted(side + gap, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, _worth(part))
        painter.end()

    def _places(self, width: int) -> list[QRect]:
        """Where each part goes: on one line, or below when there is no room."""
        metrics, high = QFontMetrics(font("second")), scaled(20)
        places: list[QRect] = []
        x = y = 0
        for part in self._parts:
            wide = scaled(11) + scaled(6) + metrics.horizontalAdvance(_worth(part))
            if x and x + wide > width:
                x, y = 0, y + high
            places.append(QRect(x, y, wide, high))
            x += wide + scaled(18)
        return places


def _worth(part: Part) -> str:
    return f"{part.name} /{part.out_of}"
