"""Changing the key of a closed house, giving it one or taking it away: backed up first, told step by step."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from facilitator_app.database import backups, key_slots
from facilitator_app.database.files import put_in_place, side_file
from facilitator_app.database.lock import FileLock
from facilitator_app.database.rekeying import rekey
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.backup_reasons import Reason


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """`rewritten` copies took the same key; `left` others are as they were, because another key opens them."""

    key: bytes | None = field(repr=False)
    rewritten: int
    left: int


Steps = Generator[tuple[int, int], None, Rekeyed]


def renewed(path: Path, key: bytes, new: bytes, leaving: Collection[str] = (), copies: bool = True) -> Steps:
    """Another key for everyone but those who leave. Cut short anywhere, those who stay still open."""
    with _held(path):
        backups.back_up(path, Reason.NEW_KEY, key)
        kept = _copies(path) if copies else []
        yield 1, 2 + len(kept)
        rekey(path, key, new, before_swap=partial(_begin, path, key, new, leaving))
        yield 2, 2 + len(kept)
        # The copies go while the side file still holds both keys: whichever one a copy was left with, it opens.
        rewritten = yield from _rewritten(kept, path, key, new)
        key_slots.finish_renewal(path, new)
        return Rekeyed(new, rewritten, len(backups.copies(backups.folder_of(path))) - rewritten)


def encrypted(path: Path, key: bytes, person: str, phrase: str, copies: bool = True) -> Steps:
    """A file in clear takes its first key, opened by one person."""
    with _held(path):
        backups.back_up(path, Reason.NEW_KEY)
        kept = _copies(path) if copies else []
        yield 1, 2 + len(kept)
        rekey(path, None, key, before_swap=partial(_create, path, key, person, phrase))
        yield 2, 2 + len(kept)
        rewritten = yield from _rewritten(kept, path, None, key)
        return Rekeyed(key, rewritten, len(backups.copies(backups.folder_of(path))) - rewritten)


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


def _copies(path: Path) -> list[Path]:
    return backups.copies(backups.folder_of(path))


def _rewritten(copies: list[Path], path: Path, key: bytes | None, new: bytes) -> Generator[tuple[int, int], None, int]:
    """The copies that `key` opens take the new one, with the phrases of today; returns how many."""
    done = 0
    for place, copy in enumerate(copies, start=1):
        if backups.is_sound(copy, key):
            rekey(copy, key, new, before_swap=partial(_carry_slots, path, copy))
            key_slots.finish_renewal(copy, new)
            done += 1
        yield 2 + place, 2 + len(copies)
    return done


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
