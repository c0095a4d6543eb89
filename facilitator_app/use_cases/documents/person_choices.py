"""What some documents of a person have to be told: the criterion, the need, the contract of employment."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.need import Need, NeedState, Proposal
from facilitator_app.domain.person_document import PersonDocumentKind
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.eligibility_categories import offered


def details(session: Session, kind: PersonDocumentKind, person: str, today: dt.date) -> list[tuple[str, str]]:
    """The details one may give to `person_documents.issue`, each with its words; none for most documents."""
    if kind is PersonDocumentKind.PROOF_CHECKLIST:
        usual = [("", "Sans critère\u00a0: pièces demandées à tous")]
        return [*usual, *((category.code, category.label) for category in offered(session))]
    if kind is PersonDocumentKind.POSITIONING_SHEET:
        return _needs(session, person)
    if kind is PersonDocumentKind.REVIEW_SHEET:
        return _placements(session, person, today)
    return []


def _needs(session: Session, person: str) -> list[tuple[str, str]]:
    """Those the person was proposed to first, then the others that are open."""
    proposed = set(session.scalars(select(Proposal.need_id).where(Proposal.beneficiary_id == person)))
    rows = session.execute(
        select(Need.id, Need.code, Need.title, Company.name)
        .join(Company, Company.id == Need.company_id)
        .where((Need.state == NeedState.OPEN) | Need.id.in_(proposed))
        .order_by(Need.code.desc())
    ).all()
    named = [(str(key), f"{code} {title}, {company}") for key, code, title, company in rows]
    return sorted(named, key=lambda need: need[0] not in proposed)


def _placements(session: Session, person: str, today: dt.date) -> list[tuple[str, str]]:
    """Those that have begun: there is nothing to say yet of the others."""
    rows = session.execute(
        select(Placement.id, Placement.starts_on, Company.name)
        .join(Company, Company.id == Placement.employer_id)
        .where(Placement.beneficiary_id == person, Placement.starts_on <= today)
        .order_by(Placement.starts_on.desc(), Placement.id)
    )
    return [(str(key), f"{employer}, depuis le {written_date(start)}") for key, start, employer in rows]
