"""Every page of the window, empty and full, in both themes, through the same checks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.opening import open_house
from facilitator_app.pages import entries
from facilitator_app.ui.look import Look, Theme
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.open_house import OpenHouse
from facilitator_app.ui.widgets import Banner
from facilitator_app.ui.workspace import Workspace
from tests.conftest import TODAY
from tests.ui import accessibility as check

PAGES = [entry.key for entry in entries(lambda page: page())]
LAPTOP = 1366, 768
MOST_STOPS = 150
GONE = "0" * 32
SILENT = {"companies", "beneficiaries", "hours", "documents"}
"""Pages that stay where they were, without a word, when a record is gone."""
USUAL = [(Theme.LIGHT, 100)]
THEMES = [*USUAL, (Theme.DARK, 100)]
SIZES = [*USUAL, (Theme.LIGHT, 200)]


class Shown:
    """The window on a house, made once: pages are long to fill."""

    def __init__(self, look: Look, folder: Path, house: Path) -> None:
        path = folder / "maison.db"
        shutil.copyfile(house, path)
        self.workspace = Workspace(open_house(path), lambda: TODAY)
        settings = QSettings(str(folder / "poste.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(entries(self._adopted), look, settings)
        self._tie = OpenHouse(self.window, self.workspace)

    def _adopted(self, kind: Callable[..., QWidget]) -> QWidget:
        page = kind(self.workspace)
        self._tie.adopt(page)
        return page

    def close(self) -> None:
        self.window.close()
        self.workspace.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def menus(window: MainWindow) -> list[str]:
    return [action.text() for action in window.menuBar().actions()]


def visit(window: MainWindow, key: str, qtbot: QtBot) -> None:
    page = window.go_to(key)
    if jobs := getattr(page, "background", None):
        qtbot.waitUntil(lambda: not jobs.busy, timeout=15_000)
    if settled := getattr(page, "settled", None):
        qtbot.waitUntil(settled, timeout=15_000)
    QApplication.processEvents()  # what pages read after they are painted
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@pytest.fixture(scope="class")
def shown(
    request: pytest.FixtureRequest, shared_look: Look, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    shared_look.apply(*USUAL[0])
    made = Shown(shared_look, tmp_path_factory.mktemp("pages"), request.getfixturevalue(request.cls.house))
    yield made.window
    made.close()


@pytest.fixture(scope="class")
def window(request: pytest.FixtureRequest, shown: MainWindow, shared_look: Look) -> MainWindow:
    """In one theme and one size; restyling every page is long, so pytest keeps together the tests that share it."""
    shared_look.apply(*request.param)
    shown.resize(*LAPTOP)
    shown.show()
    return shown


@pytest.fixture(autouse=True)
def in_front(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


class EveryPage:
    """Of one house: the pages of another would be restyled with these at each change of theme or of text size."""

    house: str
    """The fixture that gives its file."""

    @pytest.mark.parametrize("key", PAGES)
    @pytest.mark.parametrize("window", THEMES, indirect=True, ids=str)
    def test_every_page_is_accessible(self, window: MainWindow, key: str, qtbot: QtBot) -> None:
        visit(window, key, qtbot)
        assert check.page_problems(window, menus(window)) == {}
        assert not window.grab().isNull()

    @pytest.mark.parametrize("key", PAGES)
    @pytest.mark.parametrize("window", SIZES, indirect=True, ids=str)
    def test_nothing_is_cut_on_a_laptop(self, window: MainWindow, key: str, qtbot: QtBot) -> None:
        visit(window, key, qtbot)
        assert (window.width(), window.height()) == LAPTOP
        assert check.clipped(window) == []

    @pytest.mark.parametrize("key", PAGES)
    @pytest.mark.parametrize("window", USUAL, indirect=True, ids=str)
    def test_focus_is_visible(self, window: MainWindow, key: str, qtbot: QtBot) -> None:
        visit(window, key, qtbot)
        elsewhere = window.navigation.current_button()
        assert elsewhere is not None
        page = window.page()
        assert page is not None
        assert check.faint_focus(page, elsewhere) == []

    @pytest.mark.parametrize("back", [False, True])
    @pytest.mark.parametrize("key", PAGES)
    @pytest.mark.parametrize("window", USUAL, indirect=True, ids=str)
    def test_tab_goes_through_every_zone_and_comes_back(
        self, window: MainWindow, key: str, back: bool, qtbot: QtBot
    ) -> None:
        visit(window, key, qtbot)
        start = window.navigation.current_button()
        assert start is not None
        start.setFocus()
        zones = [
            zone
            for zone in window.zones()
            if any(widget.isEnabled() for widget in [zone, *check.interactive(zone)] if widget.focusPolicy())
        ]
        missed = list(zones)
        for _ in range(MOST_STOPS):
            focused = window.focusWidget()
            assert focused is not None
            missed = [zone for zone in missed if zone is not focused and not zone.isAncestorOf(focused)]
            QTest.keyClick(
                focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier(0)
            )
            if window.focusWidget() is start:
                break
        else:
            raise AssertionError(f"Tab never comes back; it stays about {focused.accessibleName()}")
        assert [type(zone).__name__ for zone in missed] == []

    @pytest.mark.parametrize(
        ("key", "target"),
        [
            ("contracts", {"lot": GONE}), ("contracts", {"contract": GONE}), ("companies", {"company": GONE}),
            ("beneficiaries", {"beneficiary": GONE}), ("matching", {"need": GONE}), ("matching", {"beneficiary": GONE}),
            ("hours", {"lot": GONE}), ("documents", {"lot": GONE}),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("window", USUAL, indirect=True, ids=str)
    def test_a_record_that_is_gone_is_said_and_fails_nothing(
        self, window: MainWindow, key: str, target: dict[str, str], qtbot: QtBot
    ) -> None:
        page = window.go_to(key, **target)
        QApplication.processEvents()
        said = [banner.text() for banner in page.findChildren(Banner) if banner.isVisible() and banner.text()]
        assert said or key in SILENT
        visit(window, key, qtbot)


class TestEmptyHouse(EveryPage):
    house = "empty_house"


class TestFullHouse(EveryPage):
    house = "demonstration_house"

    @pytest.mark.parametrize("key", PAGES)
    @pytest.mark.parametrize("window", USUAL, indirect=True, ids=str)
    def test_no_letter_leads_to_two_things_in_any_tab(self, window: MainWindow, key: str, qtbot: QtBot) -> None:
        visit(window, key, qtbot)
        clashes = {}
        for tabs in window.findChildren(QTabWidget):
            for place in range(tabs.count() if tabs.isVisible() else 0):
                tabs.setCurrentIndex(place)
                QApplication.processEvents()
                clashes[tabs.tabText(place)] = check.access_key_clashes(window, menus(window))
        assert [(tab, letters) for tab, letters in clashes.items() if letters] == []

    @pytest.mark.parametrize("window", USUAL, indirect=True, ids=str)
    def test_no_letter_leads_to_two_things_while_registering(self, window: MainWindow, qtbot: QtBot) -> None:
        window.go_to("beneficiaries", new=True)
        QApplication.processEvents()
        clashes = check.access_key_clashes(window, menus(window))
        visit(window, "dashboard", qtbot)
        assert clashes == []
