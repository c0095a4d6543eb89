"""The sheet of a company: details, those to call, lots held, companies it may be kept twice with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.identifiers import written_siret
from facilitator_app.ui.contracts.side_cards import clear
from facilitator_app.ui.history.history_button import HistoryButton
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Badge, Card, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.company_list import CompanySheet, ContactLine, HeldLot, company_sheet
from facilitator_app.use_cases.twins import Twin

LOTS: tuple[Column[HeldLot], ...] = (
    Column("Lot", lambda row: row.name, strong=True),
    Column("Marché", lambda row: f"{row.contract} ({row.number})", stretch=True),
    Column("Rôle", lambda row: row.role.label),
)


class CompanyView(QWidget):
    """What is to be done is asked of the page."""

    edit_asked = Signal()
    removal_asked = Signal()
    contact_asked = Signal(str)
    """The contact to correct, "" for a new one."""
    contact_removal_asked = Signal(str, str)
    """Key and name of the contact."""
    merge_asked = Signal(str, str)
    """Key and name of the company to merge into this one."""
    lot_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.sheet: CompanySheet | None = None
        self._name, self._kind = Label("", "sheet", wrap=True), Badge()
        self._about = Label("", "second", wrap=True)
        edit = ActionButton("Modifier", "pencil", "F2")
        edit.clicked.connect(self.edit_asked)
        remove = ActionButton("Retirer", "trash-2")
        remove.clicked.connect(self.removal_asked)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name, 1)
        top.addWidget(self._kind)
        top.addWidget(edit)
        top.addWidget(remove)
        self.history = HistoryButton(workspace)
        top.addWidget(self.history)
        self._twins = Card("Fiches ressemblantes", "fusionner garde la fiche ouverte ici et lui donne tout de l’autre")
        self._twin_lines = QVBoxLayout()
        self._twins.body.addLayout(self._twin_lines)
        self.new_contact = ActionButton("Nouveau contact", "user-plus", small=True)
        self.new_contact.clicked.connect(partial(self.contact_asked.emit, ""))
        self._contacts = Card("Personnes à appeler", action=self.new_contact)
        self._contact_lines = QVBoxLayout()
        self._contacts.body.addLayout(self._contact_lines)
        self._held = Card("Lots")
        self._model: RowsModel[HeldLot] = RowsModel(LOTS, key=lambda row: row.lot_id)
        self.table = Table(self._model, "Lots de l’entreprise")
        self.table.setMinimumHeight(150)
        self.table.activated_row.connect(self._open_lot)
        self._no_lot = Label("Aucun lot.", "second")
        self._held.add(self.table, 1)
        self._held.add(self._no_lot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(self._about)
        whole.addWidget(self._twins)
        whole.addWidget(self._contacts)
        whole.addWidget(self._held, 1)
        whole.addStretch()

    def show_company(self, company_id: str) -> None:
        """Raises Refusal when the company is no longer there."""
        sheet = self._workspace.ask(company_sheet, company_id)
        self.sheet = sheet
        self._name.setText(sheet.name)
        self.history.set_record(sheet.id, sheet.name)
        self._kind.show_state(sheet.kind.label, "neutral")
        siret = f"SIRET {written_siret(sheet.siret)}" if sheet.siret else "SIRET à renseigner"
        people = f"{sheet.people} salarié{'s' if sheet.people > 1 else ''} en insertion" if sheet.people else ""
        about = [siret, sheet.activity, sheet.address, written_phone(sheet.phone), sheet.email, people]
        self._about.setText(" · ".join(part for part in about if part) + (f"\n{sheet.note}" if sheet.note else ""))
        clear(self._twin_lines)
        for twin in sheet.twins:
            self._twin_lines.addWidget(self._twin(twin))
        self._twins.setVisible(bool(sheet.twins))
        clear(self._contact_lines)
        for contact in sheet.contacts:
            self._contact_lines.addWidget(self._contact(contact))
        if not sheet.contacts:
            self._contact_lines.addWidget(Label("Personne pour l’instant.", "second"))
        self._model.show(sheet.lots)
        self.table.setVisible(bool(sheet.lots))
        self._no_lot.setVisible(not sheet.lots)

    def _twin(self, twin: Twin) -> QWidget:
        siret = f" · {written_siret(twin.siret)}" if twin.siret else ""
        merge = ActionButton("Fusionner ici", "merge", small=True)
        merge.setAccessibleName(f"Fusionner {twin.name} avec cette fiche")
        merge.clicked.connect(partial(self.merge_asked.emit, twin.id, twin.name))
        return _line(twin.name, f"{twin.why}{siret}", merge)

    def _contact(self, contact: ContactLine) -> QWidget:
        details = " · ".join(part for part in (contact.role, written_phone(contact.phone), contact.email) if part)
        edit = ActionButton("Modifier", small=True)
        edit.setAccessibleName(f"Modifier {contact.name}")
        edit.clicked.connect(partial(self.contact_asked.emit, contact.id))
        remove = ActionButton("Retirer", small=True)
        remove.setAccessibleName(f"Retirer {contact.name}")
        remove.clicked.connect(partial(self.contact_removal_asked.emit, contact.id, contact.name))
        return _line(contact.name, details, edit, remove)

    def _open_lot(self, lot: HeldLot) -> None:
        self.lot_asked.emit(lot.lot_id)


def _line(name: str, details: str, *buttons: ActionButton) -> QWidget:
    """A name, what is known, and what can be done."""
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(name, "strong"))
    words.addWidget(Label(details, "second", wrap=True))
    row.addLayout(words, 1)
    for button in buttons:
        row.addWidget(button)
    return widget
