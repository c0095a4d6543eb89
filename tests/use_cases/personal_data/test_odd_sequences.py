"""The rights of a person whose records were merged, archived, undone, limited, in whatever order it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database import checks
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.eligibility_file import RefusalCode
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases import (
    beneficiaries,
    eligibility_decisions,
    finding,
    following,
    gestures,
    merging,
    placements,
)
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.following.events import EventDraft
from facilitator_app.use_cases.personal_data import erasure, restriction, retention
from facilitator_app.use_cases.personal_data.handing_over import hand_over
from facilitator_app.use_cases.placement_checks import PlacementDraft
from tests.make import a_company, a_lot
from tests.use_cases.personal_data.test_erasure import occurrences

TODAY = dt.date.today()
NOW = dt.datetime.now()
A = BeneficiaryDraft(last_name="Vandermeulen", first_name="Aurélie", birth_date=dt.date(1987, 6, 14))
B = BeneficiaryDraft(last_name="Vandermeulen", first_name="Orélie", birth_date=dt.date(1987, 6, 14), note="Sosie")


def registered(database: Database, draft: BeneficiaryDraft) -> Key:
    with database.transaction() as session:
        return beneficiaries.register(session, draft, TODAY)


def merged(database: Database) -> tuple[Key, Key]:
    kept, gone = registered(database, A), registered(database, B)
    with database.transaction() as session:
        merging.merge(session, kept, gone)
    return kept, gone


def labelled(database: Database, start: str) -> Key:
    with database.reading() as session:
        return next(line.gesture_id for line in gestures.recent(session) if line.label.startswith(start))


def test_the_registration_of_somebody_another_was_merged_into_is_not_undone_alone(database: Database) -> None:
    kept, _gone = merged(database)
    first = labelled(database, "Nouvelle personne\u00a0: Aurélie")
    with database.transaction() as session, pytest.raises(Refusal):
        gestures.undo(session, first)
    with database.reading() as session:
        assert list(session.scalars(select(Beneficiary.id))) == [kept]


def test_nothing_merged_by_a_record_that_changes_nothing_is_lost_by_an_undoing(database: Database) -> None:
    """The one merged brings nothing new: no field of the one kept tells that there was a merge."""
    kept, gone = registered(database, A), registered(database, A)
    with database.transaction() as session:
        merging.merge(session, kept, gone)
    first = min(gestures_of(database), key=lambda line: line.at).gesture_id
    with database.transaction() as session, pytest.raises(Refusal):
        gestures.undo(session, first)


def gestures_of(database: Database) -> list[gestures.GestureLine]:
    with database.reading() as session:
        return [line for line in gestures.recent(session) if line.label.startswith("Nouvelle personne")]


def test_somebody_merged_then_taken_apart_then_anonymised_leaves_the_other(database: Database, path: Path) -> None:
    kept, gone = merged(database)
    with database.transaction() as session:
        gestures.undo(session, labelled(database, "Fusion"))
    with database.reading() as session:
        undoing = gestures.recent(session)[0].gesture_id
    with database.transaction() as session:
        erasure.anonymise(session, [gone], TODAY)
    with database.transaction() as session, pytest.raises(Refusal):  # nothing brings the merge back
        gestures.undo(session, undoing)
    with database.reading() as session:
        assert session.get_one(Beneficiary, kept).full_name == "Vandermeulen Aurélie"
        assert [found.name for found in finding.people(session, "vandermeulen", TODAY)] == ["Vandermeulen Aurélie"]
    database.close()
    assert occurrences(path, "Orélie") == 0
    house = open_house(path)
    assert list(checks.faults(house.path, house.engine)) == []
    house.close()


@pytest.mark.parametrize("state", ["archived", "left alone", "merged", "withdrawn"])
def test_the_whole_file_is_handed_over_whatever_became_of_it(database: Database, tmp_path: Path, state: str) -> None:
    person = registered(database, A)
    with database.transaction() as session:
        following.keep_event(session, person, EVENT, TODAY)
    if state == "merged":
        other = registered(database, B)
    with database.transaction() as session:
        if state == "archived":
            beneficiaries.archive(session, person, "a déménagé", TODAY)
        elif state == "left alone":
            restriction.restrict(session, person, "conteste son adresse", TODAY)
        elif state == "merged":
            merging.merge(session, other, person)
    if state == "withdrawn":
        for _ in range(2):
            with database.transaction() as session:
                last = gestures.last_to_undo(session)
                assert last is not None
                gestures.undo(session, last.gesture_id)
    with database.transaction() as session:
        readable, complete = hand_over(session, other if state == "merged" else person, NOW, tmp_path)
    told = complete.read_text("utf-8")
    assert readable.read_bytes().startswith(b"%PDF")
    assert "a demandé une formation" in told
    assert "Aurélie" in told


def test_somebody_left_alone_is_archived_by_the_clock_and_anonymised_like_others(database: Database) -> None:
    person = registered(database, A)
    with database.transaction() as session:
        restriction.restrict(session, person, "conteste son adresse", TODAY)
    later = add_months(TODAY, 24)
    with database.transaction() as session:
        assert [row.id for row in retention.due(session, later).to_archive] == [person]
        retention.archive_due(session, [person], later)
    end = add_months(later, 24)
    with database.transaction() as session:
        assert [row.id for row in retention.due(session, end).to_anonymise] == [person]
        erasure.anonymise(session, [person], end)
    with database.reading() as session:
        assert "Aurélie" not in " ".join(row.name for row in restriction.restricted(session))


def test_a_rectification_undone_after_an_archive_keeps_what_is_right(database: Database) -> None:
    person = registered(database, A)
    with database.transaction() as session:
        beneficiaries.correct(session, person, replace(A, town="Toulon"), TODAY)
    with database.transaction() as session:
        beneficiaries.archive(session, person, "a déménagé", TODAY)
    with database.transaction() as session:
        gestures.undo(session, labelled(database, "Fiche de"))
    with database.reading() as session:
        kept = session.get_one(Beneficiary, person)
        assert (kept.town, kept.archived_on) == ("", TODAY)


EVENT = EventDraft(day=TODAY, text="a demandé une formation")
ACTS: dict[str, Callable[[Session, Key], object]] = {
    "corrected": lambda session, person: beneficiaries.correct(session, person, A, TODAY),
    "opened for correction": beneficiaries.draft_of,
    "archived": lambda session, person: beneficiaries.archive(session, person, "a déménagé", TODAY),
    "opened again": lambda session, person: beneficiaries.reopen(session, person, "revenue", TODAY),
    "left alone": lambda session, person: restriction.restrict(session, person, "conteste", TODAY),
    "kept longer": lambda session, person: retention.hold(session, person, "contrôle", add_months(TODAY, 2), TODAY),
    "followed": lambda session, person: following.keep_event(
        session, person, EventDraft(day=TODAY, text="appel"), TODAY
    ),
    "refused": lambda session, person: eligibility_decisions.refuse(
        session, person, RefusalCode.PROOF_MISSING, "", TODAY
    ),
    "placed": lambda session, person: placements.start_placement(session, a_start(session, person), TODAY),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_written_any_more_of_somebody_anonymised(database: Database, act: str) -> None:
    """Named again, she would be in no list and on no clock: nobody would ever forget her."""
    person = registered(database, A)
    with database.transaction() as session:
        erasure.anonymise(session, [person], TODAY)
    with database.transaction() as session, pytest.raises(Refusal, match="anonymisée"):
        ACTS[act](session, person)


def a_start(session: Session, person: Key) -> PlacementDraft:
    lot, company = a_lot(session), a_company(session)
    return PlacementDraft(
        beneficiary_id=person, lot_id=lot.id, employer_id=company.id, contract_type=EmploymentContract.PERMANENT,
        hours_per_week=35, starts_on=TODAY, ends_on=None, confirmed_reason="accord",
    )  # fmt: skip
