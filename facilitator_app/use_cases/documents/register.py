"""The register of what left the house: documents of lots and companies, and documents of people, by date."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.person_document import PersonDocument
from facilitator_app.domain.retention import Erasure, Restriction
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.documents.finding import IssuedLine, fingerprint_sought, issued

_ANONYMISED = "Personne anonymisée"


def registered(session: Session, search: str = "", most: int = 500) -> list[IssuedLine]:
    """The newest first; `search` is a number, a fingerprint, or words of the lot, the company or the person."""
    found = [*issued(session, search, most=most), *_of_people(session, search.strip(), most)]
    return sorted(found, key=lambda line: (line.issued_at, line.number), reverse=True)[:most]


def _of_people(session: Session, typed: str, most: int) -> list[IssuedLine]:
    """Those of somebody whose data are left alone are in no list; those of somebody anonymised name nobody."""
    left_alone = select(Restriction.beneficiary_id).where(~Restriction.removed)
    question = (
        select(
            PersonDocument.id, PersonDocument.kind, PersonDocument.number, PersonDocument.subject,
            PersonDocument.issued_at, PersonDocument.issued_by, PersonDocument.fingerprint,
            PersonDocument.beneficiary_id, Beneficiary.first_name, Beneficiary.last_name, Erasure.id.label("erased"),
        )
        .join(Beneficiary, Beneficiary.id == PersonDocument.beneficiary_id)
        .outerjoin(Erasure, Erasure.id == Beneficiary.id)
        .where(Beneficiary.id.not_in(left_alone))
        .order_by(PersonDocument.issued_at.desc(), PersonDocument.id.desc())
        .limit(most)
    )  # fmt: skip
    if typed:
        ways = [PersonDocument.number.icontains(typed, autoescape=True)]
        if words := fold(typed).split():
            name = " " + Beneficiary.sort_name
            ways.append(and_(*(func.instr(name, f" {word}") > 0 for word in words)))
        if mark := fingerprint_sought(typed):
            ways.append(PersonDocument.fingerprint.startswith(mark, autoescape=True))
        question = question.where(or_(*ways))
    return [
        IssuedLine(
            row.id, row.kind, row.number, None, "", "", None, "" if row.erased else row.subject, False, row.issued_at,
            row.issued_by, row.fingerprint, row.beneficiary_id,
            _ANONYMISED if row.erased else f"{row.first_name} {row.last_name}".strip(),
        )
        for row in session.execute(question)
    ]  # fmt: skip
