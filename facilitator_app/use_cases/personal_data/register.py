"""The entry of the register and the impact assessment, filled with what the house has set."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.form_odt import form_odt
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.documents.processing_record import ProcessingRecord, impact_assessment, register_entry
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.use_cases import office
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.saving import save
from facilitator_app.use_cases.personal_data import access_log, retention


class Paper(StrEnum):
    """The two papers; the value names their files."""

    REGISTER = "Registre des traitements"
    IMPACT = "Analyse d’impact"


def form_of(session: Session, paper: Paper, day: dt.date, *, encrypted: bool) -> Form:
    """`encrypted`: whether the house's file is, which only who opened it knows."""
    details, lengths = office.details(session), retention.rules(session)
    detail = session.scalar(select(Rules.judicial_detail).where(Rules.id == RULES_KEY))
    record = ProcessingRecord(
        heading=heading(session, day),
        address=", ".join(filter(None, (details.address, f"{details.postal_code} {details.town}".strip()))),
        active_months=lengths.active_months,
        archive_months=lengths.archive_months,
        log_months=access_log.months_kept(session),
        encrypted=encrypted,
        judicial_detail=bool(detail),
        people=session.scalar(select(func.count()).select_from(Beneficiary)) or 0,
    )
    return register_entry(record) if paper is Paper.REGISTER else impact_assessment(record)


def save_to(session: Session, paper: Paper, day: dt.date, folder: Path, *, encrypted: bool) -> tuple[Path, Path]:
    """Write a PDF to read and an ODT to complete. Raises Refusal when the folder does not allow it."""
    form = form_of(session, paper, day, encrypted=encrypted)
    pdf, text = (folder / f"{paper.value} {day.isoformat()}.{kind}" for kind in ("pdf", "odt"))
    save(form_pdf(form), pdf)
    save(form_odt(form), text)
    return pdf, text
