"""Short transactions on a house's file, each of them journalled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator_app.database import replicas
from facilitator_app.database.lock import FileLock
from facilitator_app.database.troubles import said_in_french

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from facilitator_app.database.sessions import Sessions


class Database:
    """An open house. `author` is who the journal names; `key` is what encrypts the file, None when it is in clear."""

    def __init__(self, path: Path, author: str = "", lock: FileLock | None = None, key: bytes | None = None) -> None:
        self.path = path
        self.author = author
        self.key = key
        self._lock = lock

    @cached_property
    def sessions(self) -> Sessions:
        """Loaded at the first question, or by asking for them: the window can show before."""
        from facilitator_app.database.sessions import Sessions

        return Sessions(self.path, self.key)

    @property
    def engine(self) -> Engine:
        return self.sessions.engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the file; writing in it is an error. Raises Refusal when the file cannot be read."""
        with said_in_french(), self.sessions.reading() as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One gesture: all or nothing, journalled, committed at the end of the block.

        Raises Refusal when the disk is full, the folder read-only or the file busy.
        The right to write is taken at the start: SQLite refuses it later on to
        a transaction that has already read, as soon as another has committed.
        """
        with said_in_french(), self.sessions.writing() as session:
            session.info["author"] = self.author
            with session.begin():
                yield session
            if self._lock is not None:
                from facilitator_app.database.journal import where_it_stands

                self._lock.tell(where_it_stands(session))

    def close(self) -> None:
        if "sessions" in self.__dict__:
            self.engine.dispose()
        if self._lock is not None:
            self._lock.release(replicas.told_at_closing(self.path, self.key))
