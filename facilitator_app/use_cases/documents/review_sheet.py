"""Gathering the review of a placement; the detail is its key, empty for the latest."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.review_sheet import ReviewSheet, review_sheet
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot, lot_name
from facilitator_app.domain.following import POINTS, Mark, TutorEvaluation
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.person_facts import name_of, person
from facilitator_app.use_cases.documents.work_contracts import post_of, tutor_of


def gathered(session: Session, beneficiary_id: str, day: dt.date, detail: str = "") -> Form:
    """Raises Refusal when the person has worked nowhere under the clause, or not yet."""
    who = person(session, beneficiary_id)
    asked = (
        select(Placement, Company, Lot)
        .join(Company, Company.id == Placement.employer_id)
        .join(Lot, Lot.id == Placement.lot_id)
        .where(Placement.beneficiary_id == who.id)
        .order_by(Placement.starts_on > day, Placement.starts_on.desc(), Placement.id)
    )
    row = session.execute(asked.where(Placement.id == detail) if detail else asked).first()
    if row is None:
        raise Refusal.because(
            "Cette personne n’a pas encore de contrat de travail\u00a0: il n’y a pas de bilan.", "person"
        )
    placement, company, lot = row
    if placement.starts_on > day:
        raise Refusal.because(
            f"Ce contrat de travail ne commence que le {written_date(placement.starts_on)}\u00a0: son bilan attendra.",
            "person",
        )
    latest = select(TutorEvaluation).where(TutorEvaluation.placement_id == placement.id)
    evaluation = session.scalars(latest.order_by(TutorEvaluation.day.desc(), TutorEvaluation.id)).first()
    done = select(func.sum(MonthlyHours.declared)).where(MonthlyHours.placement_id == placement.id)
    return review_sheet(
        ReviewSheet(
            heading=heading(session, day),
            name=name_of(who),
            company=company.name,
            company_siret=company.siret or "",
            lot=f"{lot_name(lot.number, lot.title)} ({lot.code})",
            contract_type=placement.contract_type.label,
            post=post_of(session, placement),
            tutor=tutor_of(session, placement),
            starts_on=placement.starts_on,
            ends_on=placement.ends_on,
            end_reason=placement.end_reason,
            hours=written_hours(session.scalar(done)),
            points=tuple((label, _mark(evaluation, point)) for point, label in POINTS.items()),
            marks=tuple(mark.label for mark in Mark),
            remark=evaluation.remark if evaluation else "",
        )
    )


def _mark(evaluation: TutorEvaluation | None, point: str) -> str:
    mark: Mark | None = getattr(evaluation, point) if evaluation else None
    return mark.label if mark else ""
