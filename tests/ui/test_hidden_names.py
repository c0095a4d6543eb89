"""«Masquer les noms»: nobody's name is left anywhere in the window, whatever page one goes through."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.words import fold
from facilitator_app.pages import entries
from facilitator_app.ui.background import Background
from facilitator_app.ui.look import Look
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.open_house import OpenHouse
from facilitator_app.ui.workspace import Workspace
from tests.conftest import TODAY
from tests.ui import readable

PAGES = [entry.key for entry in entries(lambda page: page())]


class Desk:
    """The window on the demonstration house, and who is named in it."""

    def __init__(self, path: Path, look: Look, settings: QSettings, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.workspace = Workspace(open_house(path), lambda: TODAY)
        self.window = MainWindow(entries(self._adopted), look, settings)
        self.house = OpenHouse(self.window, self.workspace)
        self.window.resize(1366, 768)
        self.window.show()
        people = self.workspace.ask(lambda session: session.execute(_PEOPLE).all())
        self.names = {fold(f"{last} {first}") for last, first in people}
        self.names |= {fold(f"{first} {last}") for last, first in people}
        self._starts = {name.split()[0] for name in self.names}

    def _adopted(self, kind: Callable[..., QWidget]) -> QWidget:
        page = kind(self.workspace)
        self.house.adopt(page)
        return page

    def hide(self, hidden: bool) -> None:
        self.window.menus.hide_names.setChecked(hidden)

    def settle(self) -> None:
        self._qtbot.waitUntil(self._is_settled, timeout=20_000)
        QApplication.processEvents()

    def _is_settled(self) -> bool:
        page = self.window.page()
        settled = getattr(page, "settled", None)
        busy = page is not None and any(jobs.busy for jobs in page.findChildren(Background))
        return not busy and (settled is None or settled())

    def walk(self, page: str) -> set[str]:
        """Go to a page, its tabs and its first lines; gives the names read on the way."""
        self.window.go_to(page)
        self.settle()
        shown = self.window.page()
        assert shown is not None
        found = self.read()
        for _ in range(2):  # tabs hold lists, and lists tell what the tabs hold
            for view in shown.findChildren(QAbstractItemView):
                if view.isVisible() and view.model() is not None and view.model().rowCount():
                    view.setCurrentIndex(view.model().index(0, 0))
                    self.settle()
            for tabs in shown.findChildren(QTabWidget):
                for place in range(tabs.count()):
                    if tabs.isVisible():
                        tabs.setCurrentIndex(place)
                        self.settle()
                        found |= self.read()
        return found | self.read()

    def read(self) -> set[str]:
        """The names on the page shown, and around it; pages that are not are read again before they are."""
        window = self.window
        parts = [window.page(), window.navigation, window.status, window.menuBar()]
        parts += [other for other in QApplication.topLevelWidgets() if other is not window and other.isVisible()]
        said = {window.windowTitle(), *readable.of_actions(window)}
        for part in parts:
            assert part is not None
            said |= set(readable.texts(part))
        return {name for text in said for name in self.named_in(text)}

    def named_in(self, text: str) -> Iterator[str]:
        """`name: text` for each name of the house that the text holds."""
        words = fold(re.sub("<[^>]+>", " ", text)).split()
        for place, word in enumerate(words):
            if word in self._starts:
                for length in (2, 3, 4):
                    name = " ".join(words[place : place + length])
                    if name in self.names:
                        yield f"{name}: {text[:150]}"

    def close(self) -> None:
        self.window.close()
        self.workspace.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_PEOPLE = select(Beneficiary.last_name, Beneficiary.first_name)


@pytest.fixture
def desk(demonstration: Path, look: Look, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(demonstration, look, QSettings(str(tmp_path / "poste.ini"), QSettings.Format.IniFormat), qtbot)
    yield desk
    desk.close()


def test_no_page_names_anybody_once_names_are_hidden(desk: Desk) -> None:
    named = {page: bool(desk.walk(page)) for page in ("dashboard", "beneficiaries", "hours", "matching", "following")}
    assert all(named.values()), "the control: without the switch, people are named there"
    desk.hide(True)
    leaks = {page: sorted(found) for page in PAGES if (found := desk.walk(page))}
    assert leaks == {}
