"""The forms of leaving: why and for what, then what became of the person months later."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.exits import MILESTONES, ExitClass, ExitReason, Outcome
from facilitator_app.domain.keys import Key
from facilitator_app.ui.fields import ChoiceField, DateField, LinesField, TextField
from facilitator_app.ui.following.forms import PersonForm
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import following
from facilitator_app.use_cases.following import ExitDraft, ExitLine


class ExitForm(PersonForm):
    """Says, while it is filled, how the exit will be classified."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, line: ExitLine | None) -> None:
        super().__init__(parent, workspace, person, "une sortie", line)
        placements = workspace.ask(following.placements_to_evaluate, person)
        self.form.section("Sortie")
        self.form.add(
            "placement_id", "&Parcours", ChoiceField(placements, empty="Fin du suivi, sans contrat"), span=2,
            help="Le contrat choisi se termine ce jour-là, s’il n’avait pas de fin.",
        )  # fmt: skip
        self.form.add("day", "&Date", DateField(), required=True)
        reasons = ((reason, reason.label) for reason in ExitReason)
        self.form.add("reason", "&Motif", ChoiceField(reasons, empty="À choisir"), required=True)
        outcomes = ((outcome, outcome.label) for outcome in Outcome)
        self.form.add("outcome", "&Situation à la sortie", ChoiceField(outcomes, empty="Non connue"), span=2)
        self._class = self.form.section("Classement", "à choisir")
        classes = ((one, one.label) for one in ExitClass)
        self.form.add("classified", "&Classement", ChoiceField(classes, empty="Selon la situation"))
        self.form.add("class_reason", "M&otif, s’il diffère", TextField(longest=200))
        remark = self.form.add("remark", "&Remarque", LinesField(2), span=2)
        self.watch(remark)
        self.form.set_values({"day": workspace.today(), "placement_id": placements[0][0] if placements else None})
        self.fill(line)
        if line is not None and not line.class_reason:
            self.form.set_values({"classified": None})
        self.form.changed.connect(self._classify)
        self._classify()

    def keep(self, values: dict[str, Any]) -> None:
        draft = ExitDraft(**values)
        self._workspace.do(following.keep_exit, self._person, draft, self._workspace.today(), self._key)

    def _classify(self) -> None:
        names = ("day", "reason", "outcome")
        day, reason, outcome = (self.form.editor(name).value() for name in names)  # type: ignore[attr-defined]
        computed = self._workspace.ask(following.computed_class, self._person, ExitDraft(day, reason, outcome))
        self._class.set_remark(f"selon la situation\u00a0: {computed.label}")


class LaterForm(FormDialog):
    """What the person answers 3, 6 or 12 months after she left; «Non joint» is an answer."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, exit_id: Key, person: str, months: int) -> None:
        super().__init__(parent, f"Devenir de {person}")
        self.find_again(workspace, exit_id)
        self._workspace, self._exit_id = workspace, exit_id
        self.form.section("")
        milestones = ((months_, f"{months_} mois") for months_ in MILESTONES)
        self.form.add("months", "&Après la sortie", ChoiceField(milestones), required=True)
        self.form.add("asked_on", "&Demandé le", DateField(), required=True)
        outcomes = ((outcome, outcome.label) for outcome in Outcome)
        self.form.add("answer", "&Situation", ChoiceField(outcomes, empty="À choisir"), required=True, span=2)
        self.form.add("remark", "&Remarque", TextField(longest=300), span=2)
        self.form.set_values({"months": months, "asked_on": workspace.today()})

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(
            following.keep_later_situation, self._exit_id, values["months"], values["answer"], values["asked_on"],
            self._workspace.today(), values["remark"],
        )  # fmt: skip
