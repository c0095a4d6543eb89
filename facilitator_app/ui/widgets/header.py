"""The top of a page: its title, what it is about, its actions; and the box that filters a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from facilitator_app.ui.labels import Keycap, Label
from facilitator_app.ui.widgets.elided import ElidedLabel
from facilitator_app.ui.widgets.field_icon import FieldIcon
from facilitator_app.ui.widgets.flow import Flow

MOST_ACTIONS = 3


class PageHeader(QFrame):
    """Title, perimeter, and at most three actions of which one is primary."""

    def __init__(self, title: str, subtitle: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        assert len(actions) <= MOST_ACTIONS, "a page has at most three actions"
        self.setObjectName("header")
        row = Flow()
        self.setLayout(row)
        row.setContentsMargins(20, 8, 20, 9)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        self._title, self._subtitle = Label(title, "page"), ElidedLabel(subtitle, "second")
        lines.addWidget(self._title)
        lines.addWidget(self._subtitle)
        row.add_growing(words)
        row.add_row(Flow(widgets=actions))

    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.setText(subtitle)


class SearchBox(QLineEdit):
    """Filters the list shown as one types; Ctrl+F comes here, Escape clears."""

    searched = Signal(str)

    def __init__(self, placeholder: str, name: str, shortcut: str = "Ctrl+F") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        row = FieldIcon(self, "search").row
        self._hint: Keycap | None = None
        if shortcut:
            self._hint = hint = Keycap(shortcut)
            row.addWidget(hint)
            self.textChanged.connect(lambda text: hint.setVisible(not text))
            QShortcut(QKeySequence(shortcut), self, self._take_focus)
        self.textChanged.connect(self._spare_hint)
        self.textChanged.connect(self.searched)

    def _take_focus(self) -> None:
        self.setFocus()
        self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare_hint()

    def _spare_hint(self) -> None:
        """What is written in the empty box stops before the keycap."""
        spared = self._hint.sizeHint().width() if self._hint and not self.text() else 0
        margins = self.textMargins()
        margins.setRight(spared)
        self.setTextMargins(margins)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
