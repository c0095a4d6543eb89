"""Lucide icons in the colours of the theme; those given to buttons and actions are redone when it changes."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from facilitator_app.places import resources
from facilitator_app.ui.tokens import colour, scaled

SMALL = 16
NAVIGATION = 17
_WHAT = "iconWanted"


def set_icon(
    owner: QAbstractButton | QAction,
    name: str,
    role: str = "text",
    when_checked: str = "",
    size: int = SMALL,
    when_disabled: str = "text-inactive",
) -> None:
    """Give an icon that follows the theme and the text size; `when_checked` is its colour when the button is down."""
    owner.setProperty(_WHAT, [name, role, when_checked, size, when_disabled])
    _renew(owner)


def refresh_icons() -> None:
    """Redo every icon given with `set_icon`: the theme or the text size has changed."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton):
            _renew(widget)
        for action in widget.actions():
            _renew(action)


def icon(
    name: str, role: str = "text", when_checked: str = "", size: int = SMALL, when_disabled: str = "text-inactive"
) -> QIcon:
    """The icon of that file in `resources/icons`, in the theme of the moment; "" for what is never disabled."""
    made = QIcon()
    for density in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
        made.addPixmap(pixmap(name, role, size, density))
        if when_disabled:
            made.addPixmap(pixmap(name, when_disabled, size, density), QIcon.Mode.Disabled)
        if when_checked:
            made.addPixmap(pixmap(name, when_checked, size, density), QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, role: str = "text", size: int = SMALL, ratio: float = 1.0) -> QPixmap:
    """One picture, for painters and labels; `size` in pixels at the usual text size."""
    side, ink = round(scaled(size) * ratio), colour(role)
    coloured = _plain(side, bytes((ink.blue(), ink.green(), ink.red(), 255)))
    painter = QPainter(coloured)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(QPointF(), _shape(name, side))
    painter.end()
    drawn = QPixmap.fromImage(coloured)
    drawn.setDevicePixelRatio(ratio)
    return drawn


def paint_icon(painter: QPainter, place: QRectF, name: str, role: str) -> None:
    _renderer(name, colour(role).name()).render(painter, place)


def _renew(owner: QAbstractButton | QAction) -> None:
    wanted = owner.property(_WHAT)
    if not wanted:
        return
    name, role, when_checked, size, when_disabled = wanted
    owner.setIcon(icon(name, role, when_checked, int(size), when_disabled))
    if isinstance(owner, QAbstractButton):
        owner.setIconSize(QSize(scaled(int(size)), scaled(int(size))))


@cache
def _shape(name: str, side: int) -> QImage:
    """In black, as QtSvg draws currentColor: the same serves in every colour, of which a button needs two or three."""
    drawn = _plain(side, bytes(4))
    painter = QPainter(drawn)
    _renderer(name, "currentColor").render(painter, QRectF(drawn.rect()))
    painter.end()
    return drawn


def _plain(side: int, pixel: bytes) -> QImage:
    """A square of one colour; from bytes, because QImage.fill looks its argument up among the constants of `Qt`."""
    return QImage(pixel * (side * side), side, side, 4 * side, QImage.Format.Format_ARGB32_Premultiplied).copy()


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    # QtSvg draws currentColor in black, hence the replacement.
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", ink).encode()))
