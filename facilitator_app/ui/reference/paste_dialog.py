"""Pasting the house's travel times, copied from a spreadsheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.fields import LinesField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.reference.loading import load_pasted

_LINES = 12


class PasteDialog(FormDialog):
    """`kept` gives the report."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Coller des temps de trajet", "Enregistrer les trajets")
        self._workspace = workspace
        how = Label(
            "Quatre colonnes\u00a0: commune de départ, commune d’arrivée, minutes en voiture, minutes en transports en "
            "commun. Laissez vide ce que vous ne savez pas. Les trajets déjà enregistrés sont gardés.",
            "second",
            wrap=True,
        )
        self.body.insertWidget(1, how)
        field = LinesField(_LINES)
        field.setPlaceholderText("Toulon ; La Garde ; 15 ; 35\nHyères ; Toulon ; 25 ; 50")
        self.form.add("journeys", "&Trajets", field)

    def keep(self, values: dict[str, Any]) -> Any:
        try:
            return load_pasted(self._workspace.transaction, values["journeys"] or "", self._workspace.today())
        except Refusal as refusal:
            raise Refusal(*(Problem("journeys", problem.message) for problem in refusal.problems)) from None
