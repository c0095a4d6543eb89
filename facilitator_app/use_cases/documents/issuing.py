"""Numbering and keeping what leaves the house; looking at it beforehand writes nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.documents.follow_up_sheet import FollowUpSheet, follow_up_sheet_pdf
from facilitator_app.documents.hours_certificate import HoursCertificate, fingerprint, hours_certificate_pdf
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, Month, written_hours, written_long_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.documents.follow_up_sheet import follow_up_sheet
from facilitator_app.use_cases.documents.hours_certificate import hours_certificate
from facilitator_app.use_cases.numbering import Numbers
from facilitator_app.use_cases.stored_files import content_of, keep_file

_INCLUDE_REMOVED = {"include_removed": True}


@dataclass(frozen=True, slots=True)
class Issued:
    """A document as it leaves the house. `again`: it had already been issued and nothing changed since."""

    document_id: Key
    number: str
    fingerprint: str
    pdf: bytes
    provisional: bool
    perimeter: str
    again: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What `issue` would give now. `issued_at` is known when it would give a document already issued."""

    number: str
    pdf: bytes
    provisional: bool
    perimeter: str
    issued_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class _Draft:
    number: str
    fingerprint: str
    provisional: bool
    perimeter: str
    pdf: Callable[[], bytes]
    before: IssuedDocument | None


def preview(
    session: Session, kind: DocumentKind, lot_id: str, month: Month, now: dt.datetime, with_people: bool = False
) -> Preview:
    """Raises Refusal when there is nothing to print."""
    draft = _draft(session, kind, lot_id, month, now, with_people)
    before = draft.before
    if before:
        return Preview(
            before.number, content_of(session, before.file_id), before.provisional, before.perimeter, before.issued_at
        )  # fmt: skip
    return Preview(draft.number, draft.pdf(), draft.provisional, draft.perimeter, None)


def issue(
    session: Session,
    kind: DocumentKind,
    lot_id: str,
    month: Month,
    now: dt.datetime,
    with_people: bool = False,
    label: str = "",
) -> Issued:
    """Number the document and keep it as it is printed; the one issued before, when nothing has changed since.

    A follow-up sheet keeps the number of its lot and month; another certificate takes the next one.
    `label` names the gesture when several are issued together.
    """
    draft = _draft(session, kind, lot_id, month, now, with_people)
    if draft.before:
        before = draft.before
        return Issued(
            before.id, before.number, before.fingerprint, content_of(session, before.file_id), before.provisional,
            before.perimeter, again=True,
        )  # fmt: skip
    gestures.call_it(session, label or f"{kind.label} {draft.number}")
    pdf = draft.pdf()
    document = IssuedDocument(
        kind=kind,
        number=draft.number,
        lot_id=Key(lot_id),
        month=month,
        perimeter=draft.perimeter,
        provisional=draft.provisional,
        issued_at=now.astimezone(),
        issued_by=str(session.info.get("author", ""))[:120],
        fingerprint=draft.fingerprint,
        file_id=keep_file(session, pdf),
    )
    session.add(document)
    session.flush()
    return Issued(
        document.id, draft.number, draft.fingerprint, pdf, draft.provisional, draft.perimeter, again=False
    )  # fmt: skip


def _draft(
    session: Session, kind: DocumentKind, lot_id: str, month: Month, now: dt.datetime, with_people: bool
) -> _Draft:
    here = now.astimezone()
    if month > Month.of(here.date()):
        raise Refusal.because(f"{month.full_name.capitalize()} n’a pas commencé. Choisissez un mois passé.", "month")
    already = list(
        session.scalars(
            select(IssuedDocument)
            .join(StoredFile, StoredFile.id == IssuedDocument.file_id)
            .where(func.length(StoredFile.content) > 0)  # those given up with the name of somebody are made anew
            .where(IssuedDocument.kind == kind, IssuedDocument.lot_id == lot_id, IssuedDocument.month == month)
            .order_by(IssuedDocument.issued_at.desc(), IssuedDocument.id.desc())
        )
    )
    if kind is DocumentKind.FOLLOW_UP_SHEET:
        return _sheet(session, lot_id, month, here, already[:1])
    return _certificate(session, lot_id, month, here, with_people, already)


def _sheet(session: Session, lot_id: str, month: Month, now: dt.datetime, already: list[IssuedDocument]) -> _Draft:
    sheet = follow_up_sheet(session, lot_id, month, now)
    mark = sheet_fingerprint(sheet)
    return _Draft(
        number=sheet.number,
        fingerprint=mark,
        provisional=sheet.provisional,
        perimeter=_perimeter(session, lot_id, month, sheet.lot, sheet.done),
        pdf=lambda: follow_up_sheet_pdf(sheet),
        before=next((document for document in already if document.fingerprint == mark), None),
    )


def _certificate(
    session: Session, lot_id: str, month: Month, now: dt.datetime, with_people: bool, already: list[IssuedDocument]
) -> _Draft:
    certificate = hours_certificate(session, lot_id, month, now.date(), with_people)
    same = next((document for document in already if _says_the_same(document, certificate)), None)
    number = same.number if same else _next_number(session, now)
    certificate = dataclasses.replace(certificate, number=number)
    return _Draft(
        number=number,
        fingerprint=fingerprint(certificate),
        provisional=certificate.provisional,
        perimeter=_perimeter(session, lot_id, month, certificate.lot, certificate.done),
        pdf=lambda: hours_certificate_pdf(certificate),
        before=same,
    )


def _says_the_same(document: IssuedDocument, certificate: HoursCertificate) -> bool:
    """Whether the certificate, given the number and the day of the document, would be it again."""
    day = document.issued_at.astimezone().date()
    return fingerprint(dataclasses.replace(certificate, number=document.number, day=day)) == document.fingerprint


def _next_number(session: Session, now: dt.datetime) -> str:
    return Numbers(session, IssuedDocument.number, digits=4).next(f"AT-{now.year}-")


def sheet_fingerprint(sheet: FollowUpSheet) -> str:
    """Twelve signs that change with any printed word, except the moment of printing."""
    printed = dataclasses.asdict(sheet)
    del printed["edited_at"], printed["duplicate_on"], printed["letterhead"]["logo"]
    digest = hashlib.sha256(json.dumps(printed, sort_keys=True, default=str).encode("ascii")).hexdigest().upper()
    return "-".join(digest[start : start + 4] for start in (0, 4, 8))


def _perimeter(session: Session, lot_id: str, month: Month, lot: str, done: Hours) -> str:
    """`Lot 1 Gros œuvre (M-2026-014-L1), jusqu’au 31 octobre 2026 : 5 276,51 h`."""
    code = session.scalar(select(Lot.code).where(Lot.id == lot_id))
    return f"{lot[:200]} ({code}), jusqu’au {written_long_date(month.last_day)}\u00a0: {written_hours(done)}"
