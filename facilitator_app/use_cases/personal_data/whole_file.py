"""Everything the house keeps about one person, gathered for her (GDPR art. 15): found from the records themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.columns import Day, MonthColumn
from facilitator_app.domain.erasure import kinds_about_people
from facilitator_app.domain.field_names import field_name, is_shown, kind_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import initials
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.gestures.past import ERASED, ChangeLine, histories
from facilitator_app.use_cases.gestures.record_names import RecordNames, referred
from facilitator_app.use_cases.gestures.wording import keys_in, written
from facilitator_app.use_cases.merged_records import with_those_merged
from facilitator_app.use_cases.personal_data import access_log
from facilitator_app.use_cases.personal_data.names import Names
from facilitator_app.use_cases.personal_data.recipients import Recipient, recipients
from facilitator_app.use_cases.personal_data.third_persons import ThirdPersons, names_somebody_else

_WITH_REMOVED = {"include_removed": True}
OTHER_PERSON = "autre personne"


@dataclass(frozen=True, slots=True)
class Value:
    """One column: its name in the file, what it is called, the value as kept and as read."""

    field: str
    label: str
    kept: Any
    read: str
    shown: bool
    """Whether it tells a person something that the rest does not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One record about the person."""

    table: str
    kind: str
    id: Key
    removed: bool
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A value that the journal says a field was given; `author` by initials, `first` when the record was created."""

    at: dt.datetime
    author: str
    gesture: str
    kind: str
    field: str
    before: str
    after: str
    record_id: Key
    first: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """Her file was looked at."""

    at: dt.datetime
    author: str
    what: str


@dataclass(frozen=True, slots=True)
class WholeFile:
    """`pieces` come by kind, the person's own record first; removed records are there too."""

    person_id: Key
    name: str
    at: dt.datetime
    pieces: tuple[Piece, ...]
    past: tuple[Past, ...]
    recipients: tuple[Recipient, ...]
    looks: tuple[Looked, ...]


def whole_file(session: Session, beneficiary_id: Key, now: dt.datetime) -> WholeFile:
    """Everything, protected criteria included, other people by their initials. Raises Refusal when nobody is there."""
    records = records_about(session, beneficiary_id)
    own_keys = {record.id for record in records if isinstance(record, Beneficiary)}
    own = Names()
    for record in records:
        if isinstance(record, Beneficiary):
            own.note(vars(record))
    lines = histories(session, sorted(record.id for record in records))
    for line in lines:
        if line.table == Beneficiary.__tablename__:
            own.note({line.field: line.after})
    rows = [(record.__tablename__, name, _kept(record, name)) for record in records for name in record.fields()]
    rows += [(line.table, line.field, value) for line in lines for value in (line.before, line.after)]
    others = ThirdPersons(session, own, own_keys, (*_texts(rows), *(line.label for line in lines)))
    others.learn({value for _, name, value in rows if names_somebody_else(name) and isinstance(value, str)})
    others.learn({line.author for line in lines})
    names = RecordNames(session)
    names.learn(keys_in(rows))
    reading = _Reading(names, others, own_keys)
    created: dict[Key, Key] = {}
    for line in lines:
        created.setdefault(line.record_id, line.gesture_id)
    looks = access_log.looks(session, beneficiary_id, most=10_000)
    person = next(record for record in records if record.id == beneficiary_id)
    assert isinstance(person, Beneficiary)
    return WholeFile(
        person_id=beneficiary_id,
        name=f"{person.first_name} {person.last_name}",
        at=now.astimezone(),
        pieces=tuple(reading.piece(record) for record in records),
        past=tuple(reading.past(line, created[line.record_id] == line.gesture_id) for line in lines),
        recipients=tuple(recipients(session, own_keys)),
        looks=tuple(Looked(look.at, initials(look.author), look.look.label) for look in looks),
    )


def records_about(session: Session, beneficiary_id: Key) -> list[Record]:
    """The person's record, those merged into it, and every record that leads to them, removed ones included."""
    asked = select(Beneficiary).where(Beneficiary.id.in_(with_those_merged(session, [beneficiary_id])))
    found: list[Record] = list(session.scalars(asked, execution_options=_WITH_REMOVED))
    if beneficiary_id not in {record.id for record in found}:
        raise Refusal.because("Cette personne n’est plus dans le fichier\u00a0: actualisez la liste.")
    found.sort(key=lambda record: record.id != beneficiary_id)
    keys: dict[str, set[Key]] = {Beneficiary.__tablename__: {record.id for record in found}}
    for kind, _first in kinds_about_people().values():
        of_kind: dict[Key, Record] = {}
        for column, table in _ways(kind, keys):
            for some in batches(sorted(keys[table])):
                hanging = select(kind).where(getattr(kind, column).in_(some))
                of_kind |= {record.id: record for record in session.scalars(hanging, execution_options=_WITH_REMOVED)}
        keys[kind.__tablename__] = set(of_kind)
        found += sorted(of_kind.values(), key=_order)
    hers = keys[Beneficiary.__tablename__]
    told_apart = select(NotTheSame).where(or_(NotTheSame.one_id.in_(hers), NotTheSame.other_id.in_(hers)))
    found += session.scalars(told_apart.order_by(NotTheSame.id), execution_options=_WITH_REMOVED)
    return found


def _order(record: Record) -> tuple[str, str]:
    """By month or day, as they follow one another."""
    days = (getattr(record, name) for name, column in record.fields().items() if isinstance(column, Day | MonthColumn))
    return str(next((day for day in days if day is not None), "")), record.id


def _ways(kind: type[Record], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The columns that lead from a kind of record to the person, and through which table."""
    for column in kind.__table__.columns:
        for key in column.foreign_keys:
            if key.column.table.name in known:
                yield column.key, key.column.table.name


def _kept(record: Record, name: str) -> Any:
    return record.fields()[name].written(getattr(record, name))


def _texts(rows: Iterable[tuple[str, str, Any]]) -> Iterator[str]:
    return (value for _, _, value in rows if isinstance(value, str))


def _tells(table: str, name: str) -> bool:
    """Neither what the program works out, nor that a record is there, nor that it is about her."""
    return is_shown(table, name) and name != "removed" and referred(table, name) != Beneficiary.__tablename__


class _Reading:
    """Says values in words, without anybody else's name."""

    def __init__(self, names: RecordNames, others: ThirdPersons, own_keys: set[Key]) -> None:
        self._names, self._others, self._own = names, others, own_keys

    def piece(self, record: Record) -> Piece:
        table = record.__tablename__
        values = tuple(
            Value(name, field_name(table, name), *self._said(table, name, _kept(record, name)), _tells(table, name))
            for name in record.fields()
        )
        return Piece(table, kind_name(table), record.id, record.removed, values)

    def past(self, line: ChangeLine, first: bool) -> Past:
        before, after = (self._said(line.table, line.field, value)[1] for value in (line.before, line.after))
        return Past(
            line.at, initials(line.author), self._others.clean(line.label), kind_name(line.table),
            "Toute la fiche" if line.after is ERASED else field_name(line.table, line.field), before, after,
            line.record_id, first,
        )  # fmt: skip

    def _said(self, table: str, field: str, kept: Any) -> tuple[Any, str]:
        """The value as kept and as read."""
        if table == NotTheSame.__tablename__ and field.endswith("_id"):
            hers = "cette personne" if kept in self._own else OTHER_PERSON
            return (kept, hers) if kept in self._own else (hers, hers)
        if referred(table, field) == Beneficiary.__tablename__ and kept and kept not in self._own:
            return OTHER_PERSON, OTHER_PERSON
        read = written(self._names, table, field, kept, revealed=True)
        if isinstance(kept, str) and names_somebody_else(field):
            return initials(kept), initials(read)
        if isinstance(kept, str):
            return self._others.clean(kept), self._others.clean(read)
        return (None if kept is ERASED else kept), self._others.clean(read)
