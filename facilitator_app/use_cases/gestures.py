"""What was done, and undoing it: each gesture is one transaction of the journal."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.records import BY_TABLE, RECORDS
from facilitator_app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class GestureLine:
    """One line of the history of the house."""

    gesture_id: Key
    label: str
    author: str
    at: dt.datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of one record that took a value."""

    gesture_id: Key
    label: str
    author: str
    at: dt.datetime
    field: str
    before: Any
    after: Any


_NEWEST = select(Gesture.id, Gesture.label, Gesture.author, Gesture.at, Gesture.undoes).order_by(
    Gesture.at.desc(), Gesture.id.desc()
)
_LOOKED_BACK = 200  # gestures; Ctrl+Z is for what was just done, the history for the rest


def call_it(session: Session, label: str) -> None:
    """Name the gesture under way, as the Annuler menu and the history will say it."""
    session.info["label"] = label


def recent(session: Session, most: int = 50) -> list[GestureLine]:
    """The latest gestures, the newest first."""
    newest = session.execute(_NEWEST.limit(most)).all()
    undone = _undone(session, {row.id for row in newest})
    return [GestureLine(row.id, row.label, row.author, row.at, row.id in undone) for row in newest]


def last_to_undo(session: Session) -> GestureLine | None:
    """What Ctrl+Z would undo now: the newest gesture that still stands and is not itself an undoing."""
    for row in session.execute(_NEWEST.where(Gesture.undoes.is_(None)).limit(_LOOKED_BACK)):
        if not _undone(session, {row.id}):
            return GestureLine(row.id, row.label, row.author, row.at, undone=False)
    return None


def last_to_redo(session: Session) -> GestureLine | None:
    """What Ctrl+Y would do again: the newest undoing that stands, if nothing else was done since; its own name."""
    for row in session.execute(_NEWEST.limit(_LOOKED_BACK)):
        if row.undoes is None:
            return None
        original = session.get_one(Gesture, row.undoes)
        if original.undoes is None and not _undone(session, {row.id}):
            return GestureLine(row.id, original.label, row.author, row.at, undone=False)
    return None


def history(session: Session, record_id: str) -> list[ChangeLine]:
    """Every change of a record, the oldest first."""
    rows = session.execute(
        select(JournalEntry, Gesture)
        .join(Gesture, Gesture.id == JournalEntry.gesture_id)
        .where(JournalEntry.record_id == record_id)
        .order_by(JournalEntry.lamport, JournalEntry.counter)
    )
    seen: dict[str, Any] = {}
    lines: list[ChangeLine] = []
    for entry, gesture in rows:
        value = json.loads(entry.value) if entry.value is not None else None
        for name, after in (value or {}).items() if entry.field == CREATION else ((entry.field, value),):
            before, seen[name] = seen.get(name), after
            lines.append(ChangeLine(gesture.id, gesture.label, gesture.author, gesture.at, name, before, after))
    return lines


def undo(session: Session, gesture_id: str) -> str:
    """Give every field the value it had before this gesture, as a new gesture; returns what was undone.

    Raises Refusal, saying what depends on it, when something was built on it since.
    """
    gesture = session.get(Gesture, gesture_id)
    if gesture is None:
        raise Refusal.because("Cette action n’existe pas dans le journal de cette base.")
    if _undone(session, {gesture.id}):
        raise Refusal.because("Cette action a déjà été annulée.")
    entries = list(session.scalars(select(JournalEntry).where(JournalEntry.gesture_id == gesture_id)))
    if not entries:
        raise Refusal.because("Cette action n’a rien changé\u00a0: il n’y a rien à annuler.")
    created = {entry.record_id for entry in entries if entry.field == CREATION}
    _refuse_if_changed_since(session, entries)
    _refuse_if_needed(session, entries, created)
    session.info["undoes"] = gesture_id
    original = gesture if gesture.undoes is None else session.get_one(Gesture, gesture.undoes)
    call_it(session, f"{'Annulation' if original is gesture else 'Rétablissement'}\u00a0: {original.label}"[:200])
    records = _records(session, entries)
    with session.no_autoflush:  # written together at the end: an import of thousands is undone at once
        for entry in entries:
            record = records[entry.record_id]
            if entry.field == CREATION:
                record.removed = True
            elif entry.record_id not in created:
                _give_back(session, record, entry)
        session.flush()
    return original.label


def _give_back(session: Session, record: Record, entry: JournalEntry) -> None:
    replica, _, counter = entry.replaces.partition(":")
    replaced = session.get(JournalEntry, (replica, int(counter))) if counter else None
    value = json.loads(replaced.value) if replaced and replaced.value is not None else None
    if isinstance(value, dict):  # the entry that created the record holds all its fields
        value = value.get(entry.field)
    setattr(record, entry.field, record.fields()[entry.field].read_back(value))


def _records(session: Session, entries: list[JournalEntry]) -> dict[str, Record]:
    """The records that the entries are about, removed ones included."""
    by_table: dict[str, set[str]] = {}
    for entry in entries:
        by_table.setdefault(entry.table_name, set()).add(entry.record_id)
    found: dict[str, Record] = {}
    for table, keys in by_table.items():
        kind = BY_TABLE[table]
        for batch in _batches(sorted(keys)):
            same = select(kind).where(kind.id.in_(batch)).execution_options(include_removed=True)
            found |= {record.id: record for record in session.scalars(same)}
    return found


def _refuse_if_changed_since(session: Session, entries: list[JournalEntry]) -> None:
    """A field given yet another value since then would lose it."""
    given = {(entry.record_id, entry.field) for entry in entries}
    created = {record_id for record_id, field in given if field == CREATION}
    for keys in _batches(sorted({entry.record_id for entry in entries})):
        later = session.execute(
            select(JournalEntry.record_id, JournalEntry.field, Gesture.id, Gesture.label)
            .join(Gesture, Gesture.id == JournalEntry.gesture_id)
            .where(JournalEntry.record_id.in_(keys), JournalEntry.lamport > entries[0].lamport)
            .order_by(JournalEntry.lamport.desc())
        ).all()
        in_the_way = {
            key: label for record, field, key, label in later if record in created or (record, field) in given
        }
        standing = _still_standing(session, set(in_the_way))
        if blocking := next((label for key, label in in_the_way.items() if key in standing), None):
            raise Refusal.because(f"Annulez d’abord «\u00a0{blocking}\u00a0», qui a modifié la même fiche depuis.")


def _still_standing(session: Session, gestures: set[Key]) -> set[Key]:
    """Those neither undone nor themselves an undoing (an undone change and its undoing cancel out)."""
    if not gestures:
        return set()
    undoing = set(session.scalars(select(Gesture.id).where(Gesture.id.in_(gestures), Gesture.undoes.is_not(None))))
    return gestures - _undone(session, gestures) - undoing


def _undone(session: Session, gestures: set[Key]) -> set[Key]:
    """Those undone by a gesture that was not itself undone."""
    if not gestures:
        return set()
    undoers = session.execute(select(Gesture.id, Gesture.undoes).where(Gesture.undoes.in_(gestures))).all()
    cancelled = _undone(session, {row.id for row in undoers})
    return {row.undoes for row in undoers if row.id not in cancelled}


def _refuse_if_needed(session: Session, entries: list[JournalEntry], created: set[Key]) -> None:
    """A record created by the gesture cannot go while another, created since, refers to it."""
    by_table: dict[str, list[str]] = {}
    for entry in entries:
        if entry.field == CREATION:
            by_table.setdefault(entry.table_name, []).append(entry.record_id)
    for kind in RECORDS:
        for column in kind.__table__.columns:
            for key in column.foreign_keys:
                for keys in _batches(by_table.get(key.column.table.name, [])):
                    attribute = getattr(kind, column.key)
                    users = session.scalars(select(kind.id).where(attribute.in_(keys)))
                    if user := next((user for user in users if user not in created), None):
                        label = session.scalar(
                            select(Gesture.label)
                            .join(JournalEntry, JournalEntry.gesture_id == Gesture.id)
                            .where(JournalEntry.record_id == user)
                            .order_by(JournalEntry.lamport)
                            .limit(1)
                        )
                        raise Refusal.because(f"Annulez d’abord «\u00a0{label}\u00a0», qui en dépend.")


def _batches(keys: list[str], size: int = 500) -> list[list[str]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)]
