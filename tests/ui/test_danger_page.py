"""Hours in danger and the agenda by keyboard, the card of the dashboard, the badges and the task of the window."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import hours
from facilitator_app.ui import dialogs
from facilitator_app.ui.contracts.lot_view import ACCOUNT
from facilitator_app.ui.danger.agenda_form import AgendaForm
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.contracts_page import ContractsPage
from facilitator_app.ui.pages.danger_page import DangerPage
from facilitator_app.ui.pages.dashboard_page import DashboardPage
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.agenda import agenda, put_on_agenda
from facilitator_app.use_cases.dashboard.alerts import alerts
from facilitator_app.use_cases.purchase_plan import PurchaseDraft, plan_purchase
from tests import make
from tests.conftest import TODAY
from tests.ui.accessibility import page_problems


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, lambda: TODAY)


@pytest.fixture
def lots(database: Database) -> list[Key]:
    """One where somebody works, one where nobody ever did, which comes first; both end soon."""
    with database.transaction() as session:
        company = make.a_company(session, name="Batirade")
        slow = make.a_lot(session, company, title="Lent", ends_on=dt.date(2026, 12, 31))
        make.a_placement(session, lot_id=slow.id, employer_id=company.id)
        return [make.a_lot(session, company, title="Vide", ends_on=dt.date(2027, 3, 31)).id, slow.id]


@pytest.fixture
def page(qtbot: QtBot, look: Look, workspace: Workspace, lots: list[Key]) -> DangerPage:
    page = DangerPage(workspace)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.open()
    return page


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    QApplication.processEvents()


def dialog(page: DangerPage, kind: type[QDialog]) -> QDialog:
    found = page.findChildren(kind)
    assert len(found) == 1
    return found[0]


def test_the_worst_comes_first_and_enter_opens_its_account(page: DangerPage, qtbot: QtBot, lots: list[Key]) -> None:
    assert [lot.lot_id for lot in page.lots.part._model.rows] == lots
    with qtbot.waitSignal(page.go_to) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == ["contracts", {"lot": lots[0], "tab": "account"}]
    with qtbot.waitSignal(page.go_to) as asked:
        page.lots.returns_button.click()
    assert asked.args == ["returns", {"lot": lots[0]}]
    assert page_problems(page) == {}


def test_filters_say_how_many_and_narrow(page: DangerPage, lots: list[Key]) -> None:
    page.lots.chips.choose("nobody")
    page.lots._show()
    assert [lot.lot_id for lot in page.lots.part._model.rows] == lots[:1]
    page.open(lot=lots[1])
    row = page.lots.part.table.current_row()
    assert row is not None
    assert row.lot_id == lots[1]
    page.open(lot="0" * 32)
    assert "ne sont pas en danger" in page.banner.text()


def test_a_lot_is_put_on_the_agenda_printed_and_taken_off(
    page: DangerPage, workspace: Workspace, lots: list[Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.lots.agenda_button.click()
    form = dialog(page, AgendaForm)
    assert isinstance(form, AgendaForm)
    form.form.set_values({"why": "Demander un avenant"})
    form.save()
    assert [(line.lot_id, line.why) for line in workspace.ask(agenda, TODAY)] == [(lots[0], "Demander un avenant")]
    assert page.tabs.tabText(1) == "Ordre du jour  1"
    page.open(tab="agenda")
    page.agenda.print_list()
    paper = dialog(page, PaperWindow)
    assert isinstance(paper, PaperWindow)
    assert paper.preview.pages == 1
    paper.close()
    page.agenda.part.table.setFocus()
    page.agenda.remove_button.click()
    assert workspace.ask(agenda, TODAY) == []
    workspace.undo_last()
    assert len(workspace.ask(agenda, TODAY)) == 1
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    page.agenda.clear()
    assert workspace.ask(agenda, TODAY) == []
    assert not page.agenda.print_button.isEnabled()


def test_a_company_of_the_agenda_opens_its_sheet(
    page: DangerPage, qtbot: QtBot, workspace: Workspace, database: Database
) -> None:
    with database.transaction() as session:
        company = make.a_company(session, name="Thermivar").id
    workspace.do(put_on_agenda, TODAY, company_id=company, why="Relevés")
    page.open(tab="agenda")
    with qtbot.waitSignal(page.go_to) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == ["companies", {"company": company}]
    assert page_problems(page) == {}


def test_a_purchase_of_the_agenda_opens_the_plan(
    page: DangerPage, qtbot: QtBot, workspace: Workspace, database: Database
) -> None:
    with database.transaction() as session:
        draft = PurchaseDraft(title="Piscine du Coudon", buyer="Métropole", year=2027, forecast_hours=hours(5400))
        purchase = plan_purchase(session, draft)
    workspace.do(put_on_agenda, TODAY, purchase_id=purchase)
    page.open(tab="agenda")
    page.agenda.edit()
    form = page.findChildren(AgendaForm)[-1]
    form.form.set_values({"why": "Clause à étudier"})
    form.save()
    assert [line.why for line in workspace.ask(agenda, TODAY)] == ["Clause à étudier"]
    page.open(tab="agenda")
    with qtbot.waitSignal(page.go_to) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == ["plan", {"purchase": purchase}]


def test_the_card_and_the_task_of_the_dashboard_lead_there(
    qtbot: QtBot, look: Look, workspace: Workspace, lots: list[Key]
) -> None:
    dashboard = DashboardPage(workspace)
    qtbot.addWidget(dashboard)
    dashboard.resize(1160, 900)
    dashboard.show()
    qtbot.waitExposed(dashboard)
    assert dashboard.danger.isHidden()
    before = len(dashboard.tasks.buttons)
    dashboard.show_alerts(workspace.ask(alerts, TODAY))
    assert dashboard.danger.isVisible()
    with qtbot.waitSignal(dashboard.go_to) as asked:
        dashboard.danger.table.setFocus()
        dashboard.danger.table.select_place(0)
        QTest.keyClick(dashboard.danger.table, Qt.Key.Key_Return)
    assert asked.args == ["contracts", {"lot": lots[0], "tab": "account"}]
    with qtbot.waitSignal(dashboard.go_to) as asked:
        dashboard.danger.all_button.click()
    assert asked.args == ["danger", {}]
    assert len(dashboard.tasks.buttons) == before + 1
    late = next(button for button in dashboard.tasks.buttons if "relevés en retard" in button.accessibleName())
    with qtbot.waitSignal(dashboard.go_to) as asked:
        late.click()
    assert asked.args == ["returns", {"tab": "board", "late": True}]
    dashboard.refresh()
    assert len(dashboard.tasks.buttons) == before + 1


def test_the_contracts_page_opens_on_the_account_of_a_lot(
    qtbot: QtBot, look: Look, workspace: Workspace, lots: list[Key]
) -> None:
    contracts = ContractsPage(workspace)
    qtbot.addWidget(contracts)
    contracts.open(lot=lots[1], tab="account")
    assert contracts.lot.tabs.currentIndex() == ACCOUNT
    assert contracts.lot.account.model.rows
