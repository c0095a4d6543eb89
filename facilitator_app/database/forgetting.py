"""Doing in the copies of a house's file what was done in the file to forget somebody."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy.orm import Session

from facilitator_app.database import backups, driver, upgrades
from facilitator_app.database.connection import Database
from facilitator_app.database.files import put_in_place
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal

Ledger = Sequence[tuple[Key, dt.date]]
"""Who was anonymised, and when."""
Forget = Callable[[Session, Ledger], object]
"""What forgets people in an open file; it changes nothing when they are forgotten already."""


def ledger_of(path: Path, key: bytes | None = None) -> Ledger:
    """The people anonymised in a file; nobody when the file cannot be read or is too old to know."""
    try:
        with closing(driver.connect_to_read(path, key)) as connection:
            rows = connection.execute("SELECT id, erased_on FROM erasure").fetchall()
    except driver.errors():
        return ()
    return tuple((Key(row[0]), dt.date.fromisoformat(row[1])) for row in rows)


def forget_in(file: Path, key: bytes | None, people: Ledger, forget: Forget) -> None:
    """Forget people in a file that no program has open, bringing it to the current schema first."""
    if not people:
        return
    upgrades.bring_up_to_date(file, key)
    database = Database(file, key=key)
    try:
        with database.transaction() as session:
            forget(session, people)
    finally:
        database.close()


def copies_of(path: Path, places: Iterable[Path] = ()) -> Iterator[Path]:
    """Every copy of the house that the program made, files set aside included."""
    for folder in (backups.folder_of(path), *places):
        yield from backups.copies(folder)
    for kind in ("abimee", "avant-restauration"):  # set aside in the house's own folder
        yield from sorted(path.parent.glob(f"{path.stem}-{kind}-*{path.suffix}"))


def rewrite(path: Path, copy: Path, key: bytes | None, people: Ledger, forget: Forget) -> bool:
    """Forget people in one copy of the house, rewritten aside, opened and checked, then swapped in.

    False when it could not be, and is as it was. Killed at any moment, a copy is the former one or the new one.
    """
    # Both names are swept at the next opening, should the program be killed meanwhile.
    inside = copy.parent == backups.folder_of(path)
    fresh = copy.with_suffix(".tmp") if inside else copy.with_name(f"{path.name}.copy.new")
    try:
        shutil.copyfile(copy, fresh)
        forget_in(fresh, key, people, forget)
        if not backups.is_sound(fresh, key):
            return False
        if inside:
            put_in_place(fresh, copy)
        else:  # a stick is another disk, to which no file can be moved at once
            backups.carry_file(fresh, copy)
    except _failures():
        return False
    finally:
        for leftover in (fresh, fresh.with_name(fresh.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
    return True


def _failures() -> tuple[type[Exception], ...]:
    """What a copy may suffer from without stopping the others from being rewritten."""
    return (*driver.errors(), OSError, Refusal)
