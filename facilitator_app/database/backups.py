"""Copies of a house's file, taken through SQLite and trusted only once opened."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database import driver, replicas
from facilitator_app.database.troubles import said_in_french

KEPT = 30


def folder_of(path: Path) -> Path:
    """Beside the house's file."""
    return path.with_name(f"{path.stem}-sauvegardes")


def back_up(path: Path, why: str, key: bytes | None = None) -> Path:
    """A dated copy, checked by opening it before it gets its name; the oldest beyond thirty go.

    Raises Refusal when the disk is full or the folder cannot be written.
    """
    with said_in_french():
        return _back_up(path, why, key)


def restore(path: Path, copy: Path, key: bytes | None = None) -> Path:
    """Put a copy in the place of the house's file; returns where the former file was set aside.

    The file restored goes on under a new identity: changes made before under
    the same counters may exist elsewhere.
    """
    with said_in_french():
        aside = path.with_name(f"{path.stem}-abimee-{dt.datetime.now():%Y-%m-%d-%H%M%S}{path.suffix}")
        fresh = path.with_name(f"{path.name}.restored")
        shutil.copyfile(copy, fresh)
        with closing(driver.connect(fresh, key)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            replicas.take_new_identity(connection)
            connection.execute("COMMIT")
        _set_aside(path, aside)
        os.replace(fresh, path)
        fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)
        return aside


def _set_aside(path: Path, aside: Path) -> None:
    """Keep the damaged file under another name, leaving it in place: killed here, no opening finds the place empty."""
    try:
        shutil.copyfile(path, aside)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    for side in ("-journal", "-wal", "-shm"):  # they belong to the damaged file and would spoil the other
        with contextlib.suppress(FileNotFoundError):
            os.replace(path.with_name(path.name + side), aside.with_name(aside.name + side))


def _back_up(path: Path, why: str, key: bytes | None) -> Path:
    folder = folder_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"{dt.datetime.now():%Y-%m-%d-%H%M%S-%f}-{why}.db"
    unfinished = copy.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(driver.connect(path, key)) as source:
            source.execute("VACUUM INTO ?", (str(unfinished),))
        if not is_sound(unfinished, key):
            raise sqlite3.DatabaseError("the copy does not open")
        os.replace(unfinished, copy)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in _copies(path)[:-KEPT]:
        old.unlink()
    return copy


def latest(path: Path, key: bytes | None = None) -> Path | None:
    """The most recent copy that opens and is whole."""
    return next((copy for copy in reversed(_copies(path)) if is_sound(copy, key)), None)


def is_sound(path: Path, key: bytes | None = None) -> bool:
    """Whether this is a whole house's file that this key opens."""
    try:
        with closing(driver.connect_to_read(path, key)) as connection:
            connection.execute("SELECT id FROM replica")  # an empty file is whole, but nobody's house
            return is_whole(connection, key)
    except driver.errors():
        return False


def is_whole(connection: sqlite3.Connection, key: bytes | None) -> bool:
    """Every page is read; those of an encrypted file are also authenticated one by one."""
    if key is not None and connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        return False
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def _copies(path: Path) -> list[Path]:
    return sorted(folder_of(path).glob("*.db"))
