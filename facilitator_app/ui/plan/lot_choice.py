"""Which of the lots foreseen to calibrate."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_hours
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import calibrations


class LotChoice(FormDialog):
    """`kept` gives the number of the lot."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, purchase_id: Key, lots: int) -> None:
        super().__init__(parent, "Choisir le lot à calibrer", "Calibrer ce lot")
        known = {each.lot_number: each for each in workspace.ask(calibrations.latest_versions, purchase_id=purchase_id)}
        numbers = [str(place) for place in range(1, lots + 1)]
        choices = []
        for number in numbers:
            version = known.get(number)
            done = (
                f"{version.title or 'sans intitulé'}, {written_hours(version.kept_hours)}" if version else "à calibrer"
            )
            choices.append((number, f"Lot {number}\u00a0: {done}"))
        self.form.section("", columns=1)
        self.form.add("number", "&Lot", ChoiceField(choices))
        first = next((number for number in numbers if number not in known), numbers[0])
        self.form.set_values({"number": first})

    def keep(self, values: dict[str, Any]) -> Any:
        return values["number"]
