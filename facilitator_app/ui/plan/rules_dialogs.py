"""The house's figures for programming: its rules, and its table of European thresholds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.legal_threshold import BuyerKind, ContractKind, Threshold
from facilitator_app.domain.values import written_date, written_euros
from facilitator_app.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    EurosField,
    HoursField,
    IntegerField,
    TextField,
)
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.percent_field import PercentField
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Card, Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import purchase_plan
from facilitator_app.use_cases.purchase_plan import PlanRulesDraft, ThresholdDraft

THRESHOLDS: tuple[Column[Threshold], ...] = (
    Column("Marché", lambda line: line.contract_kind.label,
           second=lambda line: line.buyer_kind.label if line.buyer_kind else "Tous les acheteurs",
           strong=True, stretch=True),
    Column("Période", lambda line: f"{line.valid_from.year}",
           second=lambda line: f"jusqu’au {written_date(line.valid_until)}" if line.valid_until else "sans fin connue",
           sort_key=lambda line: line.valid_from, width=140),
    Column("Seuil HT", lambda line: written_euros(line.amount), sort_key=lambda line: line.amount, number=True,
           width=110),
    Column("État", lambda line: "Vérifié" if line.confirmed else "À confirmer",
           tone=lambda line: "success" if line.confirmed else "warning", badge=True, width=130),
)  # fmt: skip


class PlanRulesDialog(FormDialog):
    """Both on one page: what the advice rests on, then the thresholds, each with its own form."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Règles de la programmation", "Enregistrer les règles", page_columns=2)
        self.find_again(workspace)
        self._workspace = workspace
        form = self.form
        form.section("Obligation et objectif")
        form.add("required_from", "Clause obligatoire de&puis le", DateField(), required=True)
        form.add("target_share", "&Objectif d’achats avec clause (%)", PercentField(), required=True)
        form.section("Vivier et heures")
        form.add(
            "quarter_capacity", "&Capacité par trimestre", HoursField(), help="Vide\u00a0: estimée d’après le fichier."
        )
        form.add("month_capacity", "Capacité par &mois d’un lot", HoursField(), help="Vide\u00a0: sans alerte.")
        form.add("hours_per_day", "Heures d’une &journée", HoursField(), required=True)
        form.add("short_months", "Marché court en dessous de (m&ois)", IntegerField(0, 60), required=True)
        form.add("too_few_hours", "Clause peu &réaliste sous (h)", HoursField(), required=True)
        form.add("few_hours", "Em&bauche directe rare sous (h)", HoursField(), required=True)
        form.section("Conseil d’achat", "structures capables de répondre", page_column=1)
        form.add("many_suppliers", "Tout réserver, &plus de", IntegerField(1, 10_000), required=True)
        form.add("some_suppliers", "Réserver un &lot, plus de", IntegerField(1, 10_000), required=True)
        form.add("few_suppliers", "Cla&use d’exécution, plus de", IntegerField(0, 10_000), required=True)
        form.add("dependency", "&Dépendance, moins de (%)", PercentField(), required=True)
        form.add("supplier_turnover", "C&hiffre d’affaires moyen (€ HT)", EurosField(), help="D’une structure d’ici.")
        form.set_values(asdict(workspace.ask(purchase_plan.plan_rules)))
        self.model: RowsModel[Threshold] = RowsModel(THRESHOLDS, key=lambda line: line)
        self.table = Table(self.model, "Seuils européens")
        self.table.setMinimumHeight(scaled(190))
        self.table.activated_row.connect(self.edit_threshold)
        card = Card("Seuils européens", "modifiables, à compléter tous les deux ans")
        buttons = Flow()
        for text, icon, act in (
            ("Aj&outer un seuil…", "plus", self.add_threshold), ("Modi&fier…", "pencil", self.edit_selected),
            ("&Retirer", "trash-2", self.remove_selected),
        ):  # fmt: skip
            button = ActionButton(text, icon, small=True)
            button.clicked.connect(act)
            buttons.addWidget(button)
        card.body.addLayout(buttons)
        card.add(self.table)
        self.body.insertWidget(2, card)
        self.show_thresholds()

    def show_thresholds(self, _done: Any = None) -> None:
        self.model.show(self._workspace.ask(purchase_plan.thresholds))

    def add_threshold(self) -> None:
        self._open(None)

    def edit_selected(self) -> None:
        if (line := self.table.current_row()) is not None:
            self._open(line)

    def edit_threshold(self, line: Threshold) -> None:
        self._open(line)

    def remove_selected(self) -> None:
        if (line := self.table.current_row()) is not None:
            self._workspace.do(purchase_plan.remove_threshold, line)
            self.show_thresholds()

    def keep(self, values: dict[str, Any]) -> Any:
        return self._workspace.do(purchase_plan.change_plan_rules, PlanRulesDraft(**values))

    def _open(self, line: Threshold | None) -> None:
        dialog = ThresholdDialog(self, self._workspace, line)
        dialog.kept.connect(self.show_thresholds)
        dialog.open()


class ThresholdDialog(FormDialog):
    """One line of the table."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, line: Threshold | None) -> None:
        super().__init__(parent, "Seuil européen", "Enregistrer le seuil")
        self.find_again(workspace, str(line) if line else None)
        self._workspace = workspace
        self._line = line
        form = self.form
        form.section("")
        form.add("contract_kind", "&Marché", ChoiceField([(kind, kind.label) for kind in ContractKind], "À choisir"),
                 required=True)  # fmt: skip
        form.add("buyer_kind", "&Acheteur", ChoiceField([(kind, kind.label) for kind in BuyerKind], "Tous"))
        form.add("valid_from", "&Du", DateField(), required=True)
        form.add("valid_until", "A&u", DateField())
        form.add("amount", "&Seuil (€ HT)", EurosField(), required=True)
        form.add("source", "S&ource", TextField("Avis publié au Journal officiel", longest=200))
        form.add("confirmed", "", CheckField("Vérifié dans le texte publié"))
        form.set_values(line._asdict() if line else {"confirmed": True})

    def keep(self, values: dict[str, Any]) -> Any:
        return self._workspace.do(purchase_plan.keep_threshold, ThresholdDraft(**values), self._line)
