"""Keeping the journal: every change of every record becomes an append-only entry, in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, cast

import orjson
from sqlalchemy import Insert, Result, Table, event, insert, inspect, select, update
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker

from facilitator_app.database import bulk
from facilitator_app.database.inserting import InsertColumns, in_another_thread
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
    entries = [(record.__tablename__, record.id, CREATION, orjson.dumps(values), "") for record, values in created]
    heads = _heads(session, [record.id for record, _ in changed])
    for record, fields in changed:
        seen = heads.get(record.id, {})
        entries += [
            (record.__tablename__, record.id, name, orjson.dumps(value), seen.get(name) or seen.get(CREATION, ""))
            for name, value in fields.items()
        ]
    written = _Entries(session)
    tables, keys, names, said, replaced = zip(*entries, strict=True)
    texts = [text.decode() for text in said]
    bulk.insert_columns(session.connection(), JournalEntry, written.columns(tables, keys, names, texts, replaced))
    written.close()
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

    Quicker still for thousands of rows: in their place, the option `blocks` gives, one after the other, a kind of
    record and its rows, or a dictionary of columns. Who makes them asks nothing of the session meanwhile.
    """
    if not (state.is_insert or state.is_update or state.is_delete):
        return None
    if state.execution_options.get("unjournalled"):
        return None
    statement = state.statement
    if not isinstance(statement, Insert):
        raise RuntimeError("Records are changed through the session, one by one, so that the journal sees them.")
    said, blocks = state.parameters, state.execution_options.get("blocks")
    given = [(BY_TABLE[statement.table.name], said)] if blocks is None and isinstance(said, list) else blocks
    if given is None:
        raise RuntimeError("Bulk inserts take a list of rows, or blocks of them.")
    entries, connection = _Entries(state.session), state.session.connection()
    at_once = nullcontext(partial(bulk.insert_columns, connection))
    with at_once if blocks is None else in_another_thread(connection) as insert_columns:
        for kind, rows in given:
            _insert(entries, insert_columns, kind, rows)
    entries.close()
    return IteratorResult(SimpleResultMetaData(()), iter(()))


def _insert(
    entries: _Entries, insert_columns: InsertColumns, kind: type[Record], given: Sequence[bulk.Row] | bulk.Columns
) -> None:
    columns = given if isinstance(given, Mapping) else bulk.columns_of(given)
    ready = bulk.prepared(kind, columns)
    insert_columns(kind, ready.columns)
    count, keys = len(ready.texts), ready.columns["id"]
    tables, names, nothing = [kind.__tablename__] * count, [CREATION] * count, [""] * count
    insert_columns(JournalEntry, entries.columns(tables, keys, names, ready.texts, nothing))
    rows = zip(*columns.values(), strict=True)
    for row in rows if kind.__tablename__ in _TOUCHING else islice(rows, 1):
        _touch(entries.session, kind.__tablename__, dict(zip(columns, row, strict=True)))


class _Entries:
    """Entries to add to the gesture of a session, each linked to the one before."""

    def __init__(self, session: Session) -> None:
        self.session, self._changes = session, changes(session)
        mine = session.execute(
            select(Replica.id, Replica.counter, Replica.lamport, Replica.chain).where(Replica.mine)
        ).one()
        self._replica, self._counter, self._lamport = mine.id, mine.counter, mine.lamport
        gesture = self._changes.gesture
        if gesture is None:
            self._lamport += 1
            gesture = _begin_gesture(session, self._changes, mine.chain)
        self._gesture = gesture
        self._linked = journal_chain.linking(self._replica, self._lamport, gesture)

    def columns(
        self,
        tables: Sequence[str],
        records: Sequence[str],
        names: Sequence[str],
        texts: Sequence[str],
        replaced: Sequence[str],
    ) -> bulk.Columns:
        """Those of `JournalEntry`, for the table, record and field of each, its value as JSON, and what it replaces."""
        count = len(texts)
        counters = range(self._counter + 1, self._counter + 1 + count)
        salts = list(journal_chain.salts(count))
        digests = map(journal_chain.digest_of, map(str.encode, texts), salts)
        links = self._linked(self._changes.chain, zip(counters, tables, records, names, replaced, digests, strict=True))
        self._changes.chain, self._counter = links[-1], counters[-1]
        return {
            "replica": [self._replica] * count,
            "counter": counters,
            "lamport": [self._lamport] * count,
            "gesture_id": [self._gesture] * count,
            "table_name": tables,
            "record_id": records,
            "field": names,
            "replaces": replaced,
            "value": texts,
            "salt": salts,
            "chain": links,
        }

    def close(self) -> None:
        """Note where this copy of the file stands."""
        reached = update(_REPLICAS).where(_REPLICAS.c.id == self._replica)
        self.session.connection().execute(reached.values(counter=self._counter, lamport=self._lamport))
        self._changes.stands = f"{self._replica} {self._counter}"


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
