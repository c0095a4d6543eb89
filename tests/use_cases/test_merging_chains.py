"""Records merged one after the other, taken apart in both orders, and what becomes of people who asked to be left."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from facilitator_app.database import checks
from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import Look
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.following import EventKind, PersonEvent
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import duplicates, gestures
from facilitator_app.use_cases.merging import merge
from facilitator_app.use_cases.personal_data import access_log, erasure, restriction
from facilitator_app.use_cases.personal_data.whole_file import records_about
from tests import make
from tests.conftest import TODAY
from tests.use_cases.test_merging import a_proposal, everything

STATES = (ProposalState.PROPOSED, ProposalState.ACCEPTED, ProposalState.RETAINED)
NAMES = ("Martel", "Vandermeulen", "Castaldi")
Three = tuple[Key, Key, Key]


@pytest.fixture
def three(database: Database) -> Three:
    """One person under three names, each with a placement that is over, a proof, a proposal, and a known namesake."""
    with database.transaction() as session:
        need, namesake = make.a_need(session), make.a_beneficiary(session, last_name="Roy", first_name="Lucie").id
        people = []
        for place, (name, state) in enumerate(zip(NAMES, STATES, strict=True)):
            person = make.a_beneficiary(
                session, last_name=name, first_name="Lucie", note=f"{place}", phone=f"060{place}"
            )
            make.a_placement(session, beneficiary_id=person.id, ends_on=dt.date(2026, 6, 30))
            make.kept(session, EligibilityProof(beneficiary_id=person.id, category="RSA"))
            a_proposal(session, need.id, person.id, state)
            people.append(person.id)
        for key in (people[0], people[2]):
            duplicates.say_not_the_same(session, key, namesake)
        return people[0], people[1], people[2]


def merged(database: Database, keep: Key, gone: Key) -> Key:
    """The gesture that merged them."""
    with database.transaction() as session:
        merge(session, keep, gone)
    return last(database)


def last(database: Database) -> Key:
    with database.reading() as session:
        gesture = gestures.last_to_undo(session)
    assert gesture is not None
    return gesture.gesture_id


def undo(database: Database, gesture: Key) -> None:
    with database.transaction() as session:
        gestures.undo(session, gesture)


def house(database: Database) -> object:
    with database.reading() as session:
        return everything(session)


def test_two_merges_are_undone_from_the_last_and_the_first_says_so(database: Database, three: Three) -> None:
    one, two, three_ = three
    at_first = house(database)
    first = merged(database, two, one)
    between = house(database)
    second = merged(database, three_, two)
    whole = house(database)
    with pytest.raises(Refusal, match="Annulez d’abord «\u00a0Fusion de deux fiches de Castaldi Lucie\u00a0»"):
        undo(database, first)
    undo(database, second)
    assert house(database) == between
    undo(database, first)
    assert house(database) == at_first
    for expected in (between, whole):
        with database.transaction() as session:
            again = gestures.last_to_redo(session)
            assert again is not None
            gestures.undo(session, again.gesture_id)
        assert house(database) == expected
    assert list(checks.faults(database.path, database.engine)) == []


def test_what_was_done_to_a_record_merged_since_is_not_undone_unseen(database: Database, three: Three) -> None:
    with database.transaction() as session:
        session.get_one(Beneficiary, three[0]).email = "lucie@exemple.fr"
    correction = last(database)
    with database.transaction() as session:
        event = make.kept(session, PersonEvent(beneficiary_id=three[0], kind=EventKind.CALL, day=TODAY, text="Appel."))
        key = event.id
    with database.transaction() as session:
        session.get_one(PersonEvent, key).removed = True
    removal = last(database)
    merged(database, three[1], three[0])
    for gesture in (correction, removal):
        with pytest.raises(Refusal, match="Annulez d’abord «\u00a0Fusion"):
            undo(database, gesture)


def test_the_whole_file_goes_back_to_the_first_of_the_records(database: Database, three: Three) -> None:
    one, two, kept = three
    with database.transaction() as session:
        access_log.note(session, [one], Look.SHEET, dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))
    merged(database, two, one)
    merged(database, kept, two)
    with database.reading() as session:
        assert {record.id for record in records_about(session, kept) if isinstance(record, Beneficiary)} == set(three)
        assert [(line.beneficiary_id, line.name) for line in access_log.looks(session, kept)] == [(one, "Martel Lucie")]


def test_anonymising_somebody_forgets_the_records_merged_into_hers(database: Database, three: Three) -> None:
    """They are removed, not erased: their names and telephones stayed in the file for ever."""
    one, two, kept = three
    merged(database, two, one)
    second = merged(database, kept, two)
    with database.transaction() as session:
        account = erasure.anonymise(session, [kept], TODAY)
    assert (account.people, set(account.keys)) == (1, set(three))
    with database.reading() as session:
        everybody = select(Beneficiary).where(Beneficiary.id.in_(three))
        people = list(session.scalars(everybody, execution_options={"include_removed": True}))
        assert {(person.last_name, person.phone) for person in people} == {("Anonymisée", "")}
        assert {key for key, _ in erasure.ledger(session)} == set(three)
    with pytest.raises(Refusal):
        undo(database, second)
    assert list(checks.faults(database.path, database.engine)) == []


def test_records_left_behind_by_an_earlier_anonymisation_go_with_the_next(database: Database, three: Three) -> None:
    one, two, kept = three
    with database.transaction() as session:
        erasure.anonymise(session, [kept], TODAY)
        session.get_one(Beneficiary, one).merged_into = two
        session.get_one(Beneficiary, two).merged_into = kept
        other = make.a_beneficiary(session).id
    with database.transaction() as session:
        assert set(erasure.anonymise(session, [other], TODAY).keys) == {one, two, other}


def test_a_copy_taken_after_the_merge_forgets_every_record(database: Database, three: Three) -> None:
    merged(database, three[1], three[0])
    with database.transaction() as session:
        assert set(erasure.replay(session, [(three[1], TODAY)]).keys) == {three[0], three[1]}


@pytest.mark.parametrize("keeps_the_other", [True, False])
def test_nobody_anonymised_is_merged(database: Database, three: Three, keeps_the_other: bool) -> None:
    with database.transaction() as session:
        erasure.anonymise(session, [three[0]], TODAY)
    pair = (three[1], three[0]) if keeps_the_other else (three[0], three[1])
    with pytest.raises(Refusal, match="anonymisée"):
        merged(database, *pair)


@pytest.mark.parametrize("keeps_the_other", [True, False])
def test_nobody_whose_data_are_limited_is_merged(database: Database, three: Three, keeps_the_other: bool) -> None:
    with database.transaction() as session:
        restriction.restrict(session, three[0], "conteste son adresse", TODAY)
    pair = (three[1], three[0]) if keeps_the_other else (three[0], three[1])
    with pytest.raises(Refusal, match="limitées"):
        merged(database, *pair)
