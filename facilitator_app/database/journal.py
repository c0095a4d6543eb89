"""Keeping the journal: every change of every record becomes an append-only entry, in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

import orjson
from sqlalchemy import Insert, Result, Table, event, insert, inspect, select, update
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker

from facilitator_app.database import bulk
from facilitator_app.domain import journal_chain
from facilitator_app.domain.base import Record
from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry, Replica
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.domain.records import BY_TABLE
from facilitator_app.domain.refusal import Problem, Refusal

# Mapped classes promise less than the tables they are made of.
_GESTURES = cast(Table, Gesture.__table__)
_REPLICAS = cast(Table, Replica.__table__)
_LABEL_LENGTH = 200
_AT_ONCE = 500
_COUNTING = frozenset({"due_hours", "starts_on", "ends_on"})  # what the counting of the hours of a lot looks at
_TOUCHING = frozenset({"monthly_hours", "placement", "counting_rules"})  # whose every row has hours to sum again
EVERY_LOT = ""
"""Stands for all lots among those to sum again: the rules of the house changed."""


@dataclass
class Changes:
    """What a session has written so far."""

    gesture: Key | None = None
    chain: bytes = journal_chain.START  # the digest of the last entry written
    stands: str = ""  # the copy of the file written to, and its counter after the last entry
    tables: set[str] = field(default_factory=set)
    placements: set[str] = field(default_factory=set)
    lots: set[str] = field(default_factory=set)


def keep(writing: sessionmaker[Session]) -> None:
    """Journal everything that sessions of this factory write."""
    event.listen(writing, "before_flush", _check)
    event.listen(writing, "after_flush", _note_flushed)
    event.listen(writing, "do_orm_execute", _note_bulk)
    event.listen(writing, "before_commit", _seal_gesture)


def changes(session: Session) -> Changes:
    kept: Changes = session.info.setdefault("changes", Changes())
    return kept


def _seal_gesture(session: Session) -> None:
    """Close the gesture: its name may be given after its first row was written, so it is only sealed at the end."""
    session.flush()
    done = changes(session)
    if done.gesture is None:
        return
    connection, table = session.connection(), _GESTURES
    written = connection.execute(select(table.c.author, table.c.at, table.c.undoes).where(table.c.id == done.gesture))
    author, at, undoes = written.one()
    label, (salt,) = _label(session), journal_chain.salts(1)
    digest = journal_chain.digest_of(label.encode(), salt)
    seal = journal_chain.seal(done.chain, done.gesture, author, at, undoes, digest)
    closed = update(table).where(table.c.id == done.gesture)
    connection.execute(closed.values(label=label, salt=salt, seal=seal))
    mine = update(_REPLICAS).where(_REPLICAS.c.mine)
    connection.execute(mine.values(chain=seal))


def _label(session: Session) -> str:
    return str(session.info.get("label") or "Modification")[:_LABEL_LENGTH]


def _check(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Refuse what cannot be kept before a single row is written, naming the field."""
    if session.deleted:
        raise RuntimeError("Nothing is physically deleted: set `removed` instead.")
    problems: list[Problem] = []
    for record in (*session.new, *session.dirty):
        if not isinstance(record, Record):
            continue
        for name, kind in record.fields().items():
            value = record.__dict__.get(name)
            if value is None:
                continue
            try:
                kind.checked(value)
            except ValueError as error:
                problems.append(Problem(name, str(error)))
    if problems:
        raise Refusal(*problems)


def _note_flushed(session: Session, _context: UOWTransaction) -> None:
    created = [(record, _written(record)) for record in session.new if isinstance(record, Record)]
    dirty = [record for record in session.dirty if isinstance(record, Record)]
    changed = [(record, fields) for record in dirty if (fields := _changed_fields(record))]
    if not created and not changed:
        return
    entries = [(record.__tablename__, record.id, CREATION, values, "") for record, values in created]
    heads = _heads(session, [record.id for record, _ in changed])
    for record, fields in changed:
        seen = heads.get(record.id, {})
        entries += [
            (record.__tablename__, record.id, name, value, seen.get(name) or seen.get(CREATION, ""))
            for name, value in fields.items()
        ]
    _append(session, entries)
    for record, _ in (*created, *changed):
        _touch(session, record.__tablename__, record.__dict__)
    for record, fields in changed:
        if record.__tablename__ == "placement" and "lot_id" in fields:
            changes(session).lots.update(inspect(record).attrs["lot_id"].history.deleted)
        elif record.__tablename__ == "lot" and not _COUNTING.isdisjoint(fields):
            changes(session).lots.add(record.id)


def _written(record: Record) -> dict[str, Any]:
    values = record.__dict__
    return {
        name: kind.written(value) for name, kind in record.fields().items() if (value := values.get(name)) is not None
    }


def _changed_fields(record: Record) -> dict[str, Any]:
    state = inspect(record)
    fields: dict[str, Any] = {}
    for name, kind in record.fields().items():
        history = state.attrs[name].history
        if history.added and (not history.deleted or history.deleted[0] != history.added[0]):
            fields[name] = kind.written(history.added[0])
    return fields


def _heads(session: Session, record_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """The latest entry of each field of some records, as «replica:counter»."""
    heads: dict[str, dict[str, str]] = {}
    for start in range(0, len(record_ids), _AT_ONCE):
        rows = session.execute(
            select(JournalEntry.record_id, JournalEntry.field, JournalEntry.replica, JournalEntry.counter)
            .where(JournalEntry.record_id.in_(record_ids[start : start + _AT_ONCE]))
            .order_by(JournalEntry.lamport, JournalEntry.counter)
        )
        for record_id, name, replica, counter in rows:
            heads.setdefault(record_id, {})[name] = f"{replica}:{counter}"
    return heads


def _note_bulk(state: ORMExecuteState) -> Result[Any] | None:
    """Journal `session.execute(insert(Kind), rows)`, the quick road of imports; other bulk writes are refused.

    Quicker still for thousands of rows: with the option `by_column`, a dictionary of columns in the place of the rows.
    """
    if not (state.is_insert or state.is_update or state.is_delete):
        return None
    if state.execution_options.get("unjournalled"):
        return None
    statement = state.statement
    if not isinstance(statement, Insert):
        raise RuntimeError("Records are changed through the session, one by one, so that the journal sees them.")
    kind = BY_TABLE[statement.table.name]
    said = state.parameters
    if isinstance(said, list):
        columns = bulk.columns_of(said)
    elif isinstance(said, dict) and state.execution_options.get("by_column"):
        columns = said
    else:
        raise RuntimeError("Bulk inserts take a list of rows, or columns said to be so.")
    ready = bulk.prepared(kind, columns)
    bulk.insert_columns(state.session.connection(), kind, ready.columns)
    _append(state.session, ready.entries)
    rows = zip(*columns.values(), strict=True)
    for row in rows if kind.__tablename__ in _TOUCHING else islice(rows, 1):
        _touch(state.session, kind.__tablename__, dict(zip(columns, row, strict=True)))
    return IteratorResult(SimpleResultMetaData(()), iter(()))


def _append(session: Session, entries: Iterable[tuple[str, str, str, Any, str]]) -> None:
    entries = list(entries)
    done = changes(session)
    mine = session.execute(
        select(Replica.id, Replica.counter, Replica.lamport, Replica.chain).where(Replica.mine)
    ).one()
    lamport = mine.lamport
    gesture = done.gesture
    if gesture is None:
        lamport += 1
        gesture = _begin_gesture(session, done, mine.chain)
    reached = mine.counter + len(entries)
    counters = range(mine.counter + 1, reached + 1)
    tables, records, names, values, replaced = zip(*entries, strict=True)
    texts, salts = list(map(orjson.dumps, values)), list(journal_chain.salts(len(entries)))
    digests = map(journal_chain.digest_of, texts, salts)
    chain, links = done.chain, list[bytes]()
    linked = journal_chain.linking(mine.id, lamport, gesture)
    for entry in zip(counters, tables, records, names, replaced, digests, strict=True):
        chain = linked(chain, *entry)
        links.append(chain)
    done.chain = chain
    columns = {
        "replica": [mine.id] * len(entries),
        "counter": counters,
        "lamport": [lamport] * len(entries),
        "gesture_id": [gesture] * len(entries),
        "table_name": tables,
        "record_id": records,
        "field": names,
        "replaces": replaced,
        "value": [text.decode() for text in texts],
        "salt": salts,
        "chain": links,
    }
    bulk.insert_columns(session.connection(), JournalEntry, columns)
    session.connection().execute(
        update(_REPLICAS).where(_REPLICAS.c.id == mine.id).values(counter=reached, lamport=lamport)
    )
    done.stands = f"{mine.id} {reached}"


def _begin_gesture(session: Session, done: Changes, chain: bytes) -> Key:
    begun = new_key()
    done.gesture, done.chain = begun, chain
    gesture = {
        "id": begun,
        "label": _label(session),
        "author": session.info.get("author", ""),
        "at": dt.datetime.now(dt.UTC),
        "undoes": session.info.get("undoes"),
        "seal": journal_chain.START,
    }
    session.connection().execute(insert(_GESTURES), [gesture])
    return begun


def _touch(session: Session, table: str, values: Mapping[str, Any]) -> None:
    done = changes(session)
    done.tables.add(table)
    if table == "monthly_hours":
        done.placements.add(values["placement_id"])
    elif table == "placement":
        done.lots.add(values["lot_id"])
    elif table == "counting_rules":
        done.lots.add(values.get("lot_id") or EVERY_LOT)


def where_it_stands(session: Session) -> str:
    """The copy of the file written to and its counter, as `replicas` reads them; empty when nothing was."""
    return changes(session).stands


def what_changed(session: Session) -> frozenset[str]:
    """The kinds of record written in this session, by table name."""
    return frozenset(changes(session).tables)
