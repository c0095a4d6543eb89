"""Calibrating a lot by trade, forwards from its figures or backwards from the hours wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.account.due import Terms
from facilitator_app.domain.calibration_by_trade import equivalents, guards
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Euros, Hours, written_hours, written_percent
from facilitator_app.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    HoursField,
    IntegerField,
    TextField,
)
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.plan.equivalent_fields import EquivalentFields
from facilitator_app.ui.plan.trade_rows import TradeRows
from facilitator_app.ui.widgets import ActionButton, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import calibrations, labour_trades, office, purchase_plan
from facilitator_app.use_cases.calibrations import CalibrationDraft
from facilitator_app.use_cases.kept_typing import Typed

_WIDTH = 1020  # pixels at the usual text size: two fields and the longest rounding side by side, twice


class CalibrationDialog(FormDialog):
    """Of a lot (`lot_id`), or of a lot foreseen (`purchase_id`, `lot_number`); `kept` gives the version."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, *, lot_id: Key | None = None,
        purchase_id: Key | None = None, lot_number: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent, "Calibrer les heures", "Garder ce calibrage", page_columns=2)
        self.find_again(workspace, lot_id, purchase_id, lot_number)
        self._workspace = workspace
        self._whose: dict[str, Any] = {"lot_id": lot_id or "", "purchase_id": purchase_id or ""}
        self._lot_number = lot_number
        self._rules = workspace.ask(purchase_plan.plan_rules)
        self._divisors = workspace.ask(purchase_plan.divisors)
        start = workspace.ask(calibrations.draft_to_start_from, **self._whose, lot_number=lot_number)
        self._result = Label("", "card", wrap=True)
        self._about = Label("", "second", wrap=True)
        self.body.insertWidget(1, self._result)
        self.body.insertWidget(2, self._about)
        cost = workspace.ask(office.rules).hourly_cost
        self.trades = TradeRows(self.form, workspace.ask(labour_trades.labour_trades), cost)
        self._fields(start, cost, foreseen=purchase_id is not None)
        self.form.changed.connect(self.recount)
        self.trades.changed.connect(self.recount)
        self.equivalents.typed.connect(self._keep_hours)
        self.recount()
        self.resize(scaled(_WIDTH), self.height())

    def draft(self, values: dict[str, Any]) -> CalibrationDraft:
        return CalibrationDraft(
            trades=tuple(trade for _, trade in self.trades.drafts(values)), rounding=values["rounding"],
            months=values["months"], kept_hours=values["kept_hours"], reason=values["reason"],
            lot_number=self._lot_number, title=values.get("title", ""), use=values.get("use", False),
            effective_on=values.get("effective_on"), obligation_id=values.get("obligation_id"),
            article=values.get("article", ""),
        )  # fmt: skip

    def make_room(self, typed: Typed) -> None:
        self.trades.make_room(typed)

    def recount(self) -> None:
        """Say what the figures give, as they are typed."""
        try:
            draft = self.draft(self.form.values())
            formula = calibrations.formula_of(draft.trades, draft.rounding)
        except Refusal:
            self._result.setText("Indiquez pour chaque métier montant, main-d’œuvre, effort et coût horaire.")
            self._about.setText("")
            kept, months = (field.value() for field in (self._kept, self._months))
            self.equivalents.show_hours(kept, months)
            return
        kept = formula.target_hours if draft.kept_hours is None else draft.kept_hours
        shown = " + ".join(trade.figures.formula().partition(" = ")[0] for trade in formula.trades)
        self._result.setText(f"{shown} = {written_hours(formula.target_hours)}")
        said = [f"{written_hours(kept)}\u00a0: {equivalents(kept, draft.months, self._divisors).sentence()}."]
        said += guards(formula, kept, draft.months, self._rules.advice)
        self._about.setText(" ".join(said))
        self.equivalents.show_hours(kept, draft.months)

    def work_backwards(self) -> None:
        """Put in every trade the insertion rate that gives the hours kept."""
        try:
            values = self.form.values()
            wanted: Hours | None = values["kept_hours"]
            if wanted is None:
                raise Refusal.because("Indiquez les heures voulues, par exemple 833.", "kept_hours")
            placed = self.trades.drafts(values)
            trades = [replace(trade, insertion_rate=Decimal(0)) for _, trade in placed]
            back = calibrations.formula_of(trades, values["rounding"]).for_hours(wanted)
        except Refusal as refusal:
            self.form.show_problems(self._placed(refusal))
            return
        rate = back.trades[0].figures.insertion_rate
        self.form.set_values({f"insertion_rate{place}": rate for place, _ in placed})
        self.recount()
        self._about.setText(f"Effort d’insertion\u00a0: {written_percent(rate, 2)}. {self._about.text()}")

    def keep(self, values: dict[str, Any]) -> Any:
        try:
            return self._workspace.do(
                calibrations.keep_calibration, self.draft(values), self._workspace.today(), **self._whose
            )
        except Refusal as refusal:
            raise Refusal(*self._placed(refusal)) from None

    def _fields(self, start: CalibrationDraft, cost: Euros, *, foreseen: bool) -> None:
        form = self.form
        first, *others = start.trades
        self.trades.show((replace(first, hourly_cost=first.hourly_cost or cost), *others))
        form.section("Résultat", page_column=1)
        self._kept = form.add("kept_hours", "&Heures retenues", HoursField(), help="Vide\u00a0: celles de la formule.")
        self._months = form.add("months", "Durée en &mois", IntegerField(1, 600))
        self.equivalents = EquivalentFields(form, self._divisors)
        form.add("rounding", "A&rrondi", ChoiceField([(each, each.label) for each in Rounding]))
        form.add("reason", "Moti&f de l’écart", TextField(longest=500), span=2)
        back = ActionButton("&Trouver l’effort qui donne ces heures", "undo-2", small=True)
        back.clicked.connect(self.work_backwards)
        self.body.insertLayout(3, Flow(widgets=[self.trades.add_button, back]))
        if foreseen:
            form.add("title", "&Intitulé du lot", TextField(longest=200), span=2)
        else:
            form.section("Au compte du lot", "l’ancien chiffre y reste", page_column=1)
            form.add("use", "", CheckField("En faire les heures dues du lot"), span=2)
            add_what_is_owed(form, self._workspace, self._whose["lot_id"])
        known: dict[str, Any] = {
            "rounding": start.rounding, "months": start.months, "kept_hours": start.kept_hours, "reason": start.reason,
            "title": start.title, "use": True,
        }  # fmt: skip
        form.set_values(known)

    def _keep_hours(self, kept: Hours) -> None:
        self.form.set_values({"kept_hours": kept})
        self.recount()

    def _placed(self, refusal: Refusal) -> list[Problem]:
        """`trades.1.amount` is the field `amount1` of the form; a whole line is shown under its amount."""
        placed = []
        for problem in refusal.problems:
            head, _, rest = problem.field.partition(".")
            if head == "trades" and rest:
                number, _, figure = rest.partition(".")
                place, _ = self.trades.drafts(self.form.values())[int(number)]
                placed.append(Problem(f"{figure or 'amount'}{place}", problem.message))
            else:
                placed.append(problem)
        return placed


def add_what_is_owed(form: Form, workspace: Workspace, lot_id: Key) -> None:
    """From when the lot owes the hours, by which article, and by which obligation when it has several."""
    form.add("effective_on", "À comp&ter du", DateField(), help="Vide\u00a0: aujourd’hui.")
    form.add("article", "Arti&cle", TextField("Avenant n° 2, article 3", longest=60))
    terms = workspace.ask(calibrations.obligations_to_amend, lot_id)
    if len(terms) > 1:
        form.add("obligation_id", "Ob&ligation", ChoiceField(obligation_choices(terms)), span=2)
        form.set_values({"obligation_id": terms[0].key})


def obligation_choices(terms: Sequence[Terms]) -> list[tuple[Any, str]]:
    """The obligations of a lot, as a form names them."""
    return [(one.key or None, one.label or one.form.label) for one in terms]
