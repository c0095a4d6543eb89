"""Copies of a house's file, taken through SQLite and trusted only once opened.

A copy of an encrypted house is a set: the encrypted file and the key slots
that open it, under the same name.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from facilitator_app.database import driver
from facilitator_app.database.files import put_in_place, side_file, sync
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.backup_keeping import worth_keeping
from facilitator_app.domain.refusal import Refusal

_HANDFUL = 500  # pages of a few kilobytes: a hundredth of a second, which nobody feels in a save
_PAUSE = 0.01  # seconds left to a save that waits
_MOST_TIMES = 20
_LONGEST_WAIT = 2  # seconds that a save may have to wait; it is refused after five
OVERDUE = dt.timedelta(hours=20)
_NAMED = re.compile(r"(\d{4}-\d\d-\d\d-\d{6})-\d{6}-")
_COUNTED = ("journal", "gesture", "beneficiary", "contract", "lot", "placement", "monthly_hours")


def folder_of(path: Path) -> Path:
    """Beside the house's file."""
    return path.with_name(f"{path.stem}-sauvegardes")


def back_up(path: Path, why: str, key: bytes | None = None, to: Path | None = None) -> Path:
    """A dated copy, checked by opening it before it gets its name, in the folder of copies or in another.

    The oldest go as `domain.backup_keeping` says. Raises Refusal when the disk
    is full or the folder cannot be written.
    """
    with said_in_french():
        folder = to or folder_of(path)
        copy = _taken(path, why, key, folder)
        thin(folder)
        return copy


def copy_to(copy: Path, folder: Path) -> Path:
    """Carry a finished copy to a second place (stick, shared folder); returns what stands there.

    Raises Refusal when the place cannot be written or what was written there differs.
    """
    with said_in_french():
        folder.mkdir(parents=True, exist_ok=True)
        for file in (side_file(copy), copy):  # the slots first: a copy that can be seen can be opened
            if file.exists():
                carry_file(file, folder / file.name)
        thin(folder)
        return folder / copy.name


def overdue(path: Path, now: dt.datetime) -> bool:
    """Whether the newest copy is more than twenty hours old, or there is none."""
    taken = [moment for copy in copies(folder_of(path)) if (moment := taken_at(copy))]
    return not taken or now - max(taken) > OVERDUE


def latest(path: Path, key: bytes | None = None) -> Path | None:
    """The most recent copy that opens and is whole."""
    return next((copy for copy in copies(folder_of(path)) if is_sound(copy, key)), None)


def copies(folder: Path) -> list[Path]:
    """The copies of a folder, the newest first, without looking inside."""
    return sorted(folder.glob("*.db"), reverse=True)


def taken_at(copy: Path) -> dt.datetime | None:
    """The local time a copy was taken, from its name; None for a file we did not name."""
    found = _NAMED.match(copy.name)
    try:
        return dt.datetime.strptime(found[1], "%Y-%m-%d-%H%M%S") if found else None
    except ValueError:
        return None


def thin(folder: Path) -> None:
    """Let the copies go that are not worth keeping; files we did not name stay."""
    named = {copy: moment for copy in copies(folder) if (moment := taken_at(copy))}
    kept = worth_keeping(named.values(), dt.datetime.now())
    for copy, moment in named.items():
        if moment not in kept:
            remove(copy)


def remove(copy: Path) -> None:
    """Delete a copy and its slots."""
    for file in (copy, side_file(copy)):
        with contextlib.suppress(OSError):
            file.unlink()


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


def _taken(path: Path, why: str, key: bytes | None, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"{dt.datetime.now():%Y-%m-%d-%H%M%S-%f}-{why}.db"
    unfinished = copy.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(driver.connect(path, key)) as source:
            source.execute("BEGIN")
            counted = _counted(source)
            source.execute("COMMIT")
            _copy(source, unfinished, key)
        if not is_sound(unfinished, key) or _fewer(unfinished, key, counted):
            raise Refusal.because(
                "La sauvegarde relue diffère de la base\u00a0: elle n’a pas été gardée. Vérifiez le disque, puis "
                "recommencez."
            )
        if side_file(path).exists():
            carry_file(side_file(path), side_file(copy))
        put_in_place(unfinished, copy)
    except BaseException:
        side_file(copy).unlink(missing_ok=True)
        raise
    finally:
        unfinished.unlink(missing_ok=True)
    return copy


def _copy(source: sqlite3.Connection, target: Path, key: bytes | None) -> None:
    """Page by page, letting go of the file between two handfuls: a save meanwhile waits for one of them, not for all.

    A save makes the copy begin again. Under saves that never stop it ends up taking all pages at once, unless they
    would have to wait too long. Raises Refusal.
    """
    pace = _Pace()
    try:
        with _unsafe(target, key) as copy:
            source.backup(copy, pages=_HANDFUL, progress=pace.note, sleep=_PAUSE)
    except _TooManySaves:
        if pace.whole > _LONGEST_WAIT:
            raise Refusal.because(
                "Des enregistrements trop rapprochés ont empêché la sauvegarde\u00a0; rien n’est perdu. Attendez un "
                "instant sans rien saisir, puis recommencez."
            ) from None
        target.unlink()  # half a copy is no base that could be written over
        with _unsafe(target, key) as copy:
            source.backup(copy)


@contextlib.contextmanager
def _unsafe(target: Path, key: bytes | None) -> Iterator[sqlite3.Connection]:
    """A new file that a power cut may spoil: it has no name yet, and is pushed to the disk before it gets one."""
    with closing(driver.connect(target, key)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        yield copy


class _TooManySaves(Exception):
    """The copy began again too often."""


class _Pace:
    """How often a copy had to begin again, and how long it takes."""

    def __init__(self) -> None:
        self._began, self._taken = time.monotonic(), 0
        self._left = self._total = self._again = 0

    def note(self, _status: int, left: int, total: int) -> None:
        """After each handful. Raises _TooManySaves."""
        self._taken += _HANDFUL
        self._again += left >= self._left > 0  # no nearer to the end: it began again
        self._left, self._total = left, total
        if self._again > _MOST_TIMES:
            raise _TooManySaves

    @property
    def whole(self) -> float:
        """The seconds that all pages would take."""
        return (time.monotonic() - self._began) / max(self._taken, 1) * self._total


def _fewer(copy: Path, key: bytes | None, counted: dict[str, int]) -> bool:
    """Whether the copy holds fewer rows than were counted before it was taken; more may have been saved meanwhile."""
    with closing(driver.connect_to_read(copy, key)) as connection:
        found = _counted(connection)
    return any(found.get(table, 0) < count for table, count in counted.items())


def _counted(connection: sqlite3.Connection) -> dict[str, int]:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in _COUNTED if table in there
    }


def carry_file(source: Path, target: Path) -> None:
    """Copy a finished file, to another disk if need be, so that under its name it is whole or as it was."""
    unfinished = target.with_name(target.name + ".tmp")
    try:
        shutil.copyfile(source, unfinished)
        sync(unfinished)
        if unfinished.stat().st_size != source.stat().st_size:
            raise OSError(f"{target.name} was not written whole")
        put_in_place(unfinished, target)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
