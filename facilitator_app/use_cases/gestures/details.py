"""What a gesture did, in words: which records, which of their fields, from which value to which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.field_names import field_name, is_shown, kind_name
from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.gestures.done import batches, undone_among
from facilitator_app.use_cases.gestures.past import fields_given, replaced_values
from facilitator_app.use_cases.gestures.record_names import RecordNames
from facilitator_app.use_cases.gestures.wording import differs, keys_in, written

Line = tuple[str, Any, Any]  # field, before, after, as the journal keeps them
PAGE = 200  # records told at once: an import has thousands


@dataclass(frozen=True, slots=True)
class FieldChange:
    """«Téléphone», «06 12 34 56 78», «06 12 34 56 79»; a value that was not there is empty."""

    field: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that the gesture wrote: «Personne», «Karim Bensalem»."""

    table: str
    record_id: Key
    kind: str
    name: str
    created: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class GestureDetails:
    """`records` holds a page of them, `total` says how many there are. `redoes`: undoing it does something again."""

    gesture_id: Key
    label: str
    author: str
    at: dt.datetime
    undone: bool
    redoes: bool
    records: tuple[RecordChange, ...]
    total: int


def details(session: Session, gesture_id: str, first: int = 0, hide_names: bool = False) -> GestureDetails:
    """A page of what the gesture did, from the record number `first`; raises Refusal when there is no such gesture."""
    gesture = session.get(Gesture, gesture_id)
    if gesture is None:
        raise Refusal.because("Cette action n’existe pas dans le journal de cette base.")
    of_it = JournalEntry.gesture_id == gesture_id
    total = session.scalar(select(func.count(JournalEntry.record_id.distinct())).where(of_it)) or 0
    page = session.scalars(
        select(JournalEntry.record_id)
        .where(of_it)
        .group_by(JournalEntry.record_id)
        .order_by(func.min(JournalEntry.counter))
        .offset(first)
        .limit(PAGE)
    ).all()
    entries = [
        entry
        for keys in batches(page)
        for entry in session.scalars(
            select(JournalEntry).where(of_it, JournalEntry.record_id.in_(keys)).order_by(JournalEntry.counter)
        )
    ]
    records = _told(session, page, entries, hide_names)
    root = gesture if gesture.undoes is None else session.get_one(Gesture, gesture.undoes)
    redoes = gesture.undoes is not None and root.undoes is None
    meant = root.undoes or gesture.id  # doing something again stands for that thing itself
    return GestureDetails(
        gesture.id, gesture.label, gesture.author, gesture.at, bool(undone_among(session, {meant})), redoes, records,
        total,
    )  # fmt: skip


def _told(
    session: Session, page: Sequence[Key], entries: Sequence[JournalEntry], hide_names: bool
) -> tuple[RecordChange, ...]:
    before = replaced_values(session, entries)
    tables = {entry.record_id: entry.table_name for entry in entries}
    given: dict[Key, list[Line]] = {}
    created: set[Key] = set()
    for entry in entries:
        if entry.field == CREATION:
            created.add(entry.record_id)
        was = before.get((entry.replica, entry.counter))
        given.setdefault(entry.record_id, []).extend((name, was, value) for name, value in fields_given(entry).items())
    names = RecordNames(session, hide_names)
    names.learn(_by_table(tables))
    names.learn(keys_in(
        (tables[key], field, value) for key, lines in given.items() for field, *both in lines for value in both
    ))  # fmt: skip
    told = []
    for key in page:
        table, is_new = tables[key], key in created
        lines = _from_first_to_last(line for line in given[key] if _worth(table, line, is_new))
        changes = (_change(names, table, line, hide_names) for line in lines)
        told.append(
            RecordChange(
                table, key, kind_name(table), names.of(table, key), is_new,
                tuple(change for change in changes if differs(change.before, change.after)),
            )
        )  # fmt: skip
    return tuple(told)


def _from_first_to_last(lines: Iterable[Line]) -> Iterable[Line]:
    """One line for a field that took several values in the gesture."""
    told: dict[str, Line] = {}
    for field, before, after in lines:
        told[field] = field, told[field][1] if field in told else before, after
    return told.values()


def _worth(table: str, line: Line, is_new: bool) -> bool:
    field, _, after = line
    return is_shown(table, field) and not (is_new and field == "removed" and not after)


def _change(names: RecordNames, table: str, line: Line, hide_names: bool) -> FieldChange:
    field, before, after = line
    said = "Toute la fiche" if field == CREATION else field_name(table, field)
    return FieldChange(
        field, said, written(names, table, field, before, hide_names), written(names, table, field, after, hide_names)
    )


def _by_table(tables: dict[Key, str]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for key, table in tables.items():
        found.setdefault(table, []).append(key)
    return found
