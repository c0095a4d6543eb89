"""Who opens an encrypted house: one slot per person, each opened by her own phrase, all holding the same key.

Each person has a pair of keys. Her phrase closes the private half; the key of the
house is sealed to the public half, so that it can be renewed for everyone who
stays without knowing a single phrase.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from facilitator_app.database import driver, key_file, phrase_cost, sealing
from facilitator_app.database.files import side_file
from facilitator_app.database.key_file import HeldKey, KeyFile, Slot
from facilitator_app.database.phrase_cost import Cost
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.key_refusals import AnotherHouse, SlotsDamaged, SlotsMissing, UnknownPerson, WrongPhrase
from facilitator_app.domain.passphrase import strength
from facilitator_app.domain.refusal import Refusal

KEY_BYTES = sealing.KEY_BYTES


def load() -> None:
    """Load what opening takes and is long to load."""
    import sqlcipher3.dbapi2  # noqa: F401
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: F401


def new_key() -> bytes:
    """A key for a house: 32 bytes from the system's random source."""
    return os.urandom(KEY_BYTES)


def exist(database: Path) -> bool:
    """Whether a side file is there, readable or not."""
    return side_file(database).exists()


def people(database: Path) -> tuple[str, ...]:
    """Who may open, in the order they were added. Raises SlotsMissing, SlotsDamaged or NewerFormat."""
    return tuple(slot.person for slot in _read(database).slots)


def create(database: Path, person: str, phrase: str, *, key: bytes | None = None, cost: Cost | None = None) -> bytes:
    """The side file of a house that has none, for its first person; returns the key of the house.

    `key` is given when there is one already. A side file left by another file of that name is put aside.
    """
    if exist(database) and driver.is_encrypted(database):
        raise Refusal.because(
            "Cette base a déjà un fichier des clés. Ouvrez-la avec votre phrase de passe, ou avec la clé de secours."
        )
    made = key or new_key()
    house = key_file.new_house()
    slot = _new_slot(house, made, person, phrase, cost)
    _set_aside(database)
    _write(database, KeyFile(house, (slot,)))
    return made


def rebuild(database: Path, key: bytes, person: str, phrase: str, *, cost: Cost | None = None) -> Path | None:
    """From the paper key, a side file in the place of a missing or damaged one; returns where that one was put aside.

    Every other person must be added again. Raises Refusal when the present file
    is readable and of this house: `reset_phrase` keeps the other people.
    """
    with contextlib.suppress(SlotsMissing, SlotsDamaged, AnotherHouse):
        _read_with(database, key)
        raise Refusal.because("Le fichier des clés est intact. Changez seulement votre phrase de passe.")
    house = key_file.new_house()
    slot = _new_slot(house, key, person, phrase, cost)
    aside = _set_aside(database)
    _write(database, KeyFile(house, (slot,)))
    return aside


def take_from(database: Path, copy: Path) -> None:
    """Put the side file of a copy in the place of a missing or damaged one, which is put aside. Raises as reading does.

    It opens the house only if the key is still the same: `unlock` tells.
    """
    file = _read(copy)
    _set_aside(database)
    _write(database, file)


def unlock(database: Path, person: str, phrase: str, fits: Callable[[bytes], bool] = lambda key: True) -> bytes:
    """The key of the house. `fits` says whether a key opens the file (`opening.opens`).

    Takes about a third of a second. Raises WrongPhrase, UnknownPerson, AnotherHouse and what reading the file raises.
    A renewal cut short leaves two keys, of which the file knows one: call `finish_renewal` with the key returned.
    """
    file = _read(database)
    slot = _slot_of(file, person)
    private = _private_half(file.house, slot, phrase)
    for held in reversed(slot.keys):
        try:
            key = sealing.unseal(held.sealed, private, _about(file.house, slot.person))
        except sealing.DoesNotOpen:
            raise SlotsDamaged from None
        if fits(key):
            return key
    raise AnotherHouse


def add(database: Path, key: bytes, person: str, phrase: str, *, cost: Cost | None = None) -> None:
    """Gives a person her own phrase for the same key."""
    file = _read_with(database, key)
    if any(key_file.same_person(slot.person, person) for slot in file.slots):
        raise Refusal.because("Cette personne a déjà une phrase de passe. Changez-la plutôt.", "person")
    slot = _new_slot(file.house, key, person, phrase, cost)
    _write(database, replace(file, slots=(*file.slots, slot)))


def change_phrase(database: Path, person: str, old: str, new: str) -> None:
    """One slot rewritten; the house itself is not."""
    file = _read(database)
    slot = _slot_of(file, person)
    private = _private_half(file.house, slot, old)
    _refuse_weak(new, slot.person)
    _put(database, file, _closed_by(file.house, slot, private, new))


def reset_phrase(database: Path, key: bytes, person: str, new: str, *, cost: Cost | None = None) -> None:
    """A new phrase for whoever forgot hers, from a key that the paper or a colleague gave."""
    file = _read_with(database, key)
    slot = _slot_of(file, person)
    _put(database, file, _new_slot(file.house, key, slot.person, new, cost))


def remove(database: Path, person: str) -> None:
    """Takes a person out. She may have kept a copy of the side file or of the key: only a renewal shuts her out."""
    file = _read(database)
    gone = _slot_of(file, person)
    staying = tuple(slot for slot in file.slots if slot is not gone)
    if not staying:
        raise Refusal.because(
            "C’est la dernière personne qui peut ouvrir cette base. Ajoutez-en une autre avant de la retirer.", "person"
        )
    _write(database, replace(file, slots=staying))


def begin_renewal(database: Path, key: bytes, new: bytes, leaving: Collection[str] = ()) -> tuple[str, ...]:
    """Gives the new key, beside the present one, to everyone but those who leave; returns who was given it.

    Then copy the house under the new key, put the copy in its place, and `finish_renewal` with the new key. Cut
    short anywhere, everyone still opens: `unlock` finds which of the two keys the file knows.
    """
    file = _with_only(_read_with(database, key), key)
    gone = {_slot_of(file, person).person for person in leaving}
    slots = tuple(slot if slot.person in gone else _given(file.house, slot, key, new) for slot in file.slots)
    given = tuple(slot.person for slot in slots if len(slot.keys) > 1)
    if not given:
        raise Refusal.because("Au moins une personne doit garder l’accès à cette base.", "person")
    _write(database, replace(file, slots=slots))
    return given


def finish_renewal(database: Path, key: bytes) -> None:
    """Keeps only the key that the file knows, new or former; whoever was not given it goes. Otherwise does nothing."""
    file = _read_with(database, key)
    if (settled := _with_only(file, key)) != file:
        _write(database, settled)


def _with_only(file: KeyFile, key: bytes) -> KeyFile:
    """The side file once a renewal is over. Outside a renewal a slot that this key does not prove is left alone."""
    if all(len(slot.keys) == 1 for slot in file.slots):
        return file
    slots = (replace(slot, keys=tuple(_proved(file.house, slot, key))) for slot in file.slots)
    return replace(file, slots=tuple(slot for slot in slots if slot.keys))


def _proved(house: str, slot: Slot, key: bytes) -> Iterator[HeldKey]:
    return (held for held in slot.keys if _public_half(house, slot.person, held, key))


def _read(database: Path) -> KeyFile:
    with said_in_french():
        return key_file.read(database)


def _write(database: Path, file: KeyFile) -> None:
    with said_in_french():
        key_file.write(database, file)


def _read_with(database: Path, key: bytes) -> KeyFile:
    """Refuses to mix this key with those of another house."""
    file = _read(database)
    if not any(any(_proved(file.house, slot, key)) for slot in file.slots):
        raise AnotherHouse
    return file


def _set_aside(database: Path) -> Path | None:
    """Never written over: it may be all that opens a file that was moved away."""
    present = side_file(database)
    if not present.exists():
        return None
    aside = present.with_name(f"{present.name}.ecarte-{dt.datetime.now():%Y-%m-%d-%H%M%S-%f}")
    with said_in_french():
        os.replace(present, aside)
    return aside


def _put(database: Path, file: KeyFile, changed: Slot) -> None:
    slots = tuple(changed if slot.person == changed.person else slot for slot in file.slots)
    _write(database, replace(file, slots=slots))


def _slot_of(file: KeyFile, person: str) -> Slot:
    for slot in file.slots:
        if key_file.same_person(slot.person, person):
            return slot
    raise UnknownPerson


def _new_slot(house: str, key: bytes, person: str, phrase: str, cost: Cost | None) -> Slot:
    try:
        name = key_file.person_name(person)
    except ValueError:
        raise Refusal.because(
            "Indiquez le nom de la personne, en 120 signes au plus, comme Hélène Arnoux.", "person"
        ) from None
    _refuse_weak(phrase, name)
    private, public = sealing.new_pair()
    blank = Slot(name, b"", cost or phrase_cost.for_this_machine(), b"", (_held(house, name, key, public),))
    return _closed_by(house, blank, private, phrase)


def _closed_by(house: str, slot: Slot, private: bytes, phrase: str) -> Slot:
    salt = os.urandom(phrase_cost.SALT_BYTES)
    closed = sealing.close(private, phrase_cost.stretched(phrase, salt, slot.cost), _about(house, slot.person))
    return replace(slot, salt=salt, private=closed)


def _private_half(house: str, slot: Slot, phrase: str) -> bytes:
    try:
        return sealing.reopen(
            slot.private, phrase_cost.stretched(phrase, slot.salt, slot.cost), _about(house, slot.person)
        )
    except sealing.DoesNotOpen:
        raise WrongPhrase from None


def _held(house: str, person: str, key: bytes, public: bytes) -> HeldKey:
    about = _about(house, person)
    return HeldKey(sealing.seal(key, public, about), sealing.close(public, _of_slots(key), about))


def _public_half(house: str, person: str, held: HeldKey, key: bytes) -> bytes | None:
    """None when it was not put there by a holder of this key."""
    try:
        return sealing.reopen(held.public, _of_slots(key), _about(house, person))
    except sealing.DoesNotOpen:
        return None


def _given(house: str, slot: Slot, key: bytes, new: bytes) -> Slot:
    public = _public_half(house, slot.person, slot.keys[0], key)
    return slot if public is None else replace(slot, keys=(*slot.keys, _held(house, slot.person, new, public)))


def _of_slots(key: bytes) -> bytes:
    return sealing.derived(key, b"slots")


def _about(house: str, person: str) -> bytes:
    return f"arrimage slot\0{house}\0{person}".encode()


def _refuse_weak(phrase: str, person: str) -> None:
    judged = strength(phrase, (person,))
    if not judged.enough:
        raise Refusal.because(judged.advice, "phrase")
