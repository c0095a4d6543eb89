"""The people nobody has dealt with for some months are listed, as the house counts months."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.exits import ExitReason, Outcome
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases import beneficiaries, following, office
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.following import EventDraft, ExitDraft
from tests import make
from tests.conftest import TODAY

LONG_AGO, THREE_MONTHS_AGO = dt.date(2025, 1, 6), dt.date(2026, 8, 24)


def somebody(session: Session, registered_on: dt.date = LONG_AGO) -> Key:
    return make.a_beneficiary(session, registered_on=registered_on).id


def listed(session: Session) -> list[Key]:
    return search(session, "", Filter.OUT_OF_TOUCH, TODAY)


def test_somebody_called_long_ago_is_listed_and_called_since_is_not(session: Session) -> None:
    person = somebody(session)
    following.keep_event(session, person, EventDraft(THREE_MONTHS_AGO, text="Appelée"), TODAY)
    assert listed(session) == [person]
    following.keep_event(session, person, EventDraft(THREE_MONTHS_AGO + dt.timedelta(1), text="Vue"), TODAY)
    assert listed(session) == []


def test_the_house_says_how_many_months(session: Session) -> None:
    person = somebody(session)
    following.keep_event(session, person, EventDraft(THREE_MONTHS_AGO, text="Appelée"), TODAY)
    office.rules_row(session).no_contact_months = 4
    assert listed(session) == []


def test_registering_is_a_contact(session: Session) -> None:
    somebody(session, registered_on=dt.date(2026, 10, 1))
    assert listed(session) == []


def test_a_proof_seen_is_a_contact_and_what_was_removed_is_none(session: Session) -> None:
    person = somebody(session)
    proof = EligibilityProof(beneficiary_id=person, category="LTU", seen_on=dt.date(2026, 11, 2))
    make.kept(session, proof)
    assert listed(session) == []
    proof.removed = True
    assert listed(session) == [person]


@pytest.mark.parametrize(("answer", "is_listed"), [(Outcome.PERMANENT, False), (Outcome.NOT_REACHED, True)])
def test_asking_in_vain_is_no_contact(session: Session, answer: Outcome, is_listed: bool) -> None:
    person, day = somebody(session), dt.date(2026, 7, 1)
    leaving = following.keep_exit(session, person, ExitDraft(day, ExitReason.HIRED), TODAY)
    following.keep_later_situation(session, leaving, 3, answer, dt.date(2026, 10, 2), TODAY)
    assert (listed(session) == [person]) is is_listed


def test_archived_people_are_left_in_peace(session: Session) -> None:
    person = somebody(session)
    beneficiaries.archive(session, person, "a déménagé", TODAY)
    assert listed(session) == []
