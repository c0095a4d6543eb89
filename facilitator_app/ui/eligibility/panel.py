"""The tab of a person's eligibility: the judgement of the day, its proofs, and what was decided by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.ui.beneficiaries.tables import proofs_table
from facilitator_app.ui.eligibility.decision_forms import ExtendDialog, LiftDialog, RefuseDialog
from facilitator_app.ui.widgets import ActionButton, Badge, Card, Label, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import eligibility_decisions
from facilitator_app.use_cases.beneficiary_sheet import Sheet
from facilitator_app.use_cases.eligibility_decisions import DecisionLine

PROOF_ROWS = 8


class EligibilityPanel(QWidget):
    """Shows a `Sheet`; refusing, lifting and extending are asked in a window of their own."""

    decided = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: Sheet | None = None
        self._refuse, self._extend = ActionButton("&Refuser…", small=True), ActionButton("Prolon&ger…", small=True)
        self._refuse.clicked.connect(self.refuse_or_lift)
        self._extend.clicked.connect(self.extend)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        column.addWidget(self._made_judgement())
        proofs = Card("Pièces et preuves", "vues, sans copie gardée")
        self.proofs = proofs_table()
        proofs.add(self.proofs)
        column.addWidget(proofs)
        self._decided = Card("Décisions")
        column.addWidget(self._decided)
        self._lines: list[_Line] = []
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def show_rows(self, sheet: Sheet) -> None:
        """What the sheet says; called as the tables of the other tabs are."""
        self._shown = sheet
        verdict = sheet.verdict
        tone = "success" if verdict.eligible else "danger" if verdict.refusal or verdict.until else "warning"
        self._badge.show_state("Éligible" if verdict.eligible else "Non éligible", tone)
        self._sentences.setText("\n".join(sheet.statements))
        self._refuse.setText("Lever le &refus…" if self._open_refusal() else "&Refuser…")
        self._extend.setVisible(verdict.since is not None and verdict.until is not None)
        self.proofs.show_rows(sheet.proofs)
        self.proofs.fit_to_rows(PROOF_ROWS)
        self._decided.setVisible(bool(sheet.decisions))
        while len(self._lines) < len(sheet.decisions):
            line = _Line(self._withdraw)
            self._lines.append(line)
            self._decided.add(line)
        for place, shown in enumerate(self._lines):
            shown.show_decision(sheet.decisions[place] if place < len(sheet.decisions) else None)

    def refuse_or_lift(self) -> None:
        """Ask for the reason of a refusal, or why the one that holds is lifted."""
        if self._shown is None:
            return
        refusal = self._open_refusal()
        asked = (
            LiftDialog(self, self._workspace, refusal.id)
            if refusal
            else RefuseDialog(self, self._workspace, self._shown.id)
        )
        asked.kept.connect(self._tell)
        asked.open()

    def extend(self) -> None:
        """Ask until when, and why, the period lasts longer."""
        if self._shown is None:
            return
        asked = ExtendDialog(self, self._workspace, self._shown.id, self._shown.verdict.until)
        asked.kept.connect(self._tell)
        asked.open()

    def _tell(self, _answer: object) -> None:
        self.decided.emit()

    def _withdraw(self, line: DecisionLine) -> None:
        self._workspace.do(eligibility_decisions.withdraw_extension, line.id, self._workspace.today())
        self.decided.emit()

    def _open_refusal(self) -> DecisionLine | None:
        lines = self._shown.decisions if self._shown else ()
        return next((line for line in lines if line.is_refusal and line.is_open), None)

    def _made_judgement(self) -> Card:
        card = Card("Constat du jour")
        self._badge = Badge()
        self._sentences = Label("", wrap=True)
        self._sentences.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._sentences.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._badge)
        row.addStretch()
        row.addWidget(self._extend)
        row.addWidget(self._refuse)
        card.body.addLayout(row)
        card.add(self._sentences)
        return card


class _Line(QWidget):
    """One decision, who took it and when; an extension may be taken back."""

    def __init__(self, withdraw: Callable[[DecisionLine], None]) -> None:
        super().__init__()
        self._withdraw = withdraw
        self._decision: DecisionLine | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        self._words, self._who = Label("", wrap=True), Label("", "caption")
        self._back = ActionButton("Retirer", small=True)
        self._back.clicked.connect(self._ask)
        row.addWidget(self._words, 1)
        row.addWidget(self._who)
        row.addWidget(self._back)

    def show_decision(self, decision: DecisionLine | None) -> None:
        self._decision = decision
        self.setVisible(decision is not None)
        if decision is None:
            return
        self._words.setText(decision.sentence)
        self._who.setText(decision.decided_by)
        self._back.setVisible(not decision.is_refusal)
        self._back.setAccessibleName(f"Retirer\u00a0: {decision.sentence}")

    def _ask(self) -> None:
        if self._decision is not None:
            self._withdraw(self._decision)
