"""A bare connection to a house’s file, plain or encrypted, opened as it must be everywhere; without SQLAlchemy."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any, cast

BUSY_MILLISECONDS = 5_000
CACHE_KIB = 64 * 1024
_PLAIN = b"SQLite format 3\0"


def connect(path: Path, key: bytes | None = None) -> sqlite3.Connection:
    """Open the file to read and write; `key` is the 32 bytes that encrypt it, None when it is in clear.

    TRUNCATE and FULL: an acknowledged save survives a kill, a power cut, a
    hand-made copy and a full disk, and the file is alone in its folder.
    """
    connection = _opened(str(path), key)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def connect_to_read(path: Path, key: bytes | None = None) -> sqlite3.Connection:
    """Open the file without being able to change it, nor to create it."""
    return _opened(f"{path.absolute().as_uri()}?mode=ro", key, uri=True)


def connect_as_it_lies(path: Path, key: bytes | None = None) -> sqlite3.Connection:
    """Open the file to read what is in it, without what a kill left beside it."""
    return _opened(f"{path.absolute().as_uri()}?mode=ro&immutable=1", key, uri=True)


def is_encrypted(path: Path) -> bool:
    """Whether there is a file there whose first bytes are not those of a plain base (damage looks the same)."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except OSError:  # no file there, or one that cannot be read: opening it will say which
        return False
    return bool(start) and start != _PLAIN


def errors() -> tuple[type[Exception], ...]:
    """What either driver raises. Asked when needed: the encrypting one is only loaded for encrypted houses."""
    encrypting = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if encrypting is None else (sqlite3.Error, encrypting.Error)


def module(key: bytes | None) -> Any:
    """The driver as SQLAlchemy wants it."""
    if key is None:
        return sqlite3
    import sqlcipher3.dbapi2

    return sqlcipher3.dbapi2


def _opened(place: str, key: bytes | None, *, uri: bool = False) -> sqlite3.Connection:
    connection = module(key).connect(place, isolation_level=None, check_same_thread=False, uri=uri)
    if key is not None:
        # A raw key spares the derivation that a phrase would cost at each opening; it is hexadecimal, never typed text.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")  # this build writes its errors on the terminal otherwise
    return cast(sqlite3.Connection, connection)
