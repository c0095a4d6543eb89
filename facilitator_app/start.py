"""Where everything meets: the window shows at once, then the house is opened behind it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

import facilitator_app.ui  # noqa: F401  # first: keeps Python's singletons alive under Qt
from facilitator_app.pages import entries
from facilitator_app.places import default_database
from facilitator_app.ui.crash import SENTENCE, CrashWatch, keep_a_log
from facilitator_app.ui.look import Look, speak_french
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.tidying import Tidying

if TYPE_CHECKING:
    from facilitator_app.ui.security.auto_lock import AutoLock
    from facilitator_app.ui.security.entrance import Entrance
    from facilitator_app.ui.security.key_change import KeyChange
    from facilitator_app.ui.workspace import Workspace

_FIRST_PAGE: tuple[str, dict[str, Any]] = ("dashboard", {})


def run_window(database: str | None = None) -> int:
    """Open the window on this file, or on the user's own; returns when it is closed."""
    keep_a_log()
    app = QApplication(sys.argv[:1])
    tidying = Tidying(app)
    app.setApplicationName("Arrimage")
    app.setDesktopFileName("arrimage")
    speak_french(app)
    start = Start(app, Path(database) if database else default_database())
    start.opened.connect(tidying.begin)
    start.window.appear()
    code = app.exec()
    start.close()
    tidying.end()
    return code


class Start(QObject):
    """Builds each thing once and hands it to those that need it."""

    opened = Signal()

    def __init__(
        self,
        app: QApplication,
        path: Path,
        settings: QSettings | None = None,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        super().__init__()
        self.path, self._today = path, today
        self.workspace: Workspace | None = None
        self.entrance: Entrance | None = None
        self._auto_lock: AutoLock | None = None
        self._back_to: tuple[str, dict[str, Any]] = _FIRST_PAGE
        self._crashes = CrashWatch(self)
        self._crashes.install()
        self.window = MainWindow(entries(self._make), Look(app), settings or QSettings("Arrimage", "Arrimage"))
        self._crashes.crashed.connect(self._tell_crash)
        self._awaited, self._next = QEvent.Type.Paint, self.open
        self.window.installEventFilter(self)

    def _once_painted(self, act: Callable[[], None]) -> None:
        """Do this when the window has drawn what it now shows: what reads the data is long to load."""
        self._awaited, self._next = QEvent.Type.UpdateRequest, act
        self.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._awaited:
            self.window.removeEventFilter(self)
            QTimer.singleShot(0, self._next)
        return False

    def open(self) -> None:
        """Open the house, once its phrase is given if it is encrypted; ask how to make it when there is none."""
        from facilitator_app.ui.security.door import Door

        self.window.look.make_sure()
        door = Door(self.path)
        if not door.is_there:
            self._enter().create()
        elif door.is_encrypted and not door.looks_damaged_in_clear:
            self._enter().unlock()
        else:
            self._open_with(None, "")

    def _open_with(self, key: bytes | None, person: str) -> None:
        """Show the first page, or say in one sentence why the house cannot be opened."""
        from facilitator_app.database.location import UnsafePlace
        from facilitator_app.database.lock import was_left_open
        from facilitator_app.database.opening import DamagedFile, Locked, open_house
        from facilitator_app.domain.refusal import Refusal
        from facilitator_app.ui.security.door import Door
        from facilitator_app.ui.workspace import Workspace

        new = not self.path.exists()
        opening = partial(open_house, self.path, person, key)
        try:
            if was_left_open(self.path):
                from facilitator_app.ui.backups.slow_opening import wait_behind

                house = wait_behind(self.window, opening)
            else:
                house = opening()
        except DamagedFile as damaged:
            self._offer_backup(damaged.backup, key, person)
            return
        except Refusal as refusal:
            if isinstance(refusal, Locked) and key and (copy := Door(self.path).newest_copy(key)):
                # The key is the right one, since it opens the copy: the beginning of the file is damaged.
                self._offer_backup(copy, key, person)
                return
            self._refused(refusal, key, misplaced=isinstance(refusal, UnsafePlace))
            return
        self.workspace = Workspace(house, self._today)
        if new and person:
            from facilitator_app.use_cases import office

            self.workspace.do(office.introduce, person)
        self._furnish()
        if self.entrance is not None:
            self.entrance.leave()
            self.window.status.say(self.entrance.said)
        (page, target), self._back_to = self._back_to, _FIRST_PAGE
        self.window.go_to(page, **target)
        if key is not None:
            self._watch()
        self._once_painted(self._settle)

    def lock(self) -> None:
        """Close the house and leave nothing of it on screen, until a phrase is given again."""
        if self.workspace is None or self.workspace.database.key is None:
            return
        from facilitator_app.ui.security.leaving import close_dialogs

        close_dialogs(self.window)
        # What waits in a dialog must first return: its page is still there to hear it.
        QTimer.singleShot(0, self._lock_now)

    def _lock_now(self) -> None:
        from facilitator_app.ui.security.leaving import close_dialogs

        if not close_dialogs(self.window):
            QTimer.singleShot(0, self._lock_now)
            return
        page, target = self.window.place() or _FIRST_PAGE
        self._leave()
        # What a page was asked to do is not done again; what it was asked to show is.
        self._back_to = page, {name: what for name, what in target.items() if isinstance(what, str)}
        self._enter().unlock(locked=True)

    def _change_key(self, change: KeyChange) -> None:
        page, _ = self.window.place() or _FIRST_PAGE
        self._leave()
        self._back_to = page, {}
        self._enter().change_key(change)

    def _leave(self) -> None:
        """Let go of the house without closing the window; nothing that was read from it stays."""
        from facilitator_app.ui.security.leaving import forget

        if self._auto_lock is not None:
            self._auto_lock.stop()
        if self.workspace is not None:
            self._house.close()
            self.close()
        del self._house
        self.window.empty()
        forget(self.window)

    def _enter(self) -> Entrance:
        """What stands in the window until the house is open."""
        if self.entrance is None:
            from facilitator_app.ui.security.door import Door
            from facilitator_app.ui.security.entrance import Entrance

            self.entrance = Entrance(self.window, Door(self.path), self.window.settings, self._today)
            self.entrance.open_with.connect(self._open_with)
            self.entrance.demonstration_asked.connect(self._open_demonstration)
            self.entrance.other_asked.connect(self._open_another)
            self.entrance.failed.connect(self._crashes.report)
        return self.entrance

    def _watch(self) -> None:
        """Lock when nobody is there any more."""
        if self._auto_lock is None:
            from facilitator_app.ui.security.auto_lock import AutoLock

            self._auto_lock = AutoLock(self.window.settings, self)
            self._auto_lock.due.connect(self.lock)
            self._auto_lock.soon.connect(self._warn)
        self._auto_lock.start()

    def _warn(self) -> None:
        self.window.status.say("Verrouillage dans une minute\u00a0: ce qui est en cours de saisie sera retrouvé")

    def close(self) -> None:
        """Let go of the file, once the jobs under way have done so."""
        if self.workspace is not None:
            self._house.stop_jobs()
            self.workspace.remember()
            self.workspace.close()
            self.workspace = None

    def _settle(self) -> None:
        """What the next click will need, and what the next opening will show."""
        if self.workspace is not None:
            self.workspace.load()
            self.workspace.remember()
            self.opened.emit()

    def _furnish(self) -> None:
        """What the window can do once the house is open."""
        from facilitator_app.ui.open_house import OpenHouse

        assert self.workspace is not None
        self._house = OpenHouse(self.window, self.workspace, self.workspace.remembered())
        self._house.switch_asked.connect(self._switch_to)
        self._house.demonstration_asked.connect(self._open_demonstration)
        self._house.restore_asked.connect(self._restore, QtCore.Qt.ConnectionType.QueuedConnection)
        self._house.failed.connect(self._crashes.report)
        self._house.lock_asked.connect(self.lock)
        # Queued: the page that asks for it is closed with the house.
        self._house.key_change_asked.connect(self._change_key, QtCore.Qt.ConnectionType.QueuedConnection)

    def _make(self, page: type[QWidget]) -> QWidget:
        assert self.workspace is not None
        made = page(self.workspace)  # type: ignore[arg-type]  # every page of ours takes the workspace
        self._house.adopt(made)
        return made

    def _offer_backup(self, backup: Path | None, key: bytes | None, person: str) -> None:
        from facilitator_app.ui.backups import ways_out
        from facilitator_app.ui.backups.copies import Copies

        if ways_out.come_back(self.window, Copies(self.path, key), backup):
            self._open_with(key, person)
        else:
            self.window.close()

    def _refused(self, refusal: Exception, key: bytes | None, *, misplaced: bool = False) -> None:
        """Say why the house cannot be opened, with the way out where there is one."""
        from facilitator_app.ui.backups import ways_out
        from facilitator_app.ui.backups.copies import Copies

        here = ways_out.open_elsewhere(self.window, Copies(self.path, key), str(refusal), misplaced=misplaced)
        if here is None:
            self.window.close()
        else:
            self._switch_to(here)

    def _open_another(self) -> None:
        from facilitator_app.ui import another_house

        if (path := another_house.choose(self.window, self.path)) is not None:
            self._switch_to(path)

    def _open_demonstration(self) -> None:
        from facilitator_app.ui import another_house

        if (path := another_house.demonstration(self.window)) is not None:
            self._switch_to(path)

    def _switch_to(self, path: Path) -> None:
        """Start the program again on another file: nothing of the first house stays in memory."""
        from facilitator_app.ui import another_house

        self.close()
        another_house.start_on(path)
        self.window.close()

    def _restore(self, copy: Path, key: bytes | None) -> None:
        """Put a copy in the place of the house, then open what stands there: the copy, or what there was."""
        from facilitator_app.ui.backups import ways_out
        from facilitator_app.ui.backups.copies import Copies

        assert self.workspace is not None
        copies = Copies(self.path, self.workspace.database.key)
        self._leave()
        try:
            ways_out.restore(self.window, copies, copy, key)
        finally:
            self.open()

    def _tell_crash(self, report: str) -> None:
        from facilitator_app.ui import dialogs

        dialogs.tell(self.window, "Erreur imprévue", SENTENCE, report)
