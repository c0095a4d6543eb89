"""The strokes that widgets, cells and charts share: a badge, a bar with its mark, a keycap."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, font, scaled, tone_colours

SIGNS = {"success": "check", "warning": "triangle-alert", "danger": "circle-alert", "info": "info", "neutral": ""}
BAR_INKS = {"": "chart-1", "info": "chart-1", "success": "chart-4", "warning": "chart-2", "danger": "danger"}


def badge_size(text: str, tone: str) -> tuple[int, int]:
    """Width and height a badge needs."""
    metrics = QFontMetrics(font("caption", QFont.Weight.DemiBold))
    sign = scaled(16) if SIGNS.get(tone) else 0
    return metrics.horizontalAdvance(text) + sign + scaled(18), metrics.height() + scaled(6)


def paint_badge(painter: QPainter, place: QRectF, text: str, tone: str) -> None:
    """A badge at the left of `place`, shortened when it does not fit."""
    ink, ground = tone_colours(tone)
    wanted, height = badge_size(text, tone)
    width = min(float(wanted), place.width())
    box = QRectF(place.left(), place.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, height / 2, height / 2)
    left = box.left() + scaled(9)
    if sign := SIGNS.get(tone):
        side = scaled(12)
        paint_icon(painter, QRectF(left - scaled(1), box.center().y() - side / 2, side, side), sign, tone)
        left += scaled(15)
    caption = font("caption", QFont.Weight.DemiBold)
    painter.setFont(caption)
    painter.setPen(ink)
    room = box.right() - scaled(8) - left
    shown = QFontMetrics(caption).elidedText(text, QtCore.Qt.TextElideMode.ElideRight, round(room) + 1)
    painter.drawText(QRectF(left, box.top(), room + 2, height), QtCore.Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


def paint_bar(painter: QPainter, place: QRectF, share: float, mark: float | None = None, tone: str = "") -> None:
    """A horizontal bar filled to `share` of its length; `mark` is the black stroke of what was expected by now."""
    radius = min(place.height() / 2, 4.0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(colour("chart-track"))
    painter.drawRoundedRect(place, radius, radius)
    filled = QRectF(place)
    filled.setWidth(place.width() * min(max(share, 0.0), 1.0))
    if filled.width() > 0:
        painter.setBrush(colour(BAR_INKS.get(tone, tone)))
        painter.drawRoundedRect(filled, radius, radius)
    if mark is not None:
        x = place.left() + place.width() * min(max(mark, 0.0), 1.0)
        reach = max(3.0, place.height() * 0.45)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(round(x) - 1, place.top() - reach, 2, place.height() + 2 * reach), colour("mark"))
    painter.restore()


def keycap_size(keys: str) -> tuple[int, int]:
    metrics = QFontMetrics(font("caption"))
    return metrics.horizontalAdvance(keys) + scaled(10), metrics.height() + scaled(2)


def paint_keycap(painter: QPainter, place: QRectF, keys: str, ink: QColor) -> None:
    """The name of a key in its frame, filling `place`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QColor(ink)
    frame.setAlphaF(0.75)
    painter.setPen(QPen(frame, 1))
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(font("caption"))
    painter.setPen(ink)
    painter.drawText(place, QtCore.Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
