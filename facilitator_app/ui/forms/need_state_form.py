"""Saying what became of a need: open, filled, cancelled."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.need import NeedState
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.needs import change_need_state, need_state


class NeedStateDialog(FormDialog):
    """`kept` gives the key of the need."""

    def __init__(self, workspace: Workspace, need_id: str, parent: QWidget | None = None) -> None:
        code, state = workspace.ask(need_state, need_id)
        super().__init__(parent, f"État du besoin {code}", "Enregistrer l’état")
        self.find_again(workspace, need_id)
        self._workspace, self._need_id = workspace, need_id
        self.form.section("Ce besoin est", columns=1)
        self.form.add(
            "state", "É&tat", ChoiceField([(one, one.label) for one in NeedState]), required=True,
            help="Pourvu ou annulé, il quitte la liste des besoins ouverts\u00a0; ses propositions restent.",
        )  # fmt: skip
        self.form.set_values({"state": state})
        self.form.editor("state").setFocus()

    def keep(self, values: dict[str, Any]) -> Any:
        self._workspace.do(change_need_state, self._need_id, values["state"])
        return self._need_id
