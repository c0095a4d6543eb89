"""The journal alone is enough to rebuild every record: nothing is written beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.journal import CREATION, JournalEntry
from facilitator_app.domain.records import RECORDS
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.demonstration.main_job import run_main_job
from tests.conftest import TODAY
from tests.exchange.decp.files import envelope, raw_contract, written

Rebuilt = dict[str, dict[str, dict[str, Any]]]


def rebuilt(session: Session) -> Rebuilt:
    """Table, record, field: the value as the journal keeps it."""
    records: Rebuilt = {}
    for entry in session.scalars(select(JournalEntry).order_by(JournalEntry.lamport, JournalEntry.counter)):
        table = records.setdefault(entry.table_name, {})
        value = json.loads(entry.value or "")
        if entry.field == CREATION:
            assert entry.record_id not in table, "a record is created once"
            table[entry.record_id] = value
        else:
            table[entry.record_id][entry.field] = value
    return records


def stored(session: Session) -> Rebuilt:
    """The same, from the tables."""
    return {
        kind.__tablename__: {
            row["id"]: {name: column.written(row[name]) for name, column in kind.fields().items()}
            for row in session.execute(select(*kind.__table__.columns)).mappings()
        }
        for kind in RECORDS
    }


def with_every_field(records: Rebuilt) -> Rebuilt:
    """The entry of a creation leaves out the fields that hold nothing."""
    return {
        kind.__tablename__: {
            key: {name: fields.get(name) for name in kind.fields()}
            for key, fields in records.get(kind.__tablename__, {}).items()
        }
        for kind in RECORDS
    }


def test_every_record_of_the_main_job_is_rebuilt_from_its_entries(database: Database, tmp_path: Path) -> None:
    published = written(tmp_path, envelope(*(raw_contract(id=f"2026P{n:03}", objet=f"Travaux {n}") for n in range(30))))
    steps = run_main_job(database.transaction, database.reading, tmp_path, files=[published], today=TODAY)
    assert list(steps)
    with database.reading() as session:
        records = stored(session)
        assert sum(map(len, records.values())) > 1500
        assert all(records[kind] for kind in ("monthly_hours", "contract", "proposal", "issued_document"))
        assert with_every_field(rebuilt(session)) == records


def test_undoing_and_doing_again_are_journalled_like_anything_else(demonstration: Path) -> None:
    database = open_house(demonstration)
    with database.transaction() as session:
        before = stored(session)
        line = gestures.last_to_undo(session)
        assert line is not None
    for _ in range(2):
        with database.reading() as session:
            gesture = gestures.recent(session, 1)[0]
        with database.transaction() as session:
            gestures.undo(session, gesture.gesture_id)
    with database.reading() as session:
        assert with_every_field(rebuilt(session)) == stored(session) == before
    database.close()
