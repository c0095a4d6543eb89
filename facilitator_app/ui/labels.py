"""Words on screen: plain labels, badges, names of keys, icons, and what is wrong under a field."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from facilitator_app.ui.early import PLAIN_TEXT
from facilitator_app.ui.icons import SMALL, paint_icon
from facilitator_app.ui.look import colour, scaled
from facilitator_app.ui.painting import badge_size, keycap_size, paint_badge, paint_keycap
from facilitator_app.ui.plain import tooltip


def set_flag(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and have the style look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Label(QLabel):
    """Text shown as it is (a name with `<` in it stays a name); `role` and `ink` are those of the style sheet."""

    def __init__(self, text: str = "", role: str = "", ink: str = "", wrap: bool = False) -> None:
        super().__init__(text)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if ink:
            self.setProperty("ink", ink)

    def setToolTip(self, text: str) -> None:
        super().setToolTip(tooltip(text))


class Badge(QWidget):
    """A state in one or two words; the sign of its tone says it without the colour."""

    def __init__(self, text: str = "", tone: str = "neutral") -> None:
        super().__init__()
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def show_state(self, text: str, tone: str) -> None:
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def setToolTip(self, text: str) -> None:
        super().setToolTip(tooltip(text))

    def sizeHint(self) -> QSize:
        return QSize(*badge_size(self._text, self._tone))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            painter = QPainter(self)
            paint_badge(painter, QRectF(self.rect()), self._text, self._tone)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        _resized(self, event)


class KeyHint(QWidget):
    """The name of a key in its frame, with what it does when `does` is given."""

    def __init__(self, keys: str, does: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(Keycap(keys))
        if does:
            row.addWidget(Label(does, "caption"))
        row.addStretch()
        self.setAccessibleName(f"{keys}\u00a0: {does}" if does else keys)


class Keycap(QWidget):
    """The name of a key in its frame."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(*keycap_size(self._keys))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_keycap(painter, QRectF(self.rect()), self._keys, colour("text-2"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        _resized(self, event)


class IconLabel(QWidget):
    """An icon beside words that say the same thing; screen readers skip it."""

    def __init__(self, name: str, role: str = "text-2", size: int = SMALL, ground: str = "") -> None:
        """`ground` names the colour of a rounded square behind the icon."""
        super().__init__()
        self._name, self._role, self._size, self._ground = name, role, size, ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = scaled(self._size * (1.8 if self._ground else 1))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QtCore.Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._ground))
            painter.drawRoundedRect(self.rect(), 6, 6)
        side = scaled(self._size)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, place, self._name, self._role)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        _resized(self, event)


class ProblemLine(QWidget):
    """What is wrong with the field above: an icon and a sentence; takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel("circle-alert", "danger", 13), 0, QtCore.Qt.AlignmentFlag.AlignTop)
        self._words = Label("", "problem", wrap=True)
        row.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        return self._words.text()

    def set_text(self, text: str) -> None:
        self._words.setText(text)
        self.setVisible(bool(text))


def _resized(widget: QWidget, event: QEvent) -> None:
    """Painted words take another room when the text size changes."""
    if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
        widget.updateGeometry()
        widget.update()
