"""The proposals of penalty already made about a holder: one to open again, one to withdraw, or another one to make."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date, written_euros
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import penalties
from facilitator_app.use_cases.returns.penalties import PenaltyLine

_COLUMNS: tuple[Column[PenaltyLine], ...] = (
    Column("Article", lambda row: row.article, strong=True, stretch=True),
    Column("Arrêtée au", lambda row: written_date(row.day), sort_key=lambda row: row.day, width=110),
    Column("Proposé", lambda row: written_euros(row.amount), sort_key=lambda row: row.amount, number=True, width=110),
    Column("Dossier", lambda row: "Complet" if row.is_complete else "Incomplet",
           tone=lambda row: "success" if row.is_complete else "warning", badge=True, width=120),
    Column("Décision", lambda row: row.decision.label if row.decision else "En attente",
           second=lambda row: written_euros(row.decided_amount) if row.decided_amount is not None else "", width=120),
)  # fmt: skip


class PenaltyList(FormDialog):
    """`kept` gives None: another proposal is to be made; `asked` the one to open."""

    asked = Signal(object)

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, lot_id: Key, company_id: Key, said: str, code: str
    ) -> None:
        """`said`: the company, named on top."""
        super().__init__(parent, f"Propositions de pénalité, {code}", "Nouvelle proposition")
        self._workspace, self._about = workspace, (lot_id, company_id)
        self._cancel.setText("Fermer")
        self.body.insertWidget(1, Label(f"{said}\u00a0: une proposition par période ou par manquement.", "second",
                                        wrap=True))  # fmt: skip
        self._model: RowsModel[PenaltyLine] = RowsModel(_COLUMNS, key=lambda row: row.id)
        self.table = Table(self._model, "Propositions de pénalité")
        self.table.activated_row.connect(self.open_row)
        self.body.insertWidget(3, self.table, 1)
        self.open_button = ActionButton("&Ouvrir", "pencil", small=True)
        self.open_button.clicked.connect(self.open_row)
        self.withdraw_button = ActionButton("Re&tirer", "trash-2", small=True)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.body.insertLayout(4, Flow(widgets=[self.open_button, self.withdraw_button]))
        self.resize(scaled(760), scaled(420))
        self._show()

    def open_row(self, _row: Any = None) -> None:
        row: PenaltyLine | None = self.table.current_row()
        if row is not None:
            self.accept()
            self.asked.emit(row.id)

    def withdraw(self) -> None:
        """Ctrl+Z brings it back."""
        row: PenaltyLine | None = self.table.current_row()
        if row is None:
            return
        try:
            self._workspace.do(penalties.withdraw_penalty, row.id)
        except Refusal as refusal:
            self.form.show_problems(refusal.problems)
            return
        self._show()

    def keep(self, values: dict[str, Any]) -> Any:
        return None

    def _show(self) -> None:
        self.form.show_problems()
        rows = self._workspace.ask(penalties.proposed, *self._about)
        self._model.show(rows)
        for button in (self.open_button, self.withdraw_button):
            button.setEnabled(bool(rows))
        if rows and self.table.current_row() is None:
            self.table.select_place(0)
        (self.table if rows else self.save_button).setFocus()
