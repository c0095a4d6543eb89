"""Second step: the file is read; what it holds, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.importing.enter import EnterPresses
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Label

_REFUSED = "Ce fichier ne peut pas être importé"


class ControlStep(QWidget):
    """Shows a summary, or the reader's sentence."""

    proceed = Signal()
    give_up = Signal()

    def __init__(self, names: Sequence[str], go_on: str, in_place: Mapping[str, QWidget] | None = None) -> None:
        """`names` of the lines of the summary; some may have a widget `in_place` of a text."""
        super().__init__()
        self._refusal = Banner("danger", "", _REFUSED)
        self._card = Card("Contrôle du fichier")
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        self._names = {name: Label(name, "second") for name in names}
        placed = in_place or {}
        self._values = {name: Label("", wrap=True) for name in names if name not in placed}
        for row, name in enumerate(names):
            grid.addWidget(self._names[name], row, 0)
            grid.addWidget(placed.get(name) or self._values[name], row, 1)
        self._card.body.addLayout(grid)
        self.other = ActionButton("Choisir un autre fichier", "folder-open")
        self.next = ActionButton(go_on, "arrow-right", primary=True)
        self.other.clicked.connect(self.give_up)
        self.next.clicked.connect(self._next)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.other)
        buttons.addWidget(self.next)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(12)
        self._whole.addWidget(self._refusal)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._whole.addWidget(self._card)
        self._whole.addLayout(buttons)
        EnterPresses(self, self.next)

    def show_waiting(self) -> None:
        """While the file is read: only the progress card, shown by the page."""
        for widget in (self._refusal, self._card, self.other, self.next):
            widget.hide()

    def show_refusal(self, sentence: str) -> None:
        self.show_waiting()
        self._refusal.set_text(sentence, _REFUSED)
        self._refusal.appear()
        self.other.show()
        self.other.setFocus()

    def refusal(self) -> str:
        return "" if self._refusal.isHidden() else self._refusal.text()

    def _show_summary(self, said: Sequence[str]) -> None:
        self.show_waiting()
        for name, text in zip(self._names, said, strict=True):
            if (value := self._values.get(name)) is not None:
                value.setText(text)
        for widget in (self._card, self.other, self.next):
            widget.show()

    def _next(self) -> None:
        self.proceed.emit()


def written_size(size: int) -> str:
    """`2,4 Mo`, `812 Ko`."""
    if size < 1000 * 1000:
        return f"{written_number(max(round(size / 1000), 1))}\u00a0Ko"
    tenths = round(size / 100_000)
    return f"{written_number(tenths // 10)},{tenths % 10}\u00a0Mo"
