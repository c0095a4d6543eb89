"""Every change leaves an entry; what cannot be kept is refused before anything is written."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, insert, select, update

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.journal import CREATION, Gesture, JournalEntry, Replica
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.refusal import Refusal
from tests import make


def entries(database: Database) -> list[JournalEntry]:
    with database.reading() as session:
        return list(session.scalars(select(JournalEntry).order_by(JournalEntry.counter)))


def test_a_creation_is_one_entry_with_every_field(database: Database) -> None:
    with database.transaction() as session:
        make.a_buyer(session, name="Ville de Port-Calme")
    (entry,) = entries(database)
    assert entry.field == CREATION
    assert json.loads(entry.value or "")["name"] == "Ville de Port-Calme"


def test_a_changed_field_is_one_entry_that_says_what_it_replaces(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_buyer(session).id
    with database.transaction() as session:
        session.get_one(Buyer, key).contact = "Mme Roux"
    with database.transaction() as session:
        session.get_one(Buyer, key).contact = "M. Blanc"
    created, first, second = entries(database)
    assert (first.field, json.loads(first.value or "")) == ("contact", "Mme Roux")
    assert first.replaces == f"{created.replica}:{created.counter}"
    assert second.replaces == f"{first.replica}:{first.counter}"
    assert created.lamport < first.lamport < second.lamport


def test_the_same_value_again_is_no_change(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_buyer(session, contact="Mme Roux").id
    with database.transaction() as session:
        session.get_one(Buyer, key).contact = "Mme Roux"
    assert len(entries(database)) == 1


def test_one_transaction_is_one_gesture_with_its_author(database: Database) -> None:
    with database.transaction() as session:
        make.a_lot(session)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Gesture)) == 1
        assert session.scalar(select(Gesture.author)) == "Hélène Arnoux"
        assert session.scalar(select(Replica.counter).where(Replica.mine)) == len(entries(database))


def test_a_failed_gesture_leaves_no_trace(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        make.a_buyer(session)
        raise ZeroDivisionError
    assert entries(database) == []


def test_a_value_too_long_is_refused_with_its_field(database: Database) -> None:
    with pytest.raises(Refusal) as refused, database.transaction() as session:
        make.a_buyer(session, contact="x" * 201)
    assert refused.value.problems[0].field == "contact"
    assert "200 signes" in refused.value.problems[0].message
    assert entries(database) == []


def test_nothing_is_physically_deleted(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_buyer(session).id
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.delete(session.get_one(Buyer, key))


def test_a_bulk_update_behind_the_journal_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.execute(update(Buyer).values(contact="x"))


def test_many_rows_are_journalled_alike_given_by_row_or_by_column(database: Database) -> None:
    rows = [
        {"name": f"Ville {n}", "folded": f"ville {n}", "contact": None if n else "Mme Roux", "siret": None}
        for n in range(3)
    ]
    columns = {name: [row[name] for row in rows] for name in rows[0]} | {"id": [new_key() for _ in rows]}
    with database.transaction() as session:
        session.execute(insert(Buyer), [row | {"id": new_key()} for row in rows])
    with database.transaction() as session:
        session.execute(insert(Buyer), execution_options={"blocks": [(Buyer, columns)]})
    said = [(entry.field, json.loads(entry.value or "")) for entry in entries(database)]
    assert said[:3] == said[3:]
    with database.reading() as session:
        kept = session.execute(select(Buyer.name, Buyer.contact).order_by(Buyer.name)).all()
    assert kept[::2] == kept[1::2]


def test_a_dictionary_that_is_not_said_to_be_columns_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.execute(insert(Buyer), {"id": new_key(), "name": "Ville"})


def test_reading_never_writes(database: Database) -> None:
    with pytest.raises(RuntimeError), database.reading() as session:
        session.add(Buyer(name="x"))
        session.flush()


def test_a_removed_record_is_seen_only_on_demand(database: Database) -> None:
    with database.transaction() as session:
        buyer = make.a_buyer(session)
        buyer.removed = True
        key = buyer.id
    with database.reading() as session:
        assert session.scalar(select(Buyer.id)) is None
        assert session.execute(select(Buyer.id), execution_options={"include_removed": True}).scalar() == key


def test_a_gesture_named_after_its_first_write_keeps_its_name(database: Database) -> None:
    with database.transaction() as session:
        make.a_buyer(session)
        session.flush()
        session.info["label"] = "Nouvel acheteur"
    with database.reading() as session:
        assert session.scalar(select(Gesture.label)) == "Nouvel acheteur"
