"""The documents issued: finding them by number or fingerprint, and printing them once more."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.documents.duplicate import duplicate
from facilitator_app.domain.contract import Contract, Lot, lot_name
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.person_document import PersonDocument, PersonDocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.personal_data.printed import whole, whole_of_a_person

_LINES_OF_A_PERSON = 2
_FINGERPRINT = re.compile(r"[0-9A-F]{4}([0-9A-F]{4}){0,2}")
# A document says under its number where and when it was made; the sheet also says for whom.
_REFERENCE_LINES = {
    DocumentKind.FOLLOW_UP_SHEET: 2, DocumentKind.HOURS_CERTIFICATE: 1, DocumentKind.CALIBRATION_SHEET: 2,
    DocumentKind.COMPANY_SHEET: 2, DocumentKind.JOB_SHEET: 2, DocumentKind.CLOSING_STATEMENT: 2,
    DocumentKind.PENALTY_FILE: 2, DocumentKind.EXCHANGE_REPORT: 1,
    DocumentKind.REMINDER_LETTER: 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """One line of the list of issued documents; of a lot, a company or a person."""

    document_id: Key
    kind: DocumentKind | PersonDocumentKind
    number: str
    lot_id: Key | None
    lot_code: str
    lot_name: str
    month: Month | None
    perimeter: str
    provisional: bool
    issued_at: dt.datetime
    issued_by: str
    fingerprint: str
    person_id: Key | None = None
    person: str = ""


def issued(session: Session, search: str = "", lot_id: str | None = None, most: int = 500) -> list[IssuedLine]:
    """The newest first; `search` is a number, a fingerprint (with or without hyphens), or words of the lot."""
    question = (
        select(
            IssuedDocument.id, IssuedDocument.kind, IssuedDocument.number, IssuedDocument.lot_id, Lot.code, Lot.number,
            Lot.title, IssuedDocument.month, IssuedDocument.perimeter, IssuedDocument.provisional,
            IssuedDocument.issued_at, IssuedDocument.issued_by, IssuedDocument.fingerprint,
        )
        .outerjoin(Lot, Lot.id == IssuedDocument.lot_id)
        .outerjoin(Contract, Contract.id == Lot.contract_id)
        .order_by(IssuedDocument.issued_at.desc(), IssuedDocument.id.desc())
        .limit(most)
    )  # fmt: skip
    if lot_id is not None:
        question = question.where(IssuedDocument.lot_id == lot_id)
    typed = search.strip()
    if typed:
        found = [
            IssuedDocument.number.icontains(typed, autoescape=True),
            Lot.code.icontains(typed, autoescape=True),
            IssuedDocument.perimeter.icontains(typed, autoescape=True),
        ]
        if words := fold(typed):
            found += [Lot.folded.contains(words, autoescape=True), Contract.folded.contains(words, autoescape=True)]
        if mark := fingerprint_sought(typed):
            found.append(IssuedDocument.fingerprint.startswith(mark, autoescape=True))
        question = question.where(or_(*found))
    return [
        IssuedLine(
            key, kind, number, lot_key, code or "", "" if title is None else lot_name(lot_number, title), month,
            perimeter, provisional, at, by, mark,
        )
        for key, kind, number, lot_key, code, lot_number, title, month, perimeter, provisional, at, by, mark
        in session.execute(question)
    ]  # fmt: skip


def fingerprint_sought(typed: str) -> str:
    """What was typed as the beginning of a fingerprint, or nothing when it is none."""
    bare = re.sub(r"[\s-]", "", typed).upper()
    if not _FINGERPRINT.fullmatch(bare):
        return ""
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def content(session: Session, document_id: str) -> bytes:
    """The document as it was issued, of whatever kind. Raises Refusal when it is no longer there."""
    return _found(session, document_id)[1]


def reprint(session: Session, document_id: str, day: dt.date) -> bytes:
    """The document as it was issued, with its number and the mention «Duplicata du …»."""
    kind, pdf = _found(session, document_id)
    return duplicate(pdf, day, _LINES_OF_A_PERSON if isinstance(kind, PersonDocumentKind) else _REFERENCE_LINES[kind])


def _found(session: Session, document_id: str) -> tuple[DocumentKind | PersonDocumentKind, bytes]:
    row = session.execute(
        select(IssuedDocument.kind, StoredFile.content)
        .join(StoredFile, StoredFile.id == IssuedDocument.file_id)
        .where(IssuedDocument.id == document_id)
    ).one_or_none()
    if row is None:
        return _found_of_a_person(session, document_id)
    return row.kind, whole(row.content)


def _found_of_a_person(session: Session, document_id: str) -> tuple[PersonDocumentKind, bytes]:
    row = session.execute(
        select(PersonDocument.kind, StoredFile.content)
        .join(StoredFile, StoredFile.id == PersonDocument.file_id)
        .where(PersonDocument.id == document_id)
    ).one_or_none()
    if row is None:
        raise Refusal.because("Ce document n’est plus dans la liste. Éditez-le à nouveau.")
    return row.kind, whole_of_a_person(row.content)
