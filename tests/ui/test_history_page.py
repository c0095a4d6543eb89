"""The page of history: found, looked at, undone, by keyboard; what depends on a gesture is named and led to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.ui import dialogs
from facilitator_app.ui.history.sheet_history import SheetHistory
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.history_page import HistoryPage
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import gestures
from tests import make


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, look: Look) -> HistoryPage:
    shown = HistoryPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    return shown


def appear(page: HistoryPage, qtbot: QtBot, **target: str) -> None:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(**target)


def a_renamed_buyer(database: Database) -> Key:
    with database.transaction() as session:
        gestures.call_it(session, "Nouvel acheteur")
        key = make.a_buyer(session, name="Ville").id
    with database.transaction() as session:
        gestures.call_it(session, "Acheteur renommé")
        session.get_one(Buyer, key).name = "Métropole"
    return key


def labels(page: HistoryPage) -> list[str]:
    model = page.list.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def told(page: HistoryPage) -> list[tuple[str, ...]]:
    model = page.view.table.model()
    return [tuple(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())]


def test_an_empty_house_says_what_the_page_will_hold(page: HistoryPage, qtbot: QtBot) -> None:
    appear(page, qtbot)
    assert not page.list.isVisible()
    assert not page.view.isVisible()


def test_the_latest_gesture_is_shown_with_its_fields(page: HistoryPage, database: Database, qtbot: QtBot) -> None:
    a_renamed_buyer(database)
    appear(page, qtbot)
    assert labels(page) == ["Acheteur renommé", "Nouvel acheteur"]
    assert told(page) == [("Nom", "Ville", "Métropole")]


def test_the_keyboard_alone_finds_looks_at_and_undoes(page: HistoryPage, database: Database, qtbot: QtBot) -> None:
    key = a_renamed_buyer(database)
    appear(page, qtbot)
    page.list.search.setFocus()
    QTest.keyClicks(page.list.search, "renomme")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert labels(page) == ["Acheteur renommé"]
    assert page.list.table.hasFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.view.table.hasFocus()
    page.view.undo.setFocus()
    QTest.keyClick(page.view.undo, Qt.Key.Key_Space)
    with database.reading() as session:
        assert session.get_one(Buyer, key).name == "Ville"
    assert labels(page) == ["Annulation\u00a0: Acheteur renommé", "Acheteur renommé"]
    assert not page.view.undo.isEnabled()  # the gesture stays selected, and is undone


def test_an_undoing_is_undone_in_its_turn(page: HistoryPage, database: Database, qtbot: QtBot) -> None:
    key = a_renamed_buyer(database)
    appear(page, qtbot)
    page.undo_shown()
    page.list.table.select_place(0)
    assert page.view.undo.text() == "Rétablir &cette action"
    page.undo_shown()
    with database.reading() as session:
        assert session.get_one(Buyer, key).name == "Métropole"


def test_what_depends_on_a_gesture_is_named_and_led_to(page: HistoryPage, database: Database, qtbot: QtBot) -> None:
    a_renamed_buyer(database)
    appear(page, qtbot)
    page.list.search.setText("nouvel")
    page.list.refresh()
    page.undo_shown()
    assert page.banner.isVisible()
    assert "Annulez d’abord «\u00a0Acheteur renommé\u00a0»" in page.banner.text()
    page.see_blocking.click()
    assert page.view.shown is not None
    assert page.view.shown.label == "Acheteur renommé"
    assert not page.banner.isVisible()


def test_several_records_are_undone_only_once_confirmed(
    page: HistoryPage, database: Database, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        gestures.call_it(session, "Import")
        rows = [{"id": new_key(), "name": f"Société {n}", "folded": f"societe {n}"} for n in range(450)]
        session.execute(insert(Company), rows)
    appear(page, qtbot)
    asked: list[str] = []

    def answer(_parent: object, question: str, effect: str, *_: str) -> bool:
        asked.append(f"{question} {effect}")
        return len(asked) > 1

    monkeypatch.setattr(dialogs, "confirm", answer)
    page.undo_shown()
    with database.reading() as session:
        assert len(session.scalars(select(Company.id)).all()) == 450
    page.undo_shown()
    with database.reading() as session:
        assert session.scalars(select(Company.id)).all() == []
    assert "«\u00a0Import\u00a0»" in asked[0]
    assert "450 fiches" in asked[0]


def test_a_large_gesture_is_told_page_by_page(page: HistoryPage, database: Database, qtbot: QtBot) -> None:
    with database.transaction() as session:
        rows = [{"id": new_key(), "name": f"Société {n}", "folded": f"societe {n}"} for n in range(450)]
        session.execute(insert(Company), rows)
    appear(page, qtbot)
    assert len(told(page)) == 200
    assert not page.view.before_page.isEnabled()
    page.view.after_page.click()
    page.view.after_page.click()
    assert len(told(page)) == 50
    assert not page.view.after_page.isEnabled()


def test_filters_that_find_nothing_are_cleared_in_one_act(page: HistoryPage, database: Database, qtbot: QtBot) -> None:
    a_renamed_buyer(database)
    appear(page, qtbot)
    page.list.since.setText("01/01/2090")
    page.list.refresh()
    assert labels(page) == []
    page.list.clear_filters()
    assert len(labels(page)) == 2


def test_a_gesture_hidden_by_filters_is_opened_all_the_same(
    page: HistoryPage, database: Database, qtbot: QtBot
) -> None:
    a_renamed_buyer(database)
    appear(page, qtbot)
    wanted = page.view.shown
    assert wanted is not None
    page.list.search.setText("nouvel")
    page.list.refresh()
    page.open(gesture=wanted.gesture_id)
    assert page.view.shown is not None
    assert page.view.shown.gesture_id == wanted.gesture_id
    page.open(gesture="0" * 32)
    assert "n’est pas dans l’historique" in page.banner.text()


def test_hidden_names_are_nowhere_on_the_page(page: HistoryPage, database: Database, qtbot: QtBot) -> None:
    with database.transaction() as session:
        gestures.call_it(session, "Fiche de Karim Bensalem")
        make.a_beneficiary(session, first_name="Karim", last_name="Bensalem")
    appear(page, qtbot)
    page._workspace.names.hide(True)
    assert labels(page) == ["Personne"]
    shown = page.view.table.model()
    roles = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
    cells = [shown.index(row, column) for row in range(shown.rowCount()) for column in range(shown.columnCount())]
    texts = [str(cell.data(role)) for cell in cells for role in roles]
    texts += [label.text() for label in page.view.findChildren(Label)]
    assert not [text for text in texts if "Bensalem" in text]
    page._workspace.names.hide(False)
    assert labels(page) == ["Fiche de Karim Bensalem"]


def test_every_sheet_shows_its_own_history(workspace: Workspace, database: Database, qtbot: QtBot, look: Look) -> None:
    key = a_renamed_buyer(database)
    widget = SheetHistory(workspace, "Historique de l’acheteur")
    qtbot.addWidget(widget)
    widget.show_record(key)
    model = widget.table.model()
    first = [str(model.index(0, column).data()) for column in range(1, 4)]
    assert first == ["Nom", "Ville", "Métropole"]
    with qtbot.waitSignal(widget.gesture_asked) as asked:
        QTest.keyClick(widget.table, Qt.Key.Key_Return)
    with database.reading() as session:
        assert asked.args == [gestures.recent(session, 1)[0].gesture_id]
