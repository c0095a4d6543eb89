"""Settings typed and not saved: kept from page to page, asked about when the window closes, set aside when it locks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.ui import dialogs
from facilitator_app.ui.look import Look
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.navigation import PageEntry
from facilitator_app.ui.pages.backups_page import BackupsPage, _Looked
from facilitator_app.ui.pages.settings_page import SettingsPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import office


class Desk:
    """The window with the settings and another page; `answer` is given to what is asked."""

    def __init__(self, look: Look, database: Database) -> None:
        self.workspace = Workspace(database)
        self.asked: list[str] = []
        self.answer: bool | None = None
        entries = [
            PageEntry("settings", "", "Paramètres", "settings", "P", self._made),
            PageEntry("other", "", "Autre page", "history", "H", QWidget),
        ]
        self.window = MainWindow(entries, look)
        self.window.show()
        page = self.window.go_to("settings")
        assert isinstance(page, SettingsPage)
        self.page = page
        self.type("name", "Maison de la Rade")

    def type(self, field: str, text: str) -> None:
        editor = self.page.form.editor(field)
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text) if text else QTest.keyClick(editor, Qt.Key.Key_Delete)

    def name_typed(self) -> str:
        editor = self.page.form.editor("name")
        assert isinstance(editor, QLineEdit)
        return editor.text()

    def ask(self, _parent: object, question: str, _effect: str) -> bool | None:
        self.asked.append(question)
        return self.answer

    def kept(self) -> str:
        return self.workspace.ask(office.details).name

    def _made(self) -> QWidget:
        page = SettingsPage(self.workspace)
        page.go_to.connect(self._go)
        page.said.connect(self._say)
        return page

    def _go(self, key: str, _target: dict[str, object]) -> None:
        self.window.go_to(key)

    def _say(self, text: str) -> None:
        self.window.status.say(text)


@pytest.fixture
def desk(look: Look, database: Database, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(look, database)
    monkeypatch.setattr(dialogs, "ask_to_keep", desk.ask)
    yield desk
    desk.answer = False
    desk.window.close()
    desk.window.deleteLater()


def test_cancelling_leaves_the_window_open_with_what_was_typed(desk: Desk) -> None:
    assert not desk.window.close()
    assert desk.window.isVisible()
    assert desk.name_typed() == "Maison de la Rade"
    assert desk.asked == ["Enregistrer les réglages\u00a0?"]
    assert desk.kept() == ""


def test_saving_keeps_everything_and_closes(desk: Desk) -> None:
    desk.answer = True
    desk.window.go_to("other")
    assert desk.window.close()
    assert desk.kept() == "Maison de la Rade"
    assert len(desk.asked) == 1


def test_giving_up_closes_and_keeps_nothing(desk: Desk) -> None:
    desk.answer = False
    assert desk.window.close()
    assert desk.kept() == ""


def test_what_cannot_be_saved_is_shown_rather_than_lost(desk: Desk) -> None:
    desk.type("email", "helene@")
    desk.answer = True
    desk.window.go_to("other")
    assert not desk.window.close()
    assert desk.window.page() is desk.page
    assert any("prenom.nom@ville.fr" in said for said in desk.page.form.problems_shown())


@pytest.mark.parametrize("what", ["saved", "typed back"])
def test_nothing_is_asked_when_nothing_would_be_lost(desk: Desk, what: str) -> None:
    if what == "saved":
        desk.page.save()
    else:
        desk.type("name", "")
    assert desk.window.close()
    assert desk.asked == []


def test_nothing_is_asked_of_a_house_already_closed(desk: Desk) -> None:
    desk.workspace.close()
    assert desk.window.close()
    assert desk.asked == []


def test_leaving_the_page_keeps_what_was_typed_and_says_so(desk: Desk) -> None:
    desk.window.go_to("other")
    assert "pas encore enregistrés" in desk.window.status.said()
    desk.window.go_to("settings")
    assert desk.name_typed() == "Maison de la Rade"
    assert desk.asked == []


def reopened(desk: Desk) -> SettingsPage:
    """The settings as they are once the house was closed without a question, then opened again."""
    desk.workspace.close()
    desk.window.empty()
    desk.workspace = Workspace(desk.workspace.database)
    page = desk.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_what_was_typed_when_the_house_was_locked_is_found_again(desk: Desk) -> None:
    """Nobody is asked anything: whoever left the desk could not answer."""
    desk.type("email", "helene@")
    page = reopened(desk)
    assert desk.asked == []
    assert page.form.typed()["name"] == "Maison de la Rade"
    assert page.form.typed()["email"] == "helene@"
    assert page.is_changed()
    assert "Tapés avant la fermeture" in page._banner.text()
    assert not desk.window.close()
    assert len(desk.asked) == 1


def test_what_was_found_again_may_be_given_up_for_good(desk: Desk) -> None:
    page = reopened(desk)
    [button] = page._banner.findChildren(QPushButton)
    button.click()
    assert page.form.typed()["name"] == ""
    assert not page.is_changed()
    page.open()
    assert page.form.typed()["name"] == ""


def test_what_was_given_up_at_the_closing_is_not_found_again(desk: Desk) -> None:
    desk.answer = False
    desk.window.close()
    assert not reopened(desk).is_changed()


def test_what_one_facilitator_typed_is_not_shown_to_another(desk: Desk) -> None:
    desk.workspace.close()
    desk.workspace.database.author = "Marc Delvaux"
    assert reopened(desk).form.typed()["name"] == ""


@pytest.mark.parametrize(("answer", "leaves", "kept"), [(None, False, ""), (False, True, ""), (True, True, "Rade")])
def test_a_backup_put_back_asks_first(desk: Desk, qtbot: QtBot, answer: bool | None, leaves: bool, kept: str) -> None:
    desk.answer = answer
    asked = []
    page = BackupsPage(desk.workspace)
    qtbot.addWidget(page)
    page.restore_asked.connect(lambda path, _key: asked.append(path))
    page._restore(_Looked(Path("copie.db"), None, None), None)  # type: ignore[arg-type]  # what it holds was shown
    assert len(asked) == leaves
    assert desk.kept().endswith(kept)
    assert desk.asked == ["Enregistrer les réglages\u00a0?"]


@pytest.mark.parametrize(
    ("button", "answer"), [("Enregistrer", True), ("Ne pas enregistrer", False), ("Annuler", None)]
)  # fmt: skip
def test_the_three_answers(qapp: QApplication, button: str, answer: bool | None) -> None:
    def push() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(each for each in box.buttons() if each.text() == button).click()

    QTimer.singleShot(0, push)
    assert dialogs.ask_to_keep(None, "Enregistrer les réglages\u00a0?", "") is answer
