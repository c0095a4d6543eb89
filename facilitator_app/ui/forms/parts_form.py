"""What the hours of a month are made of: training, training centre, overtime, not worked, other sites."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Month, written_hours
from facilitator_app.ui.fields import HoursField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import hours
from facilitator_app.use_cases.hours import HoursRow

_ASKED = (
    ("training", "&Formation", "Qualifiante, sécurité, SST."),
    ("centre", "&Centre de formation", "Pour l’alternance."),
    ("overtime", "&Heures supplémentaires", ""),
    ("not_worked", "C&ongés, maladie, intempéries", "Payées mais non travaillées."),
    ("elsewhere", "A&utres chantiers", "Du même titulaire."),
)


class PartsDialog(FormDialog):
    """Each part is included in the hours of the month; empty is none."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, row: HoursRow, month: Month) -> None:
        who = workspace.names.within(row.spoken)
        super().__init__(parent, f"Détail des heures, {month.full_name}, {who}", "Enregistrer le détail")
        self.find_again(workspace, row.placement_id, month.full_name)
        self._workspace, self._row, self._month = workspace, row, month
        parts = workspace.ask(hours.parts_of, row.placement_id, month)
        self.body.insertWidget(1, Label(f"Sur {written_hours(parts.declared)} déclarées, dont\u00a0:", "second"))
        self.form.section("", columns=2)
        for name, label, help_ in _ASKED:
            self.form.add(name, label, HoursField(), help=help_)
        self.form.set_values({name: getattr(parts, name) or None for name, _, _ in _ASKED})

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(hours.set_parts, self._row.placement_id, self._month, values)


class SplitDialog(FormDialog):
    """The month of somebody on several lots: what was worked, and how much of it on each."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, row: HoursRow, month: Month) -> None:
        who = workspace.names.within(row.spoken)
        super().__init__(parent, f"Répartir {month.full_name}, {who}", "Répartir les heures")
        self.find_again(workspace, row.beneficiary_id, month.full_name)
        self._workspace, self._month = workspace, month
        self._shares = workspace.ask(hours.shares_of, row.beneficiary_id, month)
        self.form.section("", columns=1)
        self.form.add(
            "worked", "&Heures travaillées dans le mois", HoursField(), required=True,
            help="Chaque heure va sur un lot et un seul.",
        )  # fmt: skip
        for place, share in enumerate(self._shares):
            self.form.add(f"share{place}", f"&{place + 1}. {share.lot_code}, {share.contract_name}", HoursField())
        known = {f"share{place}": share.declared for place, share in enumerate(self._shares)}
        together = [share.declared for share in self._shares if share.declared is not None]
        self.form.set_values(known | {"worked": sum(together) if together else None})

    def keep(self, values: dict[str, Any]) -> Any:
        if values["worked"] is None:
            raise Refusal(Problem("worked", "Indiquez les heures travaillées dans le mois, par exemple 151,67."))
        wanted = {share.placement_id: values[f"share{place}"] for place, share in enumerate(self._shares)}
        return self._workspace.do(hours.split, values["worked"], self._month, wanted, self._workspace.today())
