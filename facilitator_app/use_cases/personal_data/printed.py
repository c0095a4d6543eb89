"""The printed documents that the file keeps: those that may name a person are given up with her name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.person_document import PersonDocument
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month

GIVEN_UP = (
    "Ce document nommait une personne anonymisée depuis\u00a0: Arrimage n’en garde que le numéro et la date. "
    "Éditez-en un nouveau pour ce lot et ce mois."
)


_TYPED = IssuedDocument.kind == DocumentKind.JOB_SHEET
"""What is typed by hand in a need may name anybody."""


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
    of_lots = [
        and_(IssuedDocument.lot_id == row.lot_id, or_(IssuedDocument.month >= Month.of(row.first), _TYPED))
        for row in worked
    ]
    for start in range(0, len(of_lots), 100):
        emptied += _empty(session, select(IssuedDocument.file_id).where(or_(*of_lots[start : start + 100])))
    return emptied


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
