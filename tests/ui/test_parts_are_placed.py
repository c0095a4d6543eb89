"""Every part made for a page is placed in it: one left alone would be a window of its own, and outlive the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.pages import entries
from facilitator_app.ui.importing.people_control_step import PeopleControlStep
from facilitator_app.ui.look import Look
from facilitator_app.ui.workspace import Workspace

PAGES = [entry.key for entry in entries(lambda kind: kind())]


def made(key: str, workspace: Workspace) -> QWidget:
    if key == "control of a list":
        return PeopleControlStep()
    pages = entries(lambda kind: kind(workspace))  # type: ignore[arg-type]  # every page of ours takes the workspace
    return next(entry for entry in pages if entry.key == key).factory()


@pytest.mark.parametrize("key", [*PAGES, "control of a list"])
def test_nothing_made_for_a_page_stands_alone(key: str, look: Look, database: Database, qtbot: QtBot) -> None:
    workspace = Workspace(database)
    before = set(QApplication.allWidgets())
    page = made(key, workspace)
    qtbot.addWidget(page)
    parts = set(QApplication.allWidgets()) - before - {page}
    assert parts
    lists = {part for part in parts if part.windowType() == Qt.WindowType.Popup}
    assert [type(part).__name__ for part in parts - lists if part.parent() is None] == []
