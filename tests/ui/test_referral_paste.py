"""A prescriber's message, copied, fills the page: few keys are left to type before the person is registered."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.ui.forms.registration import RegistrationPage
from facilitator_app.ui.look import Look
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.workspace import Workspace
from tests import make
from tests.conftest import TODAY
from tests.ui import readable
from tests.ui.accessibility import page_problems

MESSAGE = "Nom : Martel\nPrénom : Lucie\nNée le : 14/06/2002\nTél : 0620022002\nCritère : RSA\nFreins : garde d’enfant"
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot: QtBot, look: Look, database: Database) -> RegistrationPage:
    page = RegistrationPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1150, 768)
    page.show()
    page.begin()
    return page


def paste(page: RegistrationPage, text: str) -> str:
    """By the keyboard; what the page says of it."""
    QApplication.clipboard().setText(text)
    QTest.keyClick(page.window().focusWidget() or page, Qt.Key.Key_V, BOTH)
    QApplication.processEvents()
    return " ".join(readable.texts(page))


def test_the_page_is_filled_and_says_with_what(page: RegistrationPage, database: Database) -> None:
    said = paste(page, MESSAGE)
    assert "D’après l’orientation\u00a0: nom, prénom, date de naissance, téléphone, critères." in said
    assert "Non repris\u00a0: Freins." in said
    draft = page.form.rough_draft()
    assert (draft.last_name, draft.birth_date, draft.phone) == ("Martel", dt.date(2002, 6, 14), "0620022002")
    assert [(proof.category, proof.seen_on) for proof in draft.proofs] == [("RSA", None)]
    assert page_problems(page) == {}
    page.save()
    with database.reading() as session:
        assert session.scalars(select(Beneficiary.last_name)).all() == ["Martel"]


def test_what_says_nothing_is_told_and_changes_nothing(page: RegistrationPage) -> None:
    page.form.set_values({"last_name": "Roy"})
    assert "Rien de connu dans ce qui a été copié." in paste(page, "bonjour")
    assert page.form.rough_draft().last_name == "Roy"


def test_a_twin_is_shown_as_when_typing(page: RegistrationPage, database: Database) -> None:
    with database.transaction() as session:
        make.a_beneficiary(session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14))
    assert "Une fiche ressemble à celle-ci" in paste(page, MESSAGE)


def test_a_file_already_there_is_not_filled_so(page: RegistrationPage, database: Database) -> None:
    with database.transaction() as session:
        key = make.a_beneficiary(session, birth_date=dt.date(2002, 6, 14)).id
    page.begin(key)
    buttons = [one for one in page.findChildren(ActionButton) if "orientation" in one.text()]
    assert [button.isVisibleTo(page) for button in buttons] == [False]
