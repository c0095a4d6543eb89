"""Under the table: the selected row, and the choices when it may be somebody already registered."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date
from facilitator_app.ui.pages.import_page.choice_card import ChoiceCard
from facilitator_app.ui.widgets import Label
from facilitator_app.use_cases.duplicates import PersonTwin
from facilitator_app.use_cases.people_import import PersonLine
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions

MOST_CHOICES, MOST_REMARKS = 3, 3
NEW = "Nouvelle personne"


class PeoplePanel(QWidget):
    """A stable height, so that the table does not jump from one row to the next."""

    decided = Signal(object, object)
    """The line, and the key of the person it is joined to (None for a new one)."""

    def __init__(self) -> None:
        super().__init__()
        self._line: PersonLine | None = None
        self._cards: list[tuple[Key | None, ChoiceCard]] = []
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
        self.setMinimumHeight(ChoiceCard(" ", " ").sizeHint().height() + 22)

    def show_line(self, line: PersonLine | None, decisions: PeopleDecisions) -> None:
        self._line = line
        self._title.setText("" if line is None else line.label)
        self._about.setText("" if line is None else _about(line))
        remarks = () if line is None else line.warnings
        more = f" (et {len(remarks) - MOST_REMARKS} autres)" if len(remarks) > MOST_REMARKS else ""
        self._remarks.setText("\u00a0; ".join(remarks[:MOST_REMARKS]) + more)
        self._remarks.setVisible(bool(remarks))
        for _, old in self._cards:
            self._group.removeButton(old)
            self._choices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = []
        if line is not None and line.twins:
            for twin in line.twins[:MOST_CHOICES]:
                self._add(twin.id, ChoiceCard(_named(twin), _shared(twin)))
            self._add(None, ChoiceCard(NEW))
            if decisions.is_decided(line):
                self._check(decisions.joined_to(line))
        self._row.setStretch(1, 7 if self._cards else 0)

    def focus_choices(self) -> None:
        """On the choice made, else on the first."""
        cards = self.cards()
        target = next((card for card in cards if card.isChecked()), cards[0] if cards else None)
        if target:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cards(self) -> list[ChoiceCard]:
        return [card for _, card in self._cards]

    def _check(self, joined: Key | None) -> None:
        for key, card in self._cards:
            with QSignalBlocker(card):
                card.setChecked(key == joined)

    def _add(self, key: Key | None, card: ChoiceCard) -> None:
        self._cards.append((key, card))
        self._group.addButton(card)
        self._choices.addWidget(card, 0 if key is None else 1, Qt.AlignmentFlag.AlignVCenter)
        card.clicked.connect(self._chosen)

    def _chosen(self) -> None:
        chosen = next(((key, card) for key, card in self._cards if card.isChecked()), None)
        if self._line is not None and chosen is not None:
            self.decided.emit(self._line, chosen[0])

    def _choose_focused(self) -> None:
        card = next((card for _, card in self._cards if card.hasFocus()), None)
        if card is not None:
            card.click()


def _named(twin: PersonTwin) -> str:
    side = twin.side
    born = f", {written_date(side.birth_date)}" if side.birth_date else ""
    closed = f", fiche close le {written_date(side.archived_on)}" if side.archived_on else ""
    return f"{side.name}{born}{closed}"


def _shared(twin: PersonTwin) -> str:
    return ", ".join((*twin.same[:2], *twin.differs[:2]))


def _about(line: PersonLine) -> str:
    person = line.person
    parts = [
        written_date(person.birth_date) if person.birth_date else "",
        person.town,
        person.phone,
        f"complète {line.joined}" if line.joined and line.differences else f"déjà inscrite\u00a0: {line.joined}"
        if line.joined else "",
        line.reason,
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)
