"""What stands in the way of undoing a gesture: a later change of the same fields, or a reference left hanging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.records import BY_TABLE, RECORDS
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.use_cases.gestures.done import batches


class InTheWay(Refusal):
    """Another gesture must be undone (or done again) first: `gesture_id`, so that one can go and see it."""

    def __init__(self, message: str, gesture_id: Key) -> None:
        super().__init__(Problem("", message))
        self.gesture_id = gesture_id


@dataclass(frozen=True, slots=True)
class Undone:
    """The gesture being undone and its records, already as they were before it; `since` is its own place in the order
    of gestures, `until` that of the last gesture before this undoing."""

    entries: Sequence[JournalEntry]
    records: dict[Key, Record]
    since: int
    until: int

    def touched(self, table: str) -> Iterator[tuple[Any, set[str]]]:
        """The records of a table, each with the fields that changed; CREATION among them when it comes or goes."""
        fields: dict[Key, set[str]] = {}
        for entry in self.entries:
            if entry.table_name == table:
                fields.setdefault(entry.record_id, set()).add(CREATION if entry.field == "removed" else entry.field)
        for key, names in fields.items():
            yield self.records[key], names


def refuse_because(session: Session, gesture_id: Key | None, why: str) -> Refusal:
    """The refusal that names a gesture and says what to do about it; `why` ends the sentence («qui en dépend»)."""
    gesture = session.get(Gesture, gesture_id) if gesture_id else None
    if gesture is None:
        return Refusal.because("Une autre fiche en dépend\u00a0: cette action ne peut pas être annulée seule.")
    act, named = "Annulez", gesture
    if gesture.undoes is not None:
        undone = session.get_one(Gesture, gesture.undoes)
        act, named = (
            ("Rétablissez", undone) if undone.undoes is None else (act, session.get_one(Gesture, undone.undoes))
        )
    what = f"«\u00a0{named.label}\u00a0»" if named.label else f"l’action du {named.at.astimezone():%d/%m/%Y à %H:%M}"
    return InTheWay(
        f"{act} d’abord {what}, {why}.", named.id if named is not gesture and act == "Annulez" else gesture.id
    )


def culprit(session: Session, record_id: str, fields: Sequence[str], until: int, since: int = 0) -> Key | None:
    """The latest gesture, after `since` and up to `until`, that gave one of these fields of a record or created it."""
    return session.scalar(
        select(JournalEntry.gesture_id)
        .where(JournalEntry.record_id == record_id, JournalEntry.field.in_([*fields, CREATION]))
        .where(JournalEntry.lamport > since, JournalEntry.lamport <= until)
        .order_by(JournalEntry.lamport.desc(), JournalEntry.counter.desc())
        .limit(1)
    )


def refuse_if_changed_since(session: Session, entries: Sequence[JournalEntry]) -> None:
    """A field given yet another value since then would lose it. A change and its undoing, both since, cancel out."""
    given = {(entry.record_id, entry.field) for entry in entries}
    created = {record_id for record_id, field in given if field == CREATION}
    later: dict[Key, tuple[int, Key | None]] = {}
    for keys in batches(sorted({entry.record_id for entry in entries})):
        rows = session.execute(
            select(JournalEntry.record_id, JournalEntry.field, JournalEntry.lamport, Gesture.id, Gesture.undoes)
            .join(Gesture, Gesture.id == JournalEntry.gesture_id)
            .where(JournalEntry.record_id.in_(keys), JournalEntry.lamport > entries[0].lamport)
        )
        for record_id, field, lamport, gesture, undoes in rows:
            if record_id in created or (record_id, field) in given:
                later[gesture] = lamport, undoes
    cancelled: set[Key] = set()
    for gesture, (_, undoes) in sorted(later.items(), key=lambda line: (line[1][0], line[0]), reverse=True):
        if gesture in cancelled:
            continue
        if undoes not in later:
            raise refuse_because(session, gesture, "qui a modifié la même fiche depuis")
        cancelled.add(undoes)


def refuse_if_referred_to(session: Session, undone: Undone) -> None:
    """Nothing that is shown may refer to a record that goes, and nothing that comes back to a record gone since."""
    for table in sorted({entry.table_name for entry in undone.entries}):
        touched = list(undone.touched(table))
        _refuse_if_used(session, table, sorted(record.id for record, _ in touched if record.removed), undone)
        for column, referred in _references(BY_TABLE[table]):
            parents = {
                getattr(record, column)
                for record, fields in touched
                if not record.removed and fields & {column, CREATION}
            }
            _refuse_if_gone(session, referred, sorted(parents - {None}), undone)


def _refuse_if_used(session: Session, table: str, gone: list[Key], undone: Undone) -> None:
    if not gone:
        return
    for kind in RECORDS:
        for column, referred in _references(kind):
            if referred != table:
                continue
            attribute = getattr(kind, column)
            for keys in batches(gone):
                for user in session.scalars(select(kind.id).where(attribute.in_(keys))):
                    # What referred to it already then was left so: a placement goes with its months without hours.
                    if by := culprit(session, user, [column, "removed"], undone.until, undone.since):
                        raise refuse_because(session, by, "qui en dépend")


def _refuse_if_gone(session: Session, table: str, parents: list[Key], undone: Undone) -> None:
    kind = BY_TABLE[table]
    for keys in batches(parents):
        gone = select(kind.id).where(kind.id.in_(keys), kind.removed).execution_options(include_removed=True)
        for lost in session.scalars(gone):
            if by := culprit(session, lost, ["removed"], undone.until, undone.since):
                raise refuse_because(session, by, "qui a retiré une fiche dont celle-ci a besoin")


def _references(kind: type[Record]) -> Iterator[tuple[str, str]]:
    """The columns of a kind of record that point to another, with its table."""
    for column in kind.__table__.columns:
        for key in column.foreign_keys:
            yield column.key, key.column.table.name
