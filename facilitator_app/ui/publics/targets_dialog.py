"""Setting the targets of each purchase segment."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.contract import Segment
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.percent_field import PercentField
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.publics.breakdown import PUBLICS
from facilitator_app.use_cases.publics.targets import change_segment_targets, field_of, segment_targets


class SegmentTargetsDialog(FormDialog):
    """A field for each public of each segment; an empty one leaves it to the target of the house."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Cibles par segment d’achat", page_columns=2)
        self.find_again(workspace)
        self._workspace = workspace
        known = workspace.ask(segment_targets)
        for place, segment in enumerate(Segment):
            said = "part des heures du segment, en %" if not place else "vide\u00a0: cible générale"
            self.form.section(segment.label, said, page_column=place % 2)
            for public in PUBLICS:
                self.form.add(field_of(segment, public), public.label, PercentField())
        self.form.set_values(
            {field_of(segment, public): known.get((segment, public)) for segment in Segment for public in PUBLICS}
        )

    def keep(self, values: dict[str, Any]) -> None:
        typed = {
            (segment, public): share
            for segment in Segment
            for public in PUBLICS
            if (share := values[field_of(segment, public)]) is not None
        }
        self._workspace.do(change_segment_targets, typed)
