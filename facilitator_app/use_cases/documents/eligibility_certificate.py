"""Gathering the conclusion about a person's eligibility for a company: no criterion goes into it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.eligibility_certificate import EligibilityCertificate, eligibility_certificate
from facilitator_app.documents.form import Form
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.person_facts import name_of, person
from facilitator_app.use_cases.eligibility import first_start, rules_of, verdict


def gathered(session: Session, beneficiary_id: str, day: dt.date, _detail: str = "") -> Form:
    """Raises Refusal when the person is not eligible that day: there is nothing to certify."""
    who = person(session, beneficiary_id)
    judged = verdict(session, who.id, day)
    seen = sheet(session, who.id, day)
    started = first_start(session, who.id)
    at_work = started is not None and started <= day
    # A contract of employment may be covered for longer than a new one would be.
    covered = at_work and judged.refusal is None and seen.covered_until is not None and seen.covered_until >= day
    if not judged.eligible and not covered:
        raise Refusal.because(
            f"L’éligibilité de cette personne n’est pas établie à ce jour\u00a0: {judged.sentence} Complétez "
            "ses critères, puis recommencez.",
            "person",
        )
    hired = at_work and not seen.waiting
    return eligibility_certificate(
        EligibilityCertificate(
            heading=heading(session, day),
            name=name_of(who),
            birth_date=who.birth_date,
            since=(judged.since or started) if hired else None,
            until=seen.covered_until,
            last_start=None if judged.last_start in (None, dt.date.max) else judged.last_start,
            months=(judged.lasting.months if judged.lasting else 0) or rules_of(session).months,
        )
    )
