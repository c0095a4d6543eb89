"""The form of a proposal of penalty: the article and its figures, then the file that supports it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.penalties import Decision
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted, written_date, written_hours
from facilitator_app.ui.fields import ChoiceField, DateField, EurosField, IntegerField, LinesField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import penalties
from facilitator_app.use_cases.returns.penalties import PenaltyDraft, PenaltySheet

_COPIED = "Tel que l’article le dit\u00a0; vide s’il n’en parle pas."

_ARTICLE = "Avec la période ou le manquement visé, par exemple\u00a0: 8.2.2, relevés du 1er trimestre."

_RUNNING = "Rien ne manque avant la fin du lot\u00a0: seuls le retard et le forfait comptent."


class PenaltyForm(FormDialog):
    """The amount is told while the figures are typed; nothing is ever filled in."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, sheet: PenaltySheet, late_since: dt.date | None = None
    ) -> None:
        """`late_since`: the day when the oldest return that did not come was expected."""
        super().__init__(parent, f"Proposition de pénalité, {sheet.code}", page_columns=2)
        self.find_again(workspace, sheet.lot_id, sheet.company_id, sheet.proposal_id)
        self._workspace, self._sheet = workspace, sheet
        form = self.form
        missing = "lot en cours" if sheet.running else f"{written_hours(sheet.missing)} manquantes"
        form.section("Article du marché", missing)
        form.add("article", "Ar&ticle", TextField(longest=60), required=True, span=2, help=_ARTICLE)
        form.add("per_hour", "Par &heure manquante (€)", EurosField(), help=_per_hour(sheet))
        form.add("late_days", "&Jours de retard", IntegerField(0, 3650), help=_late(late_since, workspace.today()))
        form.add("per_late_day", "Par jour de retard (€)", EurosField())
        form.add("flat", "&Forfait (€)", EurosField())
        form.add("cap", "P&lafond (€)", EurosField())
        self.reckoning = Label("", "second", wrap=True)
        form.section("Calcul").add(self.reckoning)
        form.section("Dossier", "incomplet" if sheet.lacking else "complet", page_column=1)
        sent = ", ".join(f"{what.lower()} le {written_date(day)}" for day, what in sheet.reminders)
        form.add("explanations_text", "E&xplications du titulaire", LinesField(3), span=2,
                 help=f"Relances\u00a0: {sent or 'aucune'}.")  # fmt: skip
        form.add("explained_on", "&Reçues le", DateField())
        form.add("opinion_text", "A&vis de la structure", LinesField(3), span=2)
        form.section("Décision de l’acheteur", page_column=1)
        decisions = ((one, one.label) for one in Decision)
        form.add("decision", "&Décision", ChoiceField(decisions, empty="En attente"), span=2, help=_lacking(sheet))
        form.add("decided_on", "&Prise le", DateField())
        form.add("decided_by", "Par &qui", TextField(longest=120))
        form.add("decided_amount", "&Montant retenu (€)", EurosField())
        form.set_values({name: getattr(sheet.draft, name) for name in PenaltyDraft.__dataclass_fields__})
        form.changed.connect(self._reckon)
        self._reckon()

    def keep(self, values: dict[str, Any]) -> Any:
        sheet = self._sheet
        draft, today = PenaltyDraft(**values), self._workspace.today()
        kept = self._workspace.do(
            penalties.keep_penalty, sheet.lot_id, sheet.company_id, draft, today, sheet.proposal_id
        )
        return kept, sheet.code

    def _reckon(self) -> None:
        try:
            lines = penalties.told(PenaltyDraft(**self.form.values()), self._sheet.missing)
        except Refusal:  # a figure half typed
            return
        self.reckoning.setText(
            "\n".join(lines) or "Recopiez les montants de l’article\u00a0: rien n’est calculé sans eux."
        )


def _per_hour(sheet: PenaltySheet) -> str:
    if sheet.running:
        return _RUNNING
    return (sheet.missing and sheet.claimed) or _COPIED


def _late(since: dt.date | None, today: dt.date) -> str:
    """The figure is told, not filled in: the article says from which day it runs."""
    return f"Relevé attendu le {written_date(since)}, il y a {counted((today - since).days, 'jour')}." if since else ""


def _lacking(sheet: PenaltySheet) -> str:
    return f"Avant de décider, il manque\u00a0: {', '.join(sheet.lacking)}." if sheet.lacking else ""
