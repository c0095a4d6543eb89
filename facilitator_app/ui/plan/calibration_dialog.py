"""Calibrating a lot by trade, forwards from its figures or backwards from the hours wanted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.account.due import Terms
from facilitator_app.domain.calibration_by_trade import equivalents, guards
from facilitator_app.domain.calibration_defaults import DEFAULT_LABOUR_SHARES
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Hours, written_hours, written_percent
from facilitator_app.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    EurosField,
    HoursField,
    IntegerField,
    TextField,
)
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.percent_field import PercentField
from facilitator_app.ui.widgets import ActionButton, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import calibrations, office, purchase_plan
from facilitator_app.use_cases.calibrations import CalibrationDraft, TradeDraft

MOST_TRADES = 6
_FIGURES = ("name", "amount", "labour_share", "insertion_rate", "hourly_cost")


class CalibrationDialog(FormDialog):
    """Of a lot (`lot_id`), or of a lot foreseen (`purchase_id`, `lot_number`); `kept` gives the version."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, *, lot_id: Key | None = None,
        purchase_id: Key | None = None, lot_number: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent, "Calibrer les heures", "Garder ce calibrage", page_columns=2)
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
        self._fields(start, foreseen=purchase_id is not None)
        first = start.trades[0]
        if first.hourly_cost is None:
            self.form.set_values({"hourly_cost0": cost})
        self.form.changed.connect(self.recount)
        self.recount()

    def draft(self, values: dict[str, Any]) -> CalibrationDraft:
        trades = [TradeDraft(*(values[f"{name}{place}"] for name in _FIGURES)) for place in range(MOST_TRADES)]
        typed = tuple(trade for trade in trades if trade != TradeDraft(name=trade.name) or trade.name)
        return CalibrationDraft(
            trades=typed, rounding=values["rounding"], months=values["months"], kept_hours=values["kept_hours"],
            reason=values["reason"], lot_number=self._lot_number, title=values.get("title", ""),
            use=values.get("use", False), effective_on=values.get("effective_on"),
            obligation_id=values.get("obligation_id"), article=values.get("article", ""),
        )  # fmt: skip

    def recount(self) -> None:
        """Say what the figures give, as they are typed."""
        try:
            draft = self.draft(self.form.values())
            formula = calibrations.formula_of(draft.trades, draft.rounding)
        except Refusal:
            self._result.setText("Indiquez pour chaque métier montant, main-d’œuvre, effort et coût horaire.")
            self._about.setText("")
            return
        kept = formula.target_hours if draft.kept_hours is None else draft.kept_hours
        shown = " + ".join(trade.figures.formula().partition(" = ")[0] for trade in formula.trades)
        self._result.setText(f"{shown} = {written_hours(formula.target_hours)}")
        said = [f"{written_hours(kept)}\u00a0: {equivalents(kept, draft.months, self._divisors).sentence()}."]
        said += guards(formula, kept, draft.months, self._rules.advice)
        self._about.setText(" ".join(said))

    def work_backwards(self) -> None:
        """Put in every trade the insertion rate that gives the hours kept."""
        try:
            values = self.form.values()
            wanted: Hours | None = values["kept_hours"]
            if wanted is None:
                raise Refusal.because("Indiquez les heures voulues, par exemple 833.", "kept_hours")
            draft = self.draft(values)
            trades = [
                TradeDraft(trade.name, trade.amount, trade.labour_share, Decimal(0), trade.hourly_cost)
                for trade in draft.trades
            ]
            back = calibrations.formula_of(trades, draft.rounding).for_hours(wanted)
        except Refusal as refusal:
            self.form.show_problems(_placed(refusal))
            return
        rate = back.trades[0].figures.insertion_rate
        self.form.set_values({f"insertion_rate{place}": rate for place in range(len(trades))})
        self.recount()
        self._about.setText(f"Effort d’insertion\u00a0: {written_percent(rate, 2)}. {self._about.text()}")

    def keep(self, values: dict[str, Any]) -> Any:
        try:
            return self._workspace.do(
                calibrations.keep_calibration, self.draft(values), self._workspace.today(), **self._whose
            )
        except Refusal as refusal:
            raise Refusal(*_placed(refusal)) from None

    def _fields(self, start: CalibrationDraft, *, foreseen: bool) -> None:
        form = self.form
        known: dict[str, Any] = {
            "rounding": start.rounding, "months": start.months, "kept_hours": start.kept_hours, "reason": start.reason,
            "title": start.title, "use": True,
        }  # fmt: skip
        form.section("Résultat", page_column=1)
        form.add("kept_hours", "&Heures retenues", HoursField(), help="Vide\u00a0: celles de la formule.")
        form.add("months", "Durée en &mois", IntegerField(1, 600))
        form.add("rounding", "&Arrondi", ChoiceField([(each, each.label) for each in Rounding]))
        form.add("reason", "&Motif de l’écart", TextField(longest=500))
        back = ActionButton("&Trouver l’effort qui donne ces heures", "undo-2", small=True)
        back.clicked.connect(self.work_backwards)
        self.body.insertLayout(3, Flow(widgets=[back]))
        if foreseen:
            form.add("title", "&Intitulé du lot", TextField(longest=200), span=2)
        else:
            form.add("use", "", CheckField("En faire les heures dues du lot"), span=2)
            add_what_is_owed(form, self._workspace, self._whose["lot_id"])
        for place in range(MOST_TRADES):
            trade = start.trades[place] if place < len(start.trades) else TradeDraft()
            form.section(f"Métier {place + 1}", page_column=place % 2)
            name = form.add(f"name{place}", "Métier", TextField("Peinture", longest=120))
            name.editingFinished.connect(partial(self._propose_share, place))
            form.add(f"amount{place}", "Montant (HT)", EurosField())
            form.add(f"labour_share{place}", "Part de main-d’œuvre", PercentField())
            form.add(f"insertion_rate{place}", "Effort d’insertion", PercentField())
            form.add(f"hourly_cost{place}", "Coût horaire", EurosField())
            known |= {f"{figure}{place}": getattr(trade, figure) for figure in _FIGURES}
        form.set_values(known)

    def _propose_share(self, place: int) -> None:
        """The usual share of a known trade, while none is typed."""
        name = self.form.editor(f"name{place}")
        share = self.form.editor(f"labour_share{place}")
        assert isinstance(name, TextField)
        assert isinstance(share, PercentField)
        if share.value() is None:
            typed = str(name.value()).casefold()
            usual = next(
                (each.share for each in DEFAULT_LABOUR_SHARES if typed and each.trade.casefold().startswith(typed)),
                None,
            )
            if usual is not None:
                share.set_value(usual)
                self.recount()


def add_what_is_owed(form: Form, workspace: Workspace, lot_id: Key) -> None:
    """From when the lot owes the hours, by which article, and by which obligation when it has several."""
    form.add(
        "effective_on", "À comp&ter du", DateField(), help="Vide\u00a0: aujourd’hui. L’ancien chiffre reste au compte."
    )
    form.add("article", "Arti&cle", TextField("Avenant n° 2, article 3", longest=60))
    terms = workspace.ask(calibrations.obligations_to_amend, lot_id)
    if len(terms) > 1:
        form.add("obligation_id", "Ob&ligation", ChoiceField(obligation_choices(terms)), span=2)
        form.set_values({"obligation_id": terms[0].key})


def obligation_choices(terms: Sequence[Terms]) -> list[tuple[Any, str]]:
    """The obligations of a lot, as a form names them."""
    return [(one.key or None, one.label or one.form.label) for one in terms]


def _placed(refusal: Refusal) -> list[Problem]:
    """`trades.1.amount` is the field `amount1` of the form; a whole line is shown under its amount."""
    placed = []
    for problem in refusal.problems:
        head, _, rest = problem.field.partition(".")
        if head == "trades" and rest:
            place, _, figure = rest.partition(".")
            placed.append(Problem(f"{figure or 'amount'}{place}", problem.message))
        else:
            placed.append(problem)
    return placed
