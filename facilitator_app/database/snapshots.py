"""Keeping what the window showed, and giving it back only while it is still true; knows nothing of SQLAlchemy."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database import driver, upgrades

STATE_OF_JOURNAL = (
    "SELECT COALESCE(group_concat(id || ':' || counter, ' '), '') FROM (SELECT * FROM replica ORDER BY id)"
)
"""Every change moves a counter on, whoever makes it; a file put back has another identity."""


def kept(path: Path, key: bytes | None, name: str, day: dt.date, version: str) -> str | None:
    """What was kept under this name; None when house, day or program changed since, or it cannot be read."""
    try:
        with closing(driver.connect_to_read(path, key)) as connection:
            row = connection.execute(
                "SELECT content FROM snapshot WHERE name = ? AND day = ? AND version = ?"
                f" AND journal = ({STATE_OF_JOURNAL})",
                (name, day.isoformat(), _whole(version)),
            ).fetchone()
    except driver.errors():
        return None
    return row[0] if row is not None and isinstance(row[0], str) else None


def keep(path: Path, key: bytes | None, name: str, journal: str, day: dt.date, version: str, content: str) -> None:
    """Write it in one transaction of its own; `journal` is the state (STATE_OF_JOURNAL) in which it was counted.

    Raises the driver's errors, of which nobody needs to hear: it will be counted again.
    """
    with closing(driver.connect(path, key)) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO snapshot (name, journal, day, version, content) VALUES (?, ?, ?, ?, ?)",
            (name, journal, day.isoformat(), _whole(version), content),
        )


def forget(connection: sqlite3.Connection) -> None:
    """Empty it, in the caller's transaction: it may name somebody whom the house must no longer know."""
    connection.execute("DELETE FROM snapshot")


def _whole(version: str) -> str:
    """Of the program and of its schema."""
    return f"{version} {upgrades.CURRENT}"
