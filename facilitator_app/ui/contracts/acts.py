"""What is done to contracts and lots: asked in a dialog or confirmed, then kept, or refused in a sentence."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.ui import dialogs
from facilitator_app.ui.forms.contract_form import ContractDialog
from facilitator_app.ui.forms.lot_form import LotDialog
from facilitator_app.ui.forms.need_form import NeedDialog
from facilitator_app.ui.forms.reopen_form import ReopenContractForm
from facilitator_app.ui.refusable import answered, done
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import contracts, lots
from facilitator_app.use_cases.contract_tree import ContractLine
from facilitator_app.use_cases.lot_sheet import LotSheet
from facilitator_app.use_cases.returns import contract_closing
from facilitator_app.use_cases.returns.closing_statement import statement_words


class ContractActs(QObject):
    """Signals give the key of what was kept, and the sentence of a refusal, "" when an act begins."""

    contract_kept = Signal(object)
    lot_kept = Signal(object)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page

    def edit_contract(self, contract_id: str | None) -> None:
        """A new one when there is no key."""
        dialog = ContractDialog(self._workspace, contract_id, parent=self._page.window())
        dialog.kept.connect(self.contract_kept)
        dialog.open()

    def edit_lot(self, contract_id: str, lot_id: str | None) -> None:
        """A new one when there is no key of a lot."""
        dialog = LotDialog(self._workspace, contract_id, lot_id, parent=self._page.window())
        dialog.kept.connect(self.lot_kept)
        dialog.open()

    def edit_need(self, lot_id: str, need_id: str | None) -> None:
        NeedDialog(self._workspace, lot_id, need_id, parent=self._page.window()).open()

    def remove_lot(self, sheet: LotSheet) -> None:
        question, effect = f"Retirer «\u00a0{sheet.name}\u00a0»\u00a0?", f"Il quittera {sheet.contract_name}."
        if dialogs.confirm(self._page, question, effect, "Retirer le lot"):
            self._do(lots.remove_lot, sheet.lot_id)

    def close_contract(self, line: ContractLine) -> None:
        """Every lot with its closing statement, which is said first."""
        today = self._workspace.today()
        finals = answered(self._workspace, self.refused, contract_closing.statements, line.id, today)
        if finals is None:
            return
        told = [statement_words(final) for final in finals]
        effect = " ".join((*told, "Le marché quittera les listes du jour\u00a0; il peut être rouvert."))
        if dialogs.confirm(self._page, f"Clore {line.name}\u00a0?", effect, "Clore le marché"):
            self._do(contract_closing.close_contract, line.id, today)

    def reopen_contract(self, line: ContractLine) -> None:
        """Asks why, which is kept with each lot, and which lots."""
        closed = answered(self._workspace, self.refused, contract_closing.reopening, line.id)
        if closed is None:
            return
        act = partial(contract_closing.reopen_contract, contract_id=line.id)
        ReopenContractForm(self._page, self._workspace, line.name, act, closed).open()

    def follow(self, keys: list[str]) -> None:
        self._do(contracts.follow, keys)

    def set_aside(self, keys: list[str]) -> None:
        self._do(contracts.set_aside, keys)

    def _do(self, act: Any, *details: Any) -> None:
        done(self._workspace, self.refused, act, *details)
