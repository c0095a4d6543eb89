"""What the house has of one person, line by line: contracts of employment, months, proposals, documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot, lot_name
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, Proposal, ProposalState
from facilitator_app.domain.person_document import PersonDocument, PersonDocumentKind
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, Placement
from facilitator_app.domain.values import Hours, Month, hours


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """One contract of employment on a lot, with its hours to date."""

    id: Key
    lot_id: Key
    lot: str
    employer: str
    contract_type: EmploymentContract
    starts_on: dt.date
    ends_on: dt.date | None
    end_reason: str
    eligible: bool
    eligible_until: dt.date | None
    eligibility: str
    declared: Hours
    first_month: Month | None
    last_month: Month | None
    lot_code: str = ""

    @property
    def named_lot(self) -> str:
        return _with_code(self.lot, self.lot_code)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """The hours of one month on one lot; None while the employer has said nothing."""

    month: Month
    lot: str
    employer: str
    declared: Hours | None
    lot_code: str = ""

    @property
    def named_lot(self) -> str:
        return _with_code(self.lot, self.lot_code)


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """The person considered for a need."""

    need_id: Key
    need_code: str
    title: str
    company: str
    state: ProposalState
    proposed_on: dt.date
    answered_on: dt.date | None
    reason: str
    score: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document issued about the person, or for a lot and month on which she worked."""

    id: Key
    number: str
    kind: DocumentKind | PersonDocumentKind
    perimeter: str
    issued_at: dt.datetime


def placements_of(session: Session, beneficiary_id: Key) -> list[PlacementLine]:
    rows = session.execute(
        select(
            Placement.id,
            Placement.lot_id,
            Lot.number,
            Lot.title,
            Lot.code,
            Company.name,
            Placement.contract_type,
            Placement.starts_on,
            Placement.ends_on,
            Placement.end_reason,
            Placement.eligible,
            Placement.eligible_until,
            Placement.eligibility,
            func.sum(MonthlyHours.declared).label("declared"),
            func.min(MonthlyHours.month).label("first_month"),
            func.max(MonthlyHours.month).label("last_month"),
        )
        .join(Lot, Lot.id == Placement.lot_id)
        .join(Company, Company.id == Placement.employer_id)
        .outerjoin(MonthlyHours, (MonthlyHours.placement_id == Placement.id) & MonthlyHours.declared.is_not(None))
        .where(Placement.beneficiary_id == beneficiary_id)
        .group_by(Placement.id)
        .order_by(Placement.starts_on, Placement.id)
    )
    return [
        PlacementLine(
            row.id,
            row.lot_id,
            lot_name(row.number, row.title),
            row.name,
            row.contract_type,
            row.starts_on,
            row.ends_on,
            row.end_reason,
            row.eligible,
            row.eligible_until,
            row.eligibility,
            row.declared or hours(0),
            row.first_month,
            row.last_month,
            row.code,
        )
        for row in rows
    ]


def months_of(session: Session, beneficiary_id: Key) -> list[MonthLine]:
    rows = session.execute(
        select(MonthlyHours.month, Lot.number, Lot.title, Lot.code, Company.name, MonthlyHours.declared)
        .join(Placement, Placement.id == MonthlyHours.placement_id)
        .join(Lot, Lot.id == Placement.lot_id)
        .join(Company, Company.id == Placement.employer_id)
        .where(Placement.beneficiary_id == beneficiary_id)
        .order_by(MonthlyHours.month.desc(), Placement.starts_on)
    )
    return [MonthLine(row.month, lot_name(row.number, row.title), row.name, row.declared, row.code) for row in rows]


def proposals_of(session: Session, beneficiary_id: Key) -> list[ProposalLine]:
    rows = session.execute(
        select(
            Proposal.need_id,
            Need.code,
            Need.title,
            Company.name,
            Proposal.state,
            Proposal.proposed_on,
            Proposal.answered_on,
            Proposal.reason,
            Proposal.score,
        )
        .join(Need, Need.id == Proposal.need_id)
        .join(Company, Company.id == Need.company_id)
        .where(Proposal.beneficiary_id == beneficiary_id)
        .order_by(Proposal.proposed_on.desc(), Proposal.id)
    )
    return [ProposalLine(*row) for row in rows]


def documents_of(session: Session, beneficiary_id: Key) -> list[DocumentLine]:
    """Her own documents, and the sheets and certificates of the lots and months in which she has hours."""
    own = session.execute(
        select(
            PersonDocument.id, PersonDocument.number, PersonDocument.kind, PersonDocument.subject,
            PersonDocument.issued_at,
        ).where(PersonDocument.beneficiary_id == beneficiary_id)
    )  # fmt: skip
    worked = (
        select(Placement.lot_id, MonthlyHours.month)
        .join(MonthlyHours, Placement.id == MonthlyHours.placement_id)
        .where(Placement.beneficiary_id == beneficiary_id, MonthlyHours.declared.is_not(None))
    )
    rows = session.execute(
        select(
            IssuedDocument.id,
            IssuedDocument.number,
            IssuedDocument.kind,
            IssuedDocument.perimeter,
            IssuedDocument.issued_at,
        )
        .where(tuple_(IssuedDocument.lot_id, IssuedDocument.month).in_(worked))
        .order_by(IssuedDocument.issued_at.desc())
        .limit(100)
    )
    found = [DocumentLine(*row) for row in (*own, *rows)]
    return sorted(found, key=lambda line: (line.issued_at, line.number), reverse=True)


def _with_code(lot: str, code: str) -> str:
    """A person works on the lots of several contracts, of which more than one has a «Lot unique»."""
    return f"{lot} ({code})" if code else lot
