"""Typing a lot: what it owes, the calibration that proposes it, its dates, who holds it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.calibration import advice
from facilitator_app.domain.contract import ClauseKind, Segment
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import add_months, written_hours
from facilitator_app.ui.fields import ChoiceField, DateField, EurosField, HoursField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.holders_field import HoldersField
from facilitator_app.ui.percent_field import PercentField, write_percent
from facilitator_app.ui.search_field import SearchField
from facilitator_app.ui.widgets import ActionButton, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import contracts, labour_trades, lots, office, reference
from facilitator_app.use_cases.labour_trades import TradeLine
from facilitator_app.use_cases.lots import LotDraft, calibration_of

DAYS_IN_A_MONTH = Decimal("30.4375")


class CommuneField(SearchField):
    """A commune of the shipped table, by name or postal code; the value is its INSEE code."""

    def __init__(self) -> None:
        super().__init__(_find_communes, _commune_name, "Commune ou code postal")


class LotDialog(FormDialog):
    """A new lot of a contract, or one to correct when `lot_id` is given; `kept` gives its key."""

    def __init__(
        self, workspace: Workspace, contract_id: str, lot_id: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "Fiche du lot" if lot_id else "Nouveau lot", "Enregistrer le lot", page_columns=2)
        self.find_again(workspace, contract_id, lot_id)
        self._workspace, self._contract_id, self._lot_id = workspace, contract_id, lot_id
        self._lay_out()
        if lot_id:
            self._draft = workspace.ask(lots.lot_draft, lot_id)
        else:
            self._draft = self._proposed()
        self.form.set_values({field.name: getattr(self._draft, field.name) for field in fields(LotDraft)})
        self.form.changed.connect(self._show_calibration)
        self._show_calibration()
        self.form.editor("title").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        known = {field.name: getattr(self._draft, field.name) for field in fields(LotDraft)}
        draft = LotDraft(**known | values)
        try:
            if self._lot_id is None:
                return self._workspace.do(lots.add_lot, self._contract_id, draft)
            self._workspace.do(lots.correct_lot, self._lot_id, draft)
        except Refusal as refusal:
            raise Refusal(*(_in_this_form(problem) for problem in refusal.problems)) from None
        return self._lot_id

    def _lay_out(self) -> None:
        form = self.form
        form.section("Lot", page_column=0)
        form.add("number", "&Numéro", TextField(longest=10), help="Vide pour un lot unique.")
        form.add("title", "&Intitulé", TextField("Gros œuvre"), help="Facultatif pour un lot unique.")
        form.add("segment", "&Segment", ChoiceField([(s, s.label) for s in Segment], "Non précisé"))
        form.add("clause", "&Outil", ChoiceField([(clause, clause.label) for clause in ClauseKind]))
        form.add("starts_on", "&Début", DateField())
        form.add("ends_on", "&Fin", DateField())
        form.add("commune_code", "&Lieu d’exécution", CommuneField(), span=2)
        form.section("Titulaire", "et correspondant à appeler", page_column=0, columns=1)
        form.add("holders", "&Entreprises", HoldersField(self._workspace))
        card = form.section("Calibrage", "montant × main-d’œuvre × effort ÷ coût horaire", page_column=1)
        form.add("amount", "&Montant du lot (€ HT)", EurosField())
        form.add("labour_share", "&Part de main-d’œuvre (%)", PercentField())
        form.add("insertion_rate", "Effort d’insertion (%)", PercentField())
        form.add("hourly_cost", "Coût horaire chargé (€)", EurosField())
        self._usual = ChoiceField(
            [
                (usual, f"{usual.trade}\u00a0: {write_percent(usual.share)}\u00a0%")
                for usual in self._workspace.ask(labour_trades.labour_trades)
                if usual.share is not None
            ],
            "Parts usuelles par corps d’état",
        )
        self._usual.setAccessibleName("Parts usuelles de main-d’œuvre")
        self._usual.changed.connect(self._take_usual_share)
        self.formula = Label("", "strong", wrap=True)
        self.formula.setMinimumWidth(120)
        self._take = ActionButton("Reprendre ces heures", "arrow-down", small=True)
        self._take.clicked.connect(self._take_hours)
        self.advice = Label("", "second", ink="warning", wrap=True)
        for widget in (self._usual, self.formula, self._take, self.advice):
            card.add(widget)
        form.section("Heures dues", "celles du contrat font foi", page_column=1)
        form.add("due_hours", "&Heures dues", HoursField())
        form.add("due_reason", "Moti&f de l’écart", TextField("article 8.2 du CCAP", longest=500))

    def _proposed(self) -> LotDraft:
        """What is known already: the next number, the dates of the contract, the house's hourly cost."""
        contract = self._workspace.ask(contracts.contract_draft, self._contract_id)
        number = self._workspace.ask(lots.next_lot_number, self._contract_id)
        end = None
        if contract.notified_on and contract.duration_months:
            end = add_months(contract.notified_on, contract.duration_months) - dt.timedelta(1)
        return LotDraft(
            number=number,
            amount=contract.amount if number == "1" else None,
            hourly_cost=self._workspace.ask(office.rules).hourly_cost,
            starts_on=contract.notified_on,
            ends_on=end,
        )

    def _value(self, field: str) -> Any:
        editor: Any = self.form.editor(field)
        return editor.value()

    def _show_calibration(self) -> None:
        """The formula with its figures as they are typed, and what a facilitator would say of the result."""
        self._target = None
        try:
            calibration = calibration_of(
                *(self._value(name) for name in ("amount", "labour_share", "insertion_rate", "hourly_cost"))
            )
        except Refusal as refusal:
            self.formula.setText(str(refusal))
        else:
            self._target = calibration.target_hours if calibration else None
            self.formula.setText(
                calibration.formula() if calibration else "Renseignez les quatre chiffres pour proposer des heures."
            )
        due = self._value("due_hours")
        self._take.setVisible(self._target is not None and self._target != due)
        if self._target is not None:
            self._take.setText(f"Reprendre {written_hours(self._target)}")
        starts, ends = self._value("starts_on"), self._value("ends_on")
        months = ((ends - starts).days + 1) / DAYS_IN_A_MONTH if starts and ends and ends >= starts else None
        aimed = due if due is not None else self._target
        said = "\n".join(advice(aimed, months)) if aimed is not None else ""
        self.advice.setText(said)
        self.advice.setVisible(bool(said))

    def _take_hours(self) -> None:
        self.form.set_values({"due_hours": self._target})
        self._show_calibration()
        self.form.editor("due_hours").setFocus()

    def _take_usual_share(self) -> None:
        usual: TradeLine | None = self._usual.value()
        if usual is not None:
            cost = {"hourly_cost": usual.hourly_cost} if usual.hourly_cost else {}
            self.form.set_values({"labour_share": usual.share} | cost)
            self._show_calibration()


def _in_this_form(problem: Problem) -> Problem:
    """What concerns a company or a contact of the lot is said under the holders."""
    field = "holders" if problem.field.partition(".")[0] in ("company", "contact") else problem.field
    return Problem(field, problem.message)


def _find_communes(text: str) -> list[tuple[str, str]]:
    return [(place.code, f"{place.name} ({place.postal_codes[0]})") for place in reference.find_communes(text)]


def _commune_name(code: str) -> str:
    place = reference.commune(code)
    return f"{place.name} ({place.postal_codes[0]})" if place else code
