"""A contract chosen in the tree: what is known of it, its lots, and cutting it into more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from facilitator_app.domain.contract import ContractState
from facilitator_app.domain.values import written_date, written_euros, written_hours, written_percent
from facilitator_app.ui.contracts.tones import badge_tone
from facilitator_app.ui.history.history_button import HistoryButton
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Flow, Label, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_tree import ContractLine, LotLine
from facilitator_app.use_cases.contracts import contract_draft
from facilitator_app.use_cases.imported_contracts import written_considerations

LOTS: tuple[Column[LotLine], ...] = (
    Column("Lot", lambda row: row.name, strong=True, stretch=True),
    Column("Titulaire", lambda row: row.holder or "À désigner"),
    Column("Heures dues", lambda row: written_hours(row.due), sort_key=lambda row: row.due, number=True),
    Column("Réalisé", lambda row: written_percent(row.standing.rate), number=True),
    Column("État", lambda row: row.standing.label, tone=lambda row: badge_tone(row.standing), badge=True),
)


class ContractView(QWidget):
    """What is to be done is asked of the page."""

    edit_asked = Signal()
    lot_asked = Signal()
    closing_asked = Signal()
    reopening_asked = Signal()
    opened = Signal(str)
    """The lot on which Enter was pressed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.line: ContractLine | None = None
        self._name = Label("", "sheet", wrap=True)
        self.add_lot = ActionButton("Aj&outer un lot", "plus", primary=True)
        self._edit = ActionButton("&Modifier le marché", "pencil")
        self.close_button = ActionButton("&Clore le marché…", "archive")
        self.reopen_button = ActionButton("&Rouvrir le marché…", "undo-2")
        self.add_lot.clicked.connect(self.lot_asked)
        self._edit.clicked.connect(self.edit_asked)
        self.close_button.clicked.connect(self.closing_asked)
        self.reopen_button.clicked.connect(self.reopening_asked)
        self.history = HistoryButton(workspace)
        buttons = Flow(widgets=[self.add_lot, self._edit, self.close_button, self.reopen_button, self.history])
        self._uncut = Banner("info", "Ce marché n’a pas encore de lot. Ajoutez-en un, même unique.")
        card = Card("Marché")
        self._details = QFormLayout()
        self._details.setHorizontalSpacing(18)
        card.body.addLayout(self._details)
        self._values = {words: Label("", wrap=True) for words in _DETAILS}
        for words, value in self._values.items():
            self._details.addRow(Label(words, "second"), value)
        self._model: RowsModel[LotLine] = RowsModel(LOTS, key=lambda row: row.id)
        self.table = Table(self._model, "Lots du marché")
        self.table.activated_row.connect(self._open)
        self.table.setMinimumHeight(150)
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(10)
        whole.addWidget(self._name)
        whole.addLayout(buttons)
        whole.addWidget(self._uncut)
        whole.addWidget(card)
        whole.addWidget(self.table, 1)
        whole.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(inside))

    def show_contract(self, line: ContractLine) -> None:
        """Raises Refusal when the contract is no longer there."""
        draft = self._workspace.ask(contract_draft, line.id)
        self.line = line
        self._name.setText(line.name)
        self.history.set_record(line.id, line.name)
        duration = "–" if draft.duration_months is None else f"{draft.duration_months} mois"
        texts = (
            draft.number, draft.subject, draft.buyer, line.state.label,
            written_date(draft.notified_on) if draft.notified_on else "Pas encore", duration,
            written_euros(draft.amount), written_considerations(draft.considerations), draft.note or "–",
        )  # fmt: skip
        for label, text in zip(self._values.values(), texts, strict=True):
            label.setText(text)
        self._model.show(line.lots)
        self._uncut.setVisible(not line.lots)
        self.table.setVisible(bool(line.lots))
        self.close_button.setVisible(line.state == ContractState.FOLLOWED and bool(line.lots))
        self.reopen_button.setVisible(line.state == ContractState.CLOSED)

    def _open(self, lot: LotLine) -> None:
        self.opened.emit(lot.id)


_DETAILS = (
    "Numéro", "Objet", "Acheteur", "État", "Notifié le", "Durée", "Montant (HT)", "Considération sociale", "Note",
)  # fmt: skip
