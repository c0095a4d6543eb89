"""The tab of reminders: who is late, what was already sent and when, the message of the day."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.chasing import Means, Steps
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date
from facilitator_app.ui.fields import IntegerField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.moment import moment
from facilitator_app.ui.refusable import answered
from facilitator_app.ui.returns.paper_window import MessageWindow
from facilitator_app.ui.returns.penalty_acts import PenaltyActs
from facilitator_app.ui.rows import Column
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.widgets.flow import Flow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns import chasing
from facilitator_app.use_cases.returns.chasing import Chase


class ChasingTab(QWidget):
    """A message is noted once it was printed, saved or opened in the mail program; Ctrl+Z takes it back."""

    refused = Signal(str)
    board_asked = Signal(object)
    exchange_asked = Signal(object, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._current: tuple[Key, Key] | None = None
        self.penalties = PenaltyActs(workspace, self)
        self.penalties.refused.connect(self.refused)
        columns: list[Column[Chase]] = [
            Column("Titulaire", lambda row: row.company, second=lambda row: f"{row.lot} · {row.code}", strong=True,
                   width=230),
            Column("Ce qui manque", lambda row: ", ".join(row.periods), stretch=True),
            Column("Depuis le", lambda row: written_date(row.late_since), lambda row: row.late_since, width=104),
            Column("Dernière relance", _last, lambda row: row.last_on,
                   second=lambda row: row.last_step.label if row.last_step else "", width=150),
            Column("À envoyer", _step, tone=lambda row: "warning" if row.step else "neutral", badge=True, width=200),
        ]  # fmt: skip
        self.part: ListPart[Chase] = ListPart(
            "Titulaires en retard", columns, "circle-check", "Aucun relevé n’est en retard",
            "Les titulaires dont un relevé manque s’inscrivent ici, avec la relance à envoyer.",
        )  # fmt: skip
        self.prepare_button = ActionButton("Pré&parer la relance", "megaphone", primary=True)
        self.exchange_button = ActionButton("Noter un éc&hange…", "phone")
        self.penalty_button = ActionButton("Pénal&ité…", "scale")
        self.rules_button = ActionButton("&Délais de relance…", "settings")
        self.part.table.current_row_changed.connect(self._show_buttons)
        self.part.table.activated_row.connect(self._ask_board)
        self.prepare_button.clicked.connect(self.prepare)
        self.exchange_button.clicked.connect(self._ask_exchange)
        self.penalty_button.clicked.connect(self.propose)
        self.rules_button.clicked.connect(self.set_rules)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addWidget(self.part, 1)
        whole.addLayout(Flow(8, (self.prepare_button, self.exchange_button, self.penalty_button, self.rules_button)))

    def refresh(self) -> int:
        """Read again who is late; how many messages are to be sent today."""
        rows = self._workspace.ask(chasing.to_chase, self._workspace.today())
        self.part.show_rows(rows)
        if self.part.table.current_row() is None:
            self.part.table.select_place(0)
        self._show_buttons()
        return sum(row.step is not None for row in rows)

    def prepare(self) -> None:
        """Show the message of the day for the selected holder."""
        row: Chase | None = self.part.table.current_row()
        if row is None:
            return
        now = moment(self._workspace)
        found = answered(self._workspace, self.refused, chasing.message, row.lot_id, row.company_id, now)
        if found is None:
            return
        self._current = row.key
        title = f"{found.letter.step.label}, {row.company}"
        window = MessageWindow(
            self, self._workspace.names, title, found.pdf, f"relance {row.code}", found.eml, found.link
        )
        window.left.connect(self._sent)
        window.open()

    def propose(self) -> None:
        """A proposal of penalty for what did not come, while the lot runs."""
        row: Chase | None = self.part.table.current_row()
        if row is not None:
            self.penalties.propose(row.lot_id, row.company_id, row.late_since)

    def set_rules(self) -> None:
        StepsForm(self, self._workspace).open()

    def _sent(self, means: str) -> None:
        if self._current is None:
            return
        try:
            self._workspace.do(
                chasing.note_reminder,
                *self._current,
                Means.EMAIL if means == Means.EMAIL.value else Means.LETTER,
                moment(self._workspace),
            )
        except Refusal as refusal:
            self.refused.emit(str(refusal))
        self._current = None  # printed and saved, it is still one message

    def _ask_board(self, row: Chase) -> None:
        self.board_asked.emit(row.lot_id)

    def _ask_exchange(self) -> None:
        if (row := self.part.table.current_row()) is not None:
            self.exchange_asked.emit(row.company_id, row.lot_id)

    def _show_buttons(self, _row: Any = None) -> None:
        row: Chase | None = self.part.table.current_row()
        self.prepare_button.setEnabled(row is not None and row.step is not None)
        self.exchange_button.setEnabled(row is not None)
        self.penalty_button.setEnabled(row is not None)


class StepsForm(FormDialog):
    """When the house reminds."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "Délais de relance")
        self.find_again(workspace)
        self._workspace = workspace
        self.form.section("Jours après la date attendue")
        self.form.add("first_days", "&Première relance", IntegerField(0, 365), required=True)
        self.form.add("second_days", "&Deuxième relance", IntegerField(0, 365), required=True)
        self.form.add("formal_days", "Courrier à l’&acheteur", IntegerField(0, 365), required=True)
        self.form.add("gap_days", "&Entre deux relances", IntegerField(0, 365), required=True)
        self.form.section("Contacts")
        self.form.add("contact_months", "&Vérifiés tous les (mois)", IntegerField(1, 60), required=True)
        rules = workspace.ask(chasing.steps)
        self.form.set_values({name: getattr(rules, name) for name in Steps.__dataclass_fields__})

    def keep(self, values: dict[str, Any]) -> None:
        usual = Steps()
        typed = {name: getattr(usual, name) if value is None else value for name, value in values.items()}
        self._workspace.do(chasing.set_steps, Steps(**typed))


def _last(row: Chase) -> str:
    return written_date(row.last_on) if row.last_on else "jamais"


def _step(row: Chase) -> str:
    if row.step is not None:
        return row.step.label
    return f"après le {written_date(row.not_before)}" if row.not_before else "plus tard"
