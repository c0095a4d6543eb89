"""The proposals of a need: what was answered, and starting the placement of whoever was accepted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.values import written_date
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, EmptyState, Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching.proposals import ProposalLine, proposals_of

_TONES = {
    ProposalState.PROPOSED: "info",
    ProposalState.ACCEPTED: "success",
    ProposalState.PLACED: "success",
    ProposalState.REFUSED: "neutral",
    ProposalState.DECLINED: "neutral",
}
COLUMNS: tuple[Column[ProposalLine], ...] = (
    Column(
        "Personne", lambda line: line.name, second=lambda line: f"proposée le {written_date(line.proposed_on)}",
        strong=True, stretch=True,
    ),
    Column("Réponse", lambda line: line.state.label, tone=lambda line: _TONES[line.state], badge=True, width=210),
    Column(
        "Le", lambda line: written_date(line.answered_on) if line.answered_on else "",
        sort_key=lambda line: line.answered_on, width=96,
    ),
    Column("Motif", lambda line: line.reason, tooltip=lambda line: line.reason, hidden_below=620, width=150),
    Column("Note", lambda line: str(line.score), sort_key=lambda line: line.score, number=True),
)  # fmt: skip


class ProposalsView(QWidget):
    """Enter on a line notes the answer."""

    answer_asked = Signal(object)
    start_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._model: RowsModel[ProposalLine] = RowsModel(COLUMNS, key=lambda line: line.id)
        self.table = Table(self._model, "Propositions de ce besoin")
        self.answer = ActionButton("&Noter la réponse", "check")
        self.start = ActionButton("&Démarrer le parcours", "briefcase")
        self.withdraw = ActionButton("Ret&irer", "x")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "mail", "Personne n’est encore proposé pour ce besoin",
                "Dans le classement, retenez des personnes avec Espace, puis préparez la proposition.",
            )
        )  # fmt: skip
        acts = Flow()
        acts.add_growing(QWidget())  # keeps them at right
        acts.add_row(Flow(widgets=[self.withdraw, self.answer, self.start]))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._stack, 1)
        whole.addLayout(acts)
        self.table.current_row_changed.connect(self._offer)
        self.table.activated_row.connect(self.answer_asked)
        self.answer.clicked.connect(self._ask_answer)
        self.start.clicked.connect(self._ask_start)
        self.withdraw.clicked.connect(self._ask_withdraw)

    def show_need(self, need: Key) -> int:
        """Read the proposals of a need; returns how many still wait for an answer or a start."""
        lines = self._workspace.show(proposals_of, need)
        self._model.show(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        if lines and self.table.current_row() is None:
            self.table.select_place(0)
        self._offer(self.table.current_row())
        return sum(line.state in (ProposalState.PROPOSED, ProposalState.ACCEPTED) for line in lines)

    def _offer(self, line: ProposalLine | None) -> None:
        """Only what can be done to the selected line."""
        placed = line is not None and line.state is ProposalState.PLACED
        self.answer.setEnabled(line is not None and not placed)
        self.withdraw.setEnabled(line is not None and not placed)
        self.start.setEnabled(line is not None and line.state is ProposalState.ACCEPTED)

    def _ask_answer(self) -> None:
        if line := self.table.current_row():
            self.answer_asked.emit(line)

    def _ask_start(self) -> None:
        if line := self.table.current_row():
            self.start_asked.emit(line)

    def _ask_withdraw(self) -> None:
        if line := self.table.current_row():
            self.withdraw_asked.emit(line)
