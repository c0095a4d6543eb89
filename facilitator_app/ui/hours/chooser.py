"""Choosing the lot and the month, with what is left to declare."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.domain.placement import StatementState
from facilitator_app.domain.values import Month, written_date
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.look import scaled
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.widgets import ActionButton, Badge, IconButton
from facilitator_app.ui.widgets.cards import Beside
from facilitator_app.use_cases.hours import HoursGrid, LotMonths, LotToDeclare


class Chooser(QWidget):
    """Two lists with their arrows; `chosen` says the lot wanted now and the month, None for that to declare first."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self.copy = ActionButton("&Recopier", "copy")
        self.zero = ActionButton("Mettre 0 aux &vides", "minus")
        self.lot, self.month = ChoiceField(), ChoiceField()
        self.state = Badge("Brouillon", "warning")
        self.lot.setMinimumContentsLength(22)
        self.month.setMinimumContentsLength(14)
        self.lot_arrows = (
            IconButton("chevron-left", "Lot précédent", "Ctrl+PgUp"),
            IconButton("chevron-right", "Lot suivant", "Ctrl+PgDown"),
        )
        self.month_arrows = (IconButton("chevron-left", "Mois précédent"), IconButton("chevron-right", "Mois suivant"))
        choices, others = QWidget(), QWidget()
        for part in (choices, self):  # never lower than what the arrows wish
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(choices)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addLayout(_labelled("&Marché et lot", self.lot, self.lot_arrows), 5)
        line.addLayout(_labelled("Mo&is déclaré", self.month, self.month_arrows), 2)
        rest = QHBoxLayout(others)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(8)
        badge = QVBoxLayout()
        badge.addStretch()
        badge.addWidget(self.state)
        badge.addSpacing(scaled(7))
        rest.addLayout(badge)
        rest.addStretch()
        for action in (self.copy, self.zero):
            rest.addWidget(action, 0, Qt.AlignmentFlag.AlignBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside([choices, others], (3, 2)))
        self.lot.changed.connect(self._lot_chosen)
        self.month.changed.connect(self._month_chosen)
        for arrows, step in ((self.lot_arrows, self._step_lot), (self.month_arrows, self._step_month)):
            for arrow, steps in zip(arrows, (-1, 1), strict=True):
                arrow.setProperty("steps", steps)
                arrow.clicked.connect(step)

    def show_lots(self, lots: Sequence[LotToDeclare]) -> None:
        self._names = {lot.lot_id: _name(lot) for lot in lots}
        self.lot.set_choices(self._names.items())

    def show_choice(self, lot_id: str, month: Month, of_lot: LotMonths) -> None:
        """What is shown; says nothing to anybody."""
        if lot_id not in self._names:
            return
        self.lot.set_value(lot_id)
        self.lot.setToolTip(tooltip(self._names[lot_id]))
        months = sorted({*of_lot.covered, month})
        self.month.set_choices((known, _month_name(known, of_lot)) for known in months)
        self.month.set_value(month)
        for arrows, field in ((self.lot_arrows, self.lot), (self.month_arrows, self.month)):
            arrows[0].setEnabled(field.currentIndex() > 0)
            arrows[1].setEnabled(field.currentIndex() < field.count() - 1)

    def show_state(self, grid: HoursGrid) -> None:
        if grid.state is StatementState.VALIDATED:
            self.state.show_state(f"Validé le {written_date(grid.validated_on)}", "success")
            self.state.setToolTip(f"Validé par {grid.validated_by}. {grid.reopened_reason}".strip())
        else:
            self.state.show_state(grid.state.label, "warning")
            self.state.setToolTip(grid.reopened_reason)
        before = grid.month.plus(-1)
        self.copy.setText(f"&Recopier {before.name}")
        self.copy.setToolTip(f"Recopier {before.full_name} dans les cases vides (Alt+R)")
        for button in (self.copy, self.zero):
            button.setVisible(not grid.is_validated)
            button.setEnabled(bool(grid.rows))

    def _lot_chosen(self) -> None:
        self.chosen.emit(self.lot.value(), None)

    def _month_chosen(self) -> None:
        self.chosen.emit(self.lot.value(), self.month.value())

    def _step_lot(self) -> None:
        if self._step(self.lot):
            self._lot_chosen()

    def _step_month(self) -> None:
        if self._step(self.month):
            self._month_chosen()

    def _step(self, field: ChoiceField) -> bool:
        arrow = self.sender()
        target = field.currentIndex() + (int(arrow.property("steps")) if arrow else 0)
        if not 0 <= target < field.count():
            return False
        field.setCurrentIndex(target)
        return True


def _name(lot: LotToDeclare) -> str:
    holder = f", {lot.holder}" if lot.holder else ""
    return f"{lot.name}{holder} · {lot.contract_name}"


def _month_name(month: Month, lot: LotMonths) -> str:
    return month.full_name.capitalize() + (" · validé" if month in lot.validated else "")


def _labelled(label: str, field: ChoiceField, arrows: tuple[IconButton, IconButton]) -> QVBoxLayout:
    column, line = QVBoxLayout(), QHBoxLayout()
    column.setSpacing(3)
    line.setSpacing(4)
    words = QLabel(label)
    words.setProperty("role", "second")
    words.setBuddy(field)
    column.addWidget(words)
    line.addWidget(arrows[0])
    line.addWidget(field, 1)
    line.addWidget(arrows[1])
    column.addLayout(line)
    return column
