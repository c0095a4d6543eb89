"""Settings typed and not saved: kept while one goes through the pages, asked about once when the window is closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.ui import dialogs
from facilitator_app.ui.look import Look
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.navigation import PageEntry
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
