"""The parts of the page Sécurité: who opens, the checklist of the PC, what stays readable outside the base."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from facilitator_app.domain.workstation import Check
from facilitator_app.ui.widgets import ActionButton, Badge, Card, IconLabel, Label

_ICONS = {"good": ("circle-check", "success"), "to do": ("triangle-alert", "warning"), "to ask": ("info", "info")}
_WORDS = {"good": ("fait", "success"), "to do": ("à faire", "warning"), "to ask": ("à vérifier", "info")}
IN_THE_CLEAR = (
    ("printer", "Les feuilles imprimées, et les impressions en attente dans l’imprimante."),
    ("file-text", "Les PDF et les tableaux que vous enregistrez dans vos dossiers."),
    ("copy", "Ce que vous copiez, jusqu’au verrouillage ou à la copie suivante."),
    ("mail", "Ce que vous envoyez par messagerie."),
)


class PeopleCard(Card):
    """Who has a phrase; anyone but oneself can be taken out."""

    removal_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Qui ouvre cette base", "chacun avec sa phrase")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.buttons: dict[str, ActionButton] = {}

    def show_people(self, people: Sequence[str], myself: str) -> None:
        _clear(self._rows)
        self.buttons.clear()
        for person in people:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            line.addWidget(IconLabel("user"))
            line.addWidget(Label(person, "strong", wrap=True), 1)
            if person == myself:
                line.addWidget(Badge("vous", "neutral"))
            elif len(people) > 1:
                button = ActionButton("Retirer", small=True)
                button.setAccessibleName(f"Retirer {person}")
                button.clicked.connect(partial(self._ask, person))
                self.buttons[person] = button
                line.addWidget(button)
            self._rows.addWidget(row)

    def _ask(self, person: str, _checked: bool = False) -> None:
        self.removal_asked.emit(person)


class ChecklistCard(Card):
    """What protects this PC, one line each, with what is left to do."""

    asked = Signal(str)
    """The key of the check whose button was pressed."""

    def __init__(self) -> None:
        super().__init__("Sécurité de ce poste")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self.buttons: dict[str, ActionButton] = {}

    def show_checks(self, checks: Sequence[Check]) -> None:
        _clear(self._rows)
        self.buttons.clear()
        left = sum(check.state != "good" for check in checks)
        self.set_remark(f"{left} à voir" if left else "tout est en ordre")
        for check in checks:
            self._rows.addWidget(self._row(check))

    def _row(self, check: Check) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(9)
        line.addWidget(IconLabel(*_ICONS[check.state]))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(check.title, "strong"))
        words.addWidget(Label(check.sentence, "second", wrap=True))
        line.addLayout(words, 1)
        if check.act:
            button = ActionButton(check.act, small=True)
            button.setAccessibleName(f"{check.act}\u00a0: {check.title}")
            button.clicked.connect(partial(self._ask, check.key))
            self.buttons[check.key] = button
            line.addWidget(button)
        else:
            line.addWidget(Badge(*_WORDS[check.state]))
        return row

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.asked.emit(key)


class InTheClearCard(Card):
    """What the encryption of the base does not cover."""

    def __init__(self) -> None:
        super().__init__("Ce qui reste lisible hors de la base")
        for icon, sentence in IN_THE_CLEAR:
            row = QHBoxLayout()
            row.setSpacing(9)
            row.addWidget(IconLabel(icon))
            row.addWidget(Label(sentence, "second", wrap=True), 1)
            self.body.addLayout(row)


def _clear(rows: QLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if (row := item.widget()) is not None:
            row.hide()
            row.deleteLater()
