"""Noting what the house thinks of a company: a mark on each point, and a remark."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.company_evaluation import POINTS
from facilitator_app.domain.following import Mark
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import ChoiceField, DateField, LinesField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import company_evaluations
from facilitator_app.use_cases.company_evaluations import EvaluationDraft


class CompanyEvaluationDialog(FormDialog):
    """A new evaluation, or one to correct when `evaluation_id` is given."""

    def __init__(
        self, workspace: Workspace, company_id: str, evaluation_id: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "Évaluation de l’entreprise", "Enregistrer l’évaluation")
        self.find_again(workspace, company_id, evaluation_id)
        self._workspace, self._company_id, self._evaluation_id = workspace, company_id, evaluation_id
        form = self.form
        form.section("Grille", "laissez vide ce que vous ne savez pas")
        form.add("day", "&Date", DateField(), required=True, span=2)
        for name, words in POINTS.items():
            form.add(name, words, ChoiceField([(mark, mark.label) for mark in Mark], "–"))
        form.add("remark", "&Remarque", LinesField(3), span=2, help="Des faits, jamais un jugement sur une personne.")
        warn_in(self, "remark")
        if evaluation_id:
            draft = workspace.ask(company_evaluations.evaluation_draft, evaluation_id)
        else:
            draft = EvaluationDraft(day=workspace.today())
        form.set_values(asdict(draft))
        form.editor("day").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        draft, today = EvaluationDraft(**values), self._workspace.today()
        if self._evaluation_id is None:
            return self._workspace.do(company_evaluations.evaluate, self._company_id, draft, today)
        self._workspace.do(company_evaluations.correct_evaluation, self._evaluation_id, draft, today)
        return self._evaluation_id
