"""Under the table: the whole of the selected contract, and the choices when it may be one already typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date, written_euros
from facilitator_app.ui.pages.import_page.choice_card import ChoiceCard
from facilitator_app.ui.widgets import Label
from facilitator_app.use_cases.contract_import import Line, Outcome
from facilitator_app.use_cases.contract_import.comparison import Resembling
from facilitator_app.use_cases.contract_import.decisions import Decisions

MOST_CHOICES = 3
MOST_REMARKS = 3
NEW = "Nouveau marché"


class LinePanel(QWidget):
    """A stable height, so that the table does not jump from one row to the next."""

    decided = Signal(object, object)
    """The line, and the key of the contract it is joined to (None for a new one)."""

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
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
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(16)
        row.addLayout(words, 3)
        row.addLayout(self._choices, 7)
        self._row = row
        for keys in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._choose_focused)
        self.setMinimumHeight(ChoiceCard(" ", " ").sizeHint().height() + 22)

    def show_line(self, line: Line | None, found: Sequence[Resembling], decisions: Decisions) -> None:
        """`found`: the contracts it may be, the most alike first."""
        self._line = line
        self._title.setText("" if line is None else line.subject or line.label)
        self._title.setToolTip(self._title.text() if "<" not in self._title.text() else "")
        self._about.setText("" if line is None else _about(line, len(found) - MOST_CHOICES))
        remarks = () if line is None else line.warnings
        more = f" (et {len(remarks) - MOST_REMARKS} autres)" if len(remarks) > MOST_REMARKS else ""
        self._remarks.setText(" ".join(remarks[:MOST_REMARKS]) + more)
        self._remarks.setVisible(bool(remarks))
        self._show_choices(line, found[:MOST_CHOICES], decisions)

    def focus_choices(self) -> None:
        """On the choice made, else on the first."""
        cards = [card for _, card in self._cards if card.isEnabled()]
        target = next((card for card in cards if card.isChecked()), cards[0] if cards else None)
        if target:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cards(self) -> list[ChoiceCard]:
        return [card for _, card in self._cards]

    def _show_choices(self, line: Line | None, found: Sequence[Resembling], decisions: Decisions) -> None:
        for _, old in self._cards:
            self._group.removeButton(old)
            self._choices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = []
        if line is not None and found:
            for one in found:
                holder = decisions.holder_of(one.id)
                elsewhere = holder is not None and holder != line.key
                self._add(one.id, ChoiceCard(one.name, "déjà rapproché d’une autre ligne" if elsewhere else one.shared))
                self._cards[-1][1].setEnabled(not elsewhere)
            self._add(None, ChoiceCard(NEW))
            if decisions.is_decided(line):
                joined = decisions.joined_to(line)
                for key, card in self._cards:
                    with QSignalBlocker(card):
                        card.setChecked(key == joined)
        self._row.setStretch(1, 7 if self._cards else 0)

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


_KNOWN = (Outcome.UPDATED, Outcome.IDENTICAL)


def _about(line: Line, others: int) -> str:
    parts = [
        line.holders,
        written_euros(line.amount) if line.amount is not None else "",
        written_date(line.notified_on) if line.notified_on else "",
        ", ".join(line.considerations),
        f"rapproché de {line.joined}" if line.outcome in _KNOWN else "",
        f"Change\u00a0: {', '.join(line.differences)}" if line.differences else "",
        line.reason,
        f"{others} autres marchés ressemblent moins" if others > 1 else "1 autre marché ressemble moins" if others == 1
        else "",
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)
