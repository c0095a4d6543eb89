"""The documents of a person in their window, and the files of the page of personal data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database import backups
from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import Look
from facilitator_app.domain.keys import Key
from facilitator_app.domain.person_document import PersonDocumentKind
from facilitator_app.ui import dialogs
from facilitator_app.ui.documents.person_documents import PersonDocumentsDialog
from facilitator_app.ui.personal_data import files
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.documents import person_documents
from facilitator_app.use_cases.personal_data import access_log
from tests import make
from tests.conftest import TODAY

K = PersonDocumentKind


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, lambda: TODAY)


@pytest.fixture
def person(database: Database) -> Key:
    with database.transaction() as session:
        return make.a_beneficiary(session, last_name="Testard").id


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, person: Key) -> PersonDocumentsDialog:
    dialog = PersonDocumentsDialog(None, workspace, person, "Camille Testard")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_each_document_is_seen_before_anything_is_written(window: PersonDocumentsDialog, workspace: Workspace) -> None:
    for kind in (K.ELIGIBILITY_SHEET, K.PROOF_CHECKLIST, K.PERSON_FOLLOW_UP, K.CV_SHEET, K.INFORMATION_NOTICE):
        window.choose(kind)
        assert window.preview.pages >= 1
        assert window.save_button.isEnabled()
    assert workspace.ask(person_documents.issued, window._person) == []


def test_what_cannot_be_printed_says_why(window: PersonDocumentsDialog) -> None:
    window.choose(K.ELIGIBILITY_CERTIFICATE)
    assert window.preview.pages == 0
    assert not window.print_button.isEnabled()
    assert "pas établie" in window.banner.text()


def test_the_criterion_is_asked_for_the_checklist_alone(window: PersonDocumentsDialog) -> None:
    window.choose(K.PROOF_CHECKLIST, "RSA")
    assert window.detail.isVisible()
    assert window.detail.value() == "RSA"
    window.choose(K.CV_SHEET)
    assert not window.detail.isVisible()


def test_saving_numbers_and_keeps_it(
    window: PersonDocumentsDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: tmp_path / "cv.pdf")
    window.choose(K.CV_SHEET)
    window.save_shown()
    assert (tmp_path / "cv.pdf").read_bytes().startswith(b"%PDF")
    (line,) = workspace.ask(person_documents.issued, window._person)
    assert line.number == "CV-2026-0001"
    assert "cv.pdf est enregistré" in window.done_banner.text()


def test_the_whole_file_is_handed_over_and_noted(
    window: PersonDocumentsDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path)
    window.hand_over()
    (complete,) = tmp_path.glob("*.json")
    assert json.loads(complete.read_text("utf-8"))["personne"]["nom"] == "Camille Testard"
    assert [line.look for line in workspace.ask(access_log.looks, window._person)] == [Look.WHOLE_FILE]


def test_who_was_in_a_copy_is_read_from_the_copy(
    qtbot: QtBot, workspace: Workspace, person: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups.back_up(workspace.database.path, "a-la-demande")
    with workspace.transaction() as session:
        make.a_beneficiary(session, last_name="Venue-Après")
    before = copy.read_bytes()
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(dialogs, "confirm", lambda *_: False)
    monkeypatch.setattr(dialogs, "choose_file", lambda *_: copy)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "liste")
    assert "sont écrits" in files.list_exposed(parent, workspace)
    (table,) = (tmp_path / "liste").glob("*.csv")
    text = table.read_text("utf-8")
    assert "Testard" in text
    assert "Venue-Après" not in text
    assert copy.read_bytes() == before


def test_the_register_and_the_assessment_are_written(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path)
    assert "DPO" in files.save_papers(parent, workspace)
    assert len(list(tmp_path.glob("*.odt"))) == len(list(tmp_path.glob("*.pdf"))) == 2
