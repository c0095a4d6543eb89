"""The list of pages at the left of the window: one tab stop, arrows inside, a rail of icons when room is short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facilitator_app.ui.early import (
    CLICK_FOCUS,
    ICON_ONLY,
    NO_FOCUS,
    NO_SCROLL_BAR,
    STRONG_FOCUS,
    TEXT_BESIDE_ICON,
)
from facilitator_app.ui.icons import NAVIGATION, set_icon
from facilitator_app.ui.look import colour, font, scaled

WIDE, RAIL = 206, 64
_EDGE = 9  # pixels at the left of an icon of the rail
GAP = "\u2002"  # the style sets the icon too close to the words


class PageEntry(NamedTuple):
    """A page that works: where it stands in the navigation, and how to make it when it is first visited.

    `access_key` is a letter of the title, unique in the menu «Aller à»; pages without a group stand at the bottom.
    One `under` another is only shown while that one, or a page beside it, is: the day's pages fit on a laptop.
    """

    key: str
    group: str
    title: str
    icon: str
    access_key: str
    factory: Callable[[], QWidget]
    shortcut: str = ""
    under: str = ""


class Navigation(QFrame):
    """Shows the pages by group; says which one is asked for."""

    asked = Signal(str)
    find_asked = Signal()

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName("Pages")
        self._folded = False
        self._headings: list[QLabel] = []
        self._buttons: dict[str, _PageButton] = {}
        self._find = _FindButton()
        self._find.clicked.connect(self.find_asked)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(1)
        group = ""
        for entry in entries:
            if entry.group != group:
                column.addStretch() if not entry.group else self._add_heading(column, entry.group)
                group = entry.group
            button = _PageButton(entry)
            button.clicked.connect(self._clicked)
            button.moved.connect(self._move)
            self._buttons[entry.key] = button
            column.addWidget(button)
            if entry.under:  # showing the others before they are in the window would make a window of each
                button.hide()
        if group:
            column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("focusPolicy", NO_FOCUS)
        area.setProperty("horizontalScrollBarPolicy", NO_SCROLL_BAR)
        area.setWidget(inside)
        self._area = area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self._find)
        whole.addWidget(area, 1)
        self.fold(False)

    def show_current(self, key: str) -> None:
        family = self._buttons[key].entry.under or key
        for own, button in self._buttons.items():
            button.setChecked(own == key)
            button.setVisible(button.entry.under in ("", family))
            # A single stop for Tab, on the page shown; arrows go to the others.
            button.setProperty("focusPolicy", STRONG_FOCUS if own == key else CLICK_FOCUS)
        self._area.ensureWidgetVisible(self._buttons[key])

    def current_button(self) -> QWidget | None:
        return next((button for button in self._buttons.values() if button.isChecked()), None)

    def set_badge(self, key: str, text: str, urgent: bool = False, meaning: str = "") -> None:
        """A counter beside the title; `meaning` is what it counts, for screen readers and the tooltip."""
        self._buttons[key].set_badge(text, urgent, meaning)

    def fold(self, folded: bool) -> None:
        self._folded = folded
        self.setFixedWidth(scaled(RAIL if folded else WIDE))
        style = ICON_ONLY if folded else TEXT_BESIDE_ICON
        for button in (*self._buttons.values(), self._find):
            button.setProperty("toolButtonStyle", style)
        self._find.keys.setVisible(not folded)
        for button in self._buttons.values():
            button.folded = folded
            button.setFixedHeight(max(scaled(30), button.sizeHint().height()))
        for heading in self._headings:
            heading.setVisible(not folded)

    @property
    def folded(self) -> bool:
        return self._folded

    def _add_heading(self, column: QVBoxLayout, group: str) -> None:
        heading = QLabel(group.upper())
        self._headings.append(heading)
        column.addWidget(heading)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _PageButton):
            button.setChecked(True)
            self.asked.emit(button.entry.key)

    def _move(self, steps: int) -> None:
        buttons: list[QWidget] = [button for button in self._buttons.values() if not button.isHidden()]
        focused = next((place for place, button in enumerate(buttons) if button.hasFocus()), 0)
        place = min(max(focused + steps, 0), len(buttons) - 1)
        buttons[place].setFocus(QtCore.Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(buttons[place])


class _PageButton(QToolButton):
    moved = Signal(int)

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self.entry = entry
        self.folded = False
        self._badge, self._urgent = "", False
        self.setText(GAP + entry.title)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("focusPolicy", CLICK_FOCUS)
        self.toggled.connect(self._draw)
        self.set_badge("")

    def set_badge(self, text: str, urgent: bool = False, meaning: str = "") -> None:
        self._badge, self._urgent = text, urgent
        said = f"{self.entry.title}, {text} {meaning}".strip() if text else self.entry.title
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def _draw(self) -> None:
        """The icon, only in the colour of the moment, and only once shown: the window waits for each of them."""
        set_icon(self, self.entry.icon, "bar-strong" if self.isChecked() else "bar-text", "", NAVIGATION, "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.icon().isNull():
            self._draw()

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words when the scroll bar takes room: the counter at the right stays in sight."""
        return QSize(0, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = QtCore.Qt.Key
        steps = {key.Key_Up: -1, key.Key_Down: 1, key.Key_Home: -100, key.Key_End: 100}
        if event.key() in steps:
            self.moved.emit(steps[key(event.key())])
        elif event.key() in (key.Key_Return, key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.folded:
            self._paint_icon_at_left()
        else:
            super().paintEvent(event)
        if self._badge:
            self._paint_badge(self.badge_place())

    def icon_place(self) -> QRectF:
        """On the rail: at the left, and not in the middle, so that the counter has its own room."""
        side = self.iconSize().height()
        return QRectF(scaled(_EDGE), (self.height() - side) / 2, side, side)

    def badge_place(self) -> QRectF:
        metrics = QFontMetrics(_badge_font())
        height = metrics.height() + scaled(3)
        width = max(metrics.horizontalAdvance(self._badge) + scaled(7 if self.folded else 13), height)
        left = self.width() - width - scaled(2 if self.folded else 12)
        return QRectF(left, (self.height() - height) / 2, width, height)

    def _paint_icon_at_left(self) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.icon, option.text = QIcon(), ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        self.icon().paint(painter, self.icon_place().toRect())
        painter.end()

    def _paint_badge(self, place: QRectF) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(colour("bar-accent" if self._urgent else "bar" if self.isChecked() else "bar-active"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setFont(_badge_font())
        painter.setPen(colour("on-accent" if self._urgent else "bar-strong"))
        painter.drawText(place, QtCore.Qt.AlignmentFlag.AlignCenter, self._badge)
        painter.end()


def _badge_font() -> QFont:
    return font("caption", QFont.Weight.Bold)


class _FindButton(QToolButton):
    """Opens the palette, as Ctrl+K does."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(GAP + "Rechercher…")
        self.setProperty("role", "find")
        self.setAccessibleName("Rechercher (Ctrl+K)")
        self.setToolTip("Tout trouver (Ctrl+K)")
        self.setProperty("focusPolicy", STRONG_FOCUS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_icon(self, "search", "bar-text", size=15)
        self.keys = QLabel("Ctrl+K")
        self.keys.setProperty("role", "key")
        self.keys.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 18, 6)
        row.addStretch()
        row.addWidget(self.keys)
