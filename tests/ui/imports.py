"""The page of imports as it is shown in tests, and the keyboard by which they go through it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.ui.pages.import_page import ImportPage
from facilitator_app.ui.workspace import Workspace


@contextmanager
def import_page(database: Database, qtbot: QtBot) -> Iterator[ImportPage]:
    page = ImportPage(Workspace(database))
    qtbot.addWidget(page)
    page.resize(1160, 720)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.open()
    yield page
    page.background.close()


def press(page: ImportPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Whatever has the focus gets the key, as with a real keyboard."""
    QTest.keyClick(page.focusWidget() or page, key, modifier)
    QApplication.processEvents()


def settle(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.background.busy, timeout=60_000)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
