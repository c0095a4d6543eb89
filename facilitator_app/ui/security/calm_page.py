"""A page alone in the window, in one column: a title, a sentence, what there is to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, Card, IconLabel, Label, scrolled

WIDTH = 600


class CalmPage(QWidget):
    """Subclasses fill `self.body`; `add_acts` places the buttons under it, `add_links` what leads elsewhere."""

    help_text = ""

    def __init__(self, icon: str, title: str, sentence: str, width: int = WIDTH) -> None:
        super().__init__()
        self._width = width
        self._card = Card()
        self._title, self._sentence = Label(title, "page"), Label(sentence, "second", wrap=True)
        self._card.setMinimumWidth(320)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconLabel(icon, "primary", 26, ground="primary-soft"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._card.body.setContentsMargins(10, 8, 10, 6)
        self._card.body.setSpacing(14)
        self._card.body.addLayout(head)
        self._card.body.addLayout(self.body)
        inside = QWidget()
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(20, 20, 20, 20)
        middle.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card, 100)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        self.fit()

    def fit(self) -> None:
        """The column is as wide as the text size makes it comfortable."""
        self._card.setMaximumWidth(scaled(self._width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def title(self) -> str:
        return self._title.text()

    def set_words(self, title: str, sentence: str) -> None:
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def add_acts(self, *buttons: QWidget) -> None:
        """At the right, the main one last."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        self._card.body.addLayout(row)

    def add_links(self, *links: ActionButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for link in links:
            row.addWidget(link)
        row.addStretch()
        self._card.body.addLayout(row)

    def begin(self) -> None:
        """Put the focus where one starts."""
