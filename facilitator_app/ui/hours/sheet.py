"""The card that holds the grid, its totals, the note of the month and the keys that help typing."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.ui.careful import CarefulBanner
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.hours.model import HoursModel
from facilitator_app.ui.hours.totals import TotalsLine
from facilitator_app.ui.hours.view import HoursView
from facilitator_app.ui.widgets import ActionButton, EmptyState, KeyHint
from facilitator_app.use_cases.hours import HoursGrid

HINTS = (
    ("Entrée", "ligne suivante"), ("Maj+Entrée", "précédente"), ("F2", "modifier"), ("F4", "détail"),
    ("Ctrl+V", "coller"), ("Ctrl+D", "comme au-dessus"), ("F8", "anomalie suivante"), ("Ctrl+Z", "annuler"),
    ("Maj+F4", "répartir entre lots"),
)  # fmt: skip


class HoursSheet(QFrame):
    """Shows the month, or says that nobody is at work in it."""

    noted = Signal(str)
    """The note of the month, once its field is left."""
    add_asked = Signal()
    dates_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.model = HoursModel()
        self.view = HoursView(self.model)
        self.totals = TotalsLine(self.view)
        self.note = TextField("Intempéries, arrêt de chantier…", longest=500)
        self.add = ActionButton("A&jouter un salarié", "user-plus", small=True)
        self.dates = ActionButton("&Dates du contrat", "calendar", small=True)
        self.note.editingFinished.connect(self._left)
        self.careful = CarefulBanner()
        self.careful.watch(self.note)
        self.view.note_typed.connect(self.careful.judge)
        self.add.clicked.connect(self.add_asked)
        self.dates.clicked.connect(self.dates_asked)
        words = QLabel("&Note du mois (visible sur la fiche de suivi)")
        words.setProperty("role", "second")
        words.setBuddy(self.note)
        written = QVBoxLayout()
        written.setSpacing(3)
        written.addWidget(words)
        written.addWidget(self.note)
        below = QHBoxLayout()
        below.setContentsMargins(12, 8, 12, 10)
        below.setSpacing(8)
        below.addLayout(written, 1)
        for button in (self.add, self.dates):
            column = QVBoxLayout()
            column.addStretch()
            column.addWidget(button)
            below.addLayout(column)
        self._filled = filled = QWidget()
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._stack)
        self._stack.addWidget(filled)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1000)
        column.addWidget(self.totals)
        column.addWidget(self.careful)
        column.addLayout(below)
        column.addStretch(1)
        column.addWidget(_rule())
        column.addWidget(_Hints())

    @cached_property
    def _nobody(self) -> EmptyState:
        """Made for the first month without anybody."""
        start = ActionButton("Ajouter un salarié", "user-plus", primary=True)
        start.clicked.connect(self.add_asked)
        nobody = EmptyState("users", "", "", [start])
        self._stack.addWidget(nobody)
        return nobody

    def show_grid(self, grid: HoursGrid, typed: HoursGrid) -> list[int]:
        """The rows whose hours have changed since they were shown, if they were.

        `typed` is the same month with its notes as they were typed: `grid` may name people by their initials.
        """
        before = self.model.grid
        if before is None or (before.lot_id, before.month) != (grid.lot_id, grid.month):
            self.careful.hide()
        changed = self.model.show(grid, [row.note for row in typed.rows])
        self.view.close_month(grid.is_validated)
        count = len(grid.rows)
        people = "1 salarié" if count == 1 else f"{count} salariés"
        self.view.setAccessibleName(f"Heures, {grid.month.full_name}, {grid.lot_name}, {people}")
        self.totals.show_totals(grid)
        if not self.note.hasFocus():
            self.note.set_value(typed.note)
        self.note.setReadOnly(grid.is_validated)
        if not grid.rows:
            self._nobody.set_text(
                f"Personne n’est en poste en {grid.month.full_name}",
                f"{grid.lot_name}\u00a0: choisissez un autre mois, ou ajoutez la personne qui y travaille.",
            )
        self._stack.setCurrentWidget(self._filled if grid.rows else self._nobody)
        return changed

    def _left(self) -> None:
        self.noted.emit(self.note.value())


class _Hints(QWidget):
    """The keys, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 7)
        row.setSpacing(14)
        self._hints = [KeyHint(keys, does) for keys, does in HINTS]
        for hint in self._hints:
            row.addWidget(hint)
        row.addStretch()
        self.setMinimumWidth(60)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # passed on as received
        room = self.width() - 24
        for hint in self._hints:
            room -= hint.sizeHint().width() + 14
            hint.setVisible(room >= 0)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", "true")
    rule.setFixedHeight(1)
    return rule
