"""What goes wrong with files, said in one sentence that tells what to do; bugs stay bugs."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

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
_TOO_LONG = "Ce nom de fichier est trop long. Raccourcissez-le, puis recommencez."
_BY_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_IOERR: _BROKEN,
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
    except DBAPIError as error:
        if sentence := _sentence(error.orig):
            raise Refusal.because(sentence) from None
        raise
    except (sqlite3.Error, OSError) as error:
        if sentence := _sentence(error):
            raise Refusal.because(sentence) from None
        raise


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file is no longer, or never was, a whole database."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _sentence(error: BaseException | None) -> str | None:
    if isinstance(error, sqlite3.Error):
        return _BY_CODE.get(_code(error))
    return _BY_ERRNO.get(error.errno or 0) if isinstance(error, OSError) else None


def _code(error: sqlite3.Error) -> int:
    """The primary result code, without what details it."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
