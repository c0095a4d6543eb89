"""What every page does about what is written meanwhile: read it at once while seen, else when the page comes back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.ui.workspace import Workspace


class Page(QWidget):
    """A page says in `SHOWS` which tables it reads, and reads them in `refresh`, which calls this one first.

    What names people is asked with `workspace.show`, or said with `workspace.names`: the page is read again when
    names are to be hidden, and needs to know nothing more of it.
    """

    SHOWS: frozenset[str] = frozenset()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._read_on: dt.date | None = None
        workspace.changed.connect(self._note_written)
        workspace.names.changed.connect(self._note_names)

    @property
    def is_stale(self) -> bool:
        """Whether what is shown was never read, was written since, or was read another day."""
        return self._read_on != self._workspace.today()

    def refresh(self) -> None:
        """Read again everything shown."""
        self._read_on = self._workspace.today()

    def catch_up(self) -> None:
        """What is shown is stale and the page is seen; one that is being typed in may leave it for later."""
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.is_stale:
            self.catch_up()

    def _note_names(self) -> None:
        """People are named otherwise: on what is seen now, and on the rest before it is seen again."""
        self._read_on = None
        if self.isVisible():
            self.catch_up()

    def _note_written(self, tables: frozenset[str]) -> None:
        if tables & self.SHOWS:
            self._read_on = None
            if self.isVisible():
                self.catch_up()
