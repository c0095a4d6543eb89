"""Gathering what the house knows of a post, or leaving it to be written."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents import job_sheet as paper
from facilitator_app.documents.form import Form
from facilitator_app.documents.job_sheet import CONTRACTS, JobSheet
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, Lot, contract_name, lot_name
from facilitator_app.domain.need import Need
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE, written_date
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.need_facts import need_facts
from facilitator_app.use_cases.reference import commune, job_label


def gathered(session: Session, day: dt.date, need_id: str = "", company_id: str = "") -> Form:
    """Without a need, every question is left to answer, but for the company when it is given. Raises Refusal."""
    if not need_id:
        name = session.scalar(select(Company.name).where(Company.id == company_id)) if company_id else ""
        return paper.job_sheet(heading(session, day), JobSheet(company=name or ""))
    facts = need_facts(session, need_id)
    if facts is None:
        raise Refusal.because("Ce besoin n’existe plus\u00a0: actualisez la page.", "need_id")
    need, company, lot, contract = facts
    return paper.job_sheet(heading(session, day), _filled(need, company, lot, contract))


def _filled(need: Need, company: str, lot: Lot, contract: Contract) -> JobSheet:
    place, kind = commune(need.commune_code), need.contract_type.label
    other = kind not in CONTRACTS
    detail = ", ".join(filter(None, (kind if other else "", need.contract_detail)))
    where = dict.fromkeys(filter(None, (need.place, place.name if place else "")))
    return JobSheet(
        code=need.code,
        job=f"{job_label(need.rome_code)} ({need.rome_code})" if need.rome_code else "",
        title=need.title,
        company=company,
        place=", ".join(where),
        context=f"{contract_name(contract.short_name, contract.subject)}, {lot_name(lot.number, lot.title)}",
        contract="Autre" if other else kind,
        contract_detail=detail,
        hours_per_week=f"{need.hours_per_week}{NO_BREAK_SPACE}h",
        posts=str(need.posts),
        starts_on=written_date(need.starts_on),
        duration=f"{need.duration_months} mois" if need.duration_months else "",
        wage=need.wage,
        duties=need.duties,
        requirements=", ".join(need.requirements),
        wishes=", ".join(need.wishes),
        cv_needed=need.cv_needed,
        qpv_only=need.qpv_only,
        schedule=need.schedule,
        without_car=need.without_car,
        welcome=need.welcome,
        tutor=need.tutor,
        equipment=need.equipment,
        machines=need.machines,
        asked_to=need.asked_to,
        note=need.note,
    )
