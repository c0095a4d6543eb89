"""Forms to fill by hand, blank or with what is known: looked at, printed, saved as PDF or as a text to correct."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.form_odt import form_odt
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.domain.base import Labelled
from facilitator_app.domain.company import Company
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.use_cases.documents import company_sheet, job_sheet, registered_forms
from facilitator_app.use_cases.documents.registered_forms import About, Numbered
from facilitator_app.use_cases.documents.saving import save_with


class PaperForm(Labelled):
    COMPANY = "company", "Fiche entreprise"
    JOB = "job", "Fiche de poste"


def pdf(
    session: Session, kind: PaperForm, now: dt.datetime, about: str = "", lot_id: str = "", company_id: str = ""
) -> bytes:
    """What would be printed now; writes nothing.

    `about`: the company of its sheet, the need of a job sheet; "" to leave the answers blank. Raises Refusal.
    """
    form = _gathered(session, kind, now.date(), about, lot_id, company_id)
    if not about:
        return form_pdf(form)
    return registered_forms.preview(session, form, _about(session, kind, about, lot_id), now).pdf


def issue_form(
    session: Session, kind: PaperForm, now: dt.datetime, about: str = "", lot_id: str = "", company_id: str = ""
) -> bytes:
    """The same on its way out: a form that says what is known is numbered and kept, a blank one is only paper."""
    return _leaving(session, kind, now, about, lot_id, company_id)[1]


def save_form(
    session: Session,
    kind: PaperForm,
    now: dt.datetime,
    path: Path,
    about: str = "",
    lot_id: str = "",
    company_id: str = "",
) -> None:
    """As PDF, or as an OpenDocument text when the name says so; numbered and kept as PDF when something is known.

    Raises Refusal when it cannot be written.
    """
    form, content = _leaving(session, kind, now, about, lot_id, company_id)
    save_with(session, form_odt(form) if path.suffix.lower() == ".odt" else content, path)


def _leaving(
    session: Session, kind: PaperForm, now: dt.datetime, about: str, lot_id: str, company_id: str
) -> tuple[Form, bytes]:
    form = _gathered(session, kind, now.date(), about, lot_id, company_id)
    if not about:
        return form, form_pdf(form)
    out: Numbered = registered_forms.issue(session, form, _about(session, kind, about, lot_id), now)
    return out.form, out.pdf


def _about(session: Session, kind: PaperForm, about: str, lot_id: str) -> About:
    """It was gathered before, so that the company or the need is there."""
    if kind is PaperForm.COMPANY:
        name = session.scalar(select(Company.name).where(Company.id == about)) or ""
        return About(DocumentKind.COMPANY_SHEET, name, Key(lot_id) if lot_id else None, Key(about))
    need = session.get_one(Need, about)
    company = session.scalar(select(Company.name).where(Company.id == need.company_id)) or ""
    return About(DocumentKind.JOB_SHEET, f"{need.code}, {need.title}, {company}", need.lot_id, need.company_id)


def _gathered(session: Session, kind: PaperForm, today: dt.date, about: str, lot_id: str, company_id: str) -> Form:
    if kind is PaperForm.COMPANY:
        return company_sheet.gathered(session, today, about, lot_id)
    return job_sheet.gathered(session, today, about, company_id)
