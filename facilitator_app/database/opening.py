"""Opening a house: the right place, one program at a time, a whole file, a current schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database import backups, location, upgrades
from facilitator_app.database.connection import Database, connect
from facilitator_app.database.lock import FileLock
from facilitator_app.domain.refusal import Refusal


class DamagedFile(Refusal):
    """The file cannot be trusted; `backup` is the latest copy that opens, if there is one."""

    def __init__(self, *, backup: Path | None) -> None:
        way_out = (
            f"La dernière sauvegarde saine est « {backup.name} » : ouvrez-la depuis Fichier › Ouvrir une autre base."
            if backup
            else "Aucune sauvegarde saine n’a été trouvée ; adressez ce fichier à votre service informatique."
        )
        super().__init__(*Refusal.because(f"Cette base est abîmée et n’a pas été modifiée. {way_out}").problems)
        self.backup = backup


def open_house(path: Path, author: str = "") -> Database:
    """Open the house's file, creating it if needed; raises Refusal with one sentence when it cannot be."""
    location.refuse_unsafe(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lock.take()
    except OSError as error:
        raise Refusal.because(_said(error, path)) from None
    try:
        _refuse_damaged(path, thorough=lock.left_open)
        if (version := upgrades.version_of(path)) is not None and version < upgrades.CURRENT:
            backups.back_up(path, "avant-mise-a-jour")
        upgrades.bring_up_to_date(path)
        return Database(path, author, lock)
    except sqlite3.DatabaseError as error:
        lock.release()
        raise _refusal(error, path) from None
    except OSError as error:
        lock.release()
        raise Refusal.because(_said(error, path)) from None
    except BaseException:
        lock.release()
        raise


def _refuse_damaged(path: Path, *, thorough: bool) -> None:
    """A quick look at each opening; every page when the last session did not end by itself."""
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        with closing(connect(path)) as connection:
            if thorough:
                answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            else:
                connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
                answer = "ok"
    except sqlite3.DatabaseError as error:
        raise _refusal(error, path) from None
    if answer != "ok":
        raise DamagedFile(backup=backups.latest(path))


def _refusal(error: sqlite3.DatabaseError, path: Path) -> Refusal:
    if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedFile(backup=backups.latest(path))
    if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
        return Refusal.because("Le disque est plein. Libérez de la place, puis recommencez ; rien n’a été perdu.")
    if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return Refusal.because(
            f"Arrimage ne peut pas écrire dans le dossier « {path.parent.name} ». Choisissez un dossier de ce poste."
        )
    raise error


def _said(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError):
        return f"Arrimage n’a pas le droit d’écrire dans « {path.parent.name} ». Choisissez un dossier de ce poste."
    return f"Le fichier « {path.name} » ne s’ouvre pas. Vérifiez que son dossier existe et qu’il reste de la place."
