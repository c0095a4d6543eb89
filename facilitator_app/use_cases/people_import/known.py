"""The people registered, as a row is looked up among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.duplicates.person import Person
from facilitator_app.domain.keys import Key
from facilitator_app.domain.retention import Restriction
from facilitator_app.domain.words import fold, fold_each
from facilitator_app.exchange.people import ReadPerson
from facilitator_app.use_cases.duplicates import PersonTwin, Side, twins_of
from facilitator_app.use_cases.every_proof import KINDS

Identity = tuple[str, dt.date | None]
"""Folded names and birth date: two rows that share them are one person."""
_COLUMNS = tuple(getattr(Beneficiary, name) for name in Side.__dataclass_fields__)
_AT_ONCE = 500  # keys in one question


def identities_of(people: Sequence[ReadPerson]) -> dict[int, Identity]:
    """By the number of the line of each."""
    names = fold_each([f"{person.last_name} {person.first_name}" for person in people])
    return {person.number: (name, person.birth_date) for person, name in zip(people, names, strict=True)}


class Known:
    """Read once for the whole file."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.restricted = set(session.scalars(select(Restriction.beneficiary_id)))
        self._by_identity: dict[Identity, list[Key]] = {}
        self.count = 0
        asked = select(
            Beneficiary.id,
            Beneficiary.sort_name,
            Beneficiary.first_name,
            Beneficiary.birth_name,
            Beneficiary.birth_date,
        )
        for key, sort_name, first_name, birth_name, born in session.execute(asked):
            self.count += 1
            self._by_identity.setdefault((sort_name, born), []).append(key)
            if birth_name:
                self._by_identity.setdefault((fold(f"{birth_name} {first_name}"), born), []).append(key)

    def same(self, people: Iterable[ReadPerson], identities: Mapping[int, Identity]) -> dict[int, list[Key]]:
        """Those of the same names, one at birth included, born the same day, by the number of each row that has any."""
        if not self.count:
            return {}
        found = ((person.number, self._same(identities[person.number], person)) for person in people)
        return {number: keys for number, keys in found if keys}

    def _same(self, identity: Identity, person: ReadPerson) -> list[Key]:
        found = self._by_identity.get(identity, [])
        if person.birth_name:
            found = [*found, *self._by_identity.get((fold(f"{person.birth_name} {person.first_name}"),
                                                     person.birth_date), [])]  # fmt: skip
        return list(dict.fromkeys(found))

    def alike(self, people: Iterable[ReadPerson]) -> dict[str, list[PersonTwin]]:
        """The probable twins of each row, by its number."""
        if not self.count:
            return {}
        rows = [as_person(person) for person in people]
        return twins_of(self._session, rows) if rows else {}

    def records(self, keys: Iterable[Key]) -> dict[Key, Beneficiary]:
        wanted, found = list(dict.fromkeys(keys)), dict[Key, Beneficiary]()
        for start in range(0, len(wanted), _AT_ONCE):
            asked = select(Beneficiary).where(Beneficiary.id.in_(wanted[start : start + _AT_ONCE]))
            found |= {person.id: person for person in self._session.scalars(asked)}
        return found

    def criteria(self, keys: Iterable[Key]) -> dict[Key, set[str]]:
        """The codes of the criteria already noted for each of these people."""
        wanted, found = list(dict.fromkeys(keys)), dict[Key, set[str]]()
        for start in range(0, len(wanted), _AT_ONCE):
            for kind in KINDS:
                asked = select(kind.beneficiary_id, kind.category).where(
                    kind.beneficiary_id.in_(wanted[start : start + _AT_ONCE])
                )
                for key, category in self._session.execute(asked):
                    found.setdefault(key, set()).add(category)
        return found

    def sides(self, keys: Iterable[Key]) -> list[Side]:
        return [Side(*row) for row in self._session.execute(select(*_COLUMNS).where(Beneficiary.id.in_(list(keys))))]


def as_person(person: ReadPerson) -> Person:
    """As the search for twins compares it; its key is the number of its line, which no record's key looks like."""
    return Person(
        f"ligne {person.number}",
        person.last_name,
        person.first_name,
        person.birth_name,
        f"{person.birth_date:%Y%m%d}" if person.birth_date else "",
        "" if person.sex.value == "unknown" else person.sex.value,
        person.phone,
        person.email,
        person.address,
        person.postal_code,
        person.town,
    )
