"""The theme applied as in the application, and what screen readers were told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from facilitator_app.ui.look import Look, Theme, speak_french


@pytest.fixture(scope="session")
def shared_look(qapp: QApplication) -> Look:
    speak_french(qapp)
    look = Look(qapp)
    # Most tests show a part by itself, which no window dresses.
    look.changed.connect(lambda: qapp.setStyleSheet(look.sheet))
    look.make_sure()
    return look


@pytest.fixture
def look(shared_look: Look) -> Iterator[Look]:
    """Light theme and usual text size, whatever the test before left."""
    # Closed pages only wait to be deleted; each style sheet would otherwise be applied to those of every test before.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shared_look.apply(Theme.LIGHT, 100)
    yield shared_look
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shared_look.apply(Theme.LIGHT, 100)


@pytest.fixture
def announcements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything announced during the test."""
    said: list[str] = []

    class Spy:
        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:
            assert isinstance(event, QAccessibleAnnouncementEvent)
            said.append(event.message())

    monkeypatch.setattr(QtGui, "QAccessible", Spy)
    return said
