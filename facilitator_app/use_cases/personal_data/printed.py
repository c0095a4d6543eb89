"""The printed documents that the file keeps: those that may name a person are given up with her name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import LotHolder
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.person_document import PersonDocument
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.gestures.done import batches

GIVEN_UP = (
    "Ce document nommait une personne anonymisée depuis\u00a0: Arrimage n’en garde que le numéro et la date. "
    "Éditez-en un nouveau pour ce lot et ce mois."
)


_TYPED = IssuedDocument.kind.in_((DocumentKind.JOB_SHEET, DocumentKind.PENALTY_FILE, DocumentKind.EXCHANGE_REPORT))
"""What is typed by hand in a need, a visit or an opinion may name anybody."""


def forget(session: Session, people: Sequence[Key]) -> int:
    """Empty their own documents and those of the lots and months they worked; numbers and dates stay. How many."""
    hers = select(PersonDocument.file_id).where(PersonDocument.beneficiary_id.in_(people))
    emptied = _empty(session, hers.execution_options(include_removed=True))
    worked = session.execute(
        select(Placement.lot_id, func.min(Placement.starts_on).label("first"))
        .where(Placement.beneficiary_id.in_(people))
        .group_by(Placement.lot_id)
        .execution_options(include_removed=True)
    ).all()
    naming = [
        and_(IssuedDocument.lot_id == row.lot_id, or_(IssuedDocument.month >= Month.of(row.first), _TYPED))
        for row in worked
    ]
    naming += [
        and_(IssuedDocument.company_id == key, IssuedDocument.lot_id.is_(None), _TYPED)
        for key in _companies_of(session, people, [row.lot_id for row in worked])
    ]
    for start in range(0, len(naming), 100):
        emptied += _empty(session, select(IssuedDocument.file_id).where(or_(*naming[start : start + 100])))
    return emptied


def _companies_of(session: Session, people: Sequence[Key], lots: Sequence[Key]) -> list[Key]:
    """Those people worked for, and those that hold the lots they worked on: what is said with them in general."""
    employers = select(Placement.employer_id).where(Placement.beneficiary_id.in_(people))
    companies = set(session.scalars(employers.execution_options(include_removed=True)))
    for keys in batches(lots):
        holders = select(LotHolder.company_id).where(LotHolder.lot_id.in_(keys))
        companies.update(session.scalars(holders.execution_options(include_removed=True)))
    return sorted(companies)


def _empty(session: Session, named: Select[Any]) -> int:
    """Give up the files of some documents."""
    files = select(StoredFile).where(StoredFile.id.in_(named), func.length(StoredFile.content) > 0)
    emptied = 0
    for file in session.scalars(files.execution_options(include_removed=True)):
        file.content = b""
        emptied += 1
    return emptied


OF_ANONYMISED = (
    "Ce document nommait une personne anonymisée depuis\u00a0: Arrimage n’en garde que le numéro et la date. "
    "Il ne peut plus être ouvert ni imprimé."
)


def whole_of_a_person(content: bytes) -> bytes:
    """The document of somebody as it was kept; raises Refusal when it was given up with her name."""
    if not content:
        raise Refusal.because(OF_ANONYMISED)
    return content


def whole(content: bytes) -> bytes:
    """The document as it was kept; raises Refusal when it was given up."""
    if not content:
        raise Refusal.because(GIVEN_UP)
    return content
