"""Typing a company or somebody to call there; companies that may already be kept are proposed beside."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.company import CompanyKind
from facilitator_app.domain.identifiers import checked_siret, compact, written_siret
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import ChoiceField, DateField, LinesField, TextField
from facilitator_app.ui.forms.code_field import NafField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.place_and_jobs import CommunesField, JobsField
from facilitator_app.ui.widgets import ActionButton, Card, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import companies
from facilitator_app.use_cases.companies import CompanyDraft, ContactDraft
from facilitator_app.use_cases.company_duplicates import Twin, possible_twins
from facilitator_app.use_cases.company_list import contacts_of

TYPING_PAUSE = 250  # milliseconds before looking for twins


class SiretField(TextField):
    """Fourteen digits, with or without spaces; what is wrong is said when the field is left."""

    def __init__(self) -> None:
        super().__init__("834 157 513 00245", longest=30)

    def set_value(self, value: Any) -> None:
        super().set_value(written_siret(value or ""))

    def value(self) -> Any:
        return compact(self.text())

    def problem(self) -> str:
        if not self.value():
            return ""
        try:
            checked_siret(self.text())
        except Refusal as refusal:
            return str(refusal)
        return ""


class TwinsCard(Card):
    """Companies that may be the one being typed: chosen with one click, never imposed."""

    def __init__(self, choose: Any) -> None:
        super().__init__("Déjà dans la base\u00a0?", "vérifiez avant d’en créer une autre")
        self._choose = choose
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.hide()

    def show_twins(self, twins: list[Twin]) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for twin in twins:
            self._rows.addWidget(self._row(twin))
        if twins and self.isHidden():
            announce(
                self, f"{len(twins)} fiche{'s' if len(twins) > 1 else ''} ressemblante{'s' if len(twins) > 1 else ''}"
            )
        self.setVisible(bool(twins))

    def _row(self, twin: Twin) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        siret = f" · {written_siret(twin.siret)}" if twin.siret else ""
        line.addWidget(Label(twin.name, "strong"))
        line.addWidget(Label(f"{twin.why}{siret}", "second"))
        line.addStretch()
        use = ActionButton("Choisir celle-ci", small=True)
        use.setAccessibleName(f"Choisir {twin.name}")
        use.clicked.connect(partial(self._choose, twin.id))
        line.addWidget(use)
        return row


class CompanyDialog(FormDialog):
    """A new company, or one to correct; `kept` gives its key, or that of the company chosen instead."""

    def __init__(
        self, workspace: Workspace, company_id: str | None = None, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            parent, "Fiche de l’entreprise" if company_id else "Nouvelle entreprise", "Enregistrer l’entreprise"
        )
        self.find_again(workspace, company_id)
        self._workspace, self._company_id = workspace, company_id
        form = self.form
        form.section("Identification")
        form.add("name", "&Nom", TextField("Batirade SAS"), required=True, span=2)
        form.add("siret", "&SIRET", SiretField())
        form.add("kind", "Type &d’entreprise", ChoiceField([(kind, kind.label) for kind in CompanyKind]))
        form.add("activity", "&Activité", TextField("Gros œuvre", longest=120))
        form.add("naf_code", "Code NA&F", NafField())
        self._twins = TwinsCard(self._take)
        self.body.insertWidget(1, self._twins)
        form.section("Coordonnées")
        form.add("address", "Ad&resse", TextField(), span=2)
        form.add("postal_code", "Code &postal", TextField("83130", longest=6))
        form.add("town", "&Commune", TextField("La Garde", longest=80))
        form.add("phone", "&Téléphone", TextField("04 00 00 00 00", "phone", longest=30))
        form.add("email", "Co&urriel", TextField("contact@entreprise.example", "mail", longest=120))
        form.add("website", "Site &internet", TextField("www.entreprise.example"), span=2)
        form.section("Insertion", "pour les structures conventionnées et ce qu’elles proposent")
        form.add("agreement", "Con&ventionnement", TextField("ACI 083 26 0012", longest=60), span=2)
        form.add("agreement_from", "Du", DateField())
        form.add("agreement_until", "&Jusqu’au", DateField())
        form.add("trades", "&Métiers", JobsField(), span=2)
        form.add("communes_served", "Communes desservies", CommunesField(), span=2)
        form.add("tasks", "Tâches prop&osées", LinesField(2), span=2)
        form.add("note", "Not&e", LinesField(2), span=2)
        draft = workspace.ask(companies.company_draft, company_id) if company_id else CompanyDraft(name=name)
        form.set_values(asdict(draft) | {"naf_code": draft.naf_code or None})
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._look_for_twins)
        if company_id is None:  # an existing one is compared in its sheet, where it can be merged
            form.changed.connect(self._pause.start)
            self._look_for_twins()
        form.editor("name").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        draft = CompanyDraft(**values)
        if self._company_id is None:
            return self._workspace.do(companies.create_company, draft)
        self._workspace.do(companies.correct_company, self._company_id, draft)
        return self._company_id

    def _look_for_twins(self) -> None:
        name, siret = self.form.editor("name"), self.form.editor("siret")
        assert isinstance(name, TextField)
        assert isinstance(siret, SiretField)
        typed = name.value(), siret.value()
        self._twins.show_twins(self._workspace.ask(possible_twins, *typed) if any(typed) else [])

    def _take(self, company_id: str) -> None:
        self.accept()
        self.kept.emit(company_id)


class ContactDialog(FormDialog):
    """Somebody to call at a company; `kept` gives the key of the contact."""

    def __init__(
        self, workspace: Workspace, company_id: str, contact_id: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "Fiche du contact" if contact_id else "Nouveau contact", "Enregistrer le contact")
        self.find_again(workspace, company_id, contact_id)
        self._workspace, self._company_id, self._contact_id = workspace, company_id, contact_id
        form = self.form
        form.section("Personne à appeler")
        form.add("name", "&Nom", TextField("Laure Pignol", "user", longest=120), required=True)
        form.add("role", "&Fonction", TextField("responsable RH", longest=120))
        form.add("phone", "&Téléphone", TextField("04 00 00 00 00", "phone", longest=30))
        form.add("email", "&Courriel", TextField("prenom.nom@entreprise.example", "mail", longest=120))
        form.add("checked_on", "Vérifié &le", DateField(), help="Le jour où ces coordonnées ont été confirmées.")
        known = [line for line in workspace.ask(contacts_of, company_id) if line.id == contact_id]
        for line in known:
            form.set_values({name: getattr(line, name) for name in ContactDraft.__dataclass_fields__})
        if not contact_id:
            form.set_values({"checked_on": workspace.today()})
        form.editor("name").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        draft = ContactDraft(**values)
        if self._contact_id is None:
            return self._workspace.do(companies.add_contact, self._company_id, draft)
        self._workspace.do(companies.correct_contact, self._contact_id, draft)
        return self._contact_id
