"""The screens' only door to the house's data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from facilitator_app.database import backups
from facilitator_app.database.connection import Database
from facilitator_app.database.journal import what_changed
from facilitator_app.use_cases import gestures

Details = ParamSpec("Details")
Answer = TypeVar("Answer")


class Workspace(QObject):
    """Asks questions and does acts, each in one short transaction.

    `changed` tells every open page which kinds of record were just written, by
    table name, so that no page needs to know about the others. `done` gives the
    name of the gesture, for the status bar.
    """

    changed = Signal(frozenset)
    done = Signal(str)
    _changed_elsewhere = Signal(frozenset)

    def __init__(self, database: Database, today: Callable[[], dt.date] = dt.date.today) -> None:
        super().__init__()
        self.database = database
        self.today = today
        self._changed_elsewhere.connect(self.changed)

    def ask(
        self, question: Callable[Concatenate[Any, Details], Answer], /, *a: Details.args, **kw: Details.kwargs
    ) -> Answer:
        """Answer a question in a read-only session."""
        with self.database.reading() as session:
            return question(session, *a, **kw)

    def do(self, act: Callable[Concatenate[Any, Details], Answer], /, *a: Details.args, **kw: Details.kwargs) -> Answer:
        """Do an act as one gesture, then announce it; a Refusal leaves everything as it was."""
        with self.database.transaction() as session:
            answer = act(session, *a, **kw)
            session.flush()
            changed, label = what_changed(session), str(session.info.get("label", ""))
        if changed:
            self.changed.emit(changed)
            self.done.emit(label)
        return answer

    def undo_last(self) -> str | None:
        """Undo the newest gesture (Ctrl+Z); returns its name, None when there is nothing to undo."""
        last = self.ask(gestures.last_to_undo)
        return None if last is None else self.do(gestures.undo, last.gesture_id)

    def redo_last(self) -> str | None:
        """Do again what was just undone (Ctrl+Y); returns its name, None when there is nothing."""
        last = self.ask(gestures.last_to_redo)
        return None if last is None else self.do(gestures.undo, last.gesture_id)

    def transaction(self) -> AbstractContextManager[Any]:
        """One gesture for a job that runs in the background; announced when it ends well."""
        return self._announced()

    def reading(self) -> AbstractContextManager[Any]:
        return self.database.reading()

    def back_up(self, why: str = "a-la-demande") -> Path:
        """A dated copy of the house's file, checked by opening it; raises Refusal when it cannot be made."""
        return backups.back_up(self.database.path, why)

    def close(self) -> None:
        """Let go of the house's file."""
        self.database.close()

    @contextmanager
    def _announced(self) -> Iterator[Any]:
        with self.database.transaction() as session:
            yield session
            session.flush()
            changed = what_changed(session)
        if changed:
            self._changed_elsewhere.emit(changed)  # queued to the window's thread
