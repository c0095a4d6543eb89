"""Pairs are compared behind the window, merged with the values chosen, told apart for ever, all from the keyboard."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.ui import dialogs
from facilitator_app.ui.pages.duplicates_page import DuplicatesPage
from facilitator_app.ui.workspace import Workspace
from tests import make

TODAY = dt.date(2026, 11, 24)
BORN = dt.date(1990, 5, 17)


@pytest.fixture
def page(qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch) -> DuplicatesPage:
    """Two records of one person whose phones differ, and somebody else."""
    with database.transaction() as session:
        common = {"last_name": "Martel", "birth_date": BORN, "town": "Le Pradet", "address": "3 chemin des Mimosas"}
        make.a_beneficiary(session, first_name="Lucie", phone="06 39 98 12 34", **common)
        make.a_beneficiary(session, first_name="Lucie", phone="06 39 98 43 21", **common)
        make.a_beneficiary(session, last_name="Bensalem", first_name="Karim", birth_date=dt.date(1985, 1, 2))
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    page = DuplicatesPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.background.settled):
        page.show()
    return page


def people(database: Database) -> dict[str, str]:
    """Phone by first name of those still there."""
    with database.reading() as session:
        return {person.first_name: person.phone for person in session.query(Beneficiary)}


def test_a_pair_is_merged_with_the_value_chosen(qtbot: QtBot, page: DuplicatesPage, database: Database) -> None:
    pair = page.table.current_row()
    theirs = next(button for button in page.findChildren(QRadioButton) if button.text() == pair.other.phone)
    theirs.setChecked(True)
    with qtbot.assertNotEmitted(page.background.started):  # the rest of the list still holds
        qtbot.mouseClick(page.merge_button, Qt.MouseButton.LeftButton)
    assert people(database) == {"Lucie": pair.other.phone, "Karim": people(database)["Karim"]}
    assert page.table.model().rowCount() == 0


def test_two_people_are_told_apart_for_ever(qtbot: QtBot, page: DuplicatesPage, database: Database) -> None:
    page.two_button.click()
    with qtbot.waitSignal(page.background.settled):
        page.refresh()
    assert page.table.model().rowCount() == 0
    with database.reading() as session:
        assert session.query(Beneficiary).count() == 3


def test_undoing_a_merge_brings_the_pair_back(qtbot: QtBot, page: DuplicatesPage, database: Database) -> None:
    page.merge()
    with qtbot.waitSignal(page.background.settled):
        page._workspace.undo_last()
    assert page.table.model().rowCount() == 1


def test_enter_goes_to_the_first_difference(qtbot: QtBot, page: DuplicatesPage) -> None:
    qtbot.waitExposed(page)
    page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert isinstance(page.focusWidget(), QRadioButton)


def test_hidden_names_are_nowhere(page: DuplicatesPage) -> None:
    page._workspace.names.hide(True)
    shown = [page.table.model().index(0, column).data() for column in range(page.table.model().columnCount())]
    assert "Martel" not in " ".join(map(str, shown))
    assert not page.comparison.isVisible()
