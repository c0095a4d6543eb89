"""Changing the key of a closed house, giving it one or taking it away: backed up first, told step by step."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from facilitator_app.database import backups, key_slots, passing, second_place, second_place_debts
from facilitator_app.database.files import put_in_place, side_file
from facilitator_app.database.lock import FileLock
from facilitator_app.database.rekeying import rekey
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.backup_reasons import Reason
from facilitator_app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """`rewritten` copies took the same key; `left` others are as they were, because another key opens them."""

    key: bytes | None = field(repr=False)
    rewritten: int
    left: int


Steps = Generator[tuple[int, int], None, Rekeyed]


def renewed(
    path: Path,
    key: bytes,
    new: bytes,
    leaving: Collection[str] = (),
    copies: bool = True,
    place: Path | None = None,
) -> Steps:
    """Another key for everyone but those who leave. Cut short anywhere, those who stay still open.

    `place` is the second place: the copies that only it has are rewritten too. Those that this PC also has are
    replaced by the next carrying.
    """
    with _held(path):
        backups.back_up(path, Reason.NEW_KEY, key)
        kept = _owed(path, place) if copies else []
        yield 1, 2 + len(kept)
        rekey(path, key, new, before_swap=partial(_begin, path, key, new, leaving))
        yield 2, 2 + len(kept)
        # The copies go while the side file still holds both keys: whichever one a copy was left with, it opens.
        rewritten = yield from _rewritten(kept, path, key, new)
        key_slots.finish_renewal(path, new)
        return Rekeyed(new, rewritten, _left(path, kept) - rewritten)


def encrypted(
    path: Path, key: bytes, person: str, phrase: str, copies: bool = True, place: Path | None = None
) -> Steps:
    """A file in clear takes its first key, opened by one person; `place` as for a renewal."""
    with _held(path):
        backups.back_up(path, Reason.NEW_KEY)
        kept = _owed(path, place) if copies else []
        yield 1, 2 + len(kept)
        rekey(path, None, key, before_swap=partial(_create, path, key, person, phrase))
        yield 2, 2 + len(kept)
        rewritten = yield from _rewritten(kept, path, None, key)
        return Rekeyed(key, rewritten, _left(path, kept) - rewritten)


def in_clear(path: Path, key: bytes) -> Steps:
    """No key any more. The copies keep theirs, and the phrases that open them."""
    with _held(path):
        backups.back_up(path, Reason.NEW_KEY, key)
        yield 1, 2
        rekey(path, key, None)
        with said_in_french():
            side_file(path).unlink(missing_ok=True)
        yield 2, 2
        return Rekeyed(None, 0, len(backups.copies(backups.folder_of(path))))


def _begin(path: Path, key: bytes, new: bytes, leaving: Collection[str]) -> None:
    key_slots.begin_renewal(path, key, new, leaving)


def _create(path: Path, key: bytes, person: str, phrase: str) -> None:
    key_slots.create(path, person, phrase, key=key)


def _owed(path: Path, place: Path | None) -> list[Path]:
    """The copies to write again; cut short, what the second place still holds then is remembered."""
    second_place_debts.owe(path, key=True)
    return [*_copies(path), *(second_place.only_there(path, place) if place is not None else ())]


def _copies(path: Path) -> list[Path]:
    return backups.copies(backups.folder_of(path))


def _left(path: Path, kept: list[Path]) -> int:
    return len({*_copies(path), *kept})


def _rewritten(copies: list[Path], path: Path, key: bytes | None, new: bytes) -> Generator[tuple[int, int], None, int]:
    """The copies that `key` opens take the new one, with the phrases of today; returns how many."""
    done = 0
    for place, copy in enumerate(copies, start=1):
        if copy.parent == backups.folder_of(path):
            done += _rekeyed(copy, path, key, new)
        else:
            with contextlib.suppress(OSError, Refusal):  # pulled out meanwhile: it stays owed
                done += _rekeyed_there(copy, path, key, new)
        yield 2 + place, 2 + len(copies)
    return done


def _rekeyed(copy: Path, path: Path, key: bytes | None, new: bytes) -> bool:
    if not backups.is_sound(copy, key):
        return False
    rekey(copy, key, new, before_swap=partial(_carry_slots, path, copy))
    key_slots.finish_renewal(copy, new)
    return True


def _rekeyed_there(copy: Path, path: Path, key: bytes | None, new: bytes) -> bool:
    """The same on this PC for a copy of another place, where only finished files may be put."""
    with passing.folder(path) as folder:
        mine = folder / copy.name
        for file in (copy, side_file(copy)):
            if file.exists():
                shutil.copyfile(file, folder / file.name)
        if not _rekeyed(mine, path, key, new):
            return False
        # The phrases of today open either key until the house's own renewal is finished: first the slots of both.
        backups.carry_file(side_file(path), side_file(copy))
        backups.carry_file(mine, copy)
        backups.carry_file(side_file(mine), side_file(copy))
    return True


def give_slots_to_copies(path: Path, key: bytes) -> None:
    """Whoever was taken out of the house is taken out of its copies; those of the second place at the next carrying."""
    with said_in_french():
        second_place_debts.owe(path, key=True)
        for copy in _copies(path):
            if second_place_debts.opens(copy, key) and second_place.slots_differ(path, copy):
                _carry_slots(path, copy)


def _carry_slots(path: Path, copy: Path) -> None:
    slots = side_file(copy)
    fresh = slots.with_name(f"{slots.name}.tmp")
    try:
        shutil.copyfile(side_file(path), fresh)
        put_in_place(fresh, slots)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Nobody opens the house meanwhile."""
    lock = FileLock(path)
    with said_in_french():
        lock.take()
        try:
            yield
        finally:
            lock.give_back()
