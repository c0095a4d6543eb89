"""The screens' only door to the house's data."""

from __future__ import annotations

import datetime as dt
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from facilitator_app import __version__
from facilitator_app.database import backups, driver, passing, snapshots
from facilitator_app.database.connection import Database
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.shown_names import ShownNames
from facilitator_app.use_cases.dashboard import Front, kept
from facilitator_app.use_cases.reference import tables as reference_tables

_FRONT = "front"

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
    closing = Signal()
    """The house is about to be closed: what waited to be written is written now, or never."""
    _changed_elsewhere = Signal(frozenset)
    _done_elsewhere = Signal(str)

    def __init__(self, database: Database, today: Callable[[], dt.date] = dt.date.today) -> None:
        super().__init__()
        self.database = database
        self.today = today
        self.names = ShownNames(database.reading)
        self.other_places: tuple[Path, ...] = ()
        """Folders where copies are also carried."""
        self.before_leaving: list[Callable[[str], bool]] = []
        """Asked, with what would become of it, by pages that hold something unsaved; each says whether to go on."""
        self.writing_behind = 0
        """How many jobs are writing behind the window: what can wait does, an act would stop it until they end."""
        self._changed_elsewhere.connect(self.changed)
        self._done_elsewhere.connect(self.done)
        self._offer_tables()

    def ask(
        self, question: Callable[Concatenate[Any, Details], Answer], /, *a: Details.args, **kw: Details.kwargs
    ) -> Answer:
        """Answer a question in a read-only session."""
        with self._refusing_as_shown(), self.database.reading() as session:
            return question(session, *a, **kw)

    def show(
        self, question: Callable[Concatenate[Any, Details], Answer], /, *a: Details.args, **kw: Details.kwargs
    ) -> Answer:
        """Answer a question that is only to be read: people are named in it as the screen may name them.

        What is to be typed in, kept or printed is asked with `ask`.
        """
        return self.names.within(self.ask(question, *a, **kw))

    def do(self, act: Callable[Concatenate[Any, Details], Answer], /, *a: Details.args, **kw: Details.kwargs) -> Answer:
        """Do an act as one gesture, then announce it; a Refusal leaves everything as it was.

        One that changes many records is preceded by a copy of the file, whoever asked for it.
        """
        answer, changed, label = self._kept(lambda session: act(session, *a, **kw))
        if changed:
            self.changed.emit(changed)
            self.done.emit(label)
        return answer

    def do_behind(
        self, act: Callable[Concatenate[Any, Details], Answer], /, *a: Details.args, **kw: Details.kwargs
    ) -> Answer:
        """The same from a job that runs in the background."""
        answer, changed, label = self._kept(lambda session: act(session, *a, **kw))
        if changed:
            self._changed_elsewhere.emit(changed)  # queued to the window's thread
            self._done_elsewhere.emit(label)
        return answer

    def _kept(self, act: Callable[[Any], Answer]) -> tuple[Answer, frozenset[str], str]:
        from facilitator_app.database.journal import what_changed
        from facilitator_app.database.mass_edit import keep_former

        with self._refusing_as_shown(), self.database.transaction() as session:
            answer = act(session)
            session.flush()
            keep_former(session, self.database.path, self.database.key)
            return answer, frozenset(what_changed(session)), str(session.info.get("label", ""))

    def undo_last(self) -> str | None:
        """Undo the newest gesture (Ctrl+Z); returns its name, None when there is nothing to undo."""
        from facilitator_app.use_cases import gestures

        last = self.ask(gestures.last_to_undo)
        return None if last is None else self.do(gestures.undo, last.gesture_id)

    def redo_last(self) -> str | None:
        """Do again what was just undone (Ctrl+Y); returns its name, None when there is nothing."""
        from facilitator_app.use_cases import gestures

        last = self.ask(gestures.last_to_redo)
        return None if last is None else self.do(gestures.undo, last.gesture_id)

    def transaction(self) -> AbstractContextManager[Any]:
        """One gesture for a job that runs in the background; announced when it ends well."""
        return self._announced()

    def reading(self) -> AbstractContextManager[Any]:
        return self.database.reading()

    def back_up(self, why: str = "a-la-demande") -> Path:
        """A dated copy of the house's file, checked by opening it; raises Refusal when it cannot be made."""
        return backups.back_up(self.database.path, why, self.database.key)

    def load(self) -> None:
        """Load what reads and writes the data, long to load, before it is asked for."""
        import facilitator_app.use_cases.dashboard.front  # noqa: F401  # what the first click will most often need
        from facilitator_app.database.mass_edit import keep_former  # noqa: F401

        assert self.database.sessions

    def purge_looks(self) -> None:
        """Once a day at most, since nothing older is left; a file that cannot be written says so at the next act."""
        from facilitator_app.database import old_looks

        if not old_looks.may_be_some(self.database.path, self.database.key, self.today()):
            return
        from facilitator_app.use_cases.personal_data import access_log  # long to load, and seldom wanted

        with suppress(Refusal):
            if self.ask(access_log.has_old_lines, self.today()):
                self.do(access_log.purge, self.today())

    def remembered(self) -> Front | None:
        """What the window showed before the house was last closed, while it is still true: nothing is counted."""
        text = snapshots.kept(self.database.path, self.database.key, _FRONT, self.today(), __version__)
        if text is None:
            return None
        try:
            return kept.from_text(text)
        except kept.NotAFront:
            return None

    def remember(self) -> None:
        """Keep what the window shows for the next opening. A failure is not told: all will be counted again."""
        if self.remembered() is not None:
            return
        from facilitator_app.use_cases.dashboard.front import front

        today = self.today()
        with suppress(Refusal, *driver.errors()):
            with self.database.reading() as session:
                journal = session.connection().exec_driver_sql(snapshots.STATE_OF_JOURNAL).scalar_one()
                shown = front(session, today)
            if shown is not None:
                text = kept.as_text(shown)
                snapshots.keep(self.database.path, self.database.key, _FRONT, journal, today, __version__, text)

    def copies(self) -> list[Path]:
        """Every copy of the house's file that the program made."""
        from facilitator_app.database import forgetting

        return list(forgetting.copies_of(self.database.path, self.other_places))

    def ask_copy(
        self,
        copy: Path,
        question: Callable[Concatenate[Any, Details], Answer],
        /,
        *a: Details.args,
        **kw: Details.kwargs,
    ) -> Answer:
        """Answer a question about a copy, which stays as it is. Raises Refusal when it cannot be read."""
        from facilitator_app.database import reading_copy

        with reading_copy.opened(copy, self.database.key, self.database.path) as session:
            return question(session, *a, **kw)

    def forget_in_copy(self, copy: Path) -> bool:
        """Anonymise in a copy whoever was anonymised in the file; False when the copy cannot be opened."""
        from facilitator_app.database import forgetting
        from facilitator_app.use_cases.personal_data import erasure

        database = self.database
        return forgetting.rewrite(database.path, copy, database.key, self.ask(erasure.ledger), erasure.replay)

    def passing_folder(self) -> Path:
        """A folder of its own for files that other programs show; gone when the house is closed. Raises Refusal."""
        with said_in_french():
            return passing.new_folder(self.database.path)

    def drop_passing_files(self) -> None:
        """Remove the files that were only made to be shown: they may name somebody whom the house just forgot."""
        passing.sweep(self.database.path)

    def _offer_tables(self) -> None:
        """Jobs and communes are looked for in what this house loaded; nothing is read before the first is asked."""
        house = weakref.ref(self.database)

        def reading() -> AbstractContextManager[Any] | None:
            database = house()
            return None if database is None else database.reading()

        reference_tables.look_in(reading)

    def may_leave(self, effect: str) -> bool:
        """Ask what becomes of what is not saved; False when whoever is there would rather stay.

        `effect` says what happens to it otherwise.
        """
        return all(asked(effect) for asked in tuple(self.before_leaving))

    def close(self) -> None:
        """Let go of the house's file."""
        self.closing.emit()
        reference_tables.look_in(None)
        self.drop_passing_files()
        self.database.close()

    @contextmanager
    def _refusing_as_shown(self) -> Iterator[None]:
        """A refusal may name somebody, and is said as it comes."""
        try:
            yield
        except Refusal as refusal:
            self.names.within_refusal(refusal)
            raise

    @contextmanager
    def _announced(self) -> Iterator[Any]:
        from facilitator_app.database.journal import what_changed

        self.writing_behind += 1
        try:
            with self._refusing_as_shown(), self.database.transaction() as session:
                yield session
                session.flush()
                changed = what_changed(session)
        finally:
            self.writing_behind -= 1
        if changed:
            self._changed_elsewhere.emit(changed)  # queued to the window's thread
