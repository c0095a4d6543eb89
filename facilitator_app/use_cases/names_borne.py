"""Every name that anybody of the house bears, or bore before a correction or a marriage: read once, then kept up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.journal import CREATION, JournalEntry, Replica
from facilitator_app.domain.keys import Key
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.personal_data.names import Names

_PERSON, _ENTRY = Beneficiary.__table__.c, JournalEntry.__table__.c
_FIELDS = ("last_name", "first_name", "birth_name")
_SHORTEST = 2  # signs: one alone is an initial


class NamesBorne:
    """As names are compared. A name once learnt is never forgotten: what was written with it still names somebody."""

    def __init__(self) -> None:
        self.whole: set[str] = set()
        """«ferrandi nadia»: a last name, or a birth name, and a first name."""
        self.last: set[str] = set()
        """Last names and birth names alone."""
        self._read: Mapping[Key, int] = {}

    def learn(self, session: Session) -> None:
        """Read what is not known yet: the whole house once, then only what the journal says was written since."""
        counters = {row.id: row.counter for row in session.execute(select(Replica.id, Replica.counter))}
        if counters == self._read:
            return
        if self._read:
            self._read_again(session, counters)
        else:
            self._read_all(session)
        self._read = counters

    def _read_all(self, session: Session) -> None:
        lasts = set()
        people = select(_PERSON.sort_name, _PERSON.last_name, _PERSON.first_name, _PERSON.birth_name)
        for sort_name, last, first, birth in session.connection().execute(people):
            self.whole.add(sort_name)
            lasts.add(last)
            if birth:
                self._note({birth}, {first})
        self._note(lasts, ())
        # Through the index of each record: what people did, their hours and the rest of the journal are not read.
        corrected = select(_ENTRY.record_id).where(
            _ENTRY.record_id.in_(select(_PERSON.id)), _ENTRY.field.in_(_FIELDS)
        )  # fmt: skip
        self._read_past(session, set(session.connection().scalars(corrected)))

    def _read_again(self, session: Session, counters: Mapping[Key, int]) -> None:
        written: set[Key] = set()
        for replica, counter in counters.items():
            if counter != (since := self._read.get(replica, 0)):
                entries = select(_ENTRY.record_id).where(
                    _ENTRY.replica == replica, _ENTRY.counter > since, _ENTRY.table_name == "beneficiary",
                    _ENTRY.field.in_((*_FIELDS, CREATION)),
                )  # fmt: skip
                written.update(session.connection().scalars(entries))
        self._read_past(session, written)

    def _read_past(self, session: Session, people: Iterable[Key]) -> None:
        """Every value that the names of these people had."""
        borne: dict[Key, Names] = {}
        for keys in batches(sorted(people)):
            values = select(_ENTRY.record_id, _ENTRY.field, _ENTRY.value).where(
                _ENTRY.record_id.in_(keys), _ENTRY.field.in_((*_FIELDS, CREATION)), _ENTRY.value.is_not(None)
            )  # fmt: skip
            for record, field, value in session.connection().execute(values):
                given = json.loads(value)
                borne.setdefault(record, Names()).note(given if field == CREATION else {field: given})
        for names in borne.values():
            self._note(names.last, names.first)

    def _note(self, lasts: Iterable[str], firsts: Iterable[str]) -> None:
        for last in map(fold, lasts):
            self.whole.update(f"{last} {fold(first)}" for first in firsts)
            if len(last) >= _SHORTEST:
                self.last.add(last)
