"""Numbering and keeping the forms about a lot or a company that leave the house; looking at one writes nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form, fingerprint, was_printed
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import StoredFile
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.numbering import Numbers
from facilitator_app.use_cases.stored_files import content_of, keep_file

PREFIXES = {
    DocumentKind.COMPANY_SHEET: "EN", DocumentKind.JOB_SHEET: "PO", DocumentKind.CLOSING_STATEMENT: "BF",
    DocumentKind.PENALTY_FILE: "PP", DocumentKind.EXCHANGE_REPORT: "CR",
    DocumentKind.CALIBRATION_SHEET: "FC", DocumentKind.REMINDER_LETTER: "RL",
}  # fmt: skip
"""What numbers begin with; none of those of the documents about a person, or two papers would bear one number."""


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about; `perimeter` says it in words in the register."""

    kind: DocumentKind
    perimeter: str
    lot_id: Key | None = None
    company_id: Key | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A form with its number. `issued_at` is known when it has already left the house as it is."""

    form: Form
    number: str
    pdf: bytes
    issued_at: dt.datetime | None


def preview(session: Session, form: Form, about: About, now: dt.datetime) -> Numbered:
    """What `issue` would give now."""
    if (before := _before(session, form, about)) is not None:
        named = dataclasses.replace(form, number=before.number)
        return Numbered(named, before.number, content_of(session, before.file_id), before.issued_at)
    number = form.number or _next_number(session, about.kind, now)
    named = dataclasses.replace(form, number=number)
    return Numbered(named, number, form_pdf(named), None)


def issue(session: Session, form: Form, about: About, now: dt.datetime) -> Numbered:
    """Number the form and keep it as it is printed; the one issued before, when nothing has changed since.

    A form that has a number of its own, as a calibration has, keeps it.
    """
    shown = preview(session, form, about, now)
    if shown.issued_at is not None:
        return shown
    gestures.call_it(session, f"{about.kind.label} {shown.number}")
    session.add(
        IssuedDocument(
            kind=about.kind, number=shown.number, lot_id=about.lot_id, company_id=about.company_id,
            perimeter=about.perimeter[:300], provisional=about.provisional, issued_at=now.astimezone(),
            issued_by=str(session.info.get("author", ""))[:120], fingerprint=fingerprint(form),
            file_id=keep_file(session, shown.pdf),
        )
    )  # fmt: skip
    session.flush()
    return shown


def _before(session: Session, form: Form, about: About) -> IssuedDocument | None:
    """The same form about the same thing, whatever its day; one given up with a name is made anew."""
    already = session.scalars(
        select(IssuedDocument)
        .join(StoredFile, StoredFile.id == IssuedDocument.file_id)
        .where(
            func.length(StoredFile.content) > 0,
            IssuedDocument.kind == about.kind,
            IssuedDocument.lot_id.is_not_distinct_from(about.lot_id),
            IssuedDocument.company_id.is_not_distinct_from(about.company_id),
        )
        .order_by(IssuedDocument.issued_at.desc(), IssuedDocument.id)
    )
    is_letter = about.kind is DocumentKind.REMINDER_LETTER  # bears the day it is sent
    days = ((one, form.day if is_letter else one.issued_at.astimezone().date()) for one in already)
    return next((one for one, day in days if was_printed(form, day, one.fingerprint)), None)


def _next_number(session: Session, kind: DocumentKind, now: dt.datetime) -> str:
    beginning = f"{PREFIXES[kind]}-{now.astimezone().year}-"
    return Numbers(session, IssuedDocument.number, digits=4).next(beginning)
