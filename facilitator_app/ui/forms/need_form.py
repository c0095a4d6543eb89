"""Typing what a holder needs: a job, a place, a start, some posts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.ui.fields import CheckField, ChoiceField, DateField, IntegerField, LinesField, TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.lot_form import CommuneField
from facilitator_app.ui.search_field import SearchField
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import lots, needs, reference
from facilitator_app.use_cases.company_list import companies_like, company_named
from facilitator_app.use_cases.needs import NeedDraft


class JobField(SearchField):
    """A job of the ROME register; a code that the shipped table does not know is kept as typed."""

    def __init__(self) -> None:
        super().__init__(_find_jobs, _job_name, "Métier ou code ROME")

    def value(self) -> Any:
        chosen = super().value()
        return chosen if chosen is not None else self._typed_code()

    def problem(self) -> str:
        return "" if self._typed_code() else super().problem()

    def _typed_code(self) -> str:
        typed = self.text().strip().upper()
        return typed if len(typed) == 5 and typed[0].isalpha() and typed[1:].isdigit() else ""


class WordsField(TextField):
    """A few words separated by commas; the value is their tuple."""

    def __init__(self, example: str) -> None:
        super().__init__(example, longest=1000)

    def value(self) -> Any:
        return tuple(word for part in self.text().split(",") if (word := part.strip()))

    def set_value(self, value: Any) -> None:
        super().set_value(", ".join(value or ()))


class NeedDialog(FormDialog):
    """A new need of a lot, or one to correct when `need_id` is given; `kept` gives its key."""

    def __init__(
        self, workspace: Workspace, lot_id: str, need_id: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "Fiche du besoin" if need_id else "Nouveau besoin", "Enregistrer le besoin", 2)
        self.find_again(workspace, lot_id, need_id)
        self._workspace, self._lot_id, self._need_id = workspace, lot_id, need_id
        self._ask_post(self.form)
        self._ask_profile(self.form)
        self._ask_conditions(self.form)
        self._draft = workspace.ask(needs.need_draft, need_id) if need_id else self._empty_draft()
        values = asdict(self._draft)
        self.form.set_values(values | {"rome_code": values["rome_code"] or None})
        self.form.editor("rome_code").setFocus()

    def _ask_post(self, form: Form) -> None:
        form.section("Poste", "dans l’ordre de la fiche de poste", page_column=0)
        form.add("rome_code", "&Métier (ROME)", JobField(), span=2)
        form.add("title", "&Poste", TextField("Manœuvre gros œuvre", longest=120), required=True, span=2)
        form.add("company_id", "&Entreprise", SearchField(self._find, self._write), required=True, span=2)
        form.add("place", "&Adresse exacte", TextField("12 rue du Port, chantier du quai", longest=120), span=2)
        form.add("commune_code", "C&ommune", CommuneField(), span=2)
        form.add(
            "contract_type", "&Contrat", ChoiceField([(contract, contract.label) for contract in EmploymentContract])
        )
        form.add("contract_detail", "Précision", TextField("surcroît d’activité", longest=120))
        form.add("hours_per_week", "&Heures par semaine", IntegerField(1, 48), required=True)
        form.add("posts", "&Nombre de postes", IntegerField(1, 200), required=True)
        form.add("starts_on", "&Début", DateField(), required=True)
        form.add("duration_months", "D&urée en mois", IntegerField(0, 120))
        form.add("wage", "Sa&laire", TextField("12,40 € de l’heure, panier", longest=120), span=2)

    def _ask_profile(self, form: Form) -> None:
        form.section("Missions et profil", page_column=1)
        form.add("duties", "M&issions", LinesField(3), span=2)
        form.add(
            "requirements",
            "E&xigences",
            WordsField("CACES R482 A, permis B"),
            help="Séparées par des virgules. Sans elles, personne ne peut être proposé.",
            span=2,
        )
        form.add(
            "wishes",
            "Souhaits",
            WordsField("première expérience du chantier"),
            help="Un plus, jamais un motif d’exclusion.",
            span=2,
        )
        form.add("cv_needed", "", CheckField("C&V demandé"))
        form.add("qpv_only", "", CheckField("Réservé aux habitants des &QPV"))

    def _ask_conditions(self, form: Form) -> None:
        form.section("Conditions de travail", page_column=1)
        form.add("schedule", "Horaires et pauses", TextField("7 h 30 à 16 h, pause à midi", longest=300), span=2)
        form.add("without_car", "", CheckField("Accessible &sans voiture"), span=2)
        form.add("welcome", "Accueil du premier &jour", TextField("7 h 15, base vie", longest=300), span=2)
        form.add("tutor", "&Tuteur", TextField("nom, fonction, disponibilité", longest=200), span=2)
        form.add("equipment", "Équipements de protection", TextField("fournis par l’entreprise", longest=300), span=2)
        form.add("machines", "", CheckField("Conduite d’en&gins"), span=2)
        form.add(
            "asked_to",
            "Informations manquantes",
            TextField("salaire\u00a0: demandé à Laure Pignol pour le 12/12", longest=200),
            help="Ce qui n’est pas disponible, à qui c’est demandé et pour quand.",
            span=2,
        )
        form.add("note", "&Remarques", LinesField(2), span=2)

    def _empty_draft(self) -> NeedDraft:
        return NeedDraft(
            company_id=self._workspace.ask(needs.usual_company, self._lot_id),
            title="",
            starts_on=None,
            commune_code=self._workspace.ask(lots.lot_draft, self._lot_id).commune_code,
        )

    def keep(self, values: dict[str, Any]) -> Any:
        for name in ("posts", "hours_per_week"):
            values[name] = getattr(self._draft, name) if values[name] is None else values[name]
        draft = NeedDraft(**asdict(self._draft) | values)
        if self._need_id is None:
            return self._workspace.do(needs.create_need, self._lot_id, draft)
        self._workspace.do(needs.correct_need, self._need_id, draft)
        return self._need_id

    def _find(self, text: str) -> Any:
        return self._workspace.ask(companies_like, text)

    def _write(self, company_id: str) -> str:
        return self._workspace.ask(company_named, company_id)


def _find_jobs(text: str) -> list[tuple[str, str]]:
    return [(job.code, f"{job.label} ({job.code})") for job in reference.find_jobs(text)]


def _job_name(code: str) -> str:
    label = reference.job_label(code)
    return code if label == code else f"{label} ({code})"
