"""Reading the journal back: what each entry gave a field, and the value that stood there before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.gestures.done import batches


class _Erased:
    """What is left of a value once it was erased for ever."""

    def __repr__(self) -> str:
        return "ERASED"


ERASED: Final = _Erased()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one record that took a value; values are as the journal keeps them, or ERASED."""

    gesture_id: Key
    label: str
    author: str
    at: dt.datetime
    field: str
    before: Any
    after: Any
    table: str
    record_id: Key


def history(session: Session, record_id: str) -> list[ChangeLine]:
    """Every change of a record, the oldest first."""
    return histories(session, [record_id])


def histories(session: Session, record_ids: Sequence[str]) -> list[ChangeLine]:
    """Every change of some records, the oldest first; an erased creation is one line, whose field is CREATION."""
    seen: dict[tuple[str, str], Any] = {}
    lines: list[ChangeLine] = []
    for entry, gesture in _entries(session, record_ids):
        for name, after in fields_given(entry).items():
            place = entry.record_id, name
            before, seen[place] = seen.get(place), after
            lines.append(
                ChangeLine(
                    gesture.id, gesture.label, gesture.author, gesture.at, name, before, after,
                    entry.table_name, entry.record_id,
                )
            )  # fmt: skip
    return lines


def value_of(entry: JournalEntry) -> Any:
    """What the entry says, or ERASED."""
    return ERASED if entry.value is None else json.loads(entry.value)


def fields_given(entry: JournalEntry) -> dict[str, Any]:
    """Field by field, what an entry gave."""
    value = value_of(entry)
    return value if entry.field == CREATION and value is not ERASED else {entry.field: value}


def replaced_values(session: Session, entries: Sequence[JournalEntry]) -> dict[tuple[str, int], Any]:
    """What stood in the field of each entry before it, by its replica and counter; None when nothing did."""
    seen_then = {entry: _pointed(entry.replaces) for entry in entries if entry.replaces}
    by_replica: dict[str, set[int]] = {}
    for replica, counter in seen_then.values():
        by_replica.setdefault(replica, set()).add(counter)
    known: dict[tuple[str, int], JournalEntry] = {}
    for replica, counters in by_replica.items():
        for some in batches(sorted(counters)):
            same = select(JournalEntry).where(JournalEntry.replica == replica, JournalEntry.counter.in_(some))
            known |= {(entry.replica, entry.counter): entry for entry in session.scalars(same)}
    return {
        (entry.replica, entry.counter): _field_of(known.get(pointed), entry.field)
        for entry, pointed in seen_then.items()
    }


def _entries(session: Session, record_ids: Sequence[str]) -> Iterator[tuple[JournalEntry, Gesture]]:
    found = [
        (entry, gesture)
        for keys in batches(record_ids)
        for entry, gesture in session.execute(
            select(JournalEntry, Gesture)
            .join(Gesture, Gesture.id == JournalEntry.gesture_id)
            .where(JournalEntry.record_id.in_(keys))
        )
    ]
    return iter(sorted(found, key=lambda pair: (pair[0].lamport, pair[0].counter)))


def _pointed(replaces: str) -> tuple[str, int]:
    replica, _, counter = replaces.partition(":")
    return replica, int(counter)


def _field_of(entry: JournalEntry | None, field: str) -> Any:
    if entry is None:
        return None
    value = value_of(entry)
    return value.get(field) if isinstance(value, dict) else value  # a creation holds every field at once
