"""The short questions of matching: a reason, an answer, the lot of a new need."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import ChoiceField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.search_field import SearchField, among
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching import proposals
from facilitator_app.use_cases.matching.proposals import ProposalLine
from facilitator_app.use_cases.placement_choices import lots_to_place_on


class SetAsideDialog(FormDialog):
    """Why a person is taken out of the ranking of a need."""

    def __init__(
        self, workspace: Workspace, need_id: str, need: str, person: str, name: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent, f"Écarter {name}", f"Écarter {name}")
        self.find_again(workspace, need_id, person)
        self._workspace, self._need_id, self._person = workspace, need_id, person
        self.form.section(f"Pour le besoin {need} seulement", columns=1)
        self.form.add(
            "reason", "&Motif", TextField(longest=500), required=True,
            help="Gardé avec le besoin. Exemple\u00a0: ne souhaite plus travailler sur un chantier.",
        )  # fmt: skip
        warn_in(self, "reason")
        self.form.editor("reason").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        today = self._workspace.today()
        self._workspace.do(proposals.set_aside, self._need_id, self._person, values["reason"], today)


class AnswerDialog(FormDialog):
    """What was answered to a proposal."""

    def __init__(self, workspace: Workspace, line: ProposalLine, need: str, parent: QWidget | None) -> None:
        super().__init__(parent, f"Réponse pour {line.name}", "Noter la réponse")
        self.find_again(workspace, line.id)
        self._workspace, self._line = workspace, line
        self.form.section(f"Besoin {need}", columns=1)
        states = (*proposals.ANSWERS, ProposalState.PROPOSED)
        labels = [(state, "Pas encore de réponse" if state is states[-1] else state.label) for state in states]
        self.form.add("state", "&Réponse", ChoiceField(labels), required=True)
        self.form.add(
            "reason", "&Motif", TextField(longest=500), help="Facultatif. Exemple\u00a0: profil trop débutant."
        )
        known = line.state if line.state in proposals.ANSWERS else proposals.ANSWERS[0]
        self.form.set_values({"state": known, "reason": line.reason})
        warn_in(self, "reason")
        self.form.editor("state").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        today = self._workspace.today()
        self._workspace.do(proposals.note_answer, self._line.id, values["state"], values["reason"] or "", today)


class LotDialog(FormDialog):
    """On which lot the new need is; `kept` gives the key of the lot."""

    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        super().__init__(parent, "Nouveau besoin", "Continuer")
        lots = workspace.ask(lots_to_place_on)
        labels: dict[Any, str] = dict(lots)
        self.form.section("Pour quel lot\u00a0?", columns=1)
        self.form.add("lot", "&Lot", SearchField(among(lots), labels.__getitem__), required=True)
        self.form.editor("lot").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        if values["lot"] is None:
            raise Refusal.because("Choisissez le lot\u00a0: tapez son nom ou celui du marché.", "lot")
        return values["lot"]
