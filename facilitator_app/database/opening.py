"""Opening a house: the right place, one program at a time, a whole file, a current schema."""

from __future__ import annotations

import contextlib
import glob
import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database import backups, location, upgrades
from facilitator_app.database.connection import Database, connect
from facilitator_app.database.lock import FileLock
from facilitator_app.database.troubles import is_damage, said_in_french
from facilitator_app.domain.refusal import Refusal


class DamagedFile(Refusal):
    """The file cannot be trusted; `backup` is the latest copy that opens, if there is one."""

    def __init__(self, *, backup: Path | None) -> None:
        way_out = (
            f"La dernière sauvegarde saine est «\u00a0{backup.name}\u00a0»\u00a0: ouvrez-la depuis"
            " Fichier › Ouvrir une autre base."
            if backup
            else "Aucune sauvegarde saine n’a été trouvée\u00a0; adressez ce fichier à votre service informatique."
        )
        super().__init__(*Refusal.because(f"Cette base est abîmée et n’a pas été modifiée. {way_out}").problems)
        self.backup = backup


def open_house(path: Path, author: str = "") -> Database:
    """Open the house's file, creating it if needed; raises Refusal with one sentence when it cannot be."""
    location.refuse_unsafe(path)
    with said_in_french():
        location.make_room(path)
        lock = FileLock(path)
        lock.take()
        try:
            _sweep(path)
            return Database(_made_ready(path, thorough=lock.left_open), author, lock)
        except BaseException:
            lock.release()
            raise


def _sweep(path: Path) -> None:
    """Remove the unfinished copies of a program that was killed: they hold people's data and serve nobody."""
    name = glob.escape(path.name)
    unfinished = (*path.parent.glob(f"{name}.*.new*"), *path.parent.glob(f"{name}.restored*"))
    for leftover in (*unfinished, *backups.folder_of(path).glob("*.tmp")):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _made_ready(path: Path, *, thorough: bool) -> Path:
    """The file, whole and current."""
    try:
        _refuse_damaged(path, thorough=thorough)
        if (version := upgrades.version_of(path)) is not None and version < upgrades.CURRENT:
            backups.back_up(path, "avant-mise-a-jour")
        upgrades.bring_up_to_date(path)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DamagedFile(backup=backups.latest(path)) from None
        raise
    return path


def _refuse_damaged(path: Path, *, thorough: bool) -> None:
    """A look at the first page at each opening; at every page when the last session did not end by itself."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with closing(connect(path)) as connection:
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        if thorough and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise DamagedFile(backup=backups.latest(path))
