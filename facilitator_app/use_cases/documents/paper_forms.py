"""Forms to fill by hand, blank or with what is known: looked at, printed, saved as PDF or as a text to correct."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.form_odt import form_odt
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.domain.base import Labelled
from facilitator_app.use_cases.documents import company_sheet, job_sheet
from facilitator_app.use_cases.documents.many import save


class PaperForm(Labelled):
    COMPANY = "company", "Fiche entreprise"
    JOB = "job", "Fiche de poste"


def pdf(
    session: Session, kind: PaperForm, today: dt.date, about: str = "", lot_id: str = "", company_id: str = ""
) -> bytes:
    """`about`: the company of its sheet, the need of a job sheet; "" to leave the answers blank. Raises Refusal."""
    return form_pdf(_gathered(session, kind, today, about, lot_id, company_id))


def save_form(
    session: Session,
    kind: PaperForm,
    today: dt.date,
    path: Path,
    about: str = "",
    lot_id: str = "",
    company_id: str = "",
) -> None:
    """As PDF, or as an OpenDocument text when the name says so. Raises Refusal when it cannot be written."""
    form = _gathered(session, kind, today, about, lot_id, company_id)
    save(form_odt(form) if path.suffix.lower() == ".odt" else form_pdf(form), path)


def _gathered(session: Session, kind: PaperForm, today: dt.date, about: str, lot_id: str, company_id: str) -> Form:
    if kind is PaperForm.COMPANY:
        return company_sheet.gathered(session, today, about, lot_id)
    return job_sheet.gathered(session, today, about, company_id)
