"""Undoing gestures, and the history they leave."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from tests import make


def last(database: Database) -> gestures.GestureLine:
    with database.reading() as session:
        line = gestures.last_to_undo(session)
    assert line is not None
    return line


def undo_last(database: Database) -> str:
    gesture = last(database)
    with database.transaction() as session:
        return gestures.undo(session, gesture.gesture_id)


def name_of(database: Database, key: str) -> str | None:
    with database.reading() as session:
        return session.scalar(select(Buyer.name).where(Buyer.id == key))


def test_a_changed_field_gets_its_value_back_gesture_after_gesture(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_buyer(session, name="Ville").id
    for name in ("Métropole", "Département"):
        with database.transaction() as session:
            gestures.call_it(session, f"Nom : {name}")
            session.get_one(Buyer, key).name = name
    assert undo_last(database) == "Nom : Département"
    assert name_of(database, key) == "Métropole"
    assert undo_last(database) == "Nom : Métropole"
    assert name_of(database, key) == "Ville"
    undo_last(database)
    assert name_of(database, key) is None


def test_a_gesture_is_undone_once(database: Database) -> None:
    with database.transaction() as session:
        make.a_buyer(session)
    gesture = last(database)
    undo_last(database)
    with pytest.raises(Refusal, match="déjà été annulée"), database.transaction() as session:
        gestures.undo(session, gesture.gesture_id)


def test_an_older_change_of_the_same_field_is_refused_with_what_came_since(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_buyer(session).id
    with database.transaction() as session:
        gestures.call_it(session, "Premier nom")
        session.get_one(Buyer, key).name = "Un"
    first = last(database)
    with database.transaction() as session:
        gestures.call_it(session, "Second nom")
        session.get_one(Buyer, key).name = "Deux"
    with pytest.raises(Refusal, match="Second nom"), database.transaction() as session:
        gestures.undo(session, first.gesture_id)
    assert name_of(database, key) == "Deux"


def test_a_record_in_use_stays_and_its_user_is_named(database: Database) -> None:
    with database.transaction() as session:
        buyer = make.a_buyer(session)
        key = buyer.id
    creation = last(database)
    with database.transaction() as session:
        gestures.call_it(session, "Nouveau marché École")
        make.a_contract(session, buyer_id=key)
    with pytest.raises(Refusal, match="Nouveau marché École"), database.transaction() as session:
        gestures.undo(session, creation.gesture_id)
    undo_last(database)
    undo_last(database)
    assert name_of(database, key) is None


def test_a_bulk_insert_is_undone_as_one(database: Database) -> None:
    with database.transaction() as session:
        rows = [{"id": new_key(), "name": f"Société {n}", "folded": f"societe {n}"} for n in range(1200)]
        session.execute(insert(Company), rows)
    with database.reading() as session:
        assert len(session.scalars(select(Company.id)).all()) == 1200
    undo_last(database)
    with database.reading() as session:
        assert session.scalars(select(Company.id)).all() == []


def test_the_history_says_who_changed_what(database: Database) -> None:
    with database.transaction() as session:
        contract = make.a_contract(session, short_name="École")
        key = contract.id
    with database.transaction() as session:
        gestures.call_it(session, "Nom corrigé")
        session.get_one(Contract, key).short_name = "Groupe scolaire"
    with database.reading() as session:
        line = gestures.history(session, key)[-1]
    assert (line.author, line.label, line.field) == ("Hélène Arnoux", "Nom corrigé", "short_name")
    assert (line.before, line.after) == ("École", "Groupe scolaire")


def test_what_was_undone_is_done_again_in_order(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_buyer(session, name="Ville").id
    for name in ("Un", "Deux"):
        with database.transaction() as session:
            gestures.call_it(session, f"Nom : {name}")
            session.get_one(Buyer, key).name = name
    undo_last(database)
    undo_last(database)
    names = []
    for _ in range(2):
        with database.reading() as session:
            line = gestures.last_to_redo(session)
        assert line is not None
        with database.transaction() as session:
            names.append(gestures.undo(session, line.gesture_id))
    assert names == ["Nom : Un", "Nom : Deux"]
    assert name_of(database, key) == "Deux"
    with database.reading() as session:
        assert gestures.last_to_redo(session) is None
    assert undo_last(database) == "Nom : Deux"
    assert name_of(database, key) == "Un"


def test_nothing_is_done_again_after_something_new(database: Database) -> None:
    with database.transaction() as session:
        make.a_buyer(session)
    undo_last(database)
    with database.transaction() as session:
        make.a_company(session)
    with database.reading() as session:
        assert gestures.last_to_redo(session) is None
