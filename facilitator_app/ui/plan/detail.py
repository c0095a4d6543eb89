"""What to say of the selected purchase, and what can be done with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from facilitator_app.domain.purchase_plan import PlanStep
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.ui import dialogs
from facilitator_app.ui.danger.agenda_form import AgendaForm
from facilitator_app.ui.plan.calibration_dialog import CalibrationDialog
from facilitator_app.ui.plan.forms import BecomeContractDialog, PurchaseDialog, ScreeningDialog, StepDialog
from facilitator_app.ui.plan.kept_calibrations import KeptCalibrations
from facilitator_app.ui.plan.lot_choice import LotChoice
from facilitator_app.ui.widgets import ActionButton, Card, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import purchase_plan
from facilitator_app.use_cases.agenda import reason_kept
from facilitator_app.use_cases.purchase_plan import PlanRow

_ON_AGENDA = "À l’ordre du jour de la prochaine réunion."


class PurchaseCard(Card):
    """Under the plan; empty on a buyer's line."""

    go_to = Signal(str, dict)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(" ")
        self._workspace = workspace
        self._row: PlanRow | None = None
        self.said = Label("", "second", wrap=True)
        self.add(self.said)
        buttons = Flow()
        self.decide_button = self._button("Déci&der…", "clipboard-check", self.decide, buttons)
        self.calibrate_button = self._button("Cali&brer…", "gauge", self.calibrate, buttons)
        self.sheets_button = self._button("Fi&ches de calibrage…", "printer", self.show_calibrations, buttons)
        self.step_button = self._button("Éta&pe…", "clipboard-list", self.change_step, buttons)
        self.contract_button = self._button("Devient un marc&hé…", "file-plus", self.become_contract, buttons)
        self.agenda_button = self._button("Mettre à l’ordre du &jour…", "calendar", self.put_on_agenda, buttons)
        self.edit_button = self._button("M&odifier…", "pencil", self.edit, buttons)
        self.remove_button = self._button("Retire&r", "trash-2", self.remove, buttons)
        self.body.addLayout(buttons)

    def show_row(self, row: PlanRow | None) -> None:
        self._row = row
        made = row is not None and row.contract_id is not None
        for button in (self.decide_button, self.calibrate_button, self.step_button, self.remove_button):
            button.setEnabled(row is not None and not made)
        for button in (self.edit_button, self.sheets_button, self.agenda_button):
            button.setEnabled(row is not None)
        self.contract_button.setEnabled(row is not None)
        self.contract_button.setText("Voir le marc&hé" if made else "Devient un marc&hé…")
        if row is None:
            self.set_title("Choisissez un achat")
            self.said.setText("Sa décision, ses heures et les lots comparables s’affichent ici.")
            return
        when = f", consultation en {row.consultation.full_name}" if row.consultation else ""
        self.set_title(f"{row.title}\u00a0: {row.step.label.lower()}{when}")
        advice = self._workspace.ask(purchase_plan.purchase_advice, row.purchase_id)
        said = [row.legal.why]
        if row.legal.to_check:
            said.append("Seuil à confirmer.")
        if row.step.rank < PlanStep.CONSULTATION.rank:
            said += [f"Conseil\u00a0: {advice.advised.tool.label}.", advice.advised.figures[0]]
        if (why := self._workspace.ask(reason_kept, row.purchase_id)) is not None:
            said.append(f"À l’ordre du jour de la prochaine réunion{NO_BREAK_SPACE}: {why}." if why else _ON_AGENDA)
        said += [text for text in (advice.range_sentence, advice.warning, row.screening_reason) if text]
        self.said.setText(" ".join(said))

    def decide(self) -> None:
        if self._row is not None:
            ScreeningDialog(self, self._workspace, self._row.purchase_id).open()

    def calibrate(self) -> None:
        """The lot first, when several are foreseen."""
        if self._row is None:
            return
        if (self._row.lots or 1) > 1:
            choice = LotChoice(self, self._workspace, self._row.purchase_id, self._row.lots or 1)
            choice.kept.connect(self._calibrate_lot)
            choice.open()
        else:
            self._calibrate_lot("1")

    def show_calibrations(self) -> None:
        """Those kept, to look at or to print for the buyer."""
        if self._row is not None:
            KeptCalibrations(self, self._workspace, self._row.purchase_id, self._row.title).open()

    def change_step(self) -> None:
        if self._row is not None:
            StepDialog(self, self._workspace, self._row.purchase_id, self._row.step).open()

    def become_contract(self) -> None:
        """Make it a contract, or go to the one it became."""
        if self._row is None:
            return
        if self._row.contract_id is not None:
            self._go(self._row.contract_id)
            return
        dialog = BecomeContractDialog(self, self._workspace, self._row.purchase_id, self._row.title)
        dialog.kept.connect(self._go)
        dialog.open()

    def put_on_agenda(self) -> None:
        """Of the next meeting; asked again, only the reason changes."""
        if self._row is not None:
            AgendaForm(self, self._workspace, self._row.title, purchase_id=self._row.purchase_id).open()

    def edit(self) -> None:
        if self._row is not None:
            PurchaseDialog(self, self._workspace, self._row.purchase_id).open()

    def remove(self) -> None:
        if self._row is None:
            return
        try:
            self._workspace.do(purchase_plan.remove_purchase, self._row.purchase_id)
        except Refusal as refusal:
            dialogs.tell(self, "Cet achat reste au plan.", str(refusal))

    def _calibrate_lot(self, number: Any) -> None:
        if self._row is not None:
            purchase = self._row.purchase_id
            CalibrationDialog(self, self._workspace, purchase_id=purchase, lot_number=str(number)).open()

    def _go(self, contract_id: Any) -> None:
        self.go_to.emit("contracts", {"contract": contract_id})

    def _button(self, text: str, icon: str, act: Any, row: Flow) -> ActionButton:
        button = ActionButton(text, icon, small=True)
        button.clicked.connect(act)
        row.addWidget(button)
        return button
