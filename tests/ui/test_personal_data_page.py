"""The page of personal data: its lists, its confirmations, and forgetting in the copies too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import Look
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import add_months
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background
from facilitator_app.ui.backups.copies import Copies
from facilitator_app.ui.beneficiaries.person_sheet import PersonSheet
from facilitator_app.ui.look import Look as Appearance
from facilitator_app.ui.pages.personal_data_page import PersonalDataPage
from facilitator_app.ui.personal_data.forms import HoldDialog, LengthsDialog, RestrictDialog
from facilitator_app.ui.personal_data.tabs import TABS
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import beneficiaries
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.personal_data import access_log, erasure, restriction, retention
from tests.conftest import TODAY
from tests.make import a_beneficiary


@pytest.fixture
def workspace(database: Database) -> Workspace:
    with database.transaction() as session:
        a_beneficiary(session, last_name="Récente", registered_on=dt.date(2026, 1, 5))
        a_beneficiary(session, last_name="Ancienne", registered_on=dt.date(2024, 1, 5))
        for number in (1, 2):
            a_beneficiary(session, last_name=f"Oubliée{number}", registered_on=dt.date(2021, 1, 5))
    return Workspace(database, lambda: TODAY)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, look: Appearance) -> Iterator[PersonalDataPage]:
    page = PersonalDataPage(workspace)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.open()
    qtbot.waitUntil(page.settled)
    yield page
    for jobs in page.findChildren(Background):
        jobs.close()


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question is answered yes, and noted."""
    asked: list[str] = []

    def yes(_parent: object, question: str, *_words: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(dialogs, "confirm", yes)
    return asked


def key_of_name(workspace: Workspace, name: str) -> Key:
    with workspace.reading() as session:
        return Key(session.scalars(select(Beneficiary.id).where(Beneficiary.last_name == name)).one())


def test_each_list_says_how_many_it_holds(page: PersonalDataPage) -> None:
    titles = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert titles == ["À archiver 1", "À anonymiser 2", "Prolongées", "Limitées", "Consultations"]
    assert page.tabs.anonymise_all.text() == "Anonymiser les 2 fiches"


def test_archiving_is_confirmed_and_is_one_gesture(
    page: PersonalDataPage, workspace: Workspace, questions: list[str], qtbot: QtBot
) -> None:
    told: list[str] = []
    workspace.done.connect(told.append)
    with qtbot.waitSignal(page.background.settled):
        page.archive()
        assert page.background.busy, "the window is not kept waiting"
    assert questions == ["Archiver la fiche\u00a0?"]
    assert told == [f"Archivage d’une fiche\u00a0: {retention.ARCHIVED_BY_CLOCK}"]
    assert workspace.ask(retention.due, TODAY).to_archive == ()
    qtbot.waitUntil(page.settled)
    assert page.tabs.tabText(0) == "À archiver"
    workspace.undo_last()
    qtbot.waitUntil(page.settled)
    assert page.tabs.tabText(0) == "À archiver 1"


def test_anonymising_asks_twice_and_forgets_everywhere(
    page: PersonalDataPage, workspace: Workspace, questions: list[str], qtbot: QtBot
) -> None:
    workspace.back_up()
    folder = workspace.database.path.parent
    with qtbot.waitSignal(page.background.settled, timeout=20_000):
        page.anonymise()
    assert questions == ["Anonymiser les 2 fiches pour toujours\u00a0?", "Effacer aussi dans 1 sauvegarde\u00a0?"]
    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "À anonymiser")
    assert "ne sont plus nommées" in page.banner.text()
    assert len(workspace.ask(erasure.ledger)) == 2
    named = [file.name for file in folder.rglob("*") if file.is_file() and "Oubliée".encode() in file.read_bytes()]
    assert named == []


def test_copies_out_of_reach_are_remembered_and_said(
    page: PersonalDataPage, workspace: Workspace, questions: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    workspace.other_places = (tmp_path / "cle-debranchee",)
    with qtbot.waitSignal(page.background.settled, timeout=20_000):
        page.anonymise()
    assert "dès qu’il sera rebranché" in page.banner.text()
    assert Copies(workspace.database.path).owed == (False, True)


def test_nothing_happens_without_confirmation(
    page: PersonalDataPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "confirm", lambda *_: False)
    page.archive()
    page.anonymise()
    assert workspace.ask(retention.due, TODAY).count == 3
    assert not page.background.busy


def test_a_file_is_kept_longer_then_no_more(page: PersonalDataPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(tab="anonymise")
    page.hold()
    (dialog,) = page.findChildren(HoldDialog)
    dialog.save()
    assert workspace.ask(retention.due, TODAY).held == ()  # the reason is asked for
    dialog.form.set_values({"reason": "contrôle FSE", "until": dt.date(2028, 1, 1)})
    dialog.save()
    assert [row.why for row in workspace.ask(retention.due, TODAY).held] == ["contrôle FSE"]
    qtbot.waitUntil(page.settled)
    assert page.tabs.tabText(2) == "Prolongées 1"
    page.open(tab="held")
    page.release()
    qtbot.waitUntil(page.settled)
    assert page.tabs.tabText(2) == "Prolongées"


def test_a_registration_undone_is_listed_and_says_how_to_take_it_back(
    page: PersonalDataPage, workspace: Workspace, qtbot: QtBot
) -> None:
    draft = BeneficiaryDraft(last_name="Annulée", first_name="Aurélie", birth_date=dt.date(1987, 6, 14))
    workspace.do(beneficiaries.register, draft, TODAY)
    workspace.undo_last()
    workspace.today = lambda: add_months(dt.date.today(), 2)
    page.open(tab="anonymise")
    qtbot.waitUntil(lambda: page.settled() and len(page.tabs.parts["anonymise"].rows()) == 3)
    table = page.tabs.parts["anonymise"].table
    place = [row.name for row in page.tabs.parts["anonymise"].rows()].index("Annulée Aurélie")
    table.select_place(place)
    assert "Inscription annulée" in [
        table.model().index(place, column).data() for column in range(table.model().columnCount())
    ]
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert "Historique la rétablit" in page.banner.text()


def test_a_restriction_is_lifted_from_its_list(page: PersonalDataPage, workspace: Workspace) -> None:
    workspace.do(restriction.restrict, key_of_name(workspace, "Récente"), "opposition", TODAY)
    assert page.tabs.tabText(3) == "Limitées 1"
    page.open(tab="restricted")
    page.lift()
    assert workspace.ask(restriction.restricted) == []


def test_old_lines_of_the_log_go_at_the_opening(workspace: Workspace) -> None:
    person = key_of_name(workspace, "Récente")
    for year in (2024, 2026):
        workspace.do(access_log.note, [person], Look.SHEET, dt.datetime(year, 11, 2, 8, tzinfo=dt.UTC))
    assert len(workspace.ask(access_log.looks)) == 2  # a look purges nothing: it must stay quick
    workspace.purge_looks()
    assert [line.at.year for line in workspace.ask(access_log.looks)] == [2026]


def test_the_log_is_shown_and_enter_opens_the_file(page: PersonalDataPage, workspace: Workspace, qtbot: QtBot) -> None:
    person = key_of_name(workspace, "Récente")
    workspace.do(access_log.note, [person], Look.SHEET, dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))
    page.open(tab="looks")
    table = page.tabs.currentWidget().table  # type: ignore[attr-defined]  # the list of that tab
    with qtbot.waitSignal(page.go_to) as asked:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == ["beneficiaries", {"beneficiary": person}]


def test_the_lists_are_not_said_empty_before_they_are_known(
    workspace: Workspace, qtbot: QtBot, look: Appearance
) -> None:
    fresh = PersonalDataPage(workspace)
    qtbot.addWidget(fresh)
    fresh.show()
    assert "Aucune fiche à archiver" not in shown_words(fresh.tabs.currentWidget())
    assert "Calcul en cours" in shown_words(fresh.tabs.currentWidget())
    fresh.refresh()  # asked again while it is being read: what is shown in the end is what was read last
    qtbot.waitUntil(lambda: fresh.settled() and fresh.tabs.tabText(0) == "À archiver 1")
    assert "Calcul en cours" not in shown_words(fresh.tabs.currentWidget())
    for jobs in fresh.findChildren(Background):
        jobs.close()


def shown_words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_house_changes_its_lengths(page: PersonalDataPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.change_lengths()
    (dialog,) = page.findChildren(LengthsDialog)
    dialog.form.set_values({"active_months": 60, "archive_months": 24, "log_months": 5})
    dialog.save()  # less than the CNIL asks for: the field says so
    assert workspace.ask(access_log.months_kept) == 12
    dialog.form.set_values({"log_months": 6})
    dialog.save()
    assert workspace.ask(access_log.months_kept) == 6
    qtbot.waitUntil(page.settled)
    assert page.tabs.tabText(TABS.index("archive")) == "À archiver 2"


def test_a_person_is_restricted_from_her_sheet(qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        person = a_beneficiary(session).id
    sheet = PersonSheet(Workspace(database, lambda: TODAY))
    qtbot.addWidget(sheet)
    sheet.show_person(person)
    sheet.restrict()
    dialog = sheet.findChild(RestrictDialog)
    assert dialog is not None
    dialog.form.set_values({"reason": "conteste son adresse"})
    dialog.save()
    with database.reading() as session:
        assert restriction.is_restricted(session, person)
