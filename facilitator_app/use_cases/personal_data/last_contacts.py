"""When the house last dealt with each person, from the dates of every kind of record about her."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Date, String, and_, func, select, true, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.eligibility_file import EligibilityExtension, EligibilityRefusal
from facilitator_app.domain.exits import LaterSituation
from facilitator_app.domain.following import PersonEvent
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Proposal
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.values import Month

CONTACTS: tuple[tuple[type[Record], str], ...] = (
    (Proposal, "proposed_on"), (Proposal, "answered_on"), (EligibilityProof, "seen_on"), (ProtectedProof, "seen_on"),
    (EligibilityExtension, "decided_on"), (EligibilityRefusal, "decided_on"), (EligibilityRefusal, "lifted_on"),
    (Placement, "starts_on"), (PersonEvent, "day"), (LaterSituation, "answered_on"),
)  # fmt: skip
"""The dates on which somebody of the house dealt with the person."""
NOT_CONTACTS = {
    "beneficiary.birth_date", "beneficiary.registered_on", "beneficiary.notice_given_on", "beneficiary.archived_on",
    "beneficiary.available_from", "eligibility_proof.dated_on", "eligibility_proof.valid_until",
    "eligibility_proof.valid_from", "eligibility_extension.until", "placement.judged_on",
    "protected_proof.dated_on", "protected_proof.valid_until", "placement.ends_on", "placement.eligible_until",
    "retention_hold.until", "restriction.since", "person_event.next_before", "person_event.next_done_on",
    "training.starts_on", "training.ends_on", "obstacle.noted_on", "obstacle.resolved_on", "tutor_evaluation.day",
    "referral.since", "referral.until", "person_exit.day", "later_situation.asked_on", "hours_correction.recorded_on",
    "monthly_hours.recorded_on",
}  # fmt: skip
"""The other dates about people; the end of a placement is looked at by itself. A test wants each to be said."""
_LATEST = dt.date(2100, 12, 31)


def last_contacts(session: Session, today: dt.date, people: Sequence[Key] | None = None) -> dict[Key, dt.date]:
    """The last day somebody dealt with each person, or each of these; today for those at work.

    Those never dealt with are left out.
    """
    asked = [latest_days(kind, column, today, people) for kind, column in CONTACTS]
    everything = union_all(*asked).subquery()
    rows = session.execute(select(everything.c.person, func.max(everything.c.day)).group_by(everything.c.person))
    latest: dict[Key, dt.date] = {person: dt.date.fromisoformat(day) for person, day in rows if day}
    for person, day in _last_work(session, today, people):
        latest[person] = max(day, latest.get(person, day))
    return latest


def latest_days(kind: type[Record], column: str, today: dt.date, people: Sequence[Key] | None = None) -> Any:
    """For each person, or each of these, the last day up to today, as the file keeps it."""
    person: InstrumentedAttribute[Key] = getattr(kind, "beneficiary_id")  # noqa: B009  # not every record has one
    day = func.substr(type_coerce(getattr(kind, column), String()), 1, 10)
    return (
        select(type_coerce(person, String()).label("person"), func.max(day).label("day"))
        .where(~kind.removed, day <= today.isoformat(), among_people(person, people))
        .group_by(person)
    )


def at_work_after(day: dt.date, today: dt.date) -> ColumnElement[bool]:
    """The placements that by themselves make the last contact come after that day."""
    last = func.min(func.coalesce(Placement.ends_on, _LATEST), today)
    return and_(Placement.starts_on <= today, last > day, ~Placement.removed)


def _last_work(session: Session, today: dt.date, people: Sequence[Key] | None) -> list[tuple[Key, dt.date]]:
    """The last day of work of each person, or today; hours in the last month of a placement count to its last day."""
    some = among_people(Placement.beneficiary_id, people)
    ends = select(
        type_coerce(Placement.beneficiary_id, String()),
        type_coerce(func.max(func.coalesce(Placement.ends_on, _LATEST)), Date()),
    ).where(Placement.starts_on <= today, ~Placement.removed, some)
    work = [(person, min(day, today)) for person, day in session.execute(ends.group_by(Placement.beneficiary_id))]
    # No hours are kept outside a placement: only its last month can go beyond its last day.
    last_month = func.substr(type_coerce(Placement.ends_on, String()), 1, 7)
    months = (
        select(type_coerce(Placement.beneficiary_id, String()), func.max(last_month))
        .join(MonthlyHours, MonthlyHours.placement_id == Placement.id)
        .where(type_coerce(MonthlyHours.month, String()) == last_month, MonthlyHours.declared > 0)
        .where(~Placement.removed, ~MonthlyHours.removed, some)
        .group_by(Placement.beneficiary_id)
    )
    work += [(person, min(Month.read(month).last_day, today)) for person, month in session.execute(months)]
    return [(Key(person), day) for person, day in work]


def among_people(person: InstrumentedAttribute[Key], people: Sequence[Key] | None) -> ColumnElement[bool]:
    """One parameter, however many they are."""
    if people is None:
        return true()
    return type_coerce(person, String()).in_(
        select(func.json_each(json.dumps(list(people))).table_valued("value").c.value)
    )
