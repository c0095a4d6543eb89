"""Opening a house: the right place, one program at a time, a whole file, a current schema."""

from __future__ import annotations

import contextlib
import glob
import itertools
from contextlib import closing
from pathlib import Path

from facilitator_app.database import backups, driver, location, passing, replicas, upgrades
from facilitator_app.database.backups import is_whole
from facilitator_app.database.connection import Database
from facilitator_app.database.files import side_file
from facilitator_app.database.lock import FileLock
from facilitator_app.database.troubles import is_damage, is_unreadable, said_in_french
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


class Locked(Refusal):
    """The file is encrypted, and none or not the right key was given."""


def open_house(path: Path, author: str = "", key: bytes | None = None) -> Database:
    """Open the house's file, creating it if needed; raises Refusal with one sentence when it cannot be.

    `key` is the 32 bytes that encrypt the file (key_slots gives it), None for a file in clear.
    """
    location.refuse_unsafe(path)
    with said_in_french():
        location.make_room(path)
        lock = FileLock(path)
        lock.take()
        try:
            _sweep(path, lock)
            return Database(_made_ready(path, key, lock), author, lock, key)
        except BaseException:
            lock.give_back()
            raise


def _sweep(path: Path, lock: FileLock) -> None:
    """Remove the unfinished copies of a program that was killed: they hold people's data and serve nobody."""
    if not lock.left_open:
        with contextlib.suppress(OSError):
            replicas.aside_of(path).unlink()
    name = glob.escape(path.name)
    unfinished = [path.parent.glob(f"{name}.{ending}") for ending in ("*.new*", "restored*", "cle.restored", "cle.tmp")]
    copies = [backups.folder_of(path).glob(ending) for ending in ("*.tmp", "*.new*")]
    for leftover in itertools.chain(*unfinished, *copies):
        with contextlib.suppress(OSError):
            leftover.unlink()
    passing.sweep(path)


def _made_ready(path: Path, key: bytes | None, lock: FileLock) -> Path:
    """The file, whole, current and sure of which copy it is."""
    if lock.left_open:
        replicas.put_foreign_journal_aside(path, key, lock)
    _refuse_wrong_key(path, key)
    try:
        _refuse_damaged(path, key, thorough=lock.left_open)
        if (version := upgrades.version_of(path, key)) is not None and version < upgrades.CURRENT:
            backups.back_up(path, "avant-mise-a-jour", key)
        upgrades.bring_up_to_date(path, key)
        replicas.notice_older_copy(path, key, lock)
    except driver.errors() as error:
        if is_damage(error):
            raise DamagedFile(backup=backups.latest(path, key)) from None
        raise
    return path


def _refuse_wrong_key(path: Path, key: bytes | None) -> None:
    if not path.exists() or path.stat().st_size == 0:
        return
    if key is not None and not driver.is_encrypted(path):
        raise Refusal.because("Cette base n’est pas chiffrée\u00a0: ouvrez-la sans phrase de passe.")
    if key is None and driver.is_encrypted(path) and side_file(path).exists():
        raise Locked.because("Cette base est chiffrée\u00a0: indiquez votre phrase de passe.")
    if key is not None and not opens(path, key):  # a wrong key and a damaged beginning look the same
        raise Locked.because(
            "Cette clé n’ouvre pas cette base\u00a0: elle est celle d’une autre base, ou le début du fichier "
            "est abîmé. Essayez la clé de secours, sinon reprenez une sauvegarde."
        )


def opens(path: Path, key: bytes) -> bool:
    """Whether this key is the one of this encrypted file, whose beginning is whole."""
    try:
        # Not to read only: after a kill, the save that was under way must be undone before anything is read.
        with closing(driver.connect(path, key)) as connection:
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except driver.errors() as error:
        if is_unreadable(error):
            return False
        if not is_damage(error):  # a page further on is damaged: the key is right, and the damage will be told
            raise
    return True


def _refuse_damaged(path: Path, key: bytes | None, *, thorough: bool) -> None:
    """A look at the first page at each opening; at every page when the last session did not end by itself."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with closing(driver.connect(path, key)) as connection:
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        if thorough and not is_whole(connection, key):
            raise DamagedFile(backup=backups.latest(path, key))
