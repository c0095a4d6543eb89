"""Importing a list of people from the page, with the keyboard alone, and what goes wrong on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.ui import dialogs
from facilitator_app.ui.importing.people_control_step import READ_AGAIN
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.import_page import CONTROL, FILE, MATCH, RESULT, ImportPage
from facilitator_app.use_cases.people_import import Field
from tests.exchange.people.lists import TITLES, in_csv, in_xlsx
from tests.make import a_beneficiary
from tests.ui.accessibility import page_problems
from tests.ui.imports import import_page, plain, press, settle

Key = Qt.Key
CONTROL_KEY = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(database: Database, look: Look, qtbot: QtBot) -> Iterator[ImportPage]:
    with import_page(database, qtbot) as shown:
        yield shown


@pytest.fixture
def bring(page: ImportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Choose a file with the button of the first step, and wait until it is read."""

    def choose(path: Path) -> None:
        monkeypatch.setattr(dialogs, "choose_file", lambda *_: path)
        press(page, Key.Key_Return)
        settle(page, qtbot)

    return choose


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Beneficiary.last_name).order_by(Beneficiary.sort_name)))


def test_a_list_is_imported_undone_and_its_account_saved_by_keyboard_alone(
    page: ImportPage,
    database: Database,
    qtbot: QtBot,
    bring: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [("Martel", "Lucie", "14/06/2002"), ("Roy", "Zoé", "1/2/1990"), ("Sanna", "Ivo", "")]
    bring(in_xlsx(tmp_path, TITLES, *people))
    assert page.step() == CONTROL
    press(page, Key.Key_Return)
    assert page.step() == MATCH
    assert names(database) == []
    press(page, Key.Key_Space)  # leaves the first one
    assert plain(page.people.match.summary()) == "Après import : 1 personne créée, 2 laissées de côté"
    assert plain(page.people.match.go.text()) == "Importer 1 personne"
    press(page, Key.Key_Return, CONTROL_KEY)
    settle(page, qtbot)
    assert page.step() == RESULT
    assert plain(page.people.result.banner.text()) == "1 personne créée, 2 laissées de côté."
    assert names(database) == ["Roy"]
    saved = tmp_path / "compte-rendu.xlsx"
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: saved)
    page.people.result.save.click()
    assert saved.read_bytes().startswith(b"PK")
    with qtbot.waitSignal(page.go_to) as asked:
        press(page, Key.Key_Return)
    assert asked.args == ["beneficiaries", {}]
    page._workspace.undo_last()
    assert names(database) == []


def test_who_resembles_somebody_is_decided_with_f8_arrows_and_enter(
    page: ImportPage, database: Database, qtbot: QtBot, bring: Callable[[Path], None], tmp_path: Path
) -> None:
    with database.transaction() as session:
        a_beneficiary(session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14))
    bring(in_csv(tmp_path, (*TITLES, "Ville"), ("Martell", "Lucie", "14/06/2002", "Toulon")))
    press(page, Key.Key_Return)
    assert not page.people.match.go.isEnabled()
    press(page, Key.Key_F8)
    assert page.people.match.panel.cards()[0].hasFocus()
    press(page, Key.Key_Return)
    assert plain(page.people.match.summary()) == "Après import : 1 complétée"
    press(page, Key.Key_Return, CONTROL_KEY)
    settle(page, qtbot)
    assert names(database) == ["Martel"]


def test_rows_that_look_alike_are_shown_side_by_side_and_decided_by_keyboard(
    page: ImportPage, database: Database, qtbot: QtBot, bring: Callable[[Path], None], tmp_path: Path
) -> None:
    people = [("Martel", "Lucie", "14/06/2002"), ("Martell", "Lucie", "14/06/2002"), ("Roy", "Zoé", "1/2/1990")]
    bring(in_csv(tmp_path, TITLES, *people))
    press(page, Key.Key_Return)
    match = page.people.match
    assert plain(match.summary()) == "Après import : 2 personnes créées, 1 à décider"
    press(page, Key.Key_F8)
    assert [card.words() for card in match.panel.cards()] == [
        "Ligne 2\u00a0: Martel Lucie, 14/06/2002", "Nouvelle personne",
    ]  # fmt: skip
    assert "noms à une lettre près" in match.panel.cards()[0].accessibleName()
    assert not page_problems(page)
    press(page, Key.Key_Return)
    assert plain(match.summary()) == "Après import : 2 personnes créées, 1 complétée"
    press(page, Key.Key_Return, CONTROL_KEY)
    settle(page, qtbot)
    assert names(database) == ["Martel", "Roy"]


def test_a_closed_file_is_reopened_only_when_that_is_chosen(
    page: ImportPage, database: Database, qtbot: QtBot, bring: Callable[[Path], None], tmp_path: Path
) -> None:
    with database.transaction() as session:
        known = a_beneficiary(
            session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14),
            archived_on=dt.date(2025, 3, 1), archived_reason="a déménagé",
        ).id  # fmt: skip
    bring(in_csv(tmp_path, (*TITLES, "Ville"), ("Martel", "Lucie", "14/06/2002", "Toulon")))
    press(page, Key.Key_Return)
    press(page, Key.Key_F8)
    cards = page.people.match.panel.cards()
    assert [card.words() for card in cards] == [
        "Martel Lucie, 14/06/2002, fiche close le 01/03/2025", "Rouvrir et compléter Martel Lucie", "Nouvelle personne",
    ]  # fmt: skip
    press(page, Key.Key_Right)
    assert cards[1].hasFocus()
    press(page, Key.Key_Return)
    press(page, Key.Key_Return, CONTROL_KEY)
    settle(page, qtbot)
    with database.reading() as session:
        assert session.get_one(Beneficiary, known).archived_on is None


def test_a_column_not_recognised_is_said_and_the_file_read_again(
    page: ImportPage, database: Database, qtbot: QtBot, bring: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(in_csv(tmp_path, ("Nom", "Prénom", "Repère"), ("Martel", "Lucie", "14/06/2002")))
    control = page.people.control
    assert not control.next.isEnabled()
    choice = control.mapping.choices[2]
    choice.set_value(Field.BIRTH_DATE)
    choice.changed.emit()
    assert control.next.text() == READ_AGAIN
    control.next.click()
    settle(page, qtbot)
    assert control.next.isEnabled()
    press(page, Key.Key_Return)
    press(page, Key.Key_Return, CONTROL_KEY)
    settle(page, qtbot)
    assert names(database) == ["Martel"]


def test_a_table_that_cannot_be_read_is_said_in_one_sentence(
    page: ImportPage, bring: Callable[[Path], None], tmp_path: Path
) -> None:
    broken = tmp_path / "abime.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing else")
    bring(broken)
    assert page.step() == CONTROL
    assert page.people.control.refusal()
    page.people.control.other.click()
    assert page.step() == FILE


def test_every_step_can_be_read_aloud_and_reached(
    page: ImportPage, bring: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(in_csv(tmp_path, TITLES, ("Martel", "Lucie", "14/06/2002")))
    assert not page_problems(page)
    press(page, Key.Key_Return)
    assert not page_problems(page)
