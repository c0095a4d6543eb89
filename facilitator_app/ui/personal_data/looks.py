"""Writing the access log after the file of a person was painted, so that opening it waits for nothing."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer

from facilitator_app.domain.access_log import Look
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.personal_data import access_log

QUIET = 600  # milliseconds: arrows that go down a list write once, when they stop


class Looks(QObject):
    """Gathers what was looked at and writes it all at once, a moment later."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._seen: dict[tuple[Key, Look, str], dt.datetime] = {}
        self._later = QTimer(self, singleShot=True, interval=QUIET)
        self._later.timeout.connect(self._write_quietly)
        workspace.closing.connect(self.write)

    def note(self, person: Key, look: Look = Look.SHEET, reason: str = "") -> None:
        """`reason` is the number of the document, when one was read."""
        self._seen.setdefault((person, look, reason), dt.datetime.now(dt.UTC))
        self._later.start()

    def write(self) -> None:
        """Write what waits; a file that cannot be written says so at the next act, and what waited goes with it."""
        self._later.stop()
        seen, self._seen = self._seen, {}
        for look, reason in dict.fromkeys((look, reason) for _, look, reason in seen):
            people = [person for person, *what in seen if what == [look, reason]]
            try:
                self._workspace.do(access_log.note, people, look, max(seen.values()), reason)
            except Refusal:
                self._seen = seen | self._seen
                return

    def _write_quietly(self) -> None:
        if self._workspace.writing_behind:
            self._later.start()  # an import holds the file: going down a list does not wait for it
        else:
            self.write()
