"""What goes wrong with files, said in one sentence that tells what to do; bugs stay bugs."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from facilitator_app.database import driver
from facilitator_app.domain.refusal import Refusal

_FULL = "Le disque est plein. Libérez de la place, puis recommencez\u00a0; ce qui était enregistré est intact."
_READ_ONLY = (
    "Arrimage ne peut pas écrire dans ce dossier. Choisissez un dossier de ce poste où vous avez le droit d’écrire."
)
_BUSY = "La base est occupée par un autre travail. Attendez sa fin, puis recommencez."
_BROKEN = (
    "Le disque ne répond pas comme il devrait. Vérifiez qu’il est bien branché, puis recommencez\u00a0; "
    "ce qui était enregistré est intact."
)
_DAMAGED = (
    "La base est abîmée à cet endroit. Fermez Arrimage, puis rouvrez-le\u00a0: "
    "il proposera la dernière sauvegarde saine."
)
_TOO_LONG = "Ce nom de fichier est trop long. Raccourcissez-le, puis recommencez."
_BY_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_IOERR: _BROKEN,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
# SQLite's own words, when the encrypting driver forgets the code, as it does for a copy.
_BY_WORDS = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
    "database is locked": sqlite3.SQLITE_BUSY,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "file is not a database": sqlite3.SQLITE_NOTADB,
}
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _BROKEN,
    errno.ENAMETOOLONG: _TOO_LONG,
}


@contextmanager
def said_in_french() -> Iterator[None]:
    """Turn what a person can act on (full disk, read-only folder, busy file) into a Refusal."""
    try:
        yield
    except _troubles() as error:
        if sentence := _sentence(getattr(error, "orig", error)):
            raise Refusal.because(sentence) from None
        raise


def _troubles() -> tuple[type[Exception], ...]:
    """The drivers' errors, also as SQLAlchemy wraps them if it is loaded: a house opens before it is."""
    loaded = sys.modules.get("sqlalchemy.exc")
    wrapped: tuple[type[Exception], ...] = () if loaded is None else (loaded.DBAPIError,)
    return (*driver.errors(), *wrapped, OSError)


def is_damage(error: BaseException) -> bool:
    """Whether SQLite says that the file is no longer, or never was, a whole database."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_unreadable(error: BaseException) -> bool:
    """Whether the very beginning of the file makes no sense: another key, or damage there."""
    return _code(error) == sqlite3.SQLITE_NOTADB


def _sentence(error: BaseException | None) -> str | None:
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0)
    return _BY_CODE.get(_code(error))


def _code(error: BaseException | None) -> int:
    """The primary result code of either driver, without what details it; 0 for another error."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, driver.errors()):
        code = _BY_WORDS.get(str(error))
    return int(code or 0) & 0xFF
