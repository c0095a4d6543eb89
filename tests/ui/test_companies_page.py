"""Companies: found, opened, corrected and merged, on a real file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Company, CompanyKind
from facilitator_app.ui import dialogs
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.companies_page import CompaniesPage
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.workspace import Workspace
from tests.make import a_company, a_lot


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, look: Look) -> CompaniesPage:
    shown = CompaniesPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    return shown


def appear(page: CompaniesPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def names(page: CompaniesPage) -> list[str]:
    return [str(page.table.model().index(row, 0).data()) for row in range(page.table.model().rowCount())]


def button(page: CompaniesPage, words: str) -> ActionButton:
    QApplication.processEvents()
    return next(b for b in page.findChildren(ActionButton) if b.text() == words and b.isVisible())


def test_an_empty_house_says_where_companies_come_from(page: CompaniesPage, qtbot: QtBot) -> None:
    appear(page, qtbot)
    assert button(page, "Nouvelle entreprise").isVisible()
    assert page.table.model().rowCount() == 0


def test_the_list_is_filtered_as_one_types_and_by_kind(page: CompaniesPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        a_lot(session, a_company(session, name="Électralis Sud", town="La Garde"))
        a_company(session, name="Coup de Main Rade", kind=CompanyKind.AI)
    appear(page, qtbot)
    assert names(page) == ["Coup de Main Rade", "Électralis Sud"]
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.search, "garde elec")
    assert names(page) == ["Électralis Sud"]
    assert page.view.sheet is not None
    assert page.view.sheet.name == "Électralis Sud"
    page.search.clear()
    page.chips.choose("insertion")
    page.chips.chosen.emit("insertion")
    assert names(page) == ["Coup de Main Rade"]


def test_twins_are_merged_after_a_question_and_undone_in_one_gesture(
    page: CompaniesPage, qtbot: QtBot, database: Database, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        keep = a_company(session, name="Batirade SAS").id
        a_lot(session, a_company(session, name="Bâtirade"))
    asked: list[str] = []

    def agree(_parent: object, question: str, *_: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(dialogs, "confirm", agree)
    appear(page, qtbot)
    page.open(company=keep)
    button(page, "Fusionner ici").click()
    assert asked == ["Fusionner Bâtirade avec Batirade SAS\u00a0?"]
    assert names(page) == ["Batirade SAS"]
    assert page.view.table.model().rowCount() == 1
    workspace.undo_last()
    assert sorted(names(page)) == ["Batirade SAS", "Bâtirade"]


def test_a_company_that_serves_is_kept_and_says_why(
    page: CompaniesPage, qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        a_lot(session, a_company(session, name="Thermivar"))
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    appear(page, qtbot)
    button(page, "Retirer").click()
    assert page.refused.text() == "Thermivar tient un lot\u00a0: cette fiche doit rester."
    assert page.refused.isVisible()
    with database.reading() as session:
        assert session.scalars(select(Company.name)).all() == ["Thermivar"]


def test_the_lot_on_which_enter_is_pressed_opens_in_its_page(
    page: CompaniesPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        lot = a_lot(session, a_company(session)).id
    appear(page, qtbot)
    page.view.table.select_place(0)
    with qtbot.waitSignal(page.go_to) as asked:
        QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    assert asked.args == ["contracts", {"lot": lot}]
