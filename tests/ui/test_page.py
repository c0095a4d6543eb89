"""Pages read again what they show: at once while seen, later when they come back."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.ui.page import Page
from facilitator_app.ui.workspace import Workspace
from tests.make import a_beneficiary, a_company


class Counting(Page):
    SHOWS = frozenset({"company"})
    readings, typing = 0, False

    def refresh(self) -> None:
        super().refresh()
        self.readings += 1

    def catch_up(self) -> None:
        if not self.typing:
            super().catch_up()


@pytest.fixture
def days() -> list[dt.date]:
    """The last is today."""
    return [dt.date(2026, 11, 24)]


@pytest.fixture
def workspace(database: Database, days: list[dt.date]) -> Workspace:
    return Workspace(database, lambda: days[-1])


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Counting:
    shown = Counting(workspace)
    qtbot.addWidget(shown)
    return shown


def test_a_page_is_read_when_it_first_appears_and_not_again_when_nothing_changed(page: Counting) -> None:
    page.show()
    page.hide()
    page.show()
    assert page.readings == 1


def test_a_page_that_is_seen_is_read_again_when_what_it_shows_is_written(page: Counting, workspace: Workspace) -> None:
    page.show()
    workspace.do(lambda session: a_company(session))
    assert page.readings == 2
    workspace.do(lambda session: a_beneficiary(session))
    assert page.readings == 2


def test_a_hidden_page_waits_until_it_comes_back(page: Counting, workspace: Workspace) -> None:
    page.show()
    page.hide()
    workspace.do(lambda session: a_company(session))
    workspace.do(lambda session: a_company(session))
    assert page.readings == 1
    page.show()
    assert page.readings == 2


def test_a_page_read_another_day_is_read_again(page: Counting, days: list[dt.date]) -> None:
    page.show()
    page.hide()
    days.append(dt.date(2026, 11, 25))
    page.show()
    assert page.readings == 2


def test_a_page_being_typed_in_catches_up_later(page: Counting, workspace: Workspace) -> None:
    page.show()
    page.typing = True
    workspace.do(lambda session: a_company(session))
    assert page.readings == 1
    page.hide()
    page.typing = False
    page.show()
    assert page.readings == 2
