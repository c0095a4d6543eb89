"""Everything the sheet of one person shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from facilitator_app.domain import first_contract
from facilitator_app.domain.beneficiary import Beneficiary, YesNoUnknown
from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.durations import NO_DECISIONS, covered_until
from facilitator_app.domain.eligibility import Verdict
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, Month, age_on, hours, written_date
from facilitator_app.use_cases import proof_lines
from facilitator_app.use_cases.beneficiary_sheet_lines import (
    DocumentLine,
    MonthLine,
    PlacementLine,
    ProposalLine,
    documents_of,
    months_of,
    placements_of,
    proposals_of,
)
from facilitator_app.use_cases.beneficiary_situation import WAITING, Situation, Work, situation
from facilitator_app.use_cases.eligibility import decisions_of, rules_of, verdict
from facilitator_app.use_cases.eligibility_categories import categories
from facilitator_app.use_cases.eligibility_decisions import DecisionLine, decisions
from facilitator_app.use_cases.following.timeline import Point, timeline
from facilitator_app.use_cases.proof_lines import ProofLine
from facilitator_app.use_cases.reference import job_label
from facilitator_app.use_cases.reference.districts import DistrictAnswer, district_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person, on one day."""

    id: Key
    name: str
    initials: str
    age: int | None
    birth_date: dt.date | None
    town: str
    address: str
    phone: str
    email: str
    referrer: str
    advisor: str
    education: str
    in_qpv: YesNoUnknown
    district: DistrictAnswer
    registered_on: dt.date
    notice_given_on: dt.date | None
    archived_on: dt.date | None
    archived_reason: str
    note: str
    situation: Situation
    verdict: Verdict
    eligibility_months: int
    jobs_aimed: tuple[str, ...]
    jobs_done: tuple[str, ...]
    requirements: tuple[str, ...]
    transport: str
    max_travel_minutes: int
    available_from: dt.date | None
    weekly_hours: tuple[int, int]
    proofs: tuple[ProofLine, ...]
    placements: tuple[PlacementLine, ...]
    months: tuple[MonthLine, ...]
    proposals: tuple[ProposalLine, ...]
    documents: tuple[DocumentLine, ...]
    decisions: tuple[DecisionLine, ...] = ()
    followed: tuple[Point, ...] = ()
    warn_days: tuple[int, ...] = ()
    covered_until: dt.date | None = None
    waiting: bool = False
    """No contract has opened her period yet."""

    @property
    def eligibility_title(self) -> str:
        """`Éligible du 12/03/2026 au 11/03/2028`, or until when a first contract may begin."""
        return first_contract.title(self.verdict) if self.waiting else self.verdict.title

    @property
    def length_to_come(self) -> str:
        """What a first contract would open; nothing once there is one."""
        return first_contract.length(self.verdict) if self.waiting else ""

    @property
    def statements(self) -> tuple[str, ...]:
        """Today's judgement, one sentence each, and what contracts froze when it says something else."""
        if self.waiting:
            return first_contract.statements(self.verdict)
        if self.covered_until is None or self.covered_until == self.verdict.until:
            return self.verdict.statements
        day = written_date(self.covered_until)
        return (*self.verdict.statements, f"Les contrats déjà commencés ont été jugés éligibles jusqu’au {day}.")

    @property
    def reminders(self) -> tuple[dt.date, ...]:
        """The days on which the end of the period is to be thought of; none while no contract has opened it."""
        end = self.covered_until if self.placements else None
        return tuple(end - dt.timedelta(days) for days in self.warn_days) if end else ()

    @property
    def total_hours(self) -> Hours:
        return hours(sum((placement.declared for placement in self.placements), Decimal(0)))

    @property
    def hours_since(self) -> Month | None:
        return min((placement.first_month for placement in self.placements if placement.first_month), default=None)


def sheet(session: Session, beneficiary_id: Key, today: dt.date, *, revealed: bool = False) -> Sheet:
    """The sheet of a person; `revealed` names the protected criteria. Raises Refusal when she is not there any more."""
    person = session.get(Beneficiary, beneficiary_id)
    if person is None or person.removed:
        raise Refusal.because("Cette personne n’est plus dans le fichier\u00a0: actualisez la liste.")
    rules = rules_of(session)
    reference = {category.code: category for category in categories(session)}
    proofs = proof_lines.kept(session, beneficiary_id)
    judged = verdict(session, beneficiary_id, today)
    months = months_of(session, beneficiary_id)
    placements = placements_of(session, beneficiary_id)
    proposals = proposals_of(session, beneficiary_id)
    work = [_work(placement) for placement in placements]
    starts = [line.starts_on for line in placements if line.eligible]
    waiting = sum(proposal.state in WAITING for proposal in proposals)
    over = bool(placements) and judged.until is not None and judged.until < today
    return Sheet(
        id=person.id,
        name=f"{person.first_name} {person.last_name}",
        initials=(person.first_name[:1] + person.last_name[:1]).upper(),
        age=age_on(person.birth_date, today) if person.birth_date else None,
        birth_date=person.birth_date,
        town=person.town,
        address=", ".join(part for part in (person.address, f"{person.postal_code} {person.town}".strip()) if part),
        phone=written_phone(person.phone),
        email=person.email,
        referrer=person.referrer,
        advisor=person.advisor,
        education=person.education.label,
        in_qpv=person.in_qpv,
        district=district_of(session, person.commune_code, person.coordinates),
        registered_on=person.registered_on,
        notice_given_on=person.notice_given_on,
        archived_on=person.archived_on,
        archived_reason=person.archived_reason,
        note=person.note,
        situation=situation(person.archived_on, person.available_from, work, waiting, over, today),
        verdict=judged,
        eligibility_months=rules.months,
        jobs_aimed=tuple(map(job_label, person.jobs_aimed)),
        jobs_done=tuple(map(job_label, person.jobs_done)),
        requirements=person.requirements,
        transport=person.transport.label,
        max_travel_minutes=person.max_travel_minutes,
        available_from=person.available_from,
        weekly_hours=(person.weekly_hours_least, person.weekly_hours_most),
        proofs=proof_lines.lines(proofs, judged, reference, revealed=revealed),
        placements=tuple(placements),
        months=tuple(months),
        proposals=tuple(proposals),
        documents=tuple(documents_of(session, beneficiary_id)),
        decisions=decisions(session, beneficiary_id),
        followed=tuple(timeline(session, beneficiary_id, today)),
        warn_days=rules.warn_days,
        covered_until=_covered_until(session, beneficiary_id, placements, judged, today),
        waiting=first_contract.is_awaited(judged, judged.since if judged.since in starts else None, today),
    )


def _covered_until(
    session: Session, beneficiary_id: Key, placements: list[PlacementLine], judged: Verdict, today: dt.date
) -> dt.date | None:
    """What contracts froze; once it is past, the period that newer proofs allow."""
    frozen = [line.eligible_until for line in placements if line.eligible and line.eligibility]
    extensions = decisions_of(session, [beneficiary_id]).get(beneficiary_id, NO_DECISIONS).extensions
    covered = covered_until(frozen, judged.until, extensions, today)
    return judged.until if judged.eligible and covered is not None and covered < today else covered


def _work(placement: PlacementLine) -> Work:
    return Work(
        placement.starts_on, placement.ends_on, placement.eligible, placement.eligible_until, placement.eligibility
    )
