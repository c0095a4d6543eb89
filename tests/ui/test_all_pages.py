"""Every page of the window, empty and full, in both themes, through the same checks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
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
HOUSES = ("empty", "full")
SILENT = {"companies", "beneficiaries", "hours", "documents"}
"""Pages that stay where they were, without a word, when a record is gone."""
USUAL = [(house, Theme.LIGHT, 100) for house in HOUSES]
THEMES = [(house, theme, 100) for house in HOUSES for theme in (Theme.LIGHT, Theme.DARK)]
SIZES = [(house, Theme.LIGHT, size) for house in HOUSES for size in (100, 200)]


class Windows:
    """The window on an empty and on a full house, each made once: pages are long to fill."""

    def __init__(self, look: Look, folder: Path, files: dict[str, Path]) -> None:
        self._look, self._folder, self._files = look, folder, files
        self._made: dict[str, tuple[MainWindow, Workspace, OpenHouse]] = {}

    def on(self, house: str) -> MainWindow:
        if house not in self._made:
            path = self._folder / f"{house}.db"
            shutil.copyfile(self._files[house], path)
            workspace = Workspace(open_house(path), lambda: TODAY)
            settings = QSettings(str(self._folder / f"{house}.ini"), QSettings.Format.IniFormat)
            window = MainWindow(entries(lambda page: self._adopted(house, page)), self._look, settings)
            self._made[house] = window, workspace, OpenHouse(window, workspace)
        return self._made[house][0]

    def _adopted(self, house: str, kind: Callable[..., QWidget]) -> QWidget:
        _, workspace, tie = self._made[house]
        page = kind(workspace)
        tie.adopt(page)
        return page

    def close(self) -> None:
        for window, workspace, _ in self._made.values():
            window.close()
            workspace.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def windows(
    shared_look: Look, tmp_path_factory: pytest.TempPathFactory, empty_house: Path, demonstration_house: Path
) -> Iterator[Windows]:
    made = Windows(shared_look, tmp_path_factory.mktemp("pages"), {"empty": empty_house, "full": demonstration_house})
    yield made
    made.close()


@pytest.fixture(scope="module")
def window(request: pytest.FixtureRequest, windows: Windows, shared_look: Look) -> MainWindow:
    """One of `STATES`; restyling every page is long, so pytest keeps together the tests that share one."""
    house, theme, size = request.param
    shown = windows.on(house)
    shared_look.apply(theme, size)
    shown.resize(*LAPTOP)
    shown.show()
    return shown


@pytest.fixture(autouse=True)
def in_front(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def menus(window: MainWindow) -> list[str]:
    return [action.text() for action in window.menuBar().actions()]


def stops(zone: QWidget) -> list[QWidget]:
    """What Tab may come to in a zone, itself included."""
    return [widget for widget in [zone, *check.interactive(zone)] if widget.focusPolicy() != Qt.FocusPolicy.NoFocus]


def visit(window: MainWindow, key: str, qtbot: QtBot) -> None:
    page = window.go_to(key)
    if jobs := getattr(page, "background", None):
        qtbot.waitUntil(lambda: not jobs.busy, timeout=15_000)
    if settled := getattr(page, "settled", None):
        qtbot.waitUntil(settled, timeout=15_000)
    QApplication.processEvents()  # what pages read after they are painted
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("window", THEMES, indirect=True, ids=str)
def test_every_page_is_accessible(window: MainWindow, key: str, qtbot: QtBot) -> None:
    visit(window, key, qtbot)
    assert check.page_problems(window, menus(window)) == {}
    assert not window.grab().isNull()


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("window", SIZES, indirect=True, ids=str)
def test_nothing_is_cut_on_a_laptop(window: MainWindow, key: str, qtbot: QtBot) -> None:
    visit(window, key, qtbot)
    assert (window.width(), window.height()) == LAPTOP
    assert check.clipped(window) == []


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("window", USUAL, indirect=True, ids=str)
def test_focus_is_visible(window: MainWindow, key: str, qtbot: QtBot) -> None:
    visit(window, key, qtbot)
    elsewhere = window.navigation.current_button()
    assert elsewhere is not None
    page = window.page()
    assert page is not None
    assert check.faint_focus(page, elsewhere) == []


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("window", USUAL, indirect=True, ids=str)
def test_tab_goes_through_every_zone_and_comes_back(window: MainWindow, key: str, back: bool, qtbot: QtBot) -> None:
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
        QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier(0))
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
    window: MainWindow, key: str, target: dict[str, str], qtbot: QtBot
) -> None:
    page = window.go_to(key, **target)
    QApplication.processEvents()
    said = [banner.text() for banner in page.findChildren(Banner) if banner.isVisible() and banner.text()]
    assert said or key in SILENT
    visit(window, key, qtbot)
