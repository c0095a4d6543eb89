"""What the screens may ask of a house's file before it is open: who opens it, with which phrase, from which paper."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator_app.database import driver
from facilitator_app.domain.refusal import Refusal

if TYPE_CHECKING:
    from facilitator_app.database.key_change import Rekeyed as Rekeyed
    from facilitator_app.database.key_change import Steps as Steps


class Door:
    """The lock of one house's file. Everything slow here (a third of a second) may run off the window's thread."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def is_there(self) -> bool:
        """Whether a house was ever made in this file."""
        try:
            return self.path.stat().st_size > 0
        except OSError:
            return False

    @property
    def is_encrypted(self) -> bool:
        """Also true of a file in clear whose beginning is damaged: the two look the same."""
        try:
            return driver.is_encrypted(self.path)
        except OSError:
            return False  # the opening says what is wrong with the file

    @property
    def has_slots(self) -> bool:
        from facilitator_app.database import key_slots

        return key_slots.exist(self.path)

    @property
    def looks_damaged_in_clear(self) -> bool:
        """Whether an unreadable file without key slots was in clear: its copies are."""
        from facilitator_app.database import backups

        return not self.has_slots and backups.latest(self.path) is not None

    def people(self) -> tuple[str, ...]:
        """Raises Refusal when the side file is missing, damaged or too recent."""
        from facilitator_app.database import key_slots

        return key_slots.people(self.path)

    def unlock(self, person: str, phrase: str) -> bytes:
        """The key of the house; also settles a renewal that was cut short. Raises Refusal.

        When the beginning of the file is damaged this is the key of its copies: the opening then tells the damage.
        """
        from facilitator_app.database import key_slots
        from facilitator_app.database.opening import opens
        from facilitator_app.domain.key_refusals import AnotherHouse

        try:
            key = key_slots.unlock(self.path, person, phrase, partial(opens, self.path))
        except AnotherHouse:
            key = key_slots.unlock(self.path, person, phrase)
            if self.newest_copy(key) is None:
                raise
            return key
        key_slots.finish_renewal(self.path, key)
        return key

    def newest_copy(self, key: bytes) -> Path | None:
        """The last copy taken, if this key opens it and it is whole."""
        from facilitator_app.database import backups

        copies = backups.copies(backups.folder_of(self.path))
        return copies[0] if copies and backups.is_sound(copies[0], key) else None

    def key_on_paper(self, typed: str) -> bytes:
        """The key of the house from its paper. Raises Refusal, naming the group where it can be told."""
        from facilitator_app.database import key_slots
        from facilitator_app.database.opening import opens
        from facilitator_app.domain import paper_key

        key = paper_key.read(typed)
        if not opens(self.path, key) and self.newest_copy(key) is None:
            raise Refusal.because(
                f"Cette clé est bien lue, mais elle n’ouvre pas cette base\u00a0: sa feuille porte le repère "
                f"{paper_key.mark(key)}. Prenez la feuille imprimée après le dernier changement de clé.",
                "paper_key",
            )
        with contextlib.suppress(Refusal):  # a side file that is lost or damaged has nothing to settle
            key_slots.finish_renewal(self.path, key)
        return key

    def give_phrase(self, key: bytes, person: str, phrase: str) -> None:
        """From the key itself: a new phrase for someone who had one, or her first one. Raises Refusal.

        When the side file is missing or damaged another takes its place, with this person alone.
        """
        from facilitator_app.database import key_file, key_slots
        from facilitator_app.domain.key_refusals import AnotherHouse, SlotsDamaged, SlotsMissing

        try:
            known = any(key_file.same_person(person, other) for other in key_slots.people(self.path))
            (key_slots.reset_phrase if known else key_slots.add)(self.path, key, person, phrase)
        except (SlotsMissing, SlotsDamaged, AnotherHouse):
            key_slots.rebuild(self.path, key, person, phrase)

    def create(self, key: bytes, person: str, phrase: str) -> None:
        """The slots of a house that is about to be made. Raises Refusal."""
        from facilitator_app.database import key_slots, location

        location.refuse_unsafe(self.path)
        location.make_room(self.path)
        key_slots.create(self.path, person, phrase, key=key)

    def add(self, key: bytes, person: str, phrase: str) -> None:
        from facilitator_app.database import key_slots

        key_slots.add(self.path, key, person, phrase)

    def change_phrase(self, person: str, old: str, new: str) -> None:
        from facilitator_app.database import key_slots

        key_slots.change_phrase(self.path, person, old, new)

    def remove(self, person: str, key: bytes) -> None:
        """Take someone out of the house, and of its copies. Raises Refusal."""
        from facilitator_app.database import key_change, key_slots

        key_slots.remove(self.path, person)
        key_change.give_slots_to_copies(self.path, key)

    def copy_with_slots(self) -> Path | None:
        """The newest backup whose key slots can be read."""
        from facilitator_app.database import backups, key_slots

        for copy in backups.copies(backups.folder_of(self.path)):
            with contextlib.suppress(Refusal):
                key_slots.people(copy)
                return copy
        return None

    def take_slots_of(self, copy: Path) -> None:
        """Put the key slots of a backup beside the house's file; those that were there are kept aside."""
        from facilitator_app.database import key_slots

        key_slots.take_from(self.path, copy)

    def renew(self, key: bytes, new: bytes, leaving: Collection[str], copies: bool, place: Path | None = None) -> Steps:
        """A job: another key for everyone but those who leave; the house must be closed."""
        from facilitator_app.database import key_change

        return key_change.renewed(self.path, key, new, leaving, copies, place)

    def encrypt(self, key: bytes, person: str, phrase: str, copies: bool, place: Path | None = None) -> Steps:
        """A job: the first key of a house in clear, which must be closed."""
        from facilitator_app.database import key_change

        return key_change.encrypted(self.path, key, person, phrase, copies, place)

    def put_in_clear(self, key: bytes) -> Steps:
        """A job: no key any more; the house must be closed."""
        from facilitator_app.database import key_change

        return key_change.in_clear(self.path, key)

    def key_that_opens(self, *keys: bytes | None) -> bytes | None:
        """Among the keys of before and after a change that was cut short, the one the file has; None when in clear."""
        from facilitator_app.database import key_slots
        from facilitator_app.database.opening import opens

        for key in keys:
            if key is not None and self.is_encrypted and opens(self.path, key):
                with contextlib.suppress(Refusal):
                    key_slots.finish_renewal(self.path, key)
                return key
        return None


def new_key() -> bytes:
    from facilitator_app.database import key_slots

    return key_slots.new_key()


def get_ready() -> None:
    """Load what opening an encrypted house takes, while somebody is typing."""
    from facilitator_app.database import key_slots, opening  # noqa: F401

    key_slots.load()


def time_this_machine() -> None:
    """How dear a phrase can be made here, which takes a second: known before the first slot is written."""
    from facilitator_app.database import phrase_cost

    phrase_cost.for_this_machine()
