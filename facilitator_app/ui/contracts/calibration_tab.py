"""The tab that says where the hours of a lot come from."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.calibration import full_time_equivalents
from facilitator_app.domain.values import Hours, written_hours, written_number
from facilitator_app.ui.contracts.calibration_versions import CalibrationVersions
from facilitator_app.ui.contracts.side_cards import comparable
from facilitator_app.ui.widgets import ActionButton, Card, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.account.owing import hours_as_signed
from facilitator_app.use_cases.lot_sheet import LotSheet


class CalibrationTab(QWidget):
    """The formula spelt out, what the hours stand for, what a facilitator would say, what to change."""

    edit_asked = Signal()
    removal_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.versions = CalibrationVersions(workspace)
        edit = ActionButton("Modifier le lot", "pencil", "F2")
        edit.clicked.connect(self.edit_asked)
        remove = ActionButton("Re&tirer le lot", "trash-2")
        remove.clicked.connect(self.removal_asked)
        card = Card("D’où viennent les heures", "les heures écrites au contrat font foi")
        self._formula, self._about = Label("", "card", wrap=True), Label("", wrap=True)
        card.add(self._formula)
        card.add(self._about)
        row = QHBoxLayout()
        row.addWidget(edit)
        row.addWidget(remove)
        row.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(10)
        whole.addLayout(row)
        whole.addWidget(card)
        whole.addWidget(self.versions)
        whole.addStretch(1)

    def show_sheet(self, sheet: LotSheet, hours_of_one_fte: int) -> None:
        self.versions.show_lot(sheet.lot_id)
        signed = self._workspace.ask(hours_as_signed, sheet.lot_id, self._workspace.today())
        figures = sheet.calibration
        posts = None if sheet.due is None else full_time_equivalents(sheet.due, Decimal(hours_of_one_fte))
        missing = "Calibrage incomplet ou de plusieurs métiers\u00a0: voyez les versions ci-dessous."
        self._formula.setText(figures.formula.formula() if figures.formula else missing)
        texts = [
            _owed(sheet.due, signed),
            f"Motif de l’écart\u00a0: {figures.reason}" if figures.reason else "",
            "" if posts is None else f"Soit {written_number(posts)} poste{'s' if posts >= 2 else ''} à temps plein"
            f" pendant un an ({written_number(hours_of_one_fte)}\u00a0h).",
            " ".join(figures.advice),
            comparable(sheet) if figures.comparable else "",
        ]  # fmt: skip
        self._about.setText("\n".join(text for text in texts if text))


def _owed(due: Hours | None, signed: Hours | None) -> str:
    """`Heures dues au contrat : 3 500 h, 833 h à la signature`."""
    if due is None:
        return ""
    before = "" if signed in (None, due) else f", {written_hours(signed)} à la signature"
    return f"Heures dues au contrat\u00a0: {written_hours(due)}{before}"
