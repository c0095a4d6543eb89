"""Beside the grid: where the month and the lot stand, and what to look at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_hours, written_number, written_percent
from facilitator_app.ui.charts.progress_bar import ProgressBar
from facilitator_app.ui.look import scaled
from facilitator_app.ui.painting import SIGNS
from facilitator_app.ui.widgets import ActionButton, Badge, Card, IconLabel, Label
from facilitator_app.use_cases.hours import Check, HoursGrid

MOST_SHOWN = 20
WIDTH = 248


class MonthCard(Card):
    """Hours typed this month, people typed, and the progress of the lot with the mark of elapsed time."""

    def __init__(self) -> None:
        super().__init__(" ")
        self._number, self._unit = Label("–", "figure"), Label("h saisies", "second")
        self._people, self._before = Label("", "second"), Label("", "second")
        self._percent = Label("", "strong")
        self._bar = ProgressBar("Avancement du lot")
        self._sum = Label("", "second", wrap=True)
        top, progress = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(self._number)
        top.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch()
        self._caption = Label("Avancement du lot")
        progress.addWidget(self._caption)
        progress.addStretch()
        progress.addWidget(self._percent)
        self.body.setSpacing(3)
        self.body.addLayout(top)
        self.body.addWidget(self._people)
        self.body.addWidget(self._before)
        self.body.addSpacing(5)
        self.body.addLayout(progress)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._sum)

    def show_month(self, grid: HoursGrid) -> None:
        totals, count = grid.totals, len(grid.rows)
        self.set_title(grid.month.full_name.capitalize())
        self._number.setText(written_number(totals.declared))
        self._people.setText(f"{totals.filled} {'salarié' if totals.filled < 2 else 'salariés'} sur {count}")
        self._before.setText(f"{grid.month.plus(-1).name}\u00a0: {written_hours(totals.previous[-1])}")
        due = grid.due or 0
        self._bar.setVisible(due > 0)
        self._percent.setVisible(due > 0)
        if due > 0:
            share = grid.done / due
            self._percent.setText(written_percent(share))
            self._bar.show_share(float(share), None if grid.elapsed is None else float(grid.elapsed))
            self._sum.setText(f"{written_hours(grid.done)} sur {written_hours(grid.due)}")
        else:
            self._sum.setText(f"{written_hours(grid.done)}, sans objectif d’heures pour ce lot")


class CheckCard(QFrame):
    """One thing to look at, with what can be done about it."""

    confirmed = Signal(str)
    corrected = Signal(str)

    def __init__(self, check: Check) -> None:
        super().__init__()
        self.check = check
        self.setProperty("tone", check.tone)
        self.setAccessibleName(f"{check.title}. {check.sentence}")
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 8, 9, 9)
        row.setSpacing(8)
        row.addWidget(IconLabel(SIGNS.get(check.tone) or "info", check.tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(check.title, "strong", ink=check.tone, wrap=True))
        words.addWidget(Label(check.sentence, wrap=True))
        if check.needs_confirmation:
            buttons = QHBoxLayout()
            buttons.setSpacing(6)
            confirm, correct = ActionButton("Confirmer", small=True), ActionButton("Corriger", small=True)
            confirm.setAccessibleName(f"Confirmer, {check.title}")
            correct.setAccessibleName(f"Corriger, {check.title}")
            confirm.clicked.connect(self._confirm)
            correct.clicked.connect(self._correct)
            for button in (confirm, correct):
                buttons.addWidget(button)
            buttons.addStretch()
            words.addSpacing(5)
            words.addLayout(buttons)
        row.addLayout(words, 1)

    def _confirm(self) -> None:
        self.confirmed.emit(self.check.placement_id or "")

    def _correct(self) -> None:
        self.corrected.emit(self.check.placement_id or "")


class ChecksCard(Card):
    """What to look at, the rows in their order, then the lot as a whole."""

    confirmed = Signal(str)
    corrected = Signal(str)

    def __init__(self) -> None:
        super().__init__("À vérifier")
        self._count = Badge("0", "success")
        self.add_beside_title(self._count)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._none = Label("Rien à signaler pour ce mois.", "second", wrap=True)
        self._more = Label("", "second", wrap=True)
        self.body.addLayout(self._list)
        self.body.addWidget(self._none)
        self.body.addWidget(self._more)
        self.body.addStretch()
        self._shown: tuple[Check, ...] = ()

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Cards are made again only when there is something new to say."""
        self._count.show_state(str(len(checks)), "warning" if checks else "success")
        self._count.setAccessibleName(f"{len(checks)} à vérifier")
        self._none.setVisible(not checks)
        hidden = max(len(checks) - MOST_SHOWN, 0)
        self._more.setVisible(hidden > 0)
        self._more.setText(f"Et {hidden} autres\u00a0: F8 y mène l’une après l’autre.")
        if checks == self._shown:
            return
        self._shown = checks
        while self._list.count():
            item = self._list.takeAt(0)
            if item is not None and (old := item.widget()):
                old.hide()
                old.deleteLater()
        for check in checks[:MOST_SHOWN]:
            card = CheckCard(check)
            card.confirmed.connect(self.confirmed)
            card.corrected.connect(self.corrected)
            self._list.addWidget(card)


class SidePanel(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.month, self.checks = MonthCard(), ChecksCard()
        self.paper_button = ActionButton("Relevé reçu", "paperclip", "F9")
        self.paper_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.month)
        column.addWidget(self.paper_button)
        column.addWidget(self.checks, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFixedWidth(scaled(WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(scaled(WIDTH))

    def show_grid(self, grid: HoursGrid) -> None:
        self.month.show_month(grid)
        self.checks.show_checks(grid.checks)
