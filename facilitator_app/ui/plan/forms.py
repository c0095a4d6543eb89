"""Typing a planned purchase, deciding about its clause, making it a contract."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.contract import ClauseKind, Segment
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_requirement import LegalException
from facilitator_app.domain.legal_threshold import BuyerKind, ContractKind
from facilitator_app.domain.purchase_plan import PlanStep, Screening
from facilitator_app.domain.values import written_euros, written_hours, written_percent
from facilitator_app.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    EurosField,
    HoursField,
    IntegerField,
    LinesField,
    TextField,
)
from facilitator_app.ui.forms.contract_form import BuyerField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.plan.month_field import MonthField
from facilitator_app.ui.plan.year_field import YearField
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import purchase_plan
from facilitator_app.use_cases.purchase_plan import Comparable, PurchaseDraft, ScreeningDraft

COMPARABLES: tuple[Column[Comparable], ...] = (
    Column("Lot comparable", lambda row: row.lot, second=lambda row: row.contract, strong=True, stretch=True),
    Column("Montant HT", lambda row: written_euros(row.amount), sort_key=lambda row: row.amount or 0, number=True,
           width=110),
    Column("Main-d’œuvre", lambda row: written_percent(row.labour_share), sort_key=lambda row: row.labour_share or 0,
           number=True, width=105),
    Column("Effort", lambda row: written_percent(row.insertion_rate, 1), sort_key=lambda row: row.insertion_rate,
           number=True, width=70),
    Column("Dues", lambda row: written_hours(row.due_hours), sort_key=lambda row: row.due_hours or 0, number=True,
           width=85),
)  # fmt: skip
"""The figures behind the advice."""


class PurchaseDialog(FormDialog):
    """A new line of the plan, or one to correct when `purchase_id` is given; `kept` gives its key."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, purchase_id: Key | None = None) -> None:
        title = "Achat prévu" if purchase_id else "Nouvel achat prévu"
        super().__init__(parent, title, "Enregistrer l’achat", page_columns=2)
        self.find_again(workspace, purchase_id)
        self._workspace, self._purchase_id = workspace, purchase_id
        form = self.form
        form.section("Achat", "champs suivis de * obligatoires")
        form.add("title", "Ac&hat", TextField("Nettoyage des écoles", longest=300), required=True, span=2)
        form.add("buyer", "Achete&ur", BuyerField(workspace), required=True, span=2)
        form.add("buyer_kind", "&Type d’acheteur", _choices(BuyerKind), help="Le seuil européen en dépend.", span=2)
        form.add("segment", "&Segment", _choices(Segment))
        form.add("contract_kind", "&Nature", _choices(ContractKind), help="Utile pour la maintenance.")
        form.add("family", "&Famille d’achats", TextField("Propreté", longest=120), span=2)
        form.section("Montant et heures")
        form.add("amount", "&Montant (€ HT)", EurosField(), help="Tous lots, options et reconductions compris.")
        form.add("lots", "&Lots prévus", IntegerField(1, 200))
        form.add("forecast_hours", "Heures &prévues", HoursField(), help="Ou calibrez l’achat.")
        form.add(
            "suppliers", "Structures capa&bles", IntegerField(0, 10_000), help="D’après l’annuaire de l’inclusion."
        )
        form.section("Calendrier", page_column=1)
        form.add("consultation", "&Consultation", MonthField())
        form.add("consultation_day", "&Jour", IntegerField(1, 31), help="S’il est connu.")
        form.add("notification", "N&otification", MonthField())
        form.add("duration_months", "&Durée en mois", IntegerField(1, 600))
        form.add("year", "&Année du plan", YearField(), help="Celle de la consultation si rien n’est dit.")
        form.section("À savoir", page_column=1, columns=1)
        form.add("defence", "", CheckField("Défense ou sécurité"))
        form.add("note", "&Remarques", LinesField(3))
        if purchase_id:
            self._draft = workspace.ask(purchase_plan.purchase_draft, purchase_id)
        else:
            self._draft = PurchaseDraft(title="", buyer="")
        form.set_values({field.name: getattr(self._draft, field.name) for field in fields(PurchaseDraft)})
        form.editor("title").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        draft = PurchaseDraft(**values)
        if self._purchase_id is None:
            return self._workspace.do(purchase_plan.plan_purchase, draft)
        self._workspace.do(purchase_plan.correct_purchase, self._purchase_id, draft)
        return self._purchase_id


class ScreeningDialog(FormDialog):
    """With a clause, to be studied or without: what was decided, why, and by whom."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, purchase_id: Key) -> None:
        super().__init__(parent, "Décider de la clause", "Enregistrer la décision")
        self.find_again(workspace, purchase_id)
        self._workspace, self._purchase_id = workspace, purchase_id
        advice = workspace.ask(purchase_plan.purchase_advice, purchase_id)
        said = [advice.legal.why, f"Conseil\u00a0: {advice.advised.tool.label}.", *advice.advised.figures]
        said += [text for text in (advice.range_sentence, advice.warning) if text]
        self.body.insertWidget(1, Label(" ".join(said), "second", wrap=True))
        if advice.comparables:
            alike: RowsModel[Comparable] = RowsModel(COMPARABLES, key=lambda row: row.lot_id)
            table = Table(alike, "Lots comparables de la structure")
            table.setFixedHeight(scaled(164))
            alike.show(advice.comparables)
            self.body.insertWidget(2, table)
            self.resize(scaled(760), self.height())
        form = self.form
        form.section("Décision")
        form.add("screening", "&Décision", _choices(Screening), required=True)
        form.add("clause", "&Outil", _choices(ClauseKind), help="Si une clause est retenue.")
        form.add("screening_reason", "&Motif", TextField(longest=500), span=2)
        form.add("decided_by", "Décidé &par", TextField("Direction des achats", longest=120))
        form.add("decided_on", "&Le", DateField())
        form.section("Exception à l’obligation", "motif à verser au dossier de la procédure", columns=1)
        form.add("exception", "&Exception invoquée", _choices(LegalException, "Aucune"))
        form.add("exception_reason", "Po&urquoi", LinesField(3))
        form.set_values(asdict(workspace.ask(purchase_plan.screening_draft, purchase_id)))
        form.editor("screening").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        return self._workspace.do(purchase_plan.screen, self._purchase_id, ScreeningDraft(**values))


class StepDialog(FormDialog):
    """Where the purchase stands."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, purchase_id: Key, step: PlanStep) -> None:
        super().__init__(parent, "Changer l’étape de l’achat", "Enregistrer l’étape")
        self.find_again(workspace, purchase_id)
        self._workspace, self._purchase_id = workspace, purchase_id
        steps = [(each, each.label) for each in PlanStep if each is not PlanStep.CONTRACT]
        self.form.section("", columns=1)
        self.form.add("step", "&Étape", ChoiceField(steps))
        self.form.set_values({"step": step})

    def keep(self, values: dict[str, Any]) -> Any:
        return self._workspace.do(purchase_plan.move_to, self._purchase_id, values["step"])


class BecomeContractDialog(FormDialog):
    """The only thing a contract has more than its purchase: the day it was notified. `kept` gives its key."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, purchase_id: Key, title: str) -> None:
        super().__init__(parent, "Faire de l’achat un marché", "Créer le marché")
        self.find_again(workspace, purchase_id)
        self._workspace, self._purchase_id = workspace, purchase_id
        how = f"{title}\u00a0: le marché et ses lots reprennent l’acheteur, le montant, la durée et les calibrages."
        self.body.insertWidget(1, Label(how, "second", wrap=True))
        self.form.section("", columns=1)
        self.form.add("notified_on", "&Notifié le", DateField(), help="Laissez vide tant qu’il ne l’est pas.")

    def keep(self, values: dict[str, Any]) -> Any:
        become = purchase_plan.become_contract
        return self._workspace.do(become, self._purchase_id, values["notified_on"], self._workspace.today())


def _choices(kind: Any, empty: str = "Non précisé") -> ChoiceField:
    return ChoiceField([(value, value.label) for value in kind], empty)
