"""Undoing a gesture, the last or an old one: every field gets back the value it had before, as a new gesture."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry, Replica
from facilitator_app.domain.keys import Key
from facilitator_app.domain.records import BY_TABLE
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.gestures import house_rules
from facilitator_app.use_cases.gestures.done import batches, call_it, undone_among
from facilitator_app.use_cases.gestures.in_the_way import Undone, refuse_if_changed_since, refuse_if_referred_to
from facilitator_app.use_cases.gestures.past import ERASED, replaced_values


def undo(session: Session, gesture_id: str) -> str:
    """Give every field the value it had before this gesture, as a new gesture; returns what was undone.

    Undoing an undoing does again what it had undone. Raises InTheWay, which names the gesture to undo first, when
    something was built on it since; Refusal when it cannot be undone at all.
    """
    gesture = _standing(session, gesture_id)
    entries = list(
        session.scalars(
            select(JournalEntry).where(JournalEntry.gesture_id == gesture.id).order_by(JournalEntry.counter)
        )
    )
    if not entries:
        raise Refusal.because("Cette action n’a rien changé\u00a0: il n’y a rien à annuler.")
    now = session.scalars(select(Replica.lamport).where(Replica.mine)).one()
    refuse_if_changed_since(session, entries)
    records = _records(session, entries)
    undone = Undone(entries, records, since=entries[0].lamport, until=now)
    original = gesture if gesture.undoes is None else session.get_one(Gesture, gesture.undoes)
    session.info["undoes"] = gesture.id
    call_it(session, f"{'Annulation' if original is gesture else 'Rétablissement'}\u00a0: {original.label}"[:200])
    with session.no_autoflush:  # written together at the end: an import of thousands is undone at once
        _give_back(session, entries, records)
        session.flush()
    refuse_if_referred_to(session, undone)
    house_rules.refuse_if_broken(session, undone)
    return original.label


def _standing(session: Session, gesture_id: str) -> Gesture:
    """The gesture to undo; doing again something undone stands for that thing itself."""
    gesture = session.get(Gesture, gesture_id)
    if gesture is None:
        raise Refusal.because("Cette action n’existe pas dans le journal de cette base.")
    if gesture.undoes is not None:
        undoing = session.get_one(Gesture, gesture.undoes)
        if undoing.undoes is not None:
            gesture = session.get_one(Gesture, undoing.undoes)
    if undone_among(session, {gesture.id}):
        raise Refusal.because("Cette action a déjà été annulée.")
    return gesture


def _give_back(session: Session, entries: Sequence[JournalEntry], records: dict[Key, Record]) -> None:
    created = {entry.record_id for entry in entries if entry.field == CREATION}
    changes = [entry for entry in entries if entry.record_id not in created]
    before = replaced_values(session, changes)
    for key in created:
        records[key].removed = True
    for entry in reversed(
        changes
    ):  # a field may have taken several values in one gesture: the first is the last undone
        value = before.get((entry.replica, entry.counter))
        if value is ERASED:
            raise Refusal.because(
                "Cette action ne peut plus être annulée\u00a0: ce qui était écrit avant a été effacé pour toujours."
            )
        record = records[entry.record_id]
        setattr(record, entry.field, record.fields()[entry.field].read_back(value))


def _records(session: Session, entries: Sequence[JournalEntry]) -> dict[Key, Record]:
    """The records that the entries are about, removed ones included."""
    by_table: dict[str, set[Key]] = {}
    for entry in entries:
        by_table.setdefault(entry.table_name, set()).add(entry.record_id)
    found: dict[Key, Record] = {}
    for table, keys in by_table.items():
        kind = BY_TABLE[table]
        for some in batches(sorted(keys)):
            same = select(kind).where(kind.id.in_(some)).execution_options(include_removed=True)
            found |= {record.id: record for record in session.scalars(same)}
    return found
