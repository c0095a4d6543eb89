"""Looking at the documents of a person, numbering and keeping those that leave the house."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form, fingerprint, was_printed
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.person_document import PersonDocument, PersonDocumentKind
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.documents import (
    cv_sheet,
    eligibility_certificate,
    eligibility_sheet,
    information_notice,
    person_follow_up,
    positioning_sheet,
    proof_checklist,
    review_sheet,
)
from facilitator_app.use_cases.documents.saving import save_with
from facilitator_app.use_cases.numbering import Numbers
from facilitator_app.use_cases.stored_files import content_of, keep_file

Gather = Callable[[Session, str, dt.date, str], Form]
_GATHERED: dict[PersonDocumentKind, Gather] = {
    PersonDocumentKind.ELIGIBILITY_SHEET: eligibility_sheet.gathered,
    PersonDocumentKind.ELIGIBILITY_CERTIFICATE: eligibility_certificate.gathered,
    PersonDocumentKind.PROOF_CHECKLIST: proof_checklist.gathered,
    PersonDocumentKind.POSITIONING_SHEET: positioning_sheet.gathered,
    PersonDocumentKind.PERSON_FOLLOW_UP: person_follow_up.gathered,
    PersonDocumentKind.CV_SHEET: cv_sheet.gathered,
    PersonDocumentKind.REVIEW_SHEET: review_sheet.gathered,
    PersonDocumentKind.INFORMATION_NOTICE: information_notice.gathered,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document of a person. `issued_at` is known when it has already left the house as it is."""

    number: str
    pdf: bytes
    issued_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class IssuedToPerson:
    """One line of what was issued about a person."""

    id: Key
    kind: PersonDocumentKind
    number: str
    subject: str
    issued_at: dt.datetime
    issued_by: str


def preview(session: Session, kind: PersonDocumentKind, person: str, now: dt.datetime, detail: str = "") -> Shown:
    """What `issue` would give now; writes nothing. `detail` is a category, a need or a placement, see each kind.

    Raises Refusal when there is nothing to print.
    """
    form, before = _drafted(session, kind, person, now, detail)
    if before is not None:
        return Shown(before.number, content_of(session, before.file_id), before.issued_at)
    number = _next_number(session, kind, now)
    return Shown(number, form_pdf(dataclasses.replace(form, number=number)), None)


def issue(
    session: Session, kind: PersonDocumentKind, person: str, now: dt.datetime, detail: str = ""
) -> Shown:  # fmt: skip
    """Number the document and keep it as printed; the one issued before when nothing has changed since."""
    form, before = _drafted(session, kind, person, now, detail)
    if before is not None:
        return Shown(before.number, content_of(session, before.file_id), before.issued_at)
    number = _next_number(session, kind, now)
    gestures.call_it(session, f"{kind.label} {number}")
    pdf = form_pdf(dataclasses.replace(form, number=number))
    document = PersonDocument(
        beneficiary_id=Key(person),
        kind=kind,
        number=number,
        subject=form.subtitle[:300],
        issued_at=now.astimezone(),
        issued_by=str(session.info.get("author", ""))[:120],
        fingerprint=fingerprint(form),
        file_id=keep_file(session, pdf, about=person),
    )
    session.add(document)
    if kind is PersonDocumentKind.INFORMATION_NOTICE:
        information_notice.note_given(session, person, now.astimezone().date())
    session.flush()
    return Shown(number, pdf, None)


def issue_to(
    session: Session, kind: PersonDocumentKind, person: str, now: dt.datetime, path: Path, detail: str = ""
) -> Shown:  # fmt: skip
    """Issue a document and write it there: number and file are kept together or not at all. Raises Refusal."""
    made = issue(session, kind, person, now, detail)
    save_with(session, made.pdf, path)
    return made


def issued(session: Session, person: str) -> list[IssuedToPerson]:
    """What left the house about a person, the newest first."""
    rows = session.execute(
        select(
            PersonDocument.id, PersonDocument.kind, PersonDocument.number, PersonDocument.subject,
            PersonDocument.issued_at, PersonDocument.issued_by,
        )
        .where(PersonDocument.beneficiary_id == person)
        .order_by(PersonDocument.issued_at.desc(), PersonDocument.number.desc())
    )  # fmt: skip
    return [IssuedToPerson(*row) for row in rows]


def _drafted(
    session: Session, kind: PersonDocumentKind, person: str, now: dt.datetime, detail: str
) -> tuple[Form, PersonDocument | None]:
    form = _GATHERED[kind](session, person, now.astimezone().date(), detail)
    already = (
        select(PersonDocument)
        .join(StoredFile, StoredFile.id == PersonDocument.file_id)
        .where(func.length(StoredFile.content) > 0)
        .where(PersonDocument.beneficiary_id == person, PersonDocument.kind == kind)
        .order_by(PersonDocument.issued_at.desc(), PersonDocument.id)
    )
    days = ((one, one.issued_at.astimezone().date()) for one in session.scalars(already))
    return form, next((one for one, day in days if was_printed(form, day, one.fingerprint)), None)


def _next_number(session: Session, kind: PersonDocumentKind, now: dt.datetime) -> str:
    return Numbers(session, PersonDocument.number, digits=4).next(f"{kind.prefix}-{now.astimezone().year}-")
