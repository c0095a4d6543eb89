"""A registration undone leaves nobody in the file without a clock, and can be done again before it has run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator_app.database import checks
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases import beneficiaries, gestures, merging
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.personal_data import erasure, retention
from tests.make import a_need
from tests.use_cases.personal_data.test_erasure import occurrences

DRAFT = BeneficiaryDraft(last_name="Vandermeulen", first_name="Aurélie", birth_date=dt.date(1987, 6, 14))
TODAY = dt.date.today()
"""The day of the undoing is that of the journal, which has no other clock."""
LATER = add_months(TODAY, 1)


def registered(database: Database) -> Key:
    with database.transaction() as session:
        return beneficiaries.register(session, DRAFT, TODAY)


def undone(database: Database) -> None:
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)


def redone(database: Database) -> None:
    with database.transaction() as session:
        last = gestures.last_to_redo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)


def to_anonymise(database: Database, today: dt.date) -> list[tuple[str, dt.date, str]]:
    with database.reading() as session:
        return [(row.name, row.due_on, row.why) for row in retention.due(session, today).to_anonymise]


def test_somebody_whose_registration_was_undone_is_proposed_a_month_later(database: Database) -> None:
    registered(database)
    undone(database)
    assert to_anonymise(database, LATER - dt.timedelta(1)) == []
    assert to_anonymise(database, LATER) == [("Vandermeulen Aurélie", LATER, retention.UNDONE)]


def test_done_again_she_is_on_the_clock_of_everybody(database: Database) -> None:
    person = registered(database)
    undone(database)
    redone(database)
    assert to_anonymise(database, LATER) == []
    with database.reading() as session:
        assert session.get_one(Beneficiary, person).full_name == "Vandermeulen Aurélie"
        assert [row.id for row in retention.due(session, add_months(TODAY, 24)).to_archive] == [person]


def test_anonymised_she_is_nowhere_in_the_bytes_and_does_not_come_back(database: Database, path: Path) -> None:
    person = registered(database)
    undone(database)
    with database.transaction() as session:
        erasure.anonymise(session, [person], LATER)
    assert to_anonymise(database, add_months(LATER, 60)) == []
    with database.transaction() as session, pytest.raises(Refusal):
        _anonymisation, undoing, _registration = gestures.recent(session)
        gestures.undo(session, undoing.gesture_id)
    with database.reading() as session:
        assert list(session.scalars(select(Beneficiary.id))) == []
    database.close()
    house = open_house(path)
    assert list(checks.faults(house.path, house.engine)) == []
    house.close()
    assert [secret for secret in ("Vandermeulen", "vandermeulen", "1987-06-14") if occurrences(path, secret)] == []


def test_registered_again_her_name_stays_in_what_was_written_of_her(database: Database) -> None:
    gone = registered(database)
    undone(database)
    kept = registered(database)
    with database.transaction() as session:
        need = a_need(session, note="Aurélie Vandermeulen commence lundi").id
    with database.transaction() as session:
        erasure.anonymise(session, [gone], LATER)
    with database.reading() as session:
        assert session.get_one(Beneficiary, kept).full_name == "Vandermeulen Aurélie"
        assert session.get_one(Need, need).note == "Aurélie Vandermeulen commence lundi"
        labels = [line.label for line in gestures.recent(session)]
    assert labels.count("Nouvelle personne\u00a0: Aurélie Vandermeulen") == 1


def test_kept_longer_she_must_first_be_registered_again(database: Database) -> None:
    person = registered(database)
    undone(database)
    with database.transaction() as session, pytest.raises(Refusal, match="rétablissez"):
        retention.hold(session, person, "contrôle", add_months(TODAY, 6), TODAY)


def test_a_record_merged_goes_with_the_person_not_by_itself(database: Database) -> None:
    kept, gone = registered(database), registered(database)
    with database.transaction() as session:
        merging.merge(session, kept, gone)
    assert to_anonymise(database, LATER) == []


def test_registrations_undone_before_this_was_known_are_counted_too(database: Database) -> None:
    people = [registered(database) for _ in range(3)]
    for _ in people:
        undone(database)
    assert len(to_anonymise(database, add_months(TODAY, 60))) == 3
