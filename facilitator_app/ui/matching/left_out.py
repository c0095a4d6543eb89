"""The people left out of the ranking, folded away, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.values import written_number
from facilitator_app.ui.icons import set_icon
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Flow
from facilitator_app.use_cases.matching.ranking import NeedRanking


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A line of the table."""

    person: Key
    name: str
    town: str
    why: str
    set_aside: bool


COLUMNS: tuple[Column[Reasoned], ...] = (
    Column("Personne", lambda row: row.name, strong=True, width=180),
    Column("Pourquoi", lambda row: row.why, tooltip=lambda row: row.why, stretch=True),
)


class LeftOut(QWidget):
    """`everybody_asked` when the list is unfolded: people of other trades are only read then."""

    everybody_asked = Signal()
    back_asked = Signal(str)
    """The person set aside who is to come back."""

    def __init__(self) -> None:
        super().__init__()
        self._fold = QToolButton()
        self._fold.setProperty("role", "button")
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back = ActionButton("&Remettre dans le classement", "undo-2", small=True)
        self.back.hide()
        self._model: RowsModel[Reasoned] = RowsModel(COLUMNS, key=lambda row: row.person)
        self.table = Table(self._model, "Personnes écartées du classement")
        self.table.setMinimumHeight(150)
        self.table.hide()
        top = Flow(widgets=[self._fold, self.back])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)
        self._fold.toggled.connect(self._unfold)
        self.table.current_row_changed.connect(self._moved)
        self.back.clicked.connect(self._ask_back)

    def unfolded(self) -> bool:
        return self._fold.isChecked()

    def fold(self) -> None:
        self._fold.setChecked(False)

    def show_ranking(self, ranking: NeedRanking) -> None:
        count = written_number(len(ranking.left_out) + ranking.unrelated)
        self._fold.setText(f"Personnes écartées du classement ({count})")
        if self.unfolded():
            self._model.show(
                [
                    Reasoned(
                        line.person, line.name, line.town, " ".join(ranking.reasons(line)),
                        line.state is ProposalState.SET_ASIDE,
                    )
                    for line in ranking.left_out
                ]
            )  # fmt: skip
        else:
            set_icon(self._fold, "chevron-right")

    def _unfold(self, unfolded: bool) -> None:
        set_icon(self._fold, "chevron-down" if unfolded else "chevron-right")
        self.table.setVisible(unfolded)
        self.back.setVisible(False)
        if unfolded:
            self.everybody_asked.emit()

    def _moved(self, row: Reasoned | None) -> None:
        self.back.setVisible(bool(row and row.set_aside))

    def _ask_back(self) -> None:
        row: Reasoned | None = self.table.current_row()
        if row:
            self.back_asked.emit(row.person)
