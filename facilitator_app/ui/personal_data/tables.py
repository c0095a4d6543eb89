"""The lists of the page of personal data: who the clock has reached, who is left alone, who looked at what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_date
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, EmptyState, Label
from facilitator_app.use_cases.personal_data.access_log import LookLine
from facilitator_app.use_cases.personal_data.restriction import Restricted
from facilitator_app.use_cases.personal_data.retention import Kept


class Part(QWidget):
    """A sentence, the buttons that act on the list, the list; or what it means that there is nothing in it."""

    def __init__(
        self,
        name: str,
        sentence: str,
        columns: Sequence[Column[Any]],
        empty: tuple[str, str, str],
        buttons: Sequence[ActionButton] = (),
    ) -> None:
        super().__init__()
        self.model: RowsModel[Any] = RowsModel(columns, key=lambda row: row.id)
        self.table = Table(self.model, name)
        self._buttons = buttons
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(8)
        self.sentence = Label(sentence, "second", wrap=True)
        whole.addWidget(self.sentence)
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        if buttons:
            whole.addLayout(row)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState(*empty))
        self._stack.addWidget(EmptyState("clock", "Calcul en cours", "La liste sera là dans un instant."))
        whole.addWidget(self._stack, 1)

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.model.show(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        for button in self._buttons:
            button.setEnabled(bool(rows))
        if rows and not self.table.currentIndex().isValid():
            self.table.select_place(0)

    def wait(self) -> None:
        """What is in the list is not known yet."""
        self._stack.setCurrentIndex(2)
        for button in self._buttons:
            button.setEnabled(False)

    def rows(self) -> Sequence[Any]:
        return self.model.rows

    def current(self) -> Any:
        """The selected row, or None."""
        return self.table.current_row() if self.model.rows else None


def kept_columns(due: str) -> list[Column[Kept]]:
    """`due` titles the date on which the next step may be done."""
    return [
        Column("Personne", lambda row: row.name, strong=True, stretch=True),
        Column("Dernier contact", lambda row: written_date(row.last_contact), lambda row: row.last_contact, width=128),
        Column(
            "Archivée le", lambda row: written_date(row.archived_on), lambda row: row.archived_on, width=110,
            hidden_below=640,
        ),
        Column(due, lambda row: written_date(row.due_on), lambda row: row.due_on, width=160),
        Column("Motif", lambda row: row.why or "–", width=220, hidden_below=820),
    ]  # fmt: skip


def restricted_columns() -> list[Column[Restricted]]:
    return [
        Column("Personne", lambda row: row.name, strong=True, stretch=True),
        Column("Depuis le", lambda row: written_date(row.since), lambda row: row.since, width=110),
        Column("Motif", lambda row: row.reason, width=300, hidden_below=560),
    ]


def look_columns() -> list[Column[LookLine]]:
    return [
        Column("Le", lambda row: f"{row.at.astimezone():%d/%m/%Y %H:%M}", lambda row: row.at, width=140),
        Column("Personne", lambda row: row.name or "Fiche disparue", strong=True, stretch=True),
        Column("Quoi", lambda row: row.look.label, width=180),
        Column("Par", lambda row: row.author or "–", width=160, hidden_below=620),
        Column("Motif", lambda row: row.reason or "–", width=200, hidden_below=820),
    ]
