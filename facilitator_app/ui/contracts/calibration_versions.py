"""The calibrations of a lot, the newest first: making one more, printing one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date, written_euros, written_hours
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.plan.calibration_dialog import CalibrationDialog, add_what_is_owed
from facilitator_app.ui.plan.calibration_paper import CalibrationPaper
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import ActionButton, Card, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import calibrations
from facilitator_app.use_cases.calibrations import Version

COLUMNS: tuple[Column[Version], ...] = (
    Column("Version", lambda row: str(row.number), sort_key=lambda row: row.number, strong=True, width=80),
    Column("Faite le", lambda row: written_date(row.made_on), sort_key=lambda row: row.made_on, width=110),
    Column("Métiers", lambda row: ", ".join(filter(None, (trade.name for trade in row.calibration.trades))) or "–",
           second=lambda row: row.reason if row.overridden else "", stretch=True),
    Column("Montant HT", lambda row: written_euros(row.calibration.amount),
           sort_key=lambda row: row.calibration.amount, number=True, width=120, hidden_below=620),
    Column("Calculées", lambda row: written_hours(row.computed_hours), sort_key=lambda row: row.computed_hours,
           number=True, width=100, hidden_below=520),
    Column("Retenues", lambda row: written_hours(row.kept_hours), sort_key=lambda row: row.kept_hours, number=True,
           width=100),
)  # fmt: skip

_NOTHING = "Aucun calibrage par métier n’a été gardé pour ce lot\u00a0; chaque version gardée reste ici avec son motif."


class ApplyDialog(FormDialog):
    """The hours of a version become those of the lot from a day on; what it owed before stays in its account."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, version: Version) -> None:
        super().__init__(parent, f"Appliquer le calibrage n°\u00a0{version.number}", "Appliquer")
        self.find_again(workspace, version.version_id)
        self._workspace, self._version = workspace, version
        said = f"Le lot devra {written_hours(version.kept_hours)}, par un avenant s’il en devait déjà d’autres."
        self.body.insertWidget(1, Label(said, "second", wrap=True))
        self.form.section("", columns=2)
        assert version.lot_id is not None, "only the versions of a lot are listed"
        add_what_is_owed(self.form, workspace, version.lot_id)

    def keep(self, values: dict[str, Any]) -> Any:
        return self._workspace.do(
            calibrations.apply_calibration, self._version.version_id, self._workspace.today(), **values
        )


class CalibrationVersions(Card):
    """Versions are never corrected: another one follows."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("Calibrages par métier", "la dernière version sert")
        self._workspace = workspace
        self._lot: Key | None = None
        self._paper = CalibrationPaper(workspace, self)
        self.model: RowsModel[Version] = RowsModel(COLUMNS, key=lambda row: row.version_id)
        self.table = Table(self.model, "Calibrages du lot")
        self._measure()
        new = ActionButton("Calibrer par mét&ier…", "gauge", small=True)
        new.clicked.connect(self.calibrate)
        self.print_button = ActionButton("Fiche de calibra&ge…", "printer", small=True)
        self.print_button.clicked.connect(self.print_sheet)
        self.apply_button = ActionButton("A&ppliquer au lot…", "check", small=True)
        self.apply_button.clicked.connect(self.apply)
        self.body.addLayout(Flow(widgets=[new, self.apply_button, self.print_button]))
        self._nothing = Label(_NOTHING, "second", wrap=True)
        self.add(self._nothing)
        self.add(self.table)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "table"):
            self._measure()

    def _measure(self) -> None:
        self.table.setMinimumHeight(scaled(130))

    def show_lot(self, lot_id: Key) -> None:
        self._lot = lot_id
        rows = self._workspace.ask(calibrations.versions, lot_id=lot_id)
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        for button in (self.print_button, self.apply_button):
            button.setEnabled(bool(rows))
        if rows and self.table.current_row() is None:
            self.table.select_place(0)

    def calibrate(self) -> None:
        if self._lot is not None:
            dialog = CalibrationDialog(self, self._workspace, lot_id=self._lot)
            dialog.kept.connect(self._kept)
            dialog.open()

    def apply(self) -> None:
        """Make the lot owe the hours of the version chosen."""
        row: Version | None = self.table.current_row()
        if row is not None:
            dialog = ApplyDialog(self, self._workspace, row)
            dialog.kept.connect(self._kept)
            dialog.open()

    def print_sheet(self) -> None:
        """Looked at first; printed or saved, it is kept in the register."""
        row: Version | None = self.table.current_row()
        if row is not None:
            self._paper.show(row)

    def _kept(self, _version: object) -> None:
        if self._lot is not None:
            self.show_lot(self._lot)
            self.table.select_place(0)
