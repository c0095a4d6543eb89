"""The page of returns by keyboard: what came is noted by one key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.chasing import ExchangeKind, Means, Reminder, Step
from facilitator_app.domain.company import Contact
from facilitator_app.domain.contract import LotHolder
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.returns import Answer, Rhythm
from facilitator_app.domain.values import Month, euros
from facilitator_app.ui import dialogs
from facilitator_app.ui.forms.reopen_form import ReopenForm
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.returns_page import ReturnsPage
from facilitator_app.ui.returns.board_view import BoardView
from facilitator_app.ui.returns.chasing_tab import StepsForm
from facilitator_app.ui.returns.exchange_form import ExchangeForm
from facilitator_app.ui.returns.paper_field import PaperField
from facilitator_app.ui.returns.paper_window import MessageWindow, PaperWindow
from facilitator_app.ui.returns.penalty_form import PenaltyForm
from facilitator_app.ui.returns.penalty_list import PenaltyList
from facilitator_app.ui.returns.return_forms import ReturnForm, SettingForm
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.documents import issued
from facilitator_app.use_cases.returns import chasing
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
    assert asked.args == ["hours", {"lot": lot, "month": OCTOBER, "paper": True}]


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


def late(workspace: Workspace, page: ReturnsPage) -> None:
    """Ten days more, and the page is read again."""
    workspace.today = lambda: dt.date(2026, 11, 26)
    page.refresh()


def test_the_message_of_the_day_is_seen_saved_and_noted_once(
    page: ReturnsPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late(workspace, page)
    page.open(tab="chasing")
    assert page.chasing.part.table.current_row().step is Step.FIRST
    assert not page_problems(page)
    page.chasing.prepare_button.click()
    window = page.findChildren(MessageWindow)[-1]
    assert not page_problems(window)
    monkeypatch.setattr(dialogs, "open_outside", lambda _path: True)
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_args: tmp_path / "relance.eml")
    window.draft_button.click()
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_args: tmp_path / "relance.pdf")
    window.save_button.click()
    assert b"X-Unsent: 1" in (tmp_path / "relance.eml").read_bytes()
    assert (tmp_path / "relance.pdf").read_bytes().startswith(b"%PDF")
    with workspace.database.reading() as session:
        assert [one.means for one in session.scalars(select(Reminder))] == [Means.EMAIL]
    assert page.banner.isHidden()


def test_a_place_where_nothing_can_be_written_is_said(
    page: ReturnsPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late(workspace, page)
    page.open(tab="chasing")
    page.chasing.prepare_button.click()
    window = page.findChildren(MessageWindow)[-1]
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_args: tmp_path / "absent" / "relance.pdf")
    window.save_button.click()
    assert "ne peut pas être écrit" in window.banner.text()
    with workspace.database.reading() as session:
        assert session.scalars(select(Reminder)).all() == []


def test_steps_of_the_house_are_set_in_a_form(page: ReturnsPage, workspace: Workspace) -> None:
    page.open(tab="chasing")
    page.chasing.rules_button.click()
    form = page.findChildren(StepsForm)[-1]
    assert not page_problems(form)
    form.form.set_values({"first_days": 5})
    form.save()
    assert workspace.ask(chasing.steps).first_days == 5


def test_an_exchange_is_noted_corrected_and_its_actions_done(page: ReturnsPage, workspace: Workspace, lot: Key) -> None:
    page.open(tab="exchanges")
    assert not page_problems(page)
    tab = page.exchanges
    tab.new_button.click()
    form = page.findChildren(ExchangeForm)[-1]
    assert not page_problems(form)
    form.save()
    assert len(form.form.problems_shown()) == 2
    company = page.board.model.rows[0].company_id
    form.form.set_values(
        {"company_id": company, "kind": ExchangeKind.KICK_OFF, "summary": "Démarrage", "actions": "Envoyer la fiche"}
    )
    form.save()
    row = tab.log.table.current_row()
    assert (row.summary, row.is_open) == ("Démarrage", True)
    tab.edit()
    form = page.findChildren(ExchangeForm)[-1]
    form.form.set_values({"present": "Chef de chantier"})
    form.save()
    assert tab.log.table.current_row().present == "Chef de chantier"
    tab.done_button.click()
    assert not tab.log.table.current_row().is_open
    tab.report_button.click()
    paper = page.findChildren(PaperWindow)[-1]
    assert paper.preview.pages == 1
    assert workspace.ask(issued) == []
    paper.left.emit("letter")
    assert [line.number[:3] for line in workspace.ask(issued)] == ["CR-"]
    tab.remove_button.click()
    assert tab.log.table.current_row() is None
    workspace.undo_last()
    assert tab.log.table.current_row() is not None


def test_a_contact_is_said_to_be_checked(page: ReturnsPage, database: Database, lot: Key) -> None:
    with database.transaction() as session:
        holder = session.scalars(select(LotHolder).where(LotHolder.lot_id == lot)).one()
        holder.contact_id = make.kept(session, Contact(company_id=holder.company_id, name="Laure Pignol")).id
    page.open(tab="exchanges")
    page.exchanges.chips.choose("contacts")
    page.exchanges.chips.chosen.emit("contacts")
    assert not page_problems(page)
    assert page.exchanges.contacts.table.current_row().name == "Laure Pignol"
    page.exchanges.check_button.click()
    assert page.exchanges.contacts.table.current_row() is None


def test_a_lot_that_is_over_is_closed_on_its_statement_and_opened_again(
    page: ReturnsPage, workspace: Workspace, lot: Key, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    workspace.today = lambda: dt.date(2027, 1, 20)
    page.refresh()
    page.open(tab="closing")
    tab = page.closing
    assert tab.part.table.select_row(lot)
    assert not page_problems(page)
    tab.statement_button.click()
    paper = page.findChildren(PaperWindow)[-1]
    assert paper.preview.pages == 1
    assert workspace.ask(issued) == []
    paper.left.emit("letter")
    assert [line.number for line in workspace.ask(issued)] == ["BF-2027-0001"]
    with qtbot.waitSignal(page.go_to) as asked:
        tab.certificate_button.click()
    assert asked.args == ["documents", {"lot": lot, "kind": DocumentKind.HOURS_CERTIFICATE}]
    told: list[str] = []

    def agree(_parent: object, _question: str, effect: str, _act: str) -> bool:
        told.append(effect)
        return True

    monkeypatch.setattr(dialogs, "confirm", agree)
    tab.close_button.click()
    assert "relevés jamais reçus" in told[0]
    tab.chips.choose("closed")
    tab.chips.chosen.emit("closed")
    assert tab.part.table.select_row(lot)
    tab.reopen_button.click()
    form = page.findChildren(ReopenForm)[-1]
    form.save()
    assert form.form.problems_shown()
    form.form.set_values({"reason": "Relevé reçu après"})
    form.save()
    assert tab.part.table.current_row() is None


def test_a_penalty_for_what_did_not_come_is_proposed_while_the_lot_runs(page: ReturnsPage, lot: Key) -> None:
    page.open(tab="chasing")
    tab = page.chasing
    tab.part.table.select_place(0)
    tab.penalty_button.click()
    form = page.findChildren(PenaltyForm)[-1]
    assert "il y a" in form.form.editor("late_days").accessibleDescription()
    form.form.set_values({"article": "8.4", "per_late_day": euros(100), "late_days": 3})
    form.form.changed.emit()
    assert "300\u00a0€" in form.reckoning.text()
    form.save()
    assert page.findChildren(PaperWindow)[-1].preview.pages >= 1


def test_a_penalty_is_told_while_the_article_is_copied(page: ReturnsPage, workspace: Workspace, lot: Key) -> None:
    workspace.today = lambda: dt.date(2027, 1, 20)
    page.refresh()
    page.open(tab="closing")
    page.closing.part.table.select_row(lot)
    page.closing.penalty_button.click()
    form = page.findChildren(PenaltyForm)[-1]
    assert not page_problems(form)
    assert "rien n’est calculé" in form.reckoning.text()
    form.form.set_values({"article": "8.3", "per_hour": euros(45)})
    form.form.changed.emit()
    assert "45\u202f000\u00a0€" in form.reckoning.text()
    form.save()
    paper = page.findChildren(PaperWindow)[-1]
    assert paper.preview.pages >= 1
    assert workspace.ask(issued) == []
    paper.left.emit("letter")
    assert [line.number for line in workspace.ask(issued)] == ["PP-2027-0001"]


def test_a_second_penalty_leaves_the_first_as_it_is(page: ReturnsPage, workspace: Workspace, lot: Key) -> None:
    page.open(tab="chasing")
    page.chasing.part.table.select_place(0)
    page.chasing.penalty_button.click()
    first = page.findChildren(PenaltyForm)[-1]
    first.form.set_values({"article": "8.4, octobre", "per_late_day": euros(100), "late_days": 3})
    first.save()
    page.chasing.penalty_button.click()
    known = page.findChildren(PenaltyList)[-1]
    assert not page_problems(known)
    assert known.table.current_row().amount == euros(300)
    known.save()
    second = page.findChildren(PenaltyForm)[-1]
    assert second.form.values()["article"] == ""
    second.form.set_values({"article": "8.5", "flat": euros(250)})
    second.save()
    page.chasing.penalty_button.click()
    known = page.findChildren(PenaltyList)[-1]
    assert known.table.model().rowCount() == 2
    known.open_row()
    assert page.findChildren(PenaltyForm)[-1].form.values()["flat"] == euros(250)
    page.chasing.penalty_button.click()
    known = page.findChildren(PenaltyList)[-1]
    known.withdraw_button.click()
    assert known.table.current_row().article == "8.4, octobre"
