"""Short transactions on a house's file, each of them journalled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria

from facilitator_app.database import driver, journal, replicas, totals
from facilitator_app.database.lock import FileLock
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.base import Record


class Database:
    """An open house. `author` is who the journal names; `key` is what encrypts the file, None when it is in clear."""

    def __init__(self, path: Path, author: str = "", lock: FileLock | None = None, key: bytes | None = None) -> None:
        self.path = path
        self.author = author
        self.key = key
        self._lock = lock
        self.engine = _engine(path, key)
        self._reading = sessionmaker(self.engine, autoflush=False)
        self._writing = sessionmaker(self.engine.execution_options(begin="BEGIN IMMEDIATE"))
        event.listen(self._reading, "before_flush", _refuse_to_write)
        event.listen(self._writing, "before_commit", totals.bring_up_to_date)
        journal.keep(self._writing)
        for maker in (self._reading, self._writing):
            event.listen(maker, "do_orm_execute", _leave_out_removed)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the file; writing in it is an error. Raises Refusal when the file cannot be read."""
        with said_in_french(), self._reading() as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One gesture: all or nothing, journalled, committed at the end of the block.

        Raises Refusal when the disk is full, the folder read-only or the file busy.
        The right to write is taken at the start: SQLite refuses it later on to
        a transaction that has already read, as soon as another has committed.
        """
        with said_in_french(), self._writing() as session:
            session.info["author"] = self.author
            with session.begin():
                yield session

    def close(self) -> None:
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release(replicas.told_at_closing(self.path, self.key))


def _engine(path: Path, key: bytes | None) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver.module(key),
        creator=lambda: driver.connect(path, key),
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _refuse_to_write(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("Nothing may be written while answering a question.")


def _leave_out_removed(state: ORMExecuteState) -> None:
    """Removed records stay in the file but no question sees them, unless it asks `include_removed`."""
    if state.is_select and not state.is_column_load and not state.execution_options.get("include_removed", False):
        state.statement = state.statement.options(
            with_loader_criteria(Record, lambda record: record.removed.is_(False), include_aliases=True)
        )
