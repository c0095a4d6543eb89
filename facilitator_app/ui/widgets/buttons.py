"""Buttons that show their shortcut, buttons made of an icon alone, and the chips that filter a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facilitator_app.ui.accessible import bare
from facilitator_app.ui.icons import paint_icon, set_icon
from facilitator_app.ui.look import colour, scaled
from facilitator_app.ui.painting import keycap_size, paint_keycap
from facilitator_app.ui.widgets.flow import Flow

GAP = 8
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ActionButton(QPushButton):
    """What can be done here: icon, words, and its shortcut in a keycap; one primary button per page."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        shortcut: str = "",
        primary: bool = False,
        small: bool = False,
        link: bool = False,
    ) -> None:
        super().__init__(text)
        self._icon, self._primary, self._link = icon, primary, link
        self.setProperty("primary", primary)
        self.setProperty("small", small)
        self.setProperty("link", link)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        self._keys = ""
        self._shortcut = QShortcut(self)
        self._shortcut.activated.connect(self.click)
        if shortcut:
            self.set_keys(shortcut)

    def set_keys(self, shortcut: str) -> None:
        """`Ctrl+Return`, in Qt's words; shown in the user's (`Ctrl+Entrée`)."""
        sequence = QKeySequence(shortcut)
        # Not the button's own shortcut, which is the access key of its text (Alt+V).
        self._shortcut.setKey(sequence)
        self._keys = keys_in_french(sequence)
        self.setToolTip(f"{bare(self.text())} ({self._keys})")
        self.updateGeometry()

    def show_keys(self, shortcut: str) -> None:
        """Show a shortcut that a menu already answers to: two answers would cancel each other."""
        self.set_keys(shortcut)
        self._shortcut.setKey(QKeySequence())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does, in the window as in dialogs."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORDS
        if enter and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + self._extra(), max(size.height(), scaled(24)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _extra(self) -> int:
        icon = scaled(16) + GAP if self._icon else 0
        return icon + (keycap_size(self._keys)[0] + GAP if self._keys else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        ink = self._ink()
        metrics = QFontMetrics(self.font())
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        left = (self.width() - words - self._extra()) // 2
        if self._icon:
            side = scaled(16)
            paint_icon(painter, QRectF(left, (self.height() - side) / 2, side, side), self._icon, ink)
            left += side + GAP
        underline = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        show = Qt.TextFlag.TextShowMnemonic if underline else Qt.TextFlag.TextHideMnemonic
        painter.setPen(colour(ink))
        painter.setFont(self.font())
        place = QRect(left, 0, words + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | show, self.text())
        if self._keys:
            width, height = keycap_size(self._keys)
            keycap = QRectF(left + words + GAP, (self.height() - height) / 2, width, height)
            paint_keycap(painter, keycap, self._keys, colour(ink))
        painter.end()

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text-inactive"
        return "on-primary" if self._primary else "primary" if self._link else "text"


class IconButton(QToolButton):
    """A button of one icon, named by its tooltip and for screen readers."""

    def __init__(self, icon: str, name: str, shortcut: str = "") -> None:
        super().__init__()
        self.setProperty("role", "button")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
            self.setToolTip(f"{name} ({keys_in_french(QKeySequence(shortcut))})")
        set_icon(self, icon)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(scaled(30), scaled(30)))


class Chips(QWidget):
    """Exclusive filters of a list, each with its count; one tab stop, arrows inside."""

    chosen = Signal(str)
    """The key of the filter the user chose."""

    def __init__(self, filters: Sequence[tuple[str, str]], name: str = "Filtres", when_any: Sequence[str] = ()) -> None:
        """`filters`: a key and words for each; the first is chosen. Those of `when_any` stand on a second line, shown
        only while they hold something."""
        super().__init__()
        self.setAccessibleName(name)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self._group = QButtonGroup(self)
        self._chips: dict[str, tuple[str, QPushButton]] = {}
        first, second = Flow(6), Flow(6)
        rows.addLayout(first)
        rows.addLayout(second)
        self._when_any = when_any
        for key, words in filters:
            row = second if key in when_any else first
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setProperty("chip", True)
            chip.setMinimumHeight(scaled(26))
            self._chips[key] = (words, chip)
            self._group.addButton(chip)
            row.addWidget(chip)
        if filters:
            self._chips[filters[0][0]][1].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    def current(self) -> str:
        return next((key for key, (_, chip) in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without emitting `chosen`."""
        self._chips[key][1].setChecked(True)
        self._chips[key][1].show()

    def name(self, key: str, words: str) -> None:
        """Give a filter other words."""
        self._chips[key] = (words, self._chips[key][1])
        self._chips[key][1].setText(words)

    def show_counts(self, counts: dict[str, int]) -> None:
        for key, (words, chip) in self._chips.items():
            chip.setText(f"{words} {counts[key]}" if key in counts else words)
            if key in self._when_any:
                chip.setVisible(bool(counts.get(key)) or chip.isChecked())

    def _clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit(self.current())


def keys_in_french(sequence: QKeySequence) -> str:
    """`Ctrl+Entrée`: what is engraved on a French keyboard."""
    written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    for english, french in _FRENCH_KEYS:
        written = written.replace(english, french)
    return written


_FRENCH_KEYS = (
    ("Shift+", "Maj+"), ("Return", "Entrée"), ("Enter", "Entrée"), ("Esc", "Échap"), ("Del", "Suppr"),
    ("Space", "Espace"), ("PgUp", "PgPréc"), ("PgDown", "PgSuiv"), ("Left", "←"), ("Right", "→"), ("Up", "↑"),
    ("Down", "↓"), ("Home", "Début"),
)  # fmt: skip
