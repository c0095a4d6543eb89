"""What is typed on the registration page is in the house's file a moment later, and offered after a power cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.ui.forms.beneficiary_form import BeneficiaryForm
from facilitator_app.ui.forms.drafts import PAUSE
from facilitator_app.ui.forms.registration import RegistrationPage
from facilitator_app.ui.look import Look
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.workspace import Workspace
from tests import make
from tests.conftest import TODAY
from tests.ui import readable

Opened = Callable[..., RegistrationPage]
BORN = dt.date(2002, 6, 14)


@pytest.fixture
def opened(qtbot: QtBot, look: Look, database: Database) -> Opened:
    """Another page at each call, as another start of the program makes one; none of them is left."""

    def page(key: Key | None = None) -> RegistrationPage:
        made = RegistrationPage(Workspace(database, lambda: TODAY))
        qtbot.addWidget(made)
        made.show()
        made.begin(key)
        return made

    return page


def typed(qtbot: QtBot, page: RegistrationPage, **values: object) -> None:
    """Typed, and a moment later kept."""
    for field, text in values.items():
        QTest.keyClicks(page.form.editor(field), str(text))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: any("Brouillon enregistré à" in said for said in readable.texts(page)), timeout=5000)


def button(page: RegistrationPage, text: str) -> ActionButton:
    return next(one for one in page.findChildren(ActionButton) if one.text() == text)


def people(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(row.last_name, row.email) for row in session.scalars(select(Beneficiary))]


def test_a_page_that_was_never_left_is_offered_again_until_it_is_saved(
    opened: Opened, qtbot: QtBot, database: Database
) -> None:
    typed(qtbot, opened(), last_name="martel")
    again = opened()
    take_up = button(again, "Reprendre le brouillon")
    assert take_up.isVisibleTo(again)
    take_up.click()
    form = again.findChild(BeneficiaryForm)
    assert form is not None
    assert form.rough_draft().last_name == "martel"
    form.set_values({"first_name": "lucie", "birth_date": BORN})
    again.save()
    assert people(database) == [("martel", "")]
    fresh = opened()
    assert not button(fresh, "Reprendre le brouillon").isVisibleTo(fresh)


def test_a_correction_is_offered_on_the_same_file_only(opened: Opened, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        one, other = (make.a_beneficiary(session, birth_date=BORN).id for _ in range(2))
    typed(qtbot, opened(one), email="lucie@exemple.fr")
    for key in (None, other):
        page = opened(key)
        assert not button(page, "Reprendre le brouillon").isVisibleTo(page)
    page = opened(one)
    assert button(page, "Reprendre le brouillon").isVisibleTo(page)


def test_a_draft_given_up_is_not_offered_again(opened: Opened, qtbot: QtBot) -> None:
    typed(qtbot, opened(), last_name="martel")
    page = opened()
    button(page, "Effacer").setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(button(page, "Effacer"), Qt.Key.Key_Space)
    page = opened()
    assert not button(page, "Reprendre le brouillon").isVisibleTo(page)


def test_what_was_typed_and_taken_back_is_not_kept(opened: Opened, qtbot: QtBot, database: Database) -> None:
    page = opened()
    typed(qtbot, page, last_name="mar")
    for _ in range(3):
        QTest.keyClick(page.form.editor("last_name"), Qt.Key.Key_Backspace)

    def drafts() -> int:
        with database.reading() as session:
            return session.scalar(select(func.count()).select_from(Snapshot)) or 0

    assert drafts() == 1
    qtbot.waitUntil(lambda: drafts() == 0, timeout=5000)


def test_typing_does_not_wait_for_an_import_that_holds_the_file(
    opened: Opened, qtbot: QtBot, database: Database
) -> None:
    page = opened()
    workspace = page._workspace
    with workspace.transaction() as session:
        make.a_beneficiary(session)
        QTest.keyClicks(page.form.editor("last_name"), "martel")
        qtbot.wait(2 * PAUSE)
        assert "Brouillon enregistré" not in " ".join(readable.texts(page))
    qtbot.waitUntil(lambda: "Brouillon enregistré" in " ".join(readable.texts(page)), timeout=5000)
    assert workspace.writing_behind == 0
