"""The sheet of a company: details, whom to call, lots, needs, punctuality, evaluations, exchanges, look-alikes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.identifiers import written_siret
from facilitator_app.domain.values import written_date
from facilitator_app.ui.companies.company_cards import (
    ContactsCard,
    EvaluationsCard,
    ExchangesCard,
    ListCard,
    NeedsCard,
    line,
)  # fmt: skip
from facilitator_app.ui.danger.agenda_form import AgendaForm
from facilitator_app.ui.history.history_button import HistoryButton
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Badge, Card, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.company_duplicates import Twin
from facilitator_app.use_cases.company_evaluations import evaluations
from facilitator_app.use_cases.company_life import company_exchanges, company_needs
from facilitator_app.use_cases.company_list import CompanySheet, HeldLot, company_sheet
from facilitator_app.use_cases.company_punctuality import punctuality
from facilitator_app.use_cases.contact_checks import check_before
from facilitator_app.use_cases.reference import commune, job_label, naf_label

LOTS: tuple[Column[HeldLot], ...] = (
    Column("Lot", lambda row: row.name, strong=True),
    Column("Marché", lambda row: f"{row.contract} ({row.number})", stretch=True),
    Column("Rôle", lambda row: row.role.label),
)

_LOTS_SHOWN = 8  # at once; the others by scrolling


class CompanyView(QWidget):
    """What is to be done is asked of the page."""

    edit_asked = Signal()
    removal_asked = Signal()
    sheet_asked = Signal()
    """The company's sheet, to look at and print."""
    received_asked = Signal()
    """A sheet came back on paper."""
    other_asked = Signal()
    """Another company, to choose, is the same as this one."""
    merge_asked = Signal(str, str)
    """Key and name of the company to merge into this one."""
    lot_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.sheet: CompanySheet | None = None
        self._name, self._kind = Label("", "sheet", wrap=True), Badge()
        self._about = Label("", "second", wrap=True)
        self._ended = Label("", "second", ink="warning", wrap=True)
        self._pace = Label("", "second", wrap=True)
        self.history = HistoryButton(workspace)
        self._twins = ListCard("Fiches ressemblantes", "", remark="fusionner garde la fiche ouverte ici")
        self.contacts, self.needs = ContactsCard(), NeedsCard()
        self.evaluations, self.exchanges = EvaluationsCard(), ExchangesCard()
        self._held = Card("Lots")
        self._model: RowsModel[HeldLot] = RowsModel(LOTS, key=lambda row: row.lot_id)
        self.table = Table(self._model, "Lots de l’entreprise")
        self.table.activated_row.connect(self._open_lot)
        self._no_lot = Label("Aucun lot.", "second")
        self._held.add(self._pace)
        self._held.add(self.table)
        self._held.add(self._no_lot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(10)
        for row in self._top():
            whole.addLayout(row)
        for part in (self._about, self._ended, self._twins, self.contacts):
            whole.addWidget(part)
        for card in (self._held, self.needs, self.evaluations, self.exchanges):
            whole.addWidget(card)
        whole.addStretch()

    def show_company(self, company_id: str) -> None:
        """Raises Refusal when the company is no longer there."""
        ask, today = self._workspace.ask, self._workspace.today()
        sheet = ask(company_sheet, company_id)
        self.sheet = sheet
        self._name.setText(sheet.name)
        self.history.set_record(sheet.id, sheet.name)
        self._kind.show_state(sheet.kind.label, "neutral")
        self._about.setText("\n".join(_about(sheet)))
        ended = sheet.agreement_until is not None and sheet.agreement_until < today
        self._ended.setText(
            f"Conventionnement terminé le {written_date(sheet.agreement_until)}\u00a0: demander le suivant."
            if ended and sheet.agreement_until
            else ""
        )
        self._ended.setVisible(ended)
        self._twins.show_lines([self._twin(twin) for twin in sheet.twins])
        self._twins.setVisible(bool(sheet.twins))
        self.contacts.show_contacts(sheet.contacts, ask(check_before, today))
        self._model.show(sheet.lots)
        self.table.setVisible(bool(sheet.lots))
        self.table.show_whole(min(len(sheet.lots), _LOTS_SHOWN))
        self._no_lot.setVisible(not sheet.lots)
        self._pace.setText(ask(punctuality, company_id, today).sentence)
        self._pace.setVisible(bool(sheet.lots))
        self.needs.show_needs(ask(company_needs, company_id))
        self.evaluations.show_evaluations(self._workspace.show(evaluations, company_id))
        self.exchanges.show_exchanges(self._workspace.show(company_exchanges, company_id))

    def _top(self) -> tuple[Flow, Flow]:
        title, acts = Flow(), Flow()
        title.add_growing(self._name)
        title.add_row(Flow(widgets=[self._kind, self.history]))
        for words, icon, signal, key, effect in (
            ("Modifier", "pencil", self.edit_asked, "F2", ""),
            ("Fiche e&ntreprise…", "printer", self.sheet_asked, "", "La voir vierge ou remplie, et l’imprimer"),
            ("Saisir une fic&he reçue…", "file-text", self.received_asked, "", "Reporter ce que l’entreprise a écrit"),
            ("Mettre à l’&ordre du jour…", "calendar", self._put_on_agenda, "", "De la prochaine réunion"),
            ("F&usionner…", "merge", self.other_asked, "", "Avec une autre fiche de la même entreprise"),
            ("Re&tirer", "trash-2", self.removal_asked, "", ""),
        ):
            button = ActionButton(words, icon, key)
            if effect:
                button.setToolTip(effect)
            button.clicked.connect(signal)
            acts.addWidget(button)
        return title, acts

    def _put_on_agenda(self) -> None:
        if self.sheet is not None:
            AgendaForm(self, self._workspace, self.sheet.name, company_id=self.sheet.id).open()

    def _twin(self, twin: Twin) -> QWidget:
        siret = f" · {written_siret(twin.siret)}" if twin.siret else ""
        merge = ActionButton("Fusionner ici", "merge", small=True)
        merge.setAccessibleName(f"Fusionner {twin.name} avec cette fiche")
        merge.clicked.connect(partial(self.merge_asked.emit, twin.id, twin.name))
        return line(twin.name, f"{twin.why}{siret}", merge)

    def _open_lot(self, lot: HeldLot) -> None:
        self.lot_asked.emit(lot.lot_id)


def _about(sheet: CompanySheet) -> list[str]:
    """What is known of the company, on a few lines."""
    siret = f"SIRET {written_siret(sheet.siret)}" if sheet.siret else "SIRET à renseigner"
    people = f"{sheet.people}\u00a0salarié{'s' if sheet.people > 1 else ''} en insertion" if sheet.people else ""
    naf = f"NAF {sheet.naf_code}, {naf_label(sheet.naf_code)}".rstrip(", ") if sheet.naf_code else ""
    details = [
        siret,
        sheet.activity,
        naf,
        sheet.address,
        written_phone(sheet.phone),
        sheet.email,
        sheet.website,
        people,
    ]
    lines = [" · ".join(part for part in details if part), _agreement(sheet)]
    if sheet.trades:
        lines.append(f"Métiers\u00a0: {', '.join(job_label(code) for code in sheet.trades)}")
    if sheet.communes_served:
        names = (known.name if (known := commune(code)) else code for code in sheet.communes_served)
        lines.append(f"Communes desservies\u00a0: {', '.join(names)}")
    if sheet.tasks:
        lines.append(f"Tâches proposées\u00a0: {sheet.tasks}")
    return [text for text in (*lines, sheet.note) if text]


def _agreement(sheet: CompanySheet) -> str:
    known = [sheet.agreement]
    if sheet.agreement_from:
        known.append(f"du {written_date(sheet.agreement_from)}")
    if sheet.agreement_until:
        known.append(f"jusqu’au {written_date(sheet.agreement_until)}")
    told = " ".join(part for part in known if part)
    if told:
        return f"Conventionnement\u00a0: {told}"
    return "Conventionnement à renseigner" if sheet.kind.has_agreement else ""
