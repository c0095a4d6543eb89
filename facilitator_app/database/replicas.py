"""Which copy of the house's file this is: a copy put back must not pass for the one it replaces.

Each change bears the identity of the file and a counter. A file that goes back
in time would give the same names to other changes, so it takes a new identity.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database import driver
from facilitator_app.database.lock import FileLock
from facilitator_app.domain.keys import new_key


def notice_older_copy(path: Path, key: bytes | None, lock: FileLock) -> bool:
    """Give a new identity to a file that knows less than when it was last closed; true when it was so.

    It is what happens when someone copies yesterday's file over today's by hand.
    """
    with closing(driver.connect(path, key)) as connection:
        if not _is_behind(connection, lock.told):
            return False
        connection.execute("BEGIN IMMEDIATE")
        take_new_identity(connection)
        connection.execute("COMMIT")
        return True


def put_foreign_journal_aside(path: Path, key: bytes | None, lock: FileLock) -> bool:
    """Keep SQLite from playing into an older copy, put there by hand, what a kill left of another file; true when so.

    The file is read as it lies, without what is beside it. One that a kill left half-written never knows less than
    what was last saved, nor does one that cannot be read so: SQLite then does its work.
    """
    left = path.with_name(f"{path.name}-journal")
    if not left.exists() or left.stat().st_size == 0:
        return False
    try:
        with closing(driver.connect_as_it_lies(path, key)) as connection:
            if not _is_behind(connection, lock.told):
                return False
    except driver.errors():
        return False
    left.replace(aside_of(path))
    return True


def aside_of(path: Path) -> Path:
    """Where a journal that is not the file's own waits: the file it belongs to may still come back."""
    return path.with_name(f"{path.name}-journal-autre")


def _is_behind(connection: sqlite3.Connection, told: str) -> bool:
    """Whether the file knows less than what was told of it."""
    known, _, counter = told.partition(" ")
    identity, reached = where_it_stands(connection)
    return identity == known and counter.isdigit() and reached < int(counter)


def told_at_closing(path: Path, key: bytes | None) -> str:
    """What `notice_older_copy` will want to know at the next opening; empty when the file cannot be read."""
    try:
        with closing(driver.connect_to_read(path, key)) as connection:
            return " ".join(map(str, where_it_stands(connection)))
    except driver.errors():
        return ""


def take_new_identity(connection: sqlite3.Connection) -> None:
    """From now on changes bear another name; those already there keep theirs. The caller holds the transaction."""
    lamport = connection.execute("SELECT MAX(lamport) FROM replica").fetchone()[0]
    connection.execute("UPDATE replica SET mine = 0")
    connection.execute(
        "INSERT INTO replica (id, counter, lamport, mine, chain) VALUES (?, 0, ?, 1, x'')", (new_key(), lamport or 0)
    )


def where_it_stands(connection: sqlite3.Connection) -> tuple[str, int]:
    """The identity of this file and the number of its changes; empty and 0 when it does not know itself."""
    row = connection.execute("SELECT id, counter FROM replica WHERE mine").fetchone()
    return ("", 0) if row is None else (str(row[0]), int(row[1]))
