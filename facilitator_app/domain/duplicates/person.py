"""What is known of a person when two are compared, made ready once so that each comparison is short."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from facilitator_app.domain.duplicates.names import compact, sound, words_of
from facilitator_app.domain.words import fold

# Kinds of ways say little, and each clerk shortens them in his own manner.
_WAYS_WRITTEN = """rue r avenue av ave boulevard bd bld blvd place pl chemin che chem ch impasse imp allee allees all
route rte quai cours square sq residence res batiment bat immeuble imm appartement appt apt app escalier esc etage villa
lotissement lot hameau quartier de du des la le les l d a"""
_WAYS = frozenset(_WAYS_WRITTEN.split())
_NUMBER = re.compile(r"^\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as written by whoever registered them. `born` is YYYYMMDD, and may be no real day; empty is unknown."""

    key: str
    last_name: str
    first_name: str
    birth_name: str = ""
    born: str = ""
    sex: str = ""  # any one letter or word; empty when unknown
    phone: str = ""
    email: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """One name made ready: in one piece, its words in order, how each sounds. Made once, so known by identity."""

    whole: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person made ready for comparing."""

    first: Name
    lasts: tuple[Name, ...]  # the name borne, then the name at birth
    born: str
    sex: str
    phone: str
    email: str
    number: str
    street: str
    postal_code: str
    town: str

    @property
    def last(self) -> Name:
        return self.lasts[0]


def portrait(person: Person) -> Portrait:
    """Make a person ready for comparing."""
    borne = [name for name in (person.last_name, person.birth_name) if name.strip()]
    lasts = tuple(dict.fromkeys(_name(name) for name in borne)) or (_name(""),)
    number = _NUMBER.match(person.address)
    street = fold(person.address[number.end() :] if number else person.address)
    return Portrait(
        first=_name(person.first_name),
        lasts=lasts,
        born=person.born,
        sex=person.sex,
        phone=phone_key(person.phone),
        email=person.email.strip().casefold(),
        number=number.group(1) if number else "",
        street=" ".join(sorted(word for word in street.split() if word not in _WAYS)) or street,
        postal_code=person.postal_code.strip(),
        town=_town(person.town),
    )


def phone_key(text: str) -> str:
    """The nine digits that make a French number, the first number when several are written."""
    digits = re.sub(r"\D", "", re.split(r"[,;/]", text)[0])
    return digits[-9:] if len(digits) >= 9 else ""


@lru_cache(maxsize=1 << 17)
def _name(text: str) -> Name:
    words = words_of(text)
    return Name(compact(text), words, tuple(map(sound, words)))


def _town(text: str) -> str:
    words = re.sub(r"\bcedex\b.*", "", fold(text)).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
