"""The tab of exchanges: calls, visits and meetings with their reports, and the contacts to check."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.moment import moment
from facilitator_app.ui.refusable import done
from facilitator_app.ui.returns.exchange_form import ExchangeForm
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.rows import Column
from facilitator_app.ui.widgets import ActionButton, Chips
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contact_checks import contact_checked
from facilitator_app.use_cases.returns import exchanges
from facilitator_app.use_cases.returns.exchanges import ContactToCheck, ExchangeDraft, ExchangeLine

_LOG, _OPEN, _CONTACTS = "log", "open", "contacts"


class ExchangesTab(QWidget):
    """Enter opens a line; what is to be done after a meeting stays under «À faire» until it is."""

    refused = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lines: list[ExchangeLine] = []
        self._printed: Key | None = None
        columns: list[Column[ExchangeLine]] = [
            Column("Date", lambda row: written_date(row.day), lambda row: row.day,
                   second=lambda row: row.kind.label, strong=True, width=160),
            Column("Entreprise", lambda row: row.company, second=lambda row: row.code, width=200),
            Column("Résumé", lambda row: row.summary, second=lambda row: row.remarks, stretch=True,
                   tooltip=lambda row: row.summary),
            Column("À faire", lambda row: row.actions if row.is_open else "", second=_before, width=220),
            Column("Par", lambda row: row.done_by, width=120, hidden_below=900),
        ]  # fmt: skip
        self.log: ListPart[ExchangeLine] = ListPart(
            "Échanges avec les entreprises", columns, "phone", "Aucun échange noté",
            "Notez un appel, une visite de chantier ou une réunion de démarrage.",
        )  # fmt: skip
        contacts: list[Column[ContactToCheck]] = [
            Column("Contact", lambda row: row.name, second=lambda row: row.role, strong=True, width=220),
            Column("Entreprise", lambda row: row.company, stretch=True),
            Column("Téléphone", lambda row: row.phone, width=150),
            Column("Courriel", lambda row: row.email, width=240, hidden_below=700),
            Column("Vérifié le", lambda row: written_date(row.checked_on) if row.checked_on else "jamais",
                   lambda row: row.checked_on, width=110),
        ]  # fmt: skip
        self.contacts: ListPart[ContactToCheck] = ListPart(
            "Contacts à vérifier", contacts, "circle-check", "Tous les contacts sont à jour",
            "Un correspondant est à vérifier tous les six mois, délai réglable.",
        )  # fmt: skip
        self.chips = Chips(
            ((_LOG, "Journal"), (_OPEN, "À faire"), (_CONTACTS, "Contacts à vérifier")), "Parties des échanges"
        )
        self.new_button = ActionButton("&Noter un échange…", "plus", primary=True)
        self.edit_button = ActionButton("&Modifier…", "pencil")
        self.done_button = ActionButton("Acti&ons faites", "check")
        self.report_button = ActionButton("Com&pte rendu", "printer")
        self.remove_button = ActionButton("Reti&rer", "trash-2")
        self.check_button = ActionButton("Contact &vérifié", "check", primary=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.log)
        self._stack.addWidget(self.contacts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addWidget(self.chips)
        whole.addWidget(self._stack, 1)
        self._of_log = (self.new_button, self.edit_button, self.done_button, self.report_button, self.remove_button)
        whole.addLayout(Flow(8, (*self._of_log, self.check_button)))
        self._connect()

    def refresh(self) -> None:
        self._lines = self._workspace.ask(exchanges.exchanges)
        waiting = self._workspace.ask(exchanges.contacts_to_check, self._workspace.today())
        self.contacts.show_rows(waiting)
        still = sum(line.is_open for line in self._lines)
        self.chips.show_counts({_LOG: len(self._lines), _OPEN: still, _CONTACTS: len(waiting)})
        self._show()

    def note(self, company: Key | None = None, lot: Key | None = None) -> None:
        """A new exchange, with that company about that lot."""
        ExchangeForm(self, self._workspace, ExchangeDraft(company_id=company, lot_id=lot), None).open()

    def edit(self, _row: object = None) -> None:
        if (shown := self.log.table.current_row()) is not None:
            row = next(line for line in self._lines if line.id == shown.id)  # as it was typed, names not hidden
            ExchangeForm(self, self._workspace, row.draft, row.id).open()

    def finish(self) -> None:
        if (row := self.log.table.current_row()) is not None:
            self._do(exchanges.finish_actions, row.id, self._workspace.today())

    def print_report(self) -> None:
        """The report of the selected visit or meeting, seen before it leaves; printed or saved, it is kept."""
        row: ExchangeLine | None = self.log.table.current_row()
        if row is None:
            return
        try:
            pdf = self._workspace.ask(exchanges.report_pdf, row.id, moment(self._workspace))
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return
        self._printed = row.id
        paper = PaperWindow(
            self, self._workspace.names, f"{row.kind.label}, {row.company}", pdf, f"compte rendu {row.day:%Y-%m-%d}"
        )
        paper.left.connect(self._issue)
        paper.open()

    def _issue(self, _means: str) -> None:
        if self._printed is not None:
            self._workspace.do(exchanges.issue_report, self._printed, moment(self._workspace))

    def remove(self) -> None:
        if (row := self.log.table.current_row()) is not None:
            self._do(exchanges.remove_exchange, row.id)

    def check(self) -> None:
        if (row := self.contacts.table.current_row()) is not None:
            self._do(contact_checked, row.id, self._workspace.today())

    def _do(self, act: Any, *details: Any) -> None:
        done(self._workspace, self.refused, act, *details)

    def _show(self, _key: str = "") -> None:
        shown = self.chips.current()
        lines = [line for line in self._lines if shown == _LOG or line.is_open]
        self.log.show_rows(self._workspace.names.within(lines))
        self._stack.setCurrentIndex(1 if shown == _CONTACTS else 0)
        for button in self._of_log:
            button.setVisible(shown != _CONTACTS)
        self.check_button.setVisible(shown == _CONTACTS)
        for part in (self.log, self.contacts):
            if part.table.current_row() is None:
                part.table.select_place(0)
        self._show_buttons()

    def _show_buttons(self, _row: Any = None) -> None:
        row: ExchangeLine | None = self.log.table.current_row()
        for button in (self.edit_button, self.report_button, self.remove_button):
            button.setEnabled(row is not None)
        self.done_button.setEnabled(row is not None and row.is_open)
        self.check_button.setEnabled(self.contacts.table.current_row() is not None)

    def _new(self) -> None:
        self.note()

    def _connect(self) -> None:
        self.chips.chosen.connect(self._show)
        self.log.table.activated_row.connect(self.edit)
        for part in (self.log, self.contacts):
            part.table.current_row_changed.connect(self._show_buttons)
        for button, slot in (
            (self.new_button, self._new), (self.edit_button, self.edit), (self.done_button, self.finish),
            (self.remove_button, self.remove), (self.report_button, self.print_report), (self.check_button, self.check),
        ):  # fmt: skip
            button.clicked.connect(slot)


def _before(row: ExchangeLine) -> str:
    return f"avant le {written_date(row.actions_before)}" if row.is_open and row.actions_before else ""
