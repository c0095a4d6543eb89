"""Gathering a person and a need in one sheet; the detail is the key of the need."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.positioning_sheet import PositioningSheet, positioning_sheet
from facilitator_app.domain.contract import contract_name, lot_name
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.need import Proposal
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.need_facts import need_facts
from facilitator_app.use_cases.documents.person_facts import identity, person
from facilitator_app.use_cases.reference import commune


def gathered(session: Session, beneficiary_id: str, day: dt.date, detail: str = "") -> Form:
    """Raises Refusal without a need. The company learns whether she is eligible, never why."""
    who = person(session, beneficiary_id)
    facts = need_facts(session, detail)
    if facts is None:
        raise Refusal.because("Choisissez le besoin pour lequel la personne est proposée.", "detail")
    need, company, lot, contract = facts
    seen = sheet(session, who.id, day)
    proposal = session.get(Proposal, key_of("proposal", need.id, who.id))
    place = commune(need.commune_code)
    least, most = seen.weekly_hours
    return positioning_sheet(
        PositioningSheet(
            heading=heading(session, day),
            person=identity(who, contact=False),
            need_code=need.code,
            post=need.title,
            company=company,
            contract=f"{contract.number}, {contract_name(contract.short_name, contract.subject)}",
            lot=lot_name(lot.number, lot.title),
            place=need.place or (place.name if place else ""),
            starts_on=need.starts_on,
            contract_type=need.contract_type.label,
            hours_per_week=need.hours_per_week,
            duration_months=need.duration_months,
            needed=", ".join(need.requirements),
            skills=", ".join(seen.requirements),
            jobs_done=", ".join(seen.jobs_done),
            education=seen.education,
            transport=seen.transport,
            available_from=seen.available_from if seen.available_from and seen.available_from > day else None,
            weekly_hours=f"{least} à {most}\u00a0h par semaine" if least else f"jusqu’à {most}\u00a0h par semaine",
            eligible=_eligible(seen.verdict.eligible, seen.covered_until if seen.placements else None),
            proposed_on=None if proposal is None or proposal.removed else proposal.proposed_on,
        )
    )


def _eligible(eligible: bool, until: dt.date | None) -> str:
    if not eligible:
        return "Éligibilité à établir"
    return f"Éligible jusqu’au {written_date(until)}" if until else "Éligible"
