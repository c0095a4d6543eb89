"""What can be done with the company shown: its details, contacts, evaluations, needs, papers, and merging it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.companies.company_view import CompanyView
from facilitator_app.ui.documents.paper_form import PaperFormDialog
from facilitator_app.ui.forms.company_evaluation_form import CompanyEvaluationDialog
from facilitator_app.ui.forms.company_form import CompanyDialog, ContactDialog
from facilitator_app.ui.forms.merge_form import MergeCompanyDialog
from facilitator_app.ui.forms.need_state_form import NeedStateDialog
from facilitator_app.ui.forms.received_sheet_form import ReceivedSheetDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import companies
from facilitator_app.use_cases.company_duplicates import merge_companies
from facilitator_app.use_cases.company_evaluations import remove_evaluation
from facilitator_app.use_cases.contact_checks import contact_checked
from facilitator_app.use_cases.documents.paper_forms import PaperForm


class CompanyActs(QObject):
    """`refused` says why the last act was not done; nothing when another begins."""

    refused = Signal(str)

    def __init__(self, workspace: Workspace, view: CompanyView, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._view, self._page = workspace, view, page
        view.edit_asked.connect(self.edit)
        view.removal_asked.connect(self.remove)
        view.sheet_asked.connect(self.show_sheet)
        view.received_asked.connect(self.type_received)
        view.other_asked.connect(self.merge_another)
        view.merge_asked.connect(self.merge)
        view.contacts.contact_asked.connect(self.open_contact)
        view.contacts.removal_asked.connect(self.remove_contact)
        view.contacts.checked.connect(self.contact_is_right)
        view.needs.sheet_asked.connect(self.show_job_sheet)
        view.needs.state_asked.connect(self.change_need)
        view.evaluations.evaluation_asked.connect(self.evaluate)
        view.evaluations.removal_asked.connect(self.remove_evaluation)

    def edit(self) -> None:
        if self._view.sheet:
            CompanyDialog(self._workspace, self._view.sheet.id, parent=self._page.window()).open()

    def remove(self) -> None:
        sheet = self._view.sheet
        if sheet and dialogs.confirm(
            self._page, f"Retirer {sheet.name}\u00a0?", "Ses contacts partent avec elle.", "Retirer"
        ):
            self._do(companies.remove_company, sheet.id)

    def open_contact(self, contact_id: str) -> None:
        if self._view.sheet:
            ContactDialog(self._workspace, self._view.sheet.id, contact_id or None, parent=self._page.window()).open()

    def remove_contact(self, contact_id: str, name: str) -> None:
        effect = "Les lots dont c’est le correspondant n’en auront plus."
        if dialogs.confirm(self._page, f"Retirer {name}\u00a0?", effect, "Retirer"):
            self._do(companies.remove_contact, contact_id)

    def contact_is_right(self, contact_id: str) -> None:
        self._do(contact_checked, contact_id, self._workspace.today())

    def show_sheet(self) -> None:
        if sheet := self._view.sheet:
            lots = [(lot.lot_id, f"{lot.name}, {lot.contract}") for lot in sheet.lots]
            PaperFormDialog(
                self._page.window(), self._workspace, PaperForm.COMPANY, sheet.name, sheet.id, lots=lots
            ).open()  # fmt: skip

    def show_job_sheet(self, need_id: str) -> None:
        if sheet := self._view.sheet:
            PaperFormDialog(
                self._page.window(), self._workspace, PaperForm.JOB, sheet.name, need_id, company_id=sheet.id
            ).open()  # fmt: skip

    def type_received(self) -> None:
        if self._view.sheet:
            ReceivedSheetDialog(self._workspace, self._view.sheet.id, self._page.window()).open()

    def change_need(self, need_id: str) -> None:
        self._try(lambda: NeedStateDialog(self._workspace, need_id, self._page.window()).open())

    def evaluate(self, evaluation_id: str) -> None:
        sheet = self._view.sheet
        if sheet:
            self._try(
                lambda: CompanyEvaluationDialog(
                    self._workspace, sheet.id, evaluation_id or None, self._page.window()
                ).open()
            )

    def remove_evaluation(self, evaluation_id: str) -> None:
        if dialogs.confirm(self._page, "Retirer cette évaluation\u00a0?", "Ce geste s’annule avec Ctrl+Z.", "Retirer"):
            self._do(remove_evaluation, evaluation_id)

    def merge_another(self) -> None:
        if sheet := self._view.sheet:
            MergeCompanyDialog(self._workspace, sheet.id, sheet.name, self._page.window()).open()

    def merge(self, other_id: str, name: str) -> None:
        sheet = self._view.sheet
        if sheet and dialogs.confirm(
            self._page,
            f"Fusionner {name} avec {sheet.name}\u00a0?",
            f"Lots, salariés, besoins et contacts de {name} passent à {sheet.name}. Ce geste s’annule avec Ctrl+Z.",
            "Fusionner",
        ):
            self._do(merge_companies, sheet.id, other_id)

    def _do(self, act: Any, *details: Any) -> None:
        self._try(partial(self._workspace.do, act, *details))

    def _try(self, act: Callable[[], object]) -> None:
        self.refused.emit("")
        try:
            act()
        except Refusal as refusal:
            self.refused.emit(str(refusal))
