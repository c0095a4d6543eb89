"""The first page by keyboard: figures and tasks lead somewhere, an empty house shows its first steps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.dashboard_page import DashboardPage
from facilitator_app.ui.workspace import Workspace
from tests import make
from tests.ui.accessibility import page_problems

TODAY = dt.date(2026, 11, 24)
OCTOBER = Month(2026, 10)


@pytest.fixture
def lot(database: Database) -> Key:
    """A house with one lot: one person at work, October typed and not validated; one need without anyone."""
    with database.transaction() as session:
        lot = make.a_lot(session, holder=make.a_company(session, name="Batirade"))
        placement = make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 10, 1))
        key = MonthlyHours.key(placement.id, OCTOBER)
        make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=OCTOBER, declared=hours(120)))
        make.a_need(session, lot_id=lot.id)
        return Key(lot.id)


class Opened:
    """The pages asked for, in order."""

    def __init__(self, page: DashboardPage) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        page.go_to.connect(self._note)

    def _note(self, page: str, target: dict[str, Any]) -> None:
        self.asked.append((page, target))


def shown(qtbot: QtBot, database: Database) -> DashboardPage:
    page = DashboardPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1234, 820)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.open()
    QApplication.processEvents()
    return page


def test_every_figure_opens_the_page_behind_it_by_keyboard(
    qtbot: QtBot, look: Look, database: Database, lot: Key
) -> None:
    page = shown(qtbot, database)
    opened = Opened(page)
    page.figures.hours.setFocus()
    for _ in range(5):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert [key for key, _ in opened.asked] == ["hours", "contracts", "beneficiaries", "hours", "matching"]


def test_a_task_leads_to_the_very_lot_and_month(qtbot: QtBot, look: Look, database: Database, lot: Key) -> None:
    page = shown(qtbot, database)
    opened = Opened(page)
    button = next(button for button in page.tasks.buttons if button.text() == "Reprendre")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened.asked == [("hours", {"lot": lot, "month": OCTOBER})]


def test_enter_on_a_lot_opens_it(qtbot: QtBot, look: Look, database: Database, lot: Key) -> None:
    page = shown(qtbot, database)
    opened = Opened(page)
    page.lots.table.setFocus()
    page.lots.table.select_place(0)
    QTest.keyClick(page.lots.table, Qt.Key.Key_Return)
    assert opened.asked == [("contracts", {"lot": lot})]


def test_the_chart_and_its_table_say_the_same(qtbot: QtBot, look: Look, database: Database, lot: Key) -> None:
    page = shown(qtbot, database)
    october = page.months.chart.as_table()[10]
    assert october == ("Oct.", "120\u00a0h", "incomplet")
    qtbot.mouseClick(page.months._switch, Qt.MouseButton.LeftButton)
    assert page.months.table.isVisible()
    assert page.months.table.model().index(9, 1).data() == "120\u00a0h"


def test_a_change_elsewhere_is_counted_at_once(qtbot: QtBot, look: Look, database: Database, lot: Key) -> None:
    page = shown(qtbot, database)
    before = page.figures.people.accessibleName()
    page._workspace.do(lambda session: make.a_placement(session))
    assert page.figures.people.accessibleName() != before


def test_opening_the_page_asks_its_figures_once(qtbot: QtBot, look: Look, database: Database, lot: Key) -> None:
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *details: asked.append(details[2]))
    page = shown(qtbot, database)
    to_open = len(asked)
    page.refresh()
    assert len(asked) == 2 * to_open


def test_the_figures_are_asked_again_the_day_after(qtbot: QtBot, look: Look, database: Database, lot: Key) -> None:
    page = shown(qtbot, database)
    page._workspace.today = lambda: TODAY + dt.timedelta(1)
    page.open()
    assert "Mercredi 25 novembre" in page._header._subtitle.text()


def test_the_filled_page_is_accessible(qtbot: QtBot, look: Look, database: Database, lot: Key) -> None:
    problems = page_problems(shown(qtbot, database))
    assert {name: said for name, said in problems.items() if said} == {}


def test_an_empty_house_shows_its_first_steps(qtbot: QtBot, look: Look, database: Database) -> None:
    page = shown(qtbot, database)
    assert page.first_steps.isVisible()
    opened = Opened(page)
    for key in ("office", "rules", "data"):
        button = page.first_steps.buttons[key]
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened.asked == [("settings", {"section": "office"}), ("settings", {"section": "rules"}), ("import", {})]
    problems = page_problems(page.first_steps)
    assert {name: said for name, said in problems.items() if said} == {}


def test_first_steps_can_be_put_off(qtbot: QtBot, look: Look, database: Database) -> None:
    page = shown(qtbot, database)
    page.first_steps.skip_button.setFocus()
    QTest.keyClick(page.first_steps.skip_button, Qt.Key.Key_Space)
    assert page.first_steps.isHidden()
    assert page.figures.isVisible()


def test_a_first_backup_is_made_and_counts_as_a_step(qtbot: QtBot, look: Look, database: Database) -> None:
    page = shown(qtbot, database)
    QTest.keyClick(page.first_steps.backup_button, Qt.Key.Key_Space)
    copies = list(database.path.with_name("maison-sauvegardes").glob("*.db"))
    assert len(copies) == 1
    assert page.first_steps.isVisible()
    assert page.first_steps.buttons["protection"].accessibleName() == "Sauvegarder\u00a0: Protection"


def test_the_demonstration_house_is_asked_for(qtbot: QtBot, look: Look, database: Database) -> None:
    page = shown(qtbot, database)
    with qtbot.waitSignal(page.demonstration_wanted, timeout=1000):
        QTest.keyClick(page.first_steps.demonstration_button, Qt.Key.Key_Space)
