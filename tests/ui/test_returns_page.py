"""The page of returns by keyboard: what came is noted by one key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.returns import Answer, Rhythm
from facilitator_app.domain.values import Month
from facilitator_app.ui import dialogs
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.returns_page import ReturnsPage
from facilitator_app.ui.returns.board_view import BoardView
from facilitator_app.ui.returns.paper_field import PaperField
from facilitator_app.ui.returns.return_forms import ReturnForm, SettingForm
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.board import State
from tests import make
from tests.conftest import TODAY
from tests.ui.accessibility import page_problems

OCTOBER = Month(2026, 10)


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, lambda: TODAY)


@pytest.fixture
def lot(database: Database) -> Key:
    with database.transaction() as session:
        make.a_lot(session, starts_on=dt.date(2026, 8, 1), code="A-L1")
        return make.a_lot(session, starts_on=dt.date(2026, 9, 1), code="B-L1", title="Peinture").id


@pytest.fixture
def page(qtbot: QtBot, look: Look, workspace: Workspace, lot: Key) -> ReturnsPage:
    page = ReturnsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1120, 640)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.open(lot=lot, month=OCTOBER)
    return page


def state(page: ReturnsPage) -> State | None:
    cell = page.board.model.cell_at(page.board.view.currentIndex())
    return cell.state if cell else None


def press(view: BoardView, key: Qt.Key) -> None:
    QTest.keyClick(view, key)
    QApplication.processEvents()


def test_one_key_notes_what_came_and_ctrl_z_takes_it_back(page: ReturnsPage, workspace: Workspace) -> None:
    view = page.board.view
    assert state(page) is State.LATE
    press(view, Qt.Key.Key_R)
    assert state(page) is State.RECEIVED
    press(view, Qt.Key.Key_Left)
    press(view, Qt.Key.Key_N)
    assert state(page) is State.ZERO
    workspace.undo_last()
    assert state(page) is State.LATE
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Delete)
    assert state(page) is State.LATE


def test_the_current_cell_is_said_in_full(page: ReturnsPage) -> None:
    assert "octobre 2026, en retard, attendu le 15/11/2026" in page.board.sentence.text()
    index = page.board.view.currentIndex()
    assert index.data() == "J+9"
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Lot 1 Peinture, B-L1, ")
    assert "en retard" in said


def test_where_nothing_is_expected_nothing_is_noted(page: ReturnsPage, announcements: list[str]) -> None:
    view = page.board.view
    for _ in range(4):
        press(view, Qt.Key.Key_Left)
    press(view, Qt.Key.Key_R)
    assert "Rien n’est attendu pour ce mois." in announcements
    assert not page.board.received_button.isEnabled()


def test_hours_of_that_lot_and_month_are_asked_of_the_window(page: ReturnsPage, qtbot: QtBot, lot: Key) -> None:
    with qtbot.waitSignal(page.go_to) as asked:
        press(page.board.view, Qt.Key.Key_H)
    assert asked.args == ["hours", {"lot": lot, "month": OCTOBER}]


def test_the_paper_received_is_chosen_kept_where_it_is_and_opened(
    page: ReturnsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "octobre.pdf"
    paper.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(dialogs, "choose_file", lambda *_args: paper)
    opened: list[Path] = []

    def open_outside(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(dialogs, "open_outside", open_outside)
    press(page.board.view, Qt.Key.Key_P)
    assert "Aucun fichier" in page.banner.text()
    press(page.board.view, Qt.Key.Key_Return)
    form = page.findChildren(ReturnForm)[-1]
    field = form.form.editor("paper")
    assert isinstance(field, PaperField)
    field.choose_button.click()
    assert not page_problems(form)
    form.save()
    QApplication.processEvents()
    assert state(page) is State.RECEIVED
    press(page.board.view, Qt.Key.Key_P)
    assert opened == [paper]


def test_what_is_to_be_done_again_wants_a_reason(page: ReturnsPage) -> None:
    press(page.board.view, Qt.Key.Key_F2)
    form = page.findChildren(ReturnForm)[-1]
    form.form.set_values({"answer": Answer.REFUSED})
    form.save()
    assert "à refaire" in form.form.problems_shown()[0]
    form.form.set_values({"note": "Bulletins manquants"})
    form.save()
    assert state(page) is State.REFUSED


def test_what_the_contract_asks_is_set_from_the_board(page: ReturnsPage) -> None:
    page.board.setting_button.click()
    form = page.findChildren(SettingForm)[-1]
    assert not page_problems(form)
    form.form.set_values({"rhythm": Rhythm.QUARTERLY})
    form.save()
    assert [row.kind.label for row in page.board.model.rows] == ["Heures du mois", "Heures du trimestre"]


def test_filters_narrow_the_board_and_say_how_many(page: ReturnsPage, announcements: list[str]) -> None:
    page.board.search.setText("pein")
    page.board.search.searched.emit("pein")
    assert [row.code for row in page.board.model.rows] == ["B-L1"]
    page.board.search.setText("rien de tel")
    page.board.search.searched.emit("rien de tel")
    assert page.board.model.rows == []
    assert not page_problems(page)
    assert announcements[-1] == "0 ligne"


def test_a_lot_that_is_not_there_is_said(page: ReturnsPage) -> None:
    page.open(lot=Key("0" * 32))
    assert "n’attend aucun relevé" in page.banner.text()


def test_months_before_are_shown_on_request(page: ReturnsPage) -> None:
    page.board.earlier.click()
    assert page.board.model.months[-1] == Month(2026, 4)
    page.board.later.click()
    assert page.board.model.months[-1] == OCTOBER
    assert not page_problems(page)
