"""Ties the keeper of copies to the window: what is said at the bottom, the alarm of the first page, the menu."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.ui import dialogs
from facilitator_app.ui.backups import words
from facilitator_app.ui.backups.copies import Copies
from facilitator_app.ui.backups.keeper import BackupKeeper, Outcome
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.workspace import Workspace


class BackupWatch(QObject):
    """One per open house, made once the window can be used: nothing of it may slow the first page."""

    restore_asked = Signal(object, object)
    """A copy, and the key that opens it when it is not the house's own."""
    failed = Signal(Exception)

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        pages: Iterable[QWidget] = (),
        now: Callable[[], dt.datetime] = dt.datetime.now,
    ) -> None:
        """`pages` are those made before."""
        super().__init__(window)
        self._window, self._workspace, self._now = window, workspace, now
        self._by_menu = False
        house = workspace.database
        self.keeper = BackupKeeper(Copies(house.path, house.key), window.settings or QSettings(), self, now)
        self._base = house.path.name
        self._pages: list[QWidget] = []
        for page in pages:
            self.adopt(page)
        self.keeper.changed.connect(self.show)
        self.keeper.worked.connect(self._worked)
        self.keeper.troubled.connect(window.status.say)
        self.keeper.background.failed.connect(self.failed)
        self.show()

    def adopt(self, page: QWidget) -> None:
        """Let a page of copies ask for work, and the first page bear the alarm."""
        if (attend := getattr(page, "attend", None)) is not None:
            attend(self.keeper)
            page.restore_asked.connect(self.restore_asked)  # type: ignore[attr-defined]  # every page attending has it
        if hasattr(page, "show_alarm"):
            self._pages.append(page)
            page.destroyed.connect(self._forget_pages)
            self._alarm(page)

    def back_up(self) -> None:
        """Asked from the menu."""
        if self.keeper.background.busy:
            self._window.status.say("Une sauvegarde est déjà en cours")
            return
        self._by_menu = True
        self._window.status.say("Sauvegarde en cours…")
        self.keeper.back_up_now()

    def close(self) -> None:
        self.keeper.close()

    def show(self) -> None:
        """Say at the bottom of the window, and on the first page, where copies stand."""
        status = words.saved(self.keeper.copies.newest(), self._now())
        place, days = self.keeper.place, self.keeper.days_late
        self._workspace.other_places = (self.keeper.copies.folder_in(place),) if place else ()
        late = f" · deuxième endroit\u00a0: {days}\u00a0jours sans copie" if days else ""
        self._window.status.show_base(f"{self._base} · {status}{late}")
        for page in self._pages:
            self._alarm(page)

    def _alarm(self, page: QWidget) -> None:
        days = self.keeper.days_late
        page.show_alarm(words.late(days) if days else "")  # type: ignore[attr-defined]  # adopted because it has it

    def _forget_pages(self) -> None:
        self._pages.clear()

    def _worked(self, outcome: Outcome) -> None:
        by_menu, self._by_menu = self._by_menu, False
        if outcome.refused:
            if by_menu:
                dialogs.tell(self._window, "La sauvegarde n’a pas pu être faite.", outcome.refused)
            self._window.status.say("La sauvegarde n’a pas pu être faite")
        elif outcome.taken:
            self._window.status.say(f"Sauvegarde vérifiée à {self._now():%H:%M}")
