"""The forms of what is noted of a person; each keeps a new record, or corrects the line it was given."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.following import POINTS, EventKind, Mark, ObstacleKind, Role, TrainingKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.prescribers import Prescriber
from facilitator_app.ui.careful import CarefulBanner
from facilitator_app.ui.fields import ChoiceField, DateField, HoursField, LinesField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import following
from facilitator_app.use_cases.following import (
    EvaluationDraft,
    EvaluationLine,
    EventDraft,
    EventLine,
    ObstacleDraft,
    ObstacleLine,
    ReferralDraft,
    ReferralLine,
    TrainingDraft,
    TrainingLine,
)


class PersonForm(FormDialog):
    """A form about one person; `line` is what it corrects, None for something new; `what` has its article."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, what: str, line: Any) -> None:
        super().__init__(parent, f"{'Noter' if line is None else 'Corriger'} {what}")
        self.find_again(workspace, person, line.id if line is not None else None)
        self._workspace, self._person = workspace, person
        self._key: Key | None = line.id if line is not None else None
        self._warning = CarefulBanner()
        self.watch = self._warning.watch
        self.body.insertWidget(1, self._warning)

    def fill(self, line: Any) -> None:
        """Show what is corrected, as far as its fields bear the same names."""
        if line is not None:
            self.form.set_values({field.name: getattr(line, field.name) for field in fields(line)})


class EventForm(PersonForm):
    """Correcting an event: what happened, and what is to be done next."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, line: EventLine | None) -> None:
        super().__init__(parent, workspace, person, "un événement", line)
        self.form.section("Ce qui s’est passé")
        self.form.add("day", "&Date", DateField(), required=True)
        self.form.add("kind", "&Nature", ChoiceField((kind, kind.label) for kind in EventKind), required=True)
        text = self.form.add("text", "&Ce qui s’est passé", LinesField(4), span=2)
        self.form.add("done_by", "Noté &par", TextField(longest=120))
        self.form.section("À faire ensuite")
        action = self.form.add("next_action", "À &faire", TextField(longest=200), span=2)
        self.form.add("next_by", "Pa&r", TextField(longest=120))
        self.form.add("next_before", "A&vant le", DateField())
        self.watch(text, action)
        self.form.set_values({"day": workspace.today(), "kind": EventKind.CALL})
        self.fill(line)

    def keep(self, values: dict[str, Any]) -> None:
        draft = EventDraft(**values)
        self._workspace.do(following.keep_event, self._person, draft, self._workspace.today(), self._key)


class TrainingForm(PersonForm):
    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, line: TrainingLine | None) -> None:
        super().__init__(parent, workspace, person, "une formation", line)
        self.form.section("")
        self.form.add("title", "&Intitulé", TextField(longest=160), required=True, span=2)
        kinds = ((kind, kind.label) for kind in TrainingKind)
        self.form.add("kind", "&Nature", ChoiceField(kinds, empty="À choisir"), required=True)
        self.form.add("organiser", "&Organisme", TextField(longest=120))
        self.form.add("starts_on", "Premier &jour", DateField(), required=True)
        self.form.add("ends_on", "&Dernier jour", DateField())
        self.form.add("hours", "&Heures", HoursField())
        known = ((True, "Obtenu"), (False, "Non obtenu"))
        self.form.add("certified", "&Certificat", ChoiceField(known, empty="Non connu"))
        self.fill(line)

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(following.keep_training, self._person, TrainingDraft(**values), self._key)


class ObstacleForm(PersonForm):
    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, line: ObstacleLine | None) -> None:
        super().__init__(parent, workspace, person, "un frein à l’emploi", line)
        self.form.section("")
        kinds = ((kind, kind.label) for kind in ObstacleKind)
        self.form.add(
            "kind", "&Nature", ChoiceField(kinds, empty="À choisir"), required=True,
            help="Ce qui touche à la santé se note «\u00a0Autre\u00a0», sans détail.",
        )  # fmt: skip
        self.form.add("noted_on", "&Constaté le", DateField(), required=True)
        answer = self.form.add(
            "answer", "&Réponse apportée", LinesField(3), span=2,
            help="Exemple\u00a0: orientation vers l’ADIL, aide au permis demandée.",
        )  # fmt: skip
        self.form.add("resolved_on", "&Levé le", DateField())
        self.watch(answer)
        self.form.set_values({"noted_on": workspace.today()})
        self.fill(line)

    def keep(self, values: dict[str, Any]) -> None:
        draft = ObstacleDraft(**values)
        self._workspace.do(following.keep_obstacle, self._person, draft, self._workspace.today(), self._key)


class EvaluationForm(PersonForm):
    """The six points of the tutor, each at most a word."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, line: EvaluationLine | None) -> None:
        super().__init__(parent, workspace, person, "une évaluation du tuteur", line)
        placements = workspace.ask(following.placements_to_evaluate, person)
        self.form.section("Parcours")
        choice = ChoiceField(placements, empty="À choisir")
        self.form.add("placement_id", "&Parcours", choice, required=True, span=2)
        self.form.add("day", "&Date", DateField(), required=True)
        self.form.add("tutor", "&Tuteur", TextField(longest=120))
        self.form.section("Appréciation")
        for point, label in POINTS.items():
            marks = ((mark, mark.label) for mark in Mark)
            self.form.add(point, label, ChoiceField(marks, empty="Non dit"))
        remark = self.form.add("remark", "&Remarque du tuteur", LinesField(3), span=2)
        self.watch(remark)
        latest = placements[0][0] if placements else None
        self.form.set_values({"day": workspace.today(), "placement_id": latest})
        self.fill(line)
        if line is not None:
            self.form.set_values(line.marks)

    def keep(self, values: dict[str, Any]) -> None:
        marks = {point: values.pop(point) for point in POINTS}
        draft = EvaluationDraft(marks=marks, **values)
        self._workspace.do(following.keep_evaluation, draft, self._workspace.today(), self._key)


class ReferralForm(PersonForm):
    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, line: ReferralLine | None) -> None:
        super().__init__(parent, workspace, person, "un prescripteur ou un référent", line)
        self.form.section("")
        roles = ((role, role.label) for role in Role)
        self.form.add("role", "&Rôle", ChoiceField(roles, empty="À choisir"), required=True)
        kinds = ((kind, kind.label) for kind in Prescriber)
        self.form.add("prescriber", "&Type de prescripteur", ChoiceField(kinds, empty="Non précisé"))
        self.form.add(
            "name", "&Nom", TextField(longest=120), required=True, span=2,
            help="Exemple\u00a0: Mission locale, Karine Lopez. L’ancien référent s’arrête la veille.",
        )  # fmt: skip
        self.form.add("since", "&Depuis le", DateField(), required=True)
        self.form.add("until", "&Jusqu’au", DateField())
        self.form.set_values({"since": workspace.today()})
        self.fill(line)

    def keep(self, values: dict[str, Any]) -> None:
        draft = ReferralDraft(**values)
        self._workspace.do(following.keep_referral, self._person, draft, self._workspace.today(), self._key)
