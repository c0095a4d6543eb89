"""Bringing to this PC a house's file found where it cannot live: a network share, a synchronised folder, a stick."""

from __future__ import annotations

import contextlib
import itertools
from contextlib import closing
from pathlib import Path

from facilitator_app.database import backups, driver, location, replicas
from facilitator_app.database.files import put_in_place, side_file
from facilitator_app.database.lock import FileLock
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.keys import new_key


def copy_here(path: Path, folder: Path, key: bytes | None) -> Path:
    """A copy in a folder of this PC, opened before it gets its name; the file copied stays where it is.

    Both could go on being used, so the copy takes an identity of its own.
    Raises Refusal when the file is open elsewhere, or the copy cannot be made.
    """
    target = _free_name(folder, path)
    location.refuse_unsafe(target)
    arriving = folder / f"{new_key()[:12]}.arrivee"
    lock = FileLock(path)
    with said_in_french():
        held = _hold(lock)
        try:
            copy = backups.back_up(path, "arrivee", key, to=arriving)
            with closing(driver.connect(copy, key)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                replicas.take_new_identity(connection)
                connection.execute("COMMIT")
            if side_file(copy).exists():
                put_in_place(side_file(copy), side_file(target))
            put_in_place(copy, target)
        finally:
            if held:
                lock.give_back()
            for leftover in arriving.glob("*"):
                leftover.unlink()
            with contextlib.suppress(OSError):
                arriving.rmdir()
    return target


def _hold(lock: FileLock) -> bool:
    """Nobody else may write meanwhile; where nothing can be written, nobody does."""
    try:
        lock.take()
    except OSError:
        return False
    return True


def _free_name(folder: Path, path: Path) -> Path:
    names = itertools.chain([path.name], (f"{path.stem}-{number}{path.suffix}" for number in itertools.count(2)))
    return next(target for name in names if not (target := folder / name).exists() and not side_file(target).exists())
