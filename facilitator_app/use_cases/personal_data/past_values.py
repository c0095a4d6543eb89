"""Taking values out of the journal for ever: their salted digests stay, so that its chain still holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from facilitator_app.domain.erasure import NOBODY, tells_something
from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry
from facilitator_app.domain.journal_chain import digest_of
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.gestures.done import batches

_ENTRIES, _GESTURES = JournalEntry.__table__.c, Gesture.__table__.c
LABEL = f"Geste sur une {NOBODY}"


@dataclass(frozen=True, slots=True)
class PastValue:
    """One journalled value; that of a creation holds every field of the record."""

    replica: Key
    counter: int
    gesture_id: Key
    table: str
    record_id: Key
    field: str
    text: str
    salt: bytes

    @property
    def fields(self) -> dict[str, Any]:
        value = json.loads(self.text)
        return value if self.field == CREATION else {self.field: value}

    @property
    def is_creation(self) -> bool:
        return self.field == CREATION

    @property
    def tells_something(self) -> bool:
        """Whether it holds more about a person than what counts her."""
        return any(tells_something(self.table, name, value) for name, value in self.fields.items())


def of_records(session: Session, record_ids: Iterable[Key]) -> Iterator[PastValue]:
    """Every value these records have had, those already erased excepted."""
    for keys in batches(sorted(record_ids)):
        yield from _found(session, _ENTRIES.record_id.in_(keys))


def of_tables(session: Session, tables: Sequence[str]) -> Iterator[PastValue]:
    """Every value the records of some tables have had."""
    yield from _found(session, _ENTRIES.table_name.in_(tables))


def erase(session: Session, values: Iterable[PastValue]) -> None:
    """Forget these values; what each one replaced, and who wrote it when, stays told."""
    rows = [
        {"of": value.replica, "at": value.counter, "left": digest_of(value.text.encode(), value.salt)}
        for value in values
    ]
    if rows:
        forget = update(JournalEntry.__table__).where(  # type: ignore[arg-type]
            _ENTRIES.replica == bindparam("of"), _ENTRIES.counter == bindparam("at")
        )
        session.connection().execute(forget.values(value=None, salt=None, digest=bindparam("left")), rows)


def erase_labels(session: Session, gestures: Iterable[Key]) -> None:
    """Name these gestures otherwise; the seal of each still holds through the digest of its former name."""
    for keys in batches(sorted(set(gestures))):
        asked = select(_GESTURES.id, _GESTURES.label, _GESTURES.salt).where(_GESTURES.id.in_(keys))
        rows = [
            {"of": row.id, "left": digest_of(row.label.encode(), row.salt)}
            for row in session.connection().execute(asked)
            if row.salt is not None
        ]
        if rows:
            rename = update(Gesture.__table__).where(_GESTURES.id == bindparam("of"))  # type: ignore[arg-type]
            session.connection().execute(rename.values(label=LABEL, salt=None, digest=bindparam("left")), rows)


def labels_of(session: Session, gestures: Iterable[Key]) -> Iterator[tuple[Key, str]]:
    for keys in batches(sorted(set(gestures))):
        asked = select(_GESTURES.id, _GESTURES.label).where(_GESTURES.id.in_(keys))
        yield from ((row.id, row.label) for row in session.connection().execute(asked))


def labels_with(session: Session, pattern: re.Pattern[str]) -> list[Key]:
    """The gestures whose name matches."""
    rows = session.connection().execute(select(_GESTURES.id, _GESTURES.label))
    return [row.id for row in rows if pattern.search(row.label)]


def _found(session: Session, condition: Any) -> Iterator[PastValue]:
    rows = session.connection().execute(
        select(
            _ENTRIES.replica, _ENTRIES.counter, _ENTRIES.gesture_id, _ENTRIES.table_name, _ENTRIES.record_id,
            _ENTRIES.field, _ENTRIES.value, _ENTRIES.salt,
        ).where(condition, _ENTRIES.value.is_not(None), _ENTRIES.salt.is_not(None))
    )  # fmt: skip
    for row in rows:
        yield PastValue(*row)
