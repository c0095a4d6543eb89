"""Refusing somebody, lifting the refusal, making a period of eligibility longer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.eligibility_file import RefusalCode
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import CheckField, ChoiceField, DateField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import eligibility_decisions

_LONGEST = 280


class RefuseDialog(FormDialog):
    """Asks for the coded reason of a refusal."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, beneficiary_id: Key) -> None:
        super().__init__(parent, "Refuser l’éligibilité", "Refuser")
        self.find_again(workspace, beneficiary_id)
        self._workspace, self._beneficiary_id = workspace, beneficiary_id
        codes = ChoiceField([(code, code.label) for code in RefusalCode], empty="À choisir")
        self.form.add("code", "&Motif", codes, required=True, span=2)
        help_text = "Les heures déjà faites ne changent pas."
        self.form.add("note", "&Précision", TextField(longest=_LONGEST), help=help_text, span=2)
        warn_in(self, "note")

    def keep(self, values: dict[str, Any]) -> None:
        today = self._workspace.today()
        self._workspace.do(
            eligibility_decisions.refuse, self._beneficiary_id, values["code"], values["note"], today
        )  # fmt: skip


class LiftDialog(FormDialog):
    """Asks why a refusal is lifted."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, refusal_id: Key) -> None:
        super().__init__(parent, "Lever le refus", "Lever le refus")
        self.find_again(workspace, refusal_id)
        self._workspace, self._refusal_id = workspace, refusal_id
        example = "Gardé avec le refus. Exemple\u00a0: pièce reçue."
        self.form.add("reason", "&Motif", TextField(longest=_LONGEST), required=True, help=example, span=2)
        warn_in(self, "reason")

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(eligibility_decisions.lift, self._refusal_id, values["reason"], self._workspace.today())


class ExtendDialog(FormDialog):
    """Asks until when, and why, a period is made longer."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, beneficiary_id: Key, until: dt.date | None
    ) -> None:
        super().__init__(parent, "Prolonger l’éligibilité", "Prolonger")
        self.find_again(workspace, beneficiary_id)
        self._workspace, self._beneficiary_id = workspace, beneficiary_id
        self.form.add("until", "&Nouvelle date de fin", DateField(), required=True)
        end = workspace.ask(eligibility_decisions.running_until, beneficiary_id, workspace.today())
        example = "Exemple\u00a0: accord de l’acheteur du 12/11."
        self.form.add("reason", "&Motif", TextField(longest=_LONGEST), required=True, help=example, span=2)
        warn_in(self, "reason")
        if end is not None:
            box = CheckField("Compter jusque-là les heures du contrat en cours")
            self.form.add(
                "running", "Contrat en cours", box, help=f"Sinon elles s’arrêtent le {written_date(end)}.", span=2
            )
        self.form.set_values({"until": until, "running": True} if end is not None else {"until": until})

    def keep(self, values: dict[str, Any]) -> None:
        today = self._workspace.today()
        self._workspace.do(
            eligibility_decisions.extend, self._beneficiary_id, values["until"], values["reason"], today,
            running=bool(values.get("running")),
        )  # fmt: skip
