"""Under the table: the whole of the selected line, and the choices when it may be something already known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.importing.choice_card import ChoiceCard
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import Label

MOST_CHOICES = 3
_MOST_REMARKS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice and the two lines of its card; the last of a panel is «new», and keeps to its width."""

    choice: Any
    name: str
    shared: str = ""
    is_free: bool = True
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is said of the selected line, and what it may be."""

    title: str = ""
    about: str = ""
    remarks: str = ""
    offers: Sequence[Offer] = ()


class ChoicePanel(QWidget):
    """A stable height, so that the table does not jump from one row to the next."""

    decided = Signal(object, object)
    """The line, and the choice made for it."""

    def __init__(self) -> None:
        super().__init__()
        self._line: Any = None
        self._cards: list[tuple[Any, ChoiceCard]] = []
        self._group = QButtonGroup(self)
        self._title = Label("", "strong")
        self._title.setMinimumWidth(60)
        self._about, self._remarks = Label("", "second", wrap=True), Label("", "second", ink="warning", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (Label("DANS LE FICHIER", "caption"), self._title, self._about, self._remarks):
            words.addWidget(label)
        words.addStretch()
        self._choices = QHBoxLayout()
        self._choices.setSpacing(10)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 14, 8)
        self._row.setSpacing(16)
        self._row.addLayout(words, 3)
        self._row.addLayout(self._choices, 7)
        for keys in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._choose_focused)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event):
            self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(ChoiceCard(" ", " ").sizeHint().height() + 22)

    def show_line(self, line: Any, said: Particulars) -> None:
        self._line = line
        self._title.setText(said.title)
        self._title.setToolTip(tooltip(said.title))
        self._about.setText(said.about)
        self._remarks.setText(said.remarks)
        self._remarks.setVisible(bool(said.remarks))
        for _, old in self._cards:
            self._group.removeButton(old)
            self._choices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = []
        for offer in said.offers:
            self._add(offer, stretch=0 if offer is said.offers[-1] else 1)
        self._row.setStretch(1, 7 if self._cards else 0)

    def focus_choices(self) -> None:
        """On the choice made, else on the first."""
        cards = [card for card in self.cards() if card.isEnabled()]
        target = next((card for card in cards if card.isChecked()), cards[0] if cards else None)
        if target:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cards(self) -> list[ChoiceCard]:
        return [card for _, card in self._cards]

    def _add(self, offer: Offer, stretch: int) -> None:
        card = ChoiceCard(offer.name, offer.shared)
        card.setEnabled(offer.is_free)
        self._cards.append((offer.choice, card))
        self._group.addButton(card)
        self._choices.addWidget(card, stretch, Qt.AlignmentFlag.AlignVCenter)
        with QSignalBlocker(card):
            card.setChecked(offer.is_chosen)
        card.clicked.connect(self._chosen)

    def _chosen(self) -> None:
        chosen = next(((choice, card) for choice, card in self._cards if card.isChecked()), None)
        if self._line is not None and chosen is not None:
            self.decided.emit(self._line, chosen[0])

    def _choose_focused(self) -> None:
        card = next((card for _, card in self._cards if card.hasFocus()), None)
        if card is not None:
            card.click()


def first_remarks(remarks: Sequence[str], between: str) -> str:
    more = f" (et {len(remarks) - _MOST_REMARKS} autres)" if len(remarks) > _MOST_REMARKS else ""
    return between.join(remarks[:_MOST_REMARKS]) + more
