"""Typing a placement: who works for whom, on which lot, from when to when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.fields import ChoiceField, DateField, IntegerField, TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.search_field import SearchField, among
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import placement_choices, placements
from facilitator_app.use_cases.placements import PlacementDraft, ToConfirm


def start_placement(parent: QWidget | None, workspace: Workspace, **known: Any) -> str | None:
    """Ask for a placement and start it; `known` fills fields of the draft. Its key, or None when given up."""
    dialog = PlacementDialog(parent, workspace, PlacementDraft(**known))
    return dialog.key if dialog.exec() else None


def correct_placement(parent: QWidget | None, workspace: Workspace, placement_id: str) -> bool:
    """Correct a placement, its end included; False when given up."""
    draft = workspace.ask(placements.draft_of, placement_id)
    return bool(PlacementDialog(parent, workspace, draft, placement_id).exec())


class PlacementDialog(FormDialog):
    """A new placement, or an existing one to correct; what is unusual is asked to be confirmed."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, draft: PlacementDraft, placement_id: str | None = None
    ) -> None:
        title = "Parcours sur un lot" if placement_id else "Ajouter un salarié"
        super().__init__(parent, title, "Enregistrer" if placement_id else "Mettre à l’emploi")
        self.find_again(workspace, placement_id, draft.beneficiary_id, draft.lot_id, draft.need_id)
        self._workspace, self._draft, self._placement_id = workspace, draft, placement_id
        self.key: str | None = placement_id
        fill_placement_form(self.form, workspace, draft)

    def keep(self, values: dict[str, Any]) -> None:
        typed = PlacementDraft(need_id=self._draft.need_id, **values)
        try:
            self._keep(typed)
        except ToConfirm as unusual:
            why = self._workspace.names.within(str(unusual))
            if not dialogs.confirm(self, "Confirmer ce parcours\u00a0?", why, "Confirmer", "Corriger"):
                raise Refusal(*unusual.problems) from None
            self._keep(replace(typed, confirmed=True))

    def _keep(self, draft: PlacementDraft) -> None:
        if self._placement_id:
            self._workspace.do(placements.correct_placement, self._placement_id, draft, self._workspace.today())
        else:
            self.key = self._workspace.do(placements.start_placement, draft, self._workspace.today())


def fill_placement_form(form: Form, workspace: Workspace, draft: PlacementDraft) -> None:
    """The fields of a placement, filled with what is known."""
    lots = workspace.ask(placement_choices.lots_to_place_on)
    employers = workspace.ask(placement_choices.employers)
    lot_names, employer_names = dict(lots), dict(employers)
    form.section("Qui et où", columns=1)
    person = SearchField(
        lambda text: workspace.show(placement_choices.people_to_place, text),
        lambda key: workspace.show(placement_choices.name_of_person, key),
        "Nom ou prénom",
    )
    form.add("beneficiary_id", "&Personne", person, required=True)
    form.add("lot_id", "&Lot", SearchField(among(lots), lambda key: lot_names.get(key, "")), required=True)
    form.add(
        "employer_id",
        "&Employeur",
        SearchField(among(employers), lambda key: employer_names.get(key, "")),
        required=True,
        help="Celui qui signe le contrat de travail\u00a0: le titulaire, une ETTI, un GEIQ…",
    )
    form.section("Contrat de travail")
    kinds = ChoiceField(((kind, kind.label) for kind in EmploymentContract), empty="À choisir")
    form.add("contract_type", "&Type de contrat", kinds, required=True)
    form.add("hours_per_week", "&Heures par semaine", IntegerField(1, 48), required=True)
    form.add("starts_on", "Premier &jour", DateField(), required=True)
    form.add("ends_on", "&Dernier jour", DateField(), help="Laissez vide s’il n’est pas connu.")
    form.add(
        "confirmed_reason",
        "&Motif, si l’éligibilité n’est pas établie",
        TextField(longest=300),
        help="Gardé avec le parcours. Exemple\u00a0: pièce attendue, accord de l’acheteur.",
        span=2,
    )
    form.set_values(
        {
            "beneficiary_id": draft.beneficiary_id,
            "lot_id": draft.lot_id,
            "employer_id": draft.employer_id,
            "contract_type": draft.contract_type,
            "hours_per_week": draft.hours_per_week,
            "starts_on": draft.starts_on,
            "ends_on": draft.ends_on,
        }
    )
