"""Pairs are compared behind the window, merged with the values chosen, told apart for ever, all from the keyboard."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary, Sex
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month, hours
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


def test_a_third_record_of_the_same_person_is_compared_with_what_was_merged(
    qtbot: QtBot, page: DuplicatesPage, database: Database
) -> None:
    """Its pair with the record gone left the list, and its pair with the one kept showed values given up."""
    with database.transaction() as session:
        common = {"last_name": "Martel", "birth_date": BORN, "town": "Le Pradet", "address": "3 chemin des Mimosas"}
        make.a_beneficiary(session, first_name="Lucie", phone="06 39 98 77 77", **common)
    with qtbot.waitSignal(page.background.settled):
        page.refresh()
    assert page.table.model().rowCount() == 3
    chosen = page.table.current_row().other.phone
    next(button for button in page.findChildren(QRadioButton) if button.text() == chosen).setChecked(True)
    with qtbot.waitSignal(page.background.settled):
        page.merge_button.click()
    (pair,) = page._model.rows
    assert chosen in (pair.one.phone, pair.other.phone)


def test_hours_that_may_be_counted_twice_are_told_before_merging(
    page: DuplicatesPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, month = page.table.current_row(), Month(2026, 9)
    with database.transaction() as session:
        lot = make.a_lot(session, number="2", title="Peinture").id
        for person, starts_on in ((pair.one.id, dt.date(2026, 3, 1)), (pair.other.id, dt.date(2026, 9, 7))):
            placement = make.a_placement(session, beneficiary_id=person, lot_id=lot, starts_on=starts_on)
            key = MonthlyHours.key(placement.id, month)
            make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=month, declared=hours(70)))
    told: list[str] = []

    def refuse(_parent: object, _question: str, effect: str, *_words: str) -> bool:
        told.append(effect)
        return False

    monkeypatch.setattr(dialogs, "confirm", refuse)
    page.merge()
    assert told[0].startswith(
        "Les deux fiches travaillent aux mêmes dates sur «\u00a0Lot 2 Peinture\u00a0», avec des heures en septembre "
        "2026\u00a0: après la fusion, vérifiez qu’elles ne sont pas comptées deux fois."
    )
    assert len(people(database)) == 2, "nothing was merged: the answer was no"


def test_what_one_record_does_not_know_is_no_choice(qtbot: QtBot, page: DuplicatesPage, database: Database) -> None:
    """«Non précisé» seemed to be kept, and the other was."""
    pair = page.table.current_row()
    with database.transaction() as session:
        session.get_one(Beneficiary, pair.other.id).sex = Sex.WOMAN
    with qtbot.waitSignal(page.background.settled):
        page.refresh()
    assert "sex" not in page.comparison._choices
    page.merge_button.click()
    with database.reading() as session:
        assert session.get_one(Beneficiary, pair.one.id).sex is Sex.WOMAN


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
