"""The second opening shows the first page before anything is counted, and never an old one."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlalchemy import event
from sqlalchemy.engine import Engine

from facilitator_app.database import driver
from facilitator_app.database.opening import open_house
from facilitator_app.domain.values import hours
from facilitator_app.start import Start
from facilitator_app.ui.look import Theme
from facilitator_app.ui.pages.dashboard_page import DashboardPage
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.use_cases import gestures
from tests import make

TODAY = dt.date(2026, 11, 24)
Opening = Callable[..., Start]


@pytest.fixture
def path(tmp_path: Path, empty_house: Path) -> Path:
    path = tmp_path / "maison.db"
    shutil.copyfile(empty_house, path)
    house = open_house(path)
    with house.transaction() as session:
        make.a_placement(session)
        make.a_lot(session, due_hours=hours(500))
    house.close()
    return path


@pytest.fixture
def opening(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opening]:
    """Opens the window on a file up to when all is loaded."""
    hooks, started = (sys.excepthook,), []

    def opening(path: Path, today: dt.date = TODAY) -> Start:
        settings = QSettings(str(tmp_path / "poste.ini"), QSettings.Format.IniFormat)
        start = Start(qapp, path, settings, lambda: today)
        started.append(start)
        with qtbot.waitSignal(start.opened, timeout=15_000):
            start.window.show()
        qtbot.waitUntil(lambda: not start._house._alerts_later.isActive(), timeout=15_000)  # counted after the rest
        return start

    yield opening
    for start in started:
        if isValid(start):
            close(start)
    (sys.excepthook,) = hooks


@pytest.fixture
def questions() -> Iterator[list[str]]:
    """What is asked of the file through SQLAlchemy."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def figures(start: Start) -> list[str]:
    """All that is written in the window, and what the menus and counters say; but for the copies, looked at later."""
    QApplication.processEvents()  # a row just made is seen at the next turn of the event loop
    page = start.window.page()
    assert isinstance(page, DashboardPage)
    written = [
        label.text()
        for label in start.window.findChildren(QLabel)
        if label.isVisible() and start.path.name not in label.text()
    ]
    counters = [button.accessibleName() for button in start.window.navigation.findChildren(QToolButton)]
    tasks = [button.accessibleName() for button in page.tasks.buttons]
    drawn = [*map(str, page.months.chart.as_table()), page.figures.hours.accessibleName()]
    lots = page.lots.table.model()
    cells = [str(lots.index(row, column).data()) for row in range(lots.rowCount()) for column in range(5)]
    return [*written, *counters, *tasks, *drawn, *cells, page.lots.all_button.text(), start.window.menus.undo.text()]


def late_returns(start: Start) -> list[str]:
    names = [button.accessibleName() for button in start.window.navigation.findChildren(QToolButton)]
    return [name for name in names if "relevés en retard" in name]


def close(start: Start) -> None:
    """Leaving nothing, as at the end of the program: the next opening would style this window again."""
    start.window.close()
    start.close()
    start.window.look.apply(Theme.LIGHT, 100)
    for left in (start.window.look, start.window, start):
        left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_second_opening_shows_the_same_without_a_question(
    path: Path, opening: Opening, questions: list[str]
) -> None:
    first = opening(path)
    before = figures(first)
    close(first)
    questions.clear()
    second = opening(path)
    assert questions == []
    assert figures(second) == before


def changed_by_the_command_line(path: Path) -> None:
    house = open_house(path)
    with house.transaction() as session:
        make.a_need(session)
    house.close()


def spoilt(path: Path) -> None:
    with closing(driver.connect(path)) as connection:
        connection.execute("UPDATE snapshot SET content = replace(content, '[', '{')")


def of_another_version(path: Path) -> None:
    with closing(driver.connect(path)) as connection:
        connection.execute("UPDATE snapshot SET version = '0.0.1'")


@pytest.mark.parametrize("meanwhile", [changed_by_the_command_line, spoilt, of_another_version])
def test_what_is_no_longer_true_is_counted_again(
    path: Path, opening: Opening, questions: list[str], meanwhile: Callable[[Path], None]
) -> None:
    close(opening(path))
    meanwhile(path)
    questions.clear()
    again = opening(path)
    assert questions
    shown = figures(again)
    close(again)
    with closing(driver.connect(path)) as connection:
        connection.execute("DELETE FROM snapshot")
    assert figures(opening(path)) == shown


def test_the_next_day_all_is_counted_again(path: Path, opening: Opening, questions: list[str]) -> None:
    close(opening(path))
    questions.clear()
    opening(path, TODAY + dt.timedelta(1))
    assert questions


def test_what_was_done_since_the_opening_is_shown_at_the_next(path: Path, opening: Opening, qtbot: QtBot) -> None:
    start = opening(path)
    assert start.workspace is not None
    qtbot.waitUntil(lambda: late_returns(start) != [])  # counted after the rest
    before = late_returns(start)
    with start.workspace.transaction() as session:
        make.a_need(session)
    qtbot.waitUntil(lambda: late_returns(start) != before)
    shown = figures(start)
    close(start)
    again = opening(path)
    assert again.workspace is not None
    assert again.workspace.remembered() is not None
    assert figures(again) == shown


def test_nothing_of_sqlalchemy_is_needed_to_show_the_first_page() -> None:
    program = (
        "import sys, facilitator_app.start, facilitator_app.ui.pages.dashboard_page, facilitator_app.ui.open_house,"
        " facilitator_app.database.opening; sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_nothing_is_undone_while_a_job_writes(path: Path, opening: Opening) -> None:
    start = opening(path)
    assert start.workspace is not None
    with start.workspace.transaction() as session:
        make.a_need(session)
    last = start.workspace.ask(gestures.last_to_undo)
    assert last is not None
    start.workspace.writing_behind += 1
    start.window.menus.undo.trigger()
    assert start.workspace.ask(gestures.last_to_undo) == last
    assert "attendez sa fin" in start.window.status.said()
    start.workspace.writing_behind -= 1
    start.window.menus.undo.trigger()
    assert start.workspace.ask(gestures.last_to_undo) != last


def test_a_new_house_opens_on_the_step_to_make(tmp_path: Path, opening: Opening) -> None:
    new = tmp_path / "neuve.db"
    open_house(new).close()
    focused = opening(new).window.focusWidget()
    assert isinstance(focused, ActionButton)
    assert focused.text() == "Continuer"
