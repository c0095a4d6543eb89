"""Copies of a house's file, taken through SQLite and trusted only once opened."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database.connection import connect

KEPT = 30


def folder_of(path: Path) -> Path:
    """Beside the house's file."""
    return path.with_name(f"{path.stem}-sauvegardes")


def back_up(path: Path, why: str) -> Path:
    """A dated copy, checked by opening it before it gets its name; the oldest beyond thirty go."""
    folder = folder_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"{dt.datetime.now():%Y-%m-%d-%H%M%S-%f}-{why}.db"
    unfinished = copy.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(connect(path)) as source:
            source.execute("VACUUM INTO ?", (str(unfinished),))
        if not is_sound(unfinished):
            raise sqlite3.DatabaseError("the copy does not open")
        os.replace(unfinished, copy)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in _copies(path)[:-KEPT]:
        old.unlink()
    return copy


def latest(path: Path) -> Path | None:
    """The most recent copy that opens and is whole."""
    return next((copy for copy in reversed(_copies(path)) if is_sound(copy)), None)


def is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _copies(path: Path) -> list[Path]:
    return sorted(folder_of(path).glob("*.db"))
