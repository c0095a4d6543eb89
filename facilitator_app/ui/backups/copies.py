"""The screens' only door to the copies of a house's file, be the house open or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from facilitator_app.database import backups, driver, second_place
from facilitator_app.database.files import side_file
from facilitator_app.database.lock import FileLock
from facilitator_app.database.restoring import Preview, preview
from facilitator_app.database.second_place import OutOfReach
from facilitator_app.domain.backup_reasons import Reason, in_words

__all__ = ["Copies", "Copy", "OutOfReach", "Preview"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as its folder shows it, without looking inside."""

    path: Path
    taken: dt.datetime | None
    why: str
    size: int
    """Bytes."""
    second_place: bool


class Copies:
    """What is asked of the copies of one house; everything may be asked from any thread."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self.path, self.key = path, key

    @property
    def mark(self) -> str:
        """What tells this house of this PC from all others."""
        return second_place.mark_of(self.path)

    def take(self, why: Reason) -> Path:
        """A new copy, opened before it is believed. Raises Refusal."""
        return backups.back_up(self.path, why, self.key)

    def newest(self) -> dt.datetime | None:
        """When the last copy of this PC was taken, by its name."""
        taken = (backups.taken_at(copy) for copy in backups.copies(backups.folder_of(self.path)))
        return max((moment for moment in taken if moment), default=None)

    def overdue(self, now: dt.datetime) -> bool:
        return backups.overdue(self.path, now)

    def here(self) -> list[Copy]:
        """The copies of this PC, the newest first."""
        return _listed(backups.folder_of(self.path), second_place=False)

    def there(self, place: Path) -> list[Copy]:
        """Those of the second place; may be long to answer over a network."""
        return _listed(self.folder_in(place), second_place=True)

    def folder_in(self, place: Path) -> Path:
        """The folder of this house in the second place."""
        return second_place.folder_in(place, self.path)

    def kind_of(self, place: Path) -> str:
        """`network`, `cloud` (a folder that a service copies to its own machines), or empty for a disk of this PC."""
        from facilitator_app.database import location

        if location.is_synchronised(place):
            return "cloud"
        return "network" if location.is_on_network(place) else ""

    def prepare(self, place: Path) -> Path:
        """Make the house's folder in the second place. Raises Refusal."""
        return second_place.prepare(place, self.path)

    def carry(self, place: Path) -> Iterator[Path]:
        """Carry what is missing there; gives each copy once it was read back. Raises OutOfReach or Refusal."""
        return second_place.carry(self.path, place, self.key)

    def settle(self, place: Path) -> Iterator[tuple[Path, bool]]:
        """Do there what was done here while the place was away; gives each copy and whether it is now as it must."""
        from facilitator_app.database import second_place_debts
        from facilitator_app.use_cases.personal_data import erasure

        return second_place_debts.pay(self.path, place, self.key, erasure.replay)

    def owe_forgetting(self) -> None:
        """Whatever copies the second place holds now must forget whom the house forgets. Raises Refusal."""
        from facilitator_app.database import second_place_debts

        second_place_debts.owe(self.path, names=True)

    @property
    def owed(self) -> tuple[bool, bool]:
        """Whether copies of the second place must still take the new key, and whether they must forget somebody."""
        from facilitator_app.database import second_place_debts

        debt = second_place_debts.owed(self.path)
        return (False, False) if debt is None else (bool(debt.key), bool(debt.names))

    def is_sound(self, copy: Path) -> bool:
        """Whether the copy is whole and opens with the house's present key."""
        return backups.is_sound(copy, self.key)

    def preview(self, copy: Path, copy_key: bytes | None = None) -> Preview:
        """What the copy holds and what would be lost. Raises Refusal."""
        return preview(self.path, copy, self.key, copy_key)

    def asks_phrase(self, copy: Path) -> bool:
        """Whether the copy was made under another key than the one the house has."""
        if not driver.is_encrypted(copy) or not side_file(copy).exists():
            return False
        return self.key is None or not _fits(copy)(self.key)

    def people_of(self, copy: Path) -> tuple[str, ...]:
        """Who could open the house when the copy was made. Raises Refusal."""
        from facilitator_app.database import key_slots

        return key_slots.people(copy)

    def unlock(self, copy: Path, person: str, phrase: str) -> bytes:
        """The key of a copy, from the phrase its reader had then. Raises Refusal."""
        from facilitator_app.database import key_slots

        return key_slots.unlock(copy, person, phrase, _fits(copy))

    def restore(self, copy: Path, copy_key: bytes | None = None) -> Path:
        """Put a copy in the place of the house, which must be closed; returns where the former file is kept.

        Whoever was anonymised since the copy was taken is anonymised again before it is put there. Raises Refusal.
        """
        from facilitator_app.database import forgetting, restoring
        from facilitator_app.use_cases.personal_data import erasure

        key = (copy_key or self.key) if driver.is_encrypted(copy) else None

        def forget_again(fresh: Path) -> None:
            forgetting.forget_in(fresh, key, forgetting.ledger_of(self.path, self.key), erasure.replay)

        lock = FileLock(self.path)
        lock.take()
        try:
            return restoring.restore(self.path, copy, key, before_swap=forget_again)
        finally:
            lock.give_back()

    def copy_to_this_pc(self, folder: Path) -> Path:
        """Bring here a house's file that cannot be worked in where it is. Raises Refusal."""
        from facilitator_app.database import moving

        return moving.copy_here(self.path, folder, self.key)


def _fits(copy: Path) -> Callable[[bytes], bool]:
    from facilitator_app.database.opening import opens

    return partial(opens, copy)


def _listed(folder: Path, *, second_place: bool) -> list[Copy]:
    return [_seen(copy, second_place) for copy in backups.copies(folder)]


def _seen(copy: Path, second_place: bool) -> Copy:
    try:
        size = copy.stat().st_size
    except OSError:  # gone meanwhile, thinned by the work behind the window
        size = 0
    return Copy(copy, backups.taken_at(copy), in_words(copy.name), size, second_place)
