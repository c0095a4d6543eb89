"""The tab of closing: lots that are over, their closing statement, their certificate, penalties, opening again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.closing import Outcome
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.ui import dialogs
from facilitator_app.ui.forms.reopen_form import ReopenForm
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.moment import moment
from facilitator_app.ui.refusable import answered
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.returns.penalty_acts import PenaltyActs
from facilitator_app.ui.rows import Column
from facilitator_app.ui.widgets import ActionButton, Chips
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import closing
from facilitator_app.use_cases.returns.closing import LotToClose
from facilitator_app.use_cases.returns.closing_statement import (
    issue_statement,
    statement,
    statement_pdf,
    statement_words,
)

_WAITING, _CLOSED = "waiting", "closed"
_TONES = {
    Outcome.EXCEEDED: "success", Outcome.REACHED: "success", Outcome.NEARLY: "info", Outcome.PARTLY: "warning",
    Outcome.NONE: "danger", Outcome.UNKNOWN: "neutral",
}  # fmt: skip


class ClosingTab(QWidget):
    """Nothing is closed nor proposed without being asked."""

    refused = Signal(str)
    certificate_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lots: list[LotToClose] = []
        self._printed: Key | None = None
        self.penalties = PenaltyActs(workspace, self)
        self.penalties.refused.connect(self.refused)
        columns: list[Column[LotToClose]] = [
            Column("Lot", lambda row: row.name, second=lambda row: f"{row.code} · {row.contract}", strong=True,
                   stretch=True),
            Column("Titulaire", lambda row: row.company, second=lambda row: row.buyer, width=210),
            Column("Fin", lambda row: written_date(row.ends_on), lambda row: row.ends_on, width=100),
            Column("Dues", lambda row: written_hours(row.due), lambda row: row.due, number=True, width=100),
            Column("Comptées", lambda row: written_hours(row.counted), lambda row: row.counted, number=True, width=110),
            Column("Résultat", lambda row: row.outcome.label, tone=lambda row: _TONES[row.outcome], badge=True,
                   width=150),
            Column("Clos le", lambda row: written_date(row.closed_on), lambda row: row.closed_on, width=100,
                   hidden_below=860),
        ]  # fmt: skip
        self.part: ListPart[LotToClose] = ListPart(
            "Lots terminés", columns, "circle-check", "Aucun lot à clore",
            "Un lot vient ici le lendemain de sa date de fin.",
        )  # fmt: skip
        self.chips = Chips(((_WAITING, "À clore"), (_CLOSED, "Clos")), "Lots montrés")
        self.statement_button = ActionButton("&Bilan de fin de lot", "file-text", primary=True)
        self.certificate_button = ActionButton("A&ttestation", "printer")
        self.penalty_button = ActionButton("Pénal&ité…", "scale")
        self.close_button = ActionButton("&Clore le lot", "lock")
        self.reopen_button = ActionButton("Rouv&rir…", "undo-2")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addWidget(self.chips)
        whole.addWidget(self.part, 1)
        buttons = (
            self.statement_button, self.certificate_button, self.penalty_button, self.close_button, self.reopen_button,
        )  # fmt: skip
        whole.addLayout(Flow(8, buttons))
        slots = (self.show_statement, self._ask_certificate, self.propose, self.close_lot, self.reopen)
        for button, slot in zip(buttons, slots, strict=True):
            button.clicked.connect(slot)
        self.chips.chosen.connect(self._show)
        self.part.table.current_row_changed.connect(self._show_buttons)
        self.part.table.activated_row.connect(self._activated)

    def refresh(self) -> None:
        self._lots = self._workspace.ask(closing.lots_to_close, self._workspace.today())
        done = sum(lot.is_closed for lot in self._lots)
        self.chips.show_counts({_WAITING: len(self._lots) - done, _CLOSED: done})
        self._show()

    def show_statement(self) -> None:
        """The closing statement on paper, which may be looked at before closing."""
        if (row := self._row()) is not None:
            pdf = answered(self._workspace, self.refused, statement_pdf, row.id, moment(self._workspace))
            if pdf is not None:
                self._printed = row.id
                paper = PaperWindow(
                    self, self._workspace.names, f"Bilan de fin de lot, {row.code}", pdf, f"bilan {row.code}"
                )
                paper.left.connect(self._issue)
                paper.open()

    def _issue(self, _means: str) -> None:
        """Printed or saved, the statement is numbered and kept."""
        if self._printed is not None:
            self._workspace.do(issue_statement, self._printed, moment(self._workspace))

    def close_lot(self) -> None:
        row = self._row()
        if row is None:
            return
        final = answered(self._workspace, self.refused, statement, row.id, self._workspace.today())
        if final is None:
            return
        effect = statement_words(final)
        effect += " Le marché sera archivé avec son dernier lot\u00a0; un lot clos peut être rouvert."
        if dialogs.confirm(self, f"Clore {row.code}\u00a0?", effect, "Clore le lot"):
            try:
                self._workspace.do(closing.close_lot, row.id, self._workspace.today())
            except Refusal as refusal:
                self.refused.emit(str(refusal))

    def reopen(self) -> None:
        if (row := self._row()) is not None:
            act = partial(closing.reopen_lot, lot_id=row.id)
            ReopenForm(self, self._workspace, row.code, act, "Rouvrir le lot").open()

    def propose(self) -> None:
        """A proposal of penalty, from the article typed."""
        row = self._row()
        if row is not None and row.company_id is not None:
            self.penalties.propose(row.id, row.company_id)

    def _row(self) -> LotToClose | None:
        row: LotToClose | None = self.part.table.current_row()
        return row

    def _ask_certificate(self) -> None:
        if (row := self._row()) is not None:
            self.certificate_asked.emit(row.id)

    def _activated(self, _row: LotToClose) -> None:
        self.show_statement()

    def _show(self, _key: str = "") -> None:
        closed = self.chips.current() == _CLOSED
        self.part.show_rows([lot for lot in self._lots if lot.is_closed == closed])
        if self.part.table.current_row() is None:
            self.part.table.select_place(0)
        self.close_button.setVisible(not closed)
        self.reopen_button.setVisible(closed)
        self._show_buttons()

    def _show_buttons(self, _row: Any = None) -> None:
        row = self._row()
        for button in (self.statement_button, self.certificate_button, self.close_button, self.reopen_button):
            button.setEnabled(row is not None)
        self.penalty_button.setEnabled(row is not None and row.company_id is not None)
