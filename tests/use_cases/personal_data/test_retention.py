"""The retention clock over the years, what stops it, and the acts it asks for."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.columns import Day
from facilitator_app.domain.erasure import kinds_about_people
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.retention import RetentionRules, Stage, clock
from facilitator_app.domain.values import Month, add_months, hours
from facilitator_app.use_cases.personal_data import erasure, last_contacts, retention
from tests.make import a_beneficiary, a_need, a_placement

START = dt.date(2024, 1, 15)


def stage_of(session: Session, key: Key, today: dt.date) -> Stage:
    due = retention.due(session, today)
    listed = {row.id: row.stage for row in (*due.to_archive, *due.to_anonymise, *due.held)}
    archived = session.get_one(Beneficiary, key).archived_on is not None
    return listed.get(key, Stage.ARCHIVED if archived else Stage.IN_USE)


def test_six_years_of_a_file(session: Session) -> None:
    key = a_beneficiary(session, registered_on=START).id
    seen: list[tuple[int, Stage]] = []
    for month in range(73):
        today = add_months(START, month)
        if erasure.is_erased(session, key):
            break
        stage = stage_of(session, key, today)
        if not seen or seen[-1][1] is not stage:
            seen.append((month, stage))
        if stage is Stage.TO_ARCHIVE and month == 30:  # confirmed late
            retention.archive_due(session, [key], today)
        if stage is Stage.TO_ANONYMISE and month == 50:
            erasure.anonymise(session, [key], today)
    assert seen == [
        (0, Stage.IN_USE), (24, Stage.TO_ARCHIVE), (31, Stage.ARCHIVED), (48, Stage.TO_ANONYMISE),
    ]  # fmt: skip
    due = retention.due(session, add_months(START, 72))
    assert (due.count, due.people) == (0, 0)


def test_nobody_is_archived_or_anonymised_without_a_person_saying_so(session: Session) -> None:
    key = a_beneficiary(session, registered_on=START).id
    retention.due(session, add_months(START, 72))
    assert session.get_one(Beneficiary, key).archived_on is None
    assert not erasure.is_erased(session, key)


@pytest.mark.parametrize("contact", ["proposal", "answer", "proof", "work", "hours"])
def test_each_contact_starts_the_clock_again(session: Session, contact: str) -> None:
    key = a_beneficiary(session, registered_on=START).id
    later = dt.date(2025, 6, 10)
    last = later
    if contact in ("proposal", "answer"):
        need = a_need(session)
        session.add(
            Proposal(
                id=key_of("proposal", need.id, key), need_id=need.id, beneficiary_id=key, state=ProposalState.DECLINED,
                proposed_on=later if contact == "proposal" else START,
                answered_on=later if contact == "answer" else None,
            )
        )  # fmt: skip
    elif contact == "proof":
        session.add(EligibilityProof(beneficiary_id=key, category="RSA", dated_on=START, seen_on=later))
    else:
        placement = a_placement(session, beneficiary_id=key, starts_on=START, ends_on=later)
        if contact == "hours":
            month = Month(2025, 6)
            session.add(
                MonthlyHours(
                    id=MonthlyHours.key(placement.id, month), placement_id=placement.id, month=month, declared=hours(10)
                )
            )
            last = dt.date(2025, 6, 30)
    session.flush()
    assert stage_of(session, key, add_months(last, 24) - dt.timedelta(1)) is Stage.IN_USE
    assert stage_of(session, key, add_months(last, 24)) is Stage.TO_ARCHIVE


def test_somebody_at_work_is_in_contact(session: Session) -> None:
    key = a_beneficiary(session, registered_on=START).id
    a_placement(session, beneficiary_id=key, starts_on=START, ends_on=None)
    assert stage_of(session, key, dt.date(2030, 1, 1)) is Stage.IN_USE


def test_a_hold_stops_the_clock_until_its_day(session: Session) -> None:
    key = a_beneficiary(session, registered_on=START).id
    asked = add_months(START, 40)
    retention.hold(session, key, "contrôle FSE en cours", add_months(START, 60), asked)
    assert stage_of(session, key, add_months(START, 55)) is Stage.HELD
    assert stage_of(session, key, add_months(START, 61)) is Stage.TO_ANONYMISE
    retention.release(session, key)
    assert stage_of(session, key, add_months(START, 55)) is Stage.TO_ANONYMISE
    with pytest.raises(Refusal, match="à venir"):
        retention.hold(session, key, "procédure", asked, asked)
    with pytest.raises(Refusal, match="motif"):
        retention.hold(session, key, " ", add_months(asked, 12), asked)


def test_the_house_sets_its_own_lengths(session: Session) -> None:
    key = a_beneficiary(session, registered_on=START).id
    retention.change_rules(session, 12, 6)
    assert retention.rules(session) == RetentionRules(12, 6)
    assert stage_of(session, key, add_months(START, 12)) is Stage.TO_ARCHIVE
    assert stage_of(session, key, add_months(START, 18)) is Stage.TO_ANONYMISE
    with pytest.raises(Refusal, match="par exemple 24"):
        retention.change_rules(session, 0, 6)


def test_closed_early_a_file_stays_apart_for_its_full_time() -> None:
    closed = add_months(START, 3)
    lengths = RetentionRules()
    assert clock(START, closed, add_months(closed, 24) - dt.timedelta(1), lengths).stage is Stage.ARCHIVED
    assert clock(START, closed, add_months(closed, 24), lengths).stage is Stage.TO_ANONYMISE


@pytest.mark.parametrize(("active", "archive"), [(24, 24), (12, 36), (36, 6), (1, 0)])
def test_the_list_is_that_of_everybody_looked_at_one_by_one(session: Session, active: int, archive: int) -> None:
    """People left aside without looking at their contacts are none of those the clock has reached."""
    retention.change_rules(session, active, archive)
    chance = random.Random(f"{active} {archive}")
    today = dt.date(2026, 2, 28)
    people = [_somebody(session, chance, today) for _ in range(60)]
    session.flush()
    lengths, contacts = RetentionRules(active, archive), last_contacts.last_contacts(session, today)
    expected = {}
    for person in people:
        contact = max(contacts.get(person.id, person.registered_on), person.registered_on)
        now = clock(contact, person.archived_on, today, lengths)
        if now.stage in (Stage.TO_ARCHIVE, Stage.TO_ANONYMISE):
            on = now.archive_on if now.stage is Stage.TO_ARCHIVE else now.anonymise_on
            expected[person.id] = (now.stage, contact, on)
    due = retention.due(session, today)
    assert {
        row.id: (row.stage, row.last_contact, row.due_on) for row in (*due.to_archive, *due.to_anonymise)
    } == expected
    assert 0 < len(expected) < 60
    assert due.people == 60


def _somebody(session: Session, chance: random.Random, today: dt.date) -> Beneficiary:
    """Known for up to eight years; with or without work, hours, proofs, an archive."""

    def day(most: int = 2900) -> dt.date:
        return today - dt.timedelta(chance.choice((0, 1, 27, 28, 29, 30, 31, 365, 730, 731, chance.randrange(most))))

    person = a_beneficiary(session, registered_on=day(), archived_on=chance.choice((None, None, day())))
    for _ in range(chance.randrange(3)):
        starts_on = day() + dt.timedelta(chance.choice((0, 0, 40)))
        ends_on = chance.choice((None, starts_on + dt.timedelta(chance.randrange(400))))
        placement = a_placement(session, beneficiary_id=person.id, starts_on=starts_on, ends_on=ends_on)
        if ends_on and chance.random() < 0.5:
            month = Month.of(ends_on)
            session.add(
                MonthlyHours(
                    id=MonthlyHours.key(placement.id, month), placement_id=placement.id, month=month, declared=hours(10)
                )
            )
    if chance.random() < 0.3:
        session.add(EligibilityProof(beneficiary_id=person.id, category="RSA", dated_on=START, seen_on=day()))
    return person


def test_a_list_that_changed_is_not_confirmed(session: Session) -> None:
    key = a_beneficiary(session, registered_on=START).id
    with pytest.raises(Refusal, match="actualisez"):
        retention.archive_due(session, [key], add_months(START, 3))


def test_every_date_about_people_is_a_contact_or_is_not() -> None:
    """A new date must be added to CONTACTS or NOT_CONTACTS in use_cases/personal_data/last_contacts.py."""
    told = {f"{kind.__tablename__}.{column}" for kind, column in last_contacts.CONTACTS} | last_contacts.NOT_CONTACTS
    kinds: list[type[Record]] = [Beneficiary, *(kind for kind, _ in kinds_about_people().values())]
    dates = {
        f"{kind.__tablename__}.{name}"
        for kind in kinds
        for name, column in kind.fields().items()
        if isinstance(column, Day)
    }
    assert dates - told == set()
