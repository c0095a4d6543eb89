"""What is being typed on the registration page, kept at each field: a computer that stops loses nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import kept_drafts
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.kept_drafts import KeptDraft

PAUSE = 300  # milliseconds after the last key

Typed = Callable[[], tuple[Key | None, BeneficiaryDraft] | None]


class Drafts(QObject):
    """Whole while the program is open, and in the house's file without what only has its place once saved."""

    written = Signal(object)
    """The moment at which the draft went to the file."""

    def __init__(self, workspace: Workspace, typed: Typed, parent: QObject) -> None:
        """`typed` gives whose draft it is and what it holds; None when nothing was changed."""
        super().__init__(parent)
        self._workspace, self._typed = workspace, typed
        self._kept: dict[Key | None, KeptDraft] = {}
        self._written: list[Key | None] = []  # whose draft the file holds of what is on the page
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._write)
        workspace.closing.connect(self._close)

    def note(self) -> None:
        """Something was typed."""
        self._later.start()

    def keep(self) -> None:
        """The page is left."""
        if typed := self._typed():
            key, draft = typed
            self._kept[key] = KeptDraft(draft, self._now())
            self._write()
        self._later.stop()
        self._written.clear()

    def of(self, key: Key | None) -> KeptDraft | None:
        """That of this session, else the one that a program stopped left in the file."""
        if key not in self._kept and (found := self._workspace.ask(kept_drafts.kept, self._author(), key, self._now())):
            self._kept[key] = found
        return self._kept.get(key)

    def taken_up(self, key: Key | None) -> None:
        """It is on the page again, and goes on being kept in the file."""
        self._kept.pop(key, None)

    def drop(self, key: Key | None) -> None:
        """Saved, or given up."""
        self._later.stop()
        self._kept.pop(key, None)
        self._written.clear()
        with suppress(Refusal):
            self._workspace.do(kept_drafts.forget, self._author(), key)

    def _close(self) -> None:
        """The last keys were typed less than a pause ago."""
        if self._later.isActive():
            self.keep()

    def _write(self) -> None:
        """A file that cannot be written says so when the person is saved, not at each field."""
        if self._workspace.writing_behind:
            self._later.start()  # an import holds the file: typing does not wait for it
            return
        if typed := self._typed():
            now = self._now()
            with suppress(Refusal):
                self._workspace.do(kept_drafts.keep, self._author(), *typed, now)
                self._written[:] = [typed[0]]
                self.written.emit(now)
        elif self._written:  # all that was typed is taken back
            self.drop(self._written[0])

    def _author(self) -> str:
        return self._workspace.database.author

    def _now(self) -> dt.datetime:
        return dt.datetime.combine(self._workspace.today(), dt.datetime.now().time())


def told(kept: KeptDraft, today: dt.date) -> str:
    """`Un brouillon de 10:42 n’a pas été enregistré.`"""
    when = f"de {kept.at:%H:%M}" if kept.at.date() == today else f"du {kept.at:%d/%m/%Y à %H:%M}"
    return f"Un brouillon {when} n’a pas été enregistré."
