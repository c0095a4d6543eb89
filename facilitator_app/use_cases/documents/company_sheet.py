"""Gathering what the house knows for the sheet of a company, or leaving it to be written."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents import company_sheet as paper
from facilitator_app.documents.company_sheet import BuyerPart, CompanyPart, Referent
from facilitator_app.documents.form import Form
from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.identifiers import written_siret
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.use_cases.account.due_today import due_of
from facilitator_app.use_cases.company_list import ContactLine, company_sheet
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.lot_facts import lot_asked
from facilitator_app.use_cases.reference import commune, job_label


def gathered(session: Session, day: dt.date, company_id: str = "", lot_id: str = "") -> Form:
    """Without a company, its questions are left to answer; without a lot, those of the contract. Raises Refusal."""
    buyer = _buyer_part(session, lot_id, day) if lot_id else BuyerPart()
    company = _company_part(session, company_id) if company_id else CompanyPart()
    return paper.company_sheet(heading(session, day), buyer, company)


def _buyer_part(session: Session, lot_id: str, day: dt.date) -> BuyerPart:
    lot, contract, buyer = lot_asked(session, lot_id)
    due = due_of(session, lot, day)
    place = commune(lot.commune_code)
    return BuyerPart(
        buyer=buyer.name if buyer else "",
        buyer_kind=buyer.kind.label if buyer and buyer.kind else "",
        contact=buyer.contact if buyer else "",
        subject=contract.subject,
        lot=f"{lot.name} ({lot.code})",
        notified_on=written_date(contract.notified_on) if contract.notified_on else "",
        ends_on=written_date(lot.ends_on) if lot.ends_on else "",
        hours=written_hours(due) if due is not None else "",
        place=place.name if place else "",
        department=_department(lot.commune_code or ""),
    )


def _company_part(session: Session, company_id: str) -> CompanyPart:
    sheet = company_sheet(session, company_id)
    referents = [*map(_referent, sheet.contacts[:2]), Referent(), Referent()]
    return CompanyPart(
        name=sheet.name,
        siret=written_siret(sheet.siret) if sheet.siret else "",
        address=sheet.address,
        activity=sheet.activity,
        website=sheet.website,
        first=referents[0],
        second=referents[1],
        trades=", ".join(job_label(code) for code in sheet.trades),
        tasks=sheet.tasks,
        note=sheet.note,
    )


def _referent(contact: ContactLine) -> Referent:
    return Referent(name=contact.name, phone=written_phone(contact.phone), role=contact.role, email=contact.email)


def _department(commune_code: str) -> str:
    """`83`; three digits overseas, as the INSEE code begins."""
    return commune_code[:3] if commune_code.startswith(("97", "98")) else commune_code[:2]
