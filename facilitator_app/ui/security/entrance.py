"""From the window without a house to the key of one: creating it, unlocking it, the paper key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.security.door import Door, new_key
from facilitator_app.ui.security.key_change import KeyChange, Kind

if TYPE_CHECKING:
    from facilitator_app.ui.security.door import Rekeyed, Steps

_LAST_PERSON = "last_person"


class Entrance(QObject):
    """Shows one page at a time, alone in the window, until it knows how to open the house."""

    open_with = Signal(object, str)
    """The key, None for a house in clear, and who opens."""
    demonstration_asked = Signal()
    other_asked = Signal()
    failed = Signal(Exception)

    def __init__(
        self, window: MainWindow, door: Door, settings: QSettings | None, today: Callable[[], dt.date]
    ) -> None:
        super().__init__(window)
        self._window, self._door, self._settings, self._today = window, door, settings, today
        self._key, self._person, self._phrase = b"", "", ""
        self._jobs: Background | None = None
        self._change: KeyChange | None = None
        self.said = ""
        """What to tell once the house is open."""
        window.closed.connect(self.leave)

    def create(self) -> None:
        """No house yet: who opens, and the phrase."""
        from facilitator_app.ui.security.creation_page import CreationPage

        page = CreationPage()
        page.chosen.connect(self._show_paper_key)
        page.refused.connect(self._in_clear)
        page.demonstration_asked.connect(self.demonstration_asked)
        page.other_asked.connect(self.other_asked)
        self._show(page)

    def unlock(self, locked: bool = False) -> None:
        """An encrypted house: whose phrase."""
        from facilitator_app.ui.security.unlock_page import UnlockPage

        page = UnlockPage(self._door, self._last_person(), locked)
        page.unlocked.connect(self._unlocked)
        page.recovery_asked.connect(self.recover)
        page.other_asked.connect(self.other_asked)
        page.failed.connect(self.failed)
        self._show(page)

    def recover(self) -> None:
        """The paper instead of the phrase."""
        from facilitator_app.ui.security.recovery_page import RecoveryPage

        page = RecoveryPage(self._door, self._last_person())
        page.unlocked.connect(self._unlocked)
        page.given_up.connect(self.unlock)
        self._show(page)

    def change_key(self, change: KeyChange) -> None:
        """The house is closed: give it its other key, its first one or none, then its sheet, then open it."""
        from facilitator_app.ui.security.work_page import WorkPage

        self._change = change
        page = WorkPage(change.kind, partial(_steps, self._door, change))
        page.finished.connect(self._changed)
        page.failed.connect(self._not_changed)
        self._show(page)

    def _changed(self, done: Rekeyed) -> None:
        from facilitator_app.ui.security.paper_key_page import PaperKeyPage

        change = self._change
        assert change is not None
        self.said = _told(change.kind, done)
        if done.key is None:
            self._open_changed()
            return
        page = PaperKeyPage(done.key, partial(_drawn, change.sheet), "Continuer")
        page.done.connect(self._open_changed)
        page.failed.connect(self.failed)
        self._show(page)

    def _not_changed(self, error: Exception) -> None:
        """Open with whichever key the file was left with."""
        if isinstance(error, Refusal):
            dialogs.tell(self._window, "La clé n’a pas été changée.", str(error))
        else:
            self.failed.emit(error)
        self._open_changed()

    def _open_changed(self) -> None:
        change, self._change = self._change, None
        assert change is not None
        key = self._door.key_that_opens(change.new, change.key)
        if key is None and self._door.is_encrypted:
            self.unlock()
        elif key is None:
            self.open_with.emit(None, "")
        else:
            self._unlocked(key, change.person)

    def remember(self, person: str) -> None:
        if self._settings:
            self._settings.setValue(_LAST_PERSON, person)

    def _show_paper_key(self, person: str, phrase: str) -> None:
        from facilitator_app.ui.security.paper_key_page import PaperKeyPage

        self._key, self._person, self._phrase = new_key(), person, phrase
        page = PaperKeyPage(self._key, partial(_new_sheet, self._key, self._door.path.name, self._today(), person))
        page.done.connect(self._create)
        page.failed.connect(self.failed)
        self._show(page)

    def _create(self) -> None:
        key, person, phrase = self._key, self._person, self._phrase
        self._key, self._phrase = b"", ""
        try:
            self._door.create(key, person, phrase)
        except Refusal as refusal:
            dialogs.tell(self._window, "La base n’a pas pu être créée.", str(refusal))
            self.create()
            return
        self._unlocked(key, person)

    def _in_clear(self, person: str) -> None:
        self.open_with.emit(None, person)

    def _unlocked(self, key: bytes, person: str) -> None:
        self.remember(person)
        self.open_with.emit(key, person)

    def _last_person(self) -> str:
        return str(self._settings.value(_LAST_PERSON, "")) if self._settings else ""

    def leave(self) -> None:
        """Stop what the page shown was doing behind it."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None

    def _show(self, page: QWidget) -> None:
        self.leave()
        self._jobs = getattr(page, "background", None)
        self._window.show_alone(page)
        page.begin()  # type: ignore[attr-defined]  # every page of ours shown here has it


def _steps(door: Door, change: KeyChange) -> Steps:
    if change.kind is Kind.RENEW:
        assert change.key is not None
        assert change.new is not None
        return door.renew(change.key, change.new, change.leaving, change.copies, change.place)
    if change.kind is Kind.ENCRYPT:
        assert change.new is not None
        return door.encrypt(change.new, change.person, change.phrase, change.copies, change.place)
    assert change.key is not None
    return door.put_in_clear(change.key)


def _told(kind: Kind, done: Rekeyed) -> str:
    copies = f"{counted(done.left, 'sauvegarde garde', 'sauvegardes gardent')} l’ancienne clé" if done.left else ""
    if kind is Kind.CLEAR:
        return "Base en clair" + (f"\u00a0; {copies}" if copies else "")
    words = "Clé renouvelée" if kind is Kind.RENEW else "Base chiffrée"
    rewritten = f"{counted(done.rewritten, 'sauvegarde réécrite', 'sauvegardes réécrites')}" if done.rewritten else ""
    if kind is Kind.ENCRYPT and done.left:
        copies = f"{counted(done.left, 'sauvegarde reste', 'sauvegardes restent')} en clair"
    return "\u00a0; ".join(part for part in (words, rewritten, copies) if part)


def _drawn(sheet: bytes) -> bytes:
    return sheet


def _new_sheet(key: bytes, database: str, day: dt.date, person: str) -> bytes:
    from facilitator_app.use_cases.documents import paper_key

    return paper_key.of_new_house(key, database, day, person)
