"""The retention clock of the house: who is to be archived or anonymised, confirmed by a person, many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, String, func, select, true, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.eligibility_file import EligibilityExtension, EligibilityRefusal
from facilitator_app.domain.exits import LaterSituation
from facilitator_app.domain.following import PersonEvent
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Proposal
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.retention import Erasure, RetentionHold, RetentionRules, Stage, clock
from facilitator_app.domain.values import Month, written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.office import rules_row
from facilitator_app.use_cases.writing import found, tidy, write

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
ARCHIVED_BY_CLOCK = "durée de conservation atteinte"


@dataclass(frozen=True, slots=True)
class Kept:
    """One person on the clock, and on which day the next step is due."""

    id: Key
    name: str
    last_contact: dt.date
    archived_on: dt.date | None
    stage: Stage
    due_on: dt.date
    held: str


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock asks today; `held` are kept longer for a written reason."""

    to_archive: tuple[Kept, ...]
    to_anonymise: tuple[Kept, ...]
    held: tuple[Kept, ...]
    people: int

    @property
    def count(self) -> int:
        return len(self.to_archive) + len(self.to_anonymise)


def rules(session: Session) -> RetentionRules:
    """The house's lengths, or the usual ones."""
    columns = (Rules.retention_active_months, Rules.retention_archive_months)
    row = session.execute(select(*columns).where(Rules.id == RULES_KEY)).first()
    return RetentionRules() if row is None else RetentionRules(*row)


def change_rules(session: Session, active_months: int | None, archive_months: int | None) -> None:
    """Keep other lengths, in months. Raises Refusal."""
    gestures.call_it(session, "Durées de conservation")
    if active_months is None or not 1 <= active_months <= 120:
        raise Refusal(Problem("active_months", "Indiquez de 1 à 120 mois, par exemple 24."))
    if archive_months is None or not 0 <= archive_months <= 240:
        raise Refusal(Problem("archive_months", "Indiquez de 0 à 240 mois, par exemple 24."))
    write(rules_row(session), {"retention_active_months": active_months, "retention_archive_months": archive_months})


def due(session: Session, today: dt.date) -> Due:
    """Everybody whom the clock has reached, the oldest contact first."""
    lengths, contacts, holds = rules(session), last_contacts(session, today), _holds(session, today)
    people = session.execute(
        select(
            type_coerce(Beneficiary.id, String()), Beneficiary.last_name, Beneficiary.first_name,
            type_coerce(Beneficiary.archived_on, Date()), type_coerce(Beneficiary.registered_on, Date()),
        ).where(Beneficiary.id.not_in(select(Erasure.id)))
    ).all()  # fmt: skip
    listed: dict[Stage, list[Kept]] = {stage: [] for stage in Stage}
    for person, last, first, archived_on, registered_on in people:
        key = Key(person)
        contact = max(contacts.get(key, registered_on), registered_on)
        until, why = holds.get(key, (None, ""))
        now = clock(contact, archived_on, today, lengths, until)
        if now.stage in (Stage.IN_USE, Stage.ARCHIVED):
            continue
        on = now.archive_on if now.stage is Stage.TO_ARCHIVE else until or now.anonymise_on
        listed[now.stage].append(Kept(key, f"{last} {first}", contact, archived_on, now.stage, on, why))
    for rows in listed.values():
        rows.sort(key=lambda row: (row.due_on, row.name))
    return Due(
        tuple(listed[Stage.TO_ARCHIVE]), tuple(listed[Stage.TO_ANONYMISE]), tuple(listed[Stage.HELD]), len(people)
    )


def last_contacts(session: Session, today: dt.date) -> dict[Key, dt.date]:
    """The last day somebody dealt with each person; today for those at work. Those never dealt with are left out."""
    asked = [latest_days(kind, column, today) for kind, column in CONTACTS]
    everything = union_all(*asked).subquery()
    rows = session.execute(select(everything.c.person, func.max(everything.c.day)).group_by(everything.c.person))
    latest: dict[Key, dt.date] = {person: dt.date.fromisoformat(day) for person, day in rows if day}
    for person, day in _last_work(session, today):
        latest[person] = max(day, latest.get(person, day))
    return latest


def archive_due(session: Session, people: Sequence[Key], today: dt.date) -> int:
    """Close these files at once: they leave the lists, their hours stay counted. Raises Refusal."""
    reached = {row.id for row in due(session, today).to_archive}
    if not people or not set(people) <= reached:
        raise Refusal.because("La liste a changé\u00a0: actualisez la page, puis confirmez de nouveau.")
    many = "d’une fiche" if len(people) == 1 else f"de {len(people)} fiches"
    gestures.call_it(session, f"Archivage {many}\u00a0: {ARCHIVED_BY_CLOCK}")
    for keys in batches(list(people)):
        for person in session.scalars(select(Beneficiary).where(Beneficiary.id.in_(keys))):
            person.archived_on, person.archived_reason = today, ARCHIVED_BY_CLOCK
    session.flush()
    return len(people)


def hold(session: Session, beneficiary_id: Key, reason: str, until: dt.date | None, today: dt.date) -> None:
    """Keep a file beyond its clock, until that day, for a written reason. Raises Refusal."""
    person = found(session, Beneficiary, beneficiary_id, "Cette fiche")
    if not tidy(reason):
        raise Refusal(Problem("reason", "Écrivez le motif, par exemple «\u00a0contrôle FSE en cours\u00a0»."))
    if until is None or until <= today:
        example = written_date(today.replace(year=today.year + 1, day=1))
        raise Refusal(Problem("until", f"Indiquez une date à venir, par exemple {example}."))
    gestures.call_it(session, f"Conservation prolongée de {person.full_name}")
    for former in session.scalars(select(RetentionHold).where(RetentionHold.beneficiary_id == beneficiary_id)):
        former.removed = True
    session.add(RetentionHold(beneficiary_id=beneficiary_id, reason=tidy(reason)[:200], until=until))
    session.flush()


def release(session: Session, beneficiary_id: Key) -> None:
    """Let the clock run again for a file that was kept longer."""
    person = found(session, Beneficiary, beneficiary_id, "Cette fiche")
    gestures.call_it(session, f"Fin de conservation prolongée de {person.full_name}")
    for former in session.scalars(select(RetentionHold).where(RetentionHold.beneficiary_id == beneficiary_id)):
        former.removed = True
    session.flush()


def _holds(session: Session, today: dt.date) -> dict[Key, tuple[dt.date, str]]:
    asked = select(RetentionHold.beneficiary_id, RetentionHold.until, RetentionHold.reason).where(
        RetentionHold.until >= today
    )
    return {person: (until, reason) for person, until, reason in session.execute(asked.order_by(RetentionHold.until))}


def latest_days(kind: type[Record], column: str, today: dt.date, people: Sequence[Key] | None = None) -> Any:
    """For each person, or each of these, the last day up to today, as the file keeps it."""
    person: InstrumentedAttribute[Key] = getattr(kind, "beneficiary_id")  # noqa: B009  # not every record has one
    day = func.substr(type_coerce(getattr(kind, column), String()), 1, 10)
    some = person.in_(list(people)) if people is not None else true()
    return (
        select(type_coerce(person, String()).label("person"), func.max(day).label("day"))
        .where(~kind.removed, day <= today.isoformat(), some)
        .group_by(person)
    )


def _last_work(session: Session, today: dt.date) -> list[tuple[Key, dt.date]]:
    """The last day of work of each person, or today; hours in the last month of a placement count to its last day."""
    ends = select(
        type_coerce(Placement.beneficiary_id, String()),
        type_coerce(func.max(func.coalesce(Placement.ends_on, _LATEST)), Date()),
    ).where(Placement.starts_on <= today, ~Placement.removed)
    work = [(person, min(day, today)) for person, day in session.execute(ends.group_by(Placement.beneficiary_id))]
    # No hours are kept outside a placement: only its last month can go beyond its last day.
    last_month = func.substr(type_coerce(Placement.ends_on, String()), 1, 7)
    months = (
        select(type_coerce(Placement.beneficiary_id, String()), func.max(last_month))
        .join(MonthlyHours, MonthlyHours.placement_id == Placement.id)
        .where(type_coerce(MonthlyHours.month, String()) == last_month, MonthlyHours.declared > 0)
        .where(~Placement.removed, ~MonthlyHours.removed)
        .group_by(Placement.beneficiary_id)
    )
    work += [(person, min(Month.read(month).last_day, today)) for person, month in session.execute(months)]
    return [(Key(person), day) for person, day in work]
