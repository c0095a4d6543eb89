"""The side file of an encrypted house, `arrimage.db.cle`: what it holds, read with suspicion and replaced whole."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from facilitator_app.database.files import put_in_place, side_file
from facilitator_app.database.phrase_cost import SALT_BYTES, Cost
from facilitator_app.database.sealing import CLOSED_BYTES, SEALED_BYTES
from facilitator_app.domain.key_refusals import NewerFormat, SlotsDamaged, SlotsMissing

VERSION = 1
_FORMAT = "arrimage-cles"
_MOST_BYTES = 1024 * 1024
_MOST_SLOTS, _MOST_KEYS, _LONGEST_NAME = 200, 2, 120
_HOUSE_BYTES = 16
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key of the house, for one person: sealed to her, with her public half that only holders of the key read.

    Nobody who merely writes in the file can thus have a key sealed to himself at the next renewal.
    """

    sealed: bytes
    public: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One person: her private half, closed by her phrase, and the key; two while it is being renewed, newest last."""

    person: str
    salt: bytes
    cost: Cost
    private: bytes
    keys: tuple[HeldKey, ...]


@dataclass(frozen=True, slots=True)
class KeyFile:
    house: str
    slots: tuple[Slot, ...]


def new_house() -> str:
    return os.urandom(_HOUSE_BYTES).hex()


def read(database: Path) -> KeyFile:
    """Raises SlotsMissing, SlotsDamaged or NewerFormat."""
    try:
        with side_file(database).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise SlotsMissing from None
    except IsADirectoryError:
        raise SlotsDamaged from None
    if len(content) > _MOST_BYTES:
        raise SlotsDamaged
    try:
        return _key_file(json.loads(content.decode("utf-8")))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise SlotsDamaged from None


def write(database: Path, file: KeyFile) -> None:
    """On the disk when this returns. Raises OSError, the former version being untouched."""
    target = side_file(database)
    finished = target.with_name(f"{target.name}.new")
    content = json.dumps(_as_json(file), ensure_ascii=False, indent=1).encode("utf-8")
    handle = os.open(finished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        put_in_place(finished, target)
    except BaseException:
        finished.unlink(missing_ok=True)
        raise


def person_name(typed: str) -> str:
    """A name as it is kept. Raises ValueError for none, or for one that a list could not show."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise ValueError(name)
    return name


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same to a reader, whatever the capitals and the spaces."""
    return _as_read(one) == _as_read(other)


def _as_read(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())


def _as_json(file: KeyFile) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "version": VERSION,
        "house": file.house,
        "slots": [
            {
                "person": slot.person,
                "salt": slot.salt.hex(),
                "argon2id": {
                    "iterations": slot.cost.iterations,
                    "lanes": slot.cost.lanes,
                    "memory_kib": slot.cost.memory,
                },
                "private": slot.private.hex(),
                "keys": [{"sealed": held.sealed.hex(), "public": held.public.hex()} for held in slot.keys],
            }
            for slot in file.slots
        ],
    }


def _key_file(content: Any) -> KeyFile:
    if content["format"] != _FORMAT:
        raise ValueError
    if _whole(content["version"]) > VERSION:
        raise NewerFormat
    file = KeyFile(_bytes(content["house"], _HOUSE_BYTES).hex(), _each(content["slots"], _MOST_SLOTS, _slot))
    if len({_as_read(slot.person) for slot in file.slots}) < len(file.slots):
        raise ValueError
    return file


def _slot(content: Any) -> Slot:
    person, argon = content["person"], content["argon2id"]
    cost = Cost(_whole(argon["iterations"]), _whole(argon["lanes"]), _whole(argon["memory_kib"]))
    if not isinstance(person, str) or person_name(person) != person or not cost.bearable:
        raise ValueError
    salt, private = _bytes(content["salt"], SALT_BYTES), _bytes(content["private"], CLOSED_BYTES)
    return Slot(person, salt, cost, private, _each(content["keys"], _MOST_KEYS, _held_key))


def _held_key(content: Any) -> HeldKey:
    return HeldKey(_bytes(content["sealed"], SEALED_BYTES), _bytes(content["public"], CLOSED_BYTES))


def _each(content: Any, most: int, read_one: Callable[[Any], _Read]) -> tuple[_Read, ...]:
    if not isinstance(content, list) or not 0 < len(content) <= most:
        raise ValueError
    return tuple(read_one(one) for one in content)


def _whole(content: Any) -> int:
    if type(content) is not int:  # true and 1.0 are numbers too
        raise ValueError
    return content


def _bytes(content: Any, length: int) -> bytes:
    if not isinstance(content, str) or len(content) != 2 * length:
        raise ValueError
    return bytes.fromhex(content)
