"""Once a dialog closes, the keys go back to what had them before, or to what stands nearest on the page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import facilitator_app.ui
from facilitator_app.database.opening import open_house
from facilitator_app.pages import entries
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background
from facilitator_app.ui.dialog import Dialog, MessageBox
from facilitator_app.ui.look import Look
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.open_house import OpenHouse
from facilitator_app.ui.workspace import Workspace
from tests.conftest import TODAY


class Below(QWidget):
    """A field, and a card of two buttons."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.field, self.card = QLineEdit(), QWidget()
        self.one, self.other = QPushButton("une"), QPushButton("autre")
        for inside, parts in ((self.card, (self.one, self.other)), (self, (self.field, self.card))):
            row = QHBoxLayout(inside)
            for part in parts:
                row.addWidget(part)
        self.show()
        self.activateWindow()
        self.one.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is self.one)
        self.qtbot = qtbot

    def open(self, dialog: QDialog) -> None:
        dialog.open()
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)

    def has_the_keys(self, widget: QWidget) -> bool:
        for _ in range(3):  # the answer, what is left of the page, the window that comes back
            QApplication.processEvents()
        return QApplication.focusWidget() is widget


@pytest.fixture
def below(look: Look, qtbot: QtBot) -> Below:
    return Below(qtbot)


@pytest.mark.parametrize("kind", [Dialog, MessageBox])
@pytest.mark.parametrize("leave", ["accept", "reject", "close"])
def test_what_had_the_keys_has_them_again(below: Below, kind: type[Dialog | MessageBox], leave: str) -> None:
    dialog = kind(below)
    below.open(dialog)
    getattr(dialog, leave)()
    assert below.has_the_keys(below.one)


def test_a_button_removed_by_the_answer_leaves_them_to_its_neighbour(below: Below) -> None:
    dialog = Dialog(below)
    below.open(dialog)
    dialog.accept()
    below.one.setParent(None)
    assert below.has_the_keys(below.other)


def test_a_card_that_can_no_longer_take_them_leaves_them_to_the_page(below: Below) -> None:
    dialog = Dialog(below)
    below.open(dialog)
    dialog.accept()
    below.card.setEnabled(False)
    assert below.has_the_keys(below.field)


def test_what_the_page_chose_meanwhile_keeps_them(below: Below) -> None:
    dialog = Dialog(below)
    below.open(dialog)
    dialog.accept()
    below.field.setFocus()
    assert below.has_the_keys(below.field)


def test_a_dialog_over_another_gives_them_back_to_it(below: Below) -> None:
    first = Dialog(below)
    inside = QLineEdit(first)
    below.open(first)
    inside.setFocus()
    second = Dialog(first)
    below.open(second)
    second.reject()
    below.qtbot.waitUntil(first.isActiveWindow)
    assert QApplication.focusWidget() is inside
    first.reject()
    assert below.has_the_keys(below.one)


def test_every_dialog_is_made_of_the_one_that_gives_them_back() -> None:
    folder = Path(facilitator_app.ui.__path__[0])
    made_otherwise = {
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"class \w+\((QDialog|QMessageBox)\)|= (QDialog|QMessageBox)\(", path.read_text(encoding="utf-8"))
    }
    assert made_otherwise == {"dialog.py", "palette.py"}, "the palette is a menu: Qt gives them back"


@pytest.fixture
def window(
    demonstration_house: Path, look: Look, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    for name, answer in (("confirm", False), ("tell", None), ("choose_file", None), ("choose_new_file", None)):
        monkeypatch.setattr(dialogs, name, lambda *_, answer=answer, **__: answer)
    path = shutil.copyfile(demonstration_house, tmp_path / "maison.db")
    workspace = Workspace(open_house(path), lambda: TODAY)

    def adopted(kind: Callable[..., QWidget]) -> QWidget:
        page = kind(workspace)
        house.adopt(page)
        return page

    window = MainWindow(entries(adopted), look, QSettings(str(tmp_path / "poste.ini"), QSettings.Format.IniFormat))
    house = OpenHouse(window, workspace)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()
    workspace.close()


@pytest.mark.parametrize(("page", "least"), [("companies", 8), ("returns", 1)])
def test_no_dialog_of_a_page_loses_the_keys(window: MainWindow, qtbot: QtBot, page: str, least: int) -> None:
    shown = window.go_to(page)
    assert shown is not None
    settle(shown, qtbot)
    for view in shown.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))
            settle(shown, qtbot)
    opened, lost = 0, []
    for button in [one for one in shown.findChildren(QPushButton) if one.isVisible() and not one.isCheckable()]:
        if not isValid(button) or not button.isEnabled() or button.menu() is not None or window.page() is not shown:
            continue
        button.setFocus()
        button.click()
        settle(shown, qtbot)
        for dialog in [one for one in window.findChildren(QDialog) if one.isVisible()]:
            opened += 1
            dialog.activateWindow()
            qtbot.waitUntil(dialog.isActiveWindow)
            title = dialog.windowTitle()
            dialog.reject()
            settle(shown, qtbot)
            if QApplication.focusWidget() is not button:
                lost.append(f"{button.text()}: {title}")
    assert lost == []
    assert opened >= least


def settle(page: QWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not any(jobs.busy for jobs in page.findChildren(Background)), timeout=20_000)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
