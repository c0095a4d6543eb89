"""The table of labour shares by trade: reading it, adding a trade, correcting one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_euros
from facilitator_app.ui import dialogs
from facilitator_app.ui.fields import CheckField, EurosField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.percent_field import PercentField, write_percent
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Flow, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import labour_trades
from facilitator_app.use_cases.labour_trades import TradeLine

TRADES: tuple[Column[TradeLine], ...] = (
    Column("Métier", lambda line: line.trade, strong=True, stretch=True),
    Column("Main-d’œuvre", lambda line: f"{write_percent(line.share)}\u00a0%" if line.share else "",
           sort_key=lambda line: line.share, number=True, width=120),
    Column("Coût horaire", lambda line: written_euros(line.hourly_cost) if line.hourly_cost else "de la structure",
           sort_key=lambda line: line.hourly_cost or 0, number=True, width=120),
    Column("État", lambda line: "Vérifié" if line.confirmed else "À confirmer",
           tone=lambda line: "success" if line.confirmed else "warning", badge=True, width=120),
)  # fmt: skip


class LabourDialog(FormDialog):
    """Each change is kept at once, as one gesture."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Parts de main-d’œuvre par métier", "Fermer")
        self._workspace = workspace
        self._cancel.hide()
        said = "Proposées dans les calibrages. «\u00a0À confirmer\u00a0»\u00a0: ordre de grandeur à vérifier chez vous."
        self.body.insertWidget(1, Label(said, "second", wrap=True))
        self.model: RowsModel[TradeLine] = RowsModel(TRADES, key=lambda line: line.trade)
        self.table = Table(self.model, "Parts de main-d’œuvre")
        self.table.setMinimumHeight(scaled(200))
        self.table.activated_row.connect(self._open)
        buttons = Flow()
        for text, icon, act in (
            ("A&jouter un métier…", "plus", self.add_trade), ("Modi&fier…", "pencil", self.edit_selected),
            ("&Retirer", "trash-2", self.remove_selected),
        ):  # fmt: skip
            button = ActionButton(text, icon, small=True)
            button.clicked.connect(act)
            buttons.addWidget(button)
        self.body.insertLayout(2, buttons)
        self.body.insertWidget(3, self.table, 1)
        self.resize(scaled(760), self.height())
        self.show_trades()
        self.table.setFocus()

    def show_trades(self, _kept: Any = None) -> None:
        self.model.show(self._workspace.ask(labour_trades.labour_trades))
        if self.table.current_row() is None:
            self.table.select_place(0)

    def add_trade(self) -> None:
        self._open(TradeLine(), new=True)

    def edit_selected(self) -> None:
        if (line := self.table.current_row()) is not None:
            self._open(line)

    def remove_selected(self) -> None:
        line: TradeLine | None = self.table.current_row()
        if line is None:
            return
        try:
            self._workspace.do(labour_trades.remove_trade, line.trade)
        except Refusal as refusal:
            dialogs.tell(self, "Ce métier reste dans la table.", str(refusal))
        self.show_trades()

    def keep(self, values: dict[str, Any]) -> Any:
        return None

    def _open(self, line: TradeLine, new: bool = False) -> None:
        dialog = TradeDialog(self, self._workspace, line, "" if new else line.trade)
        dialog.kept.connect(self._kept)
        dialog.open()

    def _kept(self, trade: Any) -> None:
        self.show_trades()
        self.table.select_row(trade)


class TradeDialog(FormDialog):
    """One line of the table; `kept` gives the trade."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, line: TradeLine, replaced: str) -> None:
        super().__init__(parent, "Part de main-d’œuvre", "Enregistrer le métier")
        self.find_again(workspace, replaced)
        self._workspace, self._replaced = workspace, replaced
        form = self.form
        form.section("", columns=2)
        form.add("trade", "&Métier", TextField("Peinture", longest=120), required=True, span=2)
        form.add("share", "&Part de main-d’œuvre (%)", PercentField(), required=True)
        form.add("hourly_cost", "&Coût horaire chargé (€)", EurosField(), help="Vide\u00a0: celui de la structure.")
        form.add("confirmed", "", CheckField("Vérifié chez nous"), span=2)
        form.set_values(asdict(line) | {"confirmed": True})

    def keep(self, values: dict[str, Any]) -> Any:
        line = TradeLine(**values)
        self._workspace.do(labour_trades.keep_trade, line, self._replaced)
        return line.trade
