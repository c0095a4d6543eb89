"""The calibrations kept of a planned purchase, lot by lot, and their sheets."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date, written_euros, written_hours
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.plan.calibration_paper import CalibrationPaper
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import calibrations
from facilitator_app.use_cases.calibrations import Version

COLUMNS: tuple[Column[Version], ...] = (
    Column("Lot", lambda row: f"Lot {row.lot_number or 1}", sort_key=lambda row: int(row.lot_number or 1),
           second=lambda row: row.title, strong=True, width=190),
    Column("Faite le", lambda row: written_date(row.made_on), sort_key=lambda row: row.made_on,
           second=lambda row: row.made_by, width=130),
    Column("Métiers", lambda row: ", ".join(filter(None, (trade.name for trade in row.calibration.trades))) or "–",
           second=lambda row: row.reason if row.overridden else "", stretch=True),
    Column("Montant HT", lambda row: written_euros(row.calibration.amount),
           sort_key=lambda row: row.calibration.amount, number=True, width=120),
    Column("Retenues", lambda row: written_hours(row.kept_hours), sort_key=lambda row: row.kept_hours, number=True,
           width=100),
)  # fmt: skip


class KeptCalibrations(FormDialog):
    """The newest first; none is ever corrected, another one follows."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, purchase_id: Key, title: str) -> None:
        super().__init__(parent, f"Calibrages\u00a0: {title}", "Fermer")
        self._cancel.hide()
        self._paper = CalibrationPaper(workspace, self)
        rows = workspace.ask(calibrations.versions, purchase_id=purchase_id)
        said = (
            "La dernière version de chaque lot sert."
            if rows
            else "Aucun calibrage gardé pour cet achat. Fermez cette fenêtre, puis choisissez «\u00a0Calibrer…\u00a0»."
        )
        self.body.insertWidget(1, Label(said, "second", wrap=True))
        self.print_button = ActionButton("Fiche de cali&brage…", "printer", small=True)
        self.print_button.setVisible(bool(rows))
        self.print_button.clicked.connect(self.print_sheet)
        self.body.insertLayout(2, Flow(widgets=[self.print_button]))
        model: RowsModel[Version] = RowsModel(COLUMNS, key=lambda row: row.version_id)
        self.table = Table(model, "Calibrages de l’achat")
        self.table.activated_row.connect(self.print_sheet)
        model.show(rows)
        self.table.setVisible(bool(rows))
        self.body.insertWidget(3, self.table, 1)
        self.resize(scaled(820), self.height())
        if rows:
            self.table.select_place(0)
            self.table.setFocus()

    def print_sheet(self, _row: Any = None) -> None:
        row: Version | None = self.table.current_row()
        if row is not None:
            self._paper.show(row)

    def keep(self, values: dict[str, Any]) -> Any:
        return None
