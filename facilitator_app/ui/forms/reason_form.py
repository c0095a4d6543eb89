"""Why a validated month is opened again or corrected."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Month
from facilitator_app.ui.careful import warn_in
from facilitator_app.ui.fields import HoursField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import hours
from facilitator_app.use_cases.hours import HoursRow

_EXAMPLE = "Gardé avec le mois. Exemple\u00a0: bulletin de paie rectifié reçu le 12/11."


class ReopenDialog(FormDialog):
    """Asks why, then reopens the month."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, lot_id: str, month: Month) -> None:
        super().__init__(parent, f"Rouvrir {month.full_name}", f"Rouvrir {month.name}")
        self.find_again(workspace, lot_id, month.full_name)
        self._workspace, self._lot_id, self._month = workspace, lot_id, month
        self.form.add("reason", "&Motif", TextField(longest=250), required=True, help=_EXAMPLE)
        warn_in(self, "reason")

    def keep(self, values: dict[str, Any]) -> None:
        today = self._workspace.today()
        self._workspace.do(hours.reopen_month, self._lot_id, self._month, values["reason"], today)


class CorrectionDialog(FormDialog):
    """Asks for the right figure and why, then corrects it in the validated month."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, row: HoursRow, month: Month) -> None:
        super().__init__(parent, f"Corriger {month.full_name}, {workspace.names.within(row.spoken)}", "Corriger")
        self.find_again(workspace, row.placement_id, month.full_name)
        self._workspace, self._row, self._month = workspace, row, month
        self.form.add("declared", "&Heures", HoursField(), required=True)
        self.form.add("reason", "&Motif", TextField(longest=250), required=True, help=_EXAMPLE)
        warn_in(self, "reason")
        self.form.set_values({"declared": row.declared})

    def keep(self, values: dict[str, Any]) -> None:
        declared = values["declared"]
        if declared is None:
            raise Refusal(Problem("declared", "Indiquez les heures, par exemple 151,67. Tapez 0 si rien n’a été fait."))
        self._workspace.do(
            hours.correct_validated, self._row.placement_id, self._month, declared, values["reason"],
            self._workspace.today(),
        )  # fmt: skip
