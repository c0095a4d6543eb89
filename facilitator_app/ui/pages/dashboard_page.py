"""The first page: where the house stands and what is to be done today, or the first steps of an empty house."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.values import MONTH_NAMES, NO_BREAK_SPACE
from facilitator_app.ui.dashboard.cards import LotsCard, MonthsCard, PublicsCard
from facilitator_app.ui.dashboard.danger_card import DangerCard
from facilitator_app.ui.dashboard.figures import Figures
from facilitator_app.ui.dashboard.tasks import TaskList
from facilitator_app.ui.widgets import ActionButton, Banner, Beside, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.dashboard import Alerts, Dashboard, Task

if TYPE_CHECKING:
    from facilitator_app.ui.dashboard.first_steps import FirstSteps

_DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


class DashboardPage(QWidget):
    """Every figure opens the page behind it, every task has one button."""

    SHOWS = frozenset(
        {
            "beneficiary", "chasing_rules", "company", "contact", "contract", "lot", "lot_holder", "month_statement",
            "monthly_hours", "need", "office", "placement", "proposal", "rules", "person_event", "person_exit",
            "later_situation", "eligibility_proof", "protected_proof", "eligibility_extension", "eligibility_refusal",
        }
    )  # fmt: skip
    go_to = Signal(str, dict)
    demonstration_wanted = Signal()
    """The user asked for the demonstration house."""
    help_text = (
        "Cette page dit où en est la structure et ce qui est à faire aujourd’hui. Chaque chiffre ouvre la page d’où il"
        " vient, chaque ligne à faire a un bouton. Un mois est hachuré tant que tous ses lots ne sont pas validés."
        " La considération sociale se compte sur les marchés notifiés dans l’année et renseignés\u00a0; ceux dont on ne"
        " sait rien sont montrés à part."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._stale = True
        self._counted_on = workspace.today()
        self._alarm: Banner | None = None
        self.hours_button = ActionButton("Saisir des heures", "table-2", primary=True)
        self.hours_button.show_keys("Ctrl+H")
        self.person_button = ActionButton("Bénéficiaire", "plus")
        self._header = PageHeader("Tableau de bord", "", [self.person_button, self.hours_button])
        self.figures, self.tasks, self.months = Figures(), TaskList(), MonthsCard()
        self.lots, self.danger, self.publics = LotsCard(), DangerCard(), PublicsCard()
        self._tasks: tuple[Task, ...] = ()
        self._late: Task | None = None
        self._content = self._lay_out()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._content)
        whole.addWidget(self._stack)
        self._connect()
        self.refresh()  # before it is laid out for the first time, so that it is laid out once

    @cached_property
    def first_steps(self) -> FirstSteps:
        """What a new house shows in place of the figures; most houses never do."""
        from facilitator_app.ui.dashboard.first_steps import FirstSteps

        made = FirstSteps(self._workspace)
        made.go_to.connect(self.go_to)
        made.demonstration_wanted.connect(self.demonstration_wanted)
        self._stack.addWidget(made)
        return made

    @property
    def zones(self) -> list[QWidget]:
        """What F6 goes through."""
        if self._stack.currentWidget() is not self._content:
            return self.first_steps.zones
        return [self._header, self.figures, self.tasks, self.months, self.lots, self.danger]

    def open(self, **_target: object) -> None:
        """Figures already shown are asked again only if something changed, be it the day."""
        if self._stale or self._counted_on != self._workspace.today():
            self.refresh()
        if self._stack.currentWidget() is not self._content:
            self.first_steps.begin()

    def refresh(self) -> None:
        """Count everything again."""
        self._stale, self._counted_on = False, self._workspace.today()
        if (shown := self._figures()) is None:
            self.first_steps.refresh()
            self._stack.setCurrentWidget(self.first_steps)
            return
        self._stack.setCurrentWidget(self._content)
        self._show(shown)

    def show_alarm(self, text: str) -> None:
        """What cannot wait, above the figures; "" when there is nothing. Made the first time there is."""
        if self._alarm is None:
            if not text:
                return
            button = ActionButton("Voir les sauvegardes", "save", small=True)
            button.clicked.connect(self._open_backups)
            self._alarm = Banner("warning", "", buttons=[button])
            column = self._content.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(1, self._alarm)
        if not text:
            self._alarm.hide()
        elif text != self._alarm.text() or self._alarm.isHidden():
            self._alarm.set_text(text)
            self._alarm.appear()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _figures(self) -> Dashboard | None:
        """None for a house to which the first steps are to be shown."""
        if (remembered := self._workspace.remembered()) is not None:
            return self._workspace.names.within(remembered.dashboard)
        from facilitator_app.use_cases import first_steps
        from facilitator_app.use_cases.dashboard.overview import dashboard

        if self._workspace.ask(first_steps.are_wanted):
            return None
        return self._workspace.show(dashboard, self._workspace.today())

    def _show(self, shown: Dashboard) -> None:
        day = shown.today
        week = day.isocalendar().week
        self._header.set_subtitle(
            f"{_DAYS[day.weekday()]} {'1er' if day.day == 1 else day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
            f" · semaine {week} · période{NO_BREAK_SPACE}: année {day.year}"
        )
        self.figures.show_figures(shown)
        self._tasks = shown.tasks
        self._show_tasks()
        self.months.show_months(shown)
        self.lots.show_lots(shown.lots, shown.lot_count)
        self.publics.show_publics(shown.publics)

    def show_alerts(self, alerts: Alerts) -> None:
        """What is counted after the rest: hours in danger, returns that did not come."""
        self.danger.show_danger(alerts.danger)
        if alerts.late_task != self._late:
            self._late = alerts.late_task
            self._show_tasks()

    def _show_tasks(self) -> None:
        tasks = (*self._tasks, self._late) if self._late else self._tasks
        self.tasks.show_tasks(tuple(sorted(tasks, key=lambda task: task.due or dt.date.max)))

    def _lay_out(self) -> QWidget:
        content, page = QWidget(), QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(14)
        column.addWidget(self.figures)
        column.addWidget(Beside([self.tasks, self.months]), 1)
        at_right = QWidget()
        right = QVBoxLayout(at_right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        right.addWidget(self.danger)
        right.addWidget(self.publics, 1)
        column.addWidget(Beside([self.lots, at_right], [5, 2]))
        frame = QVBoxLayout(page)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(0)
        frame.addWidget(self._header)
        frame.addWidget(scrolled(content), 1)
        return page

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self._workspace.names.changed.connect(self._read_again)
        self.figures.opened.connect(self._open_page)
        self.tasks.opened.connect(self.go_to)
        self.lots.opened.connect(self._open_lot)
        self.danger.opened.connect(self._open_danger)
        self.hours_button.clicked.connect(self._open_hours)
        self.person_button.clicked.connect(self._register)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & self.SHOWS:
            self._read_again()

    def _read_again(self) -> None:
        """At once while the page is seen, else when it comes back."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _open_page(self, page: str) -> None:
        self.go_to.emit(page, {})

    def _open_backups(self) -> None:
        self._open_page("backups")

    def _open_lot(self, lot_id: str) -> None:
        self.go_to.emit("contracts", {"lot": lot_id} if lot_id else {})

    def _open_danger(self, lot_id: str) -> None:
        if lot_id:
            self.go_to.emit("contracts", {"lot": lot_id, "tab": "account"})
        else:
            self.go_to.emit("danger", {})

    def _open_hours(self) -> None:
        self.go_to.emit("hours", {})

    def _register(self) -> None:
        self.go_to.emit("beneficiaries", {"new": True})
