"""Under the table: the selected row, and the choices when it may be somebody already registered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_date
from facilitator_app.ui.pages.import_page.choice_card import ChoiceCard
from facilitator_app.ui.widgets import Label
from facilitator_app.use_cases.duplicates import PersonTwin
from facilitator_app.use_cases.people_import import Choice, PersonLine
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions

MOST_CHOICES, MOST_REMARKS = 3, 3
NEW, NOBODY = "Nouvelle personne", Choice()
REOPENING = "le retour sera noté dans son suivi"


class PeoplePanel(QWidget):
    """A stable height, so that the table does not jump from one row to the next."""

    decided = Signal(object, object)
    """The line, and the `Choice` made for it."""

    def __init__(self) -> None:
        super().__init__()
        self._line: PersonLine | None = None
        self._cards: list[tuple[Choice, ChoiceCard]] = []
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
        if line is not None and line.is_doubtful:
            for choice, name, shared in choices_of(line):
                self._add(choice, ChoiceCard(name, shared))
            if (chosen := decisions.chosen(line)) is not None:
                self._check(chosen)
        self._row.setStretch(1, 7 if self._cards else 0)

    def focus_choices(self) -> None:
        """On the choice made, else on the first."""
        cards = self.cards()
        target = next((card for card in cards if card.isChecked()), cards[0] if cards else None)
        if target:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cards(self) -> list[ChoiceCard]:
        return [card for _, card in self._cards]

    def _check(self, chosen: Choice) -> None:
        for choice, card in self._cards:
            with QSignalBlocker(card):
                card.setChecked(choice == chosen)

    def _add(self, choice: Choice, card: ChoiceCard) -> None:
        self._cards.append((choice, card))
        self._group.addButton(card)
        self._choices.addWidget(card, 0 if choice == NOBODY else 1, Qt.AlignmentFlag.AlignVCenter)
        card.clicked.connect(self._chosen)

    def _chosen(self) -> None:
        chosen = next(((choice, card) for choice, card in self._cards if card.isChecked()), None)
        if self._line is not None and chosen is not None:
            self.decided.emit(self._line, chosen[0])

    def _choose_focused(self) -> None:
        card = next((card for _, card in self._cards if card.hasFocus()), None)
        if card is not None:
            card.click()


def choices_of(line: PersonLine) -> Iterator[tuple[Choice, str, str]]:
    """What may be chosen, the likeliest first, and «new» at the end: the choice and its two lines of words."""
    for twin in line.twins[:MOST_CHOICES]:
        if twin.side.archived_on:
            yield Choice(person_id=twin.id), _named(twin), "compléter, la fiche reste close"
            yield Choice(person_id=twin.id, reopen=True), f"Rouvrir et compléter {twin.side.name}", REOPENING
        else:
            yield Choice(person_id=twin.id), _named(twin), _shared(twin.same, twin.differs)
    for sibling in line.siblings[: max(MOST_CHOICES - len(line.twins), 1)]:
        born = f", {written_date(sibling.birth_date)}" if sibling.birth_date else ""
        name = f"Ligne {sibling.number}\u00a0: {sibling.name}{born}"
        yield Choice(row=sibling.key), name, _shared(sibling.same, sibling.differs)
    yield NOBODY, NEW, ""


def _named(twin: PersonTwin) -> str:
    side = twin.side
    born = f", {written_date(side.birth_date)}" if side.birth_date else ""
    closed = f", fiche close le {written_date(side.archived_on)}" if side.archived_on else ""
    return f"{side.name}{born}{closed}"


def _shared(same: Sequence[str], differs: Sequence[str]) -> str:
    return ", ".join((*same[:2], *differs[:2]))


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
