"""The lists of a lot sheet beside its first page: needs, documents issued."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.values import Month


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document issued for the lot."""

    id: Key
    number: str
    kind: str
    month: Month | None
    perimeter: str
    provisional: bool
    issued_at: dt.datetime
    issued_by: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need of the lot."""

    id: Key
    code: str
    title: str
    company: str
    place: str
    starts_on: dt.date
    posts: int
    hours_per_week: int
    contract: str
    state: NeedState


def lot_needs(session: Session, lot_id: str) -> list[NeedLine]:
    """The needs of a lot, the open ones first, the next start first."""
    rows = session.execute(
        select(Need, Company.name)
        .join(Company, Company.id == Need.company_id)
        .where(Need.lot_id == lot_id)
        .order_by(Need.state != NeedState.OPEN, Need.starts_on, Need.code)
    )
    return [
        NeedLine(
            need.id, need.code, need.title, company, need.place, need.starts_on, need.posts, need.hours_per_week,
            need.contract_type.label, need.state,
        )
        for need, company in rows
    ]  # fmt: skip


def lot_documents(session: Session, lot_id: str) -> list[DocumentLine]:
    """What was issued for a lot, the latest first."""
    documents = session.scalars(
        select(IssuedDocument).where(IssuedDocument.lot_id == lot_id).order_by(IssuedDocument.issued_at.desc())
    )
    return [
        DocumentLine(
            document.id, document.number, document.kind.label, document.month, document.perimeter,
            document.provisional, document.issued_at, document.issued_by,
        )
        for document in documents
    ]  # fmt: skip
