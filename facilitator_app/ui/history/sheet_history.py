"""The history of one sheet, the same on every page: when, who, which field, before, after."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import EmptyState
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.gestures.sheet_history import SheetLine, sheet_history
from facilitator_app.use_cases.gestures.wording import moment

COLUMNS: tuple[Column[SheetLine], ...] = (
    Column("Quand", lambda line: moment(line.at), lambda line: (line.at, line.place), second=lambda line: line.author),
    Column(
        "Champ", lambda line: line.field, second=lambda line: line.part or line.label,
        tooltip=lambda line: line.label, strong=True, width=180,
    ),
    Column("Avant", lambda line: line.before or "–", tooltip=lambda line: line.before, width=140),
    Column("Après", lambda line: line.after or "–", tooltip=lambda line: line.after, stretch=True),
)  # fmt: skip


class SheetHistory(QWidget):
    """`gesture_asked` gives the gesture of the line on which Enter was pressed, for the page of history."""

    gesture_asked = Signal(str)

    def __init__(self, workspace: Workspace, name: str) -> None:
        """`name` says to screen readers whose history it is: «Historique de l’entreprise»."""
        super().__init__()
        self._workspace = workspace
        self._record = ""
        self._called = name
        self._model: RowsModel[SheetLine] = RowsModel(COLUMNS, key=lambda line: line.place)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.addWidget(self._stack)
        workspace.names.changed.connect(self._show_again)

    @cached_property
    def table(self) -> Table:
        """Made when there is something to show: most histories are never looked at."""
        table = Table(self._model, self._called)
        table.activated_row.connect(self._activated)
        self._stack.addWidget(table)
        return table

    @cached_property
    def empty(self) -> EmptyState:
        said = EmptyState("history", "Aucun changement", "Chaque champ modifié s’inscrit ici, avec sa valeur d’avant.")
        self._stack.addWidget(said)
        return said

    def show_record(self, record_id: str) -> None:
        """Read the history of this record and of what belongs to it."""
        self._record = record_id
        lines = self._workspace.show(sheet_history, record_id, self._workspace.names.hidden)
        self._model.show(lines)
        self._stack.setCurrentWidget(self.table if lines else self.empty)
        if lines and not self.table.currentIndex().isValid():
            self.table.select_place(0)

    def _show_again(self) -> None:
        if self._record:
            self.show_record(self._record)

    def _activated(self, line: SheetLine) -> None:
        self.gesture_asked.emit(line.gesture_id)
