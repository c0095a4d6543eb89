"""A small house for the tests of matching: a mason's need at La Garde, and people made to suit it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Need, Proposal
from tests import make

TODAY = dt.date(2026, 11, 24)
START = dt.date(2026, 12, 7)
LA_GARDE, TOULON, MENTON = "83062", "83137", "06083"


def a_need(session: Session, **details: Any) -> Need:
    usual = {"rome_code": "F1703", "commune_code": LA_GARDE, "starts_on": START}
    return make.a_need(session, **(usual | details))


def a_mason(session: Session, proved: bool = True, **details: Any) -> Key:
    """A person who suits the need, unless the details say otherwise."""
    usual = {
        "jobs_aimed": ("F1703",),
        "jobs_done": ("F1703",),
        "commune_code": LA_GARDE,
        "town": "La Garde",
        "registered_on": dt.date(2026, 10, 1),
    }
    person: Beneficiary = make.a_beneficiary(session, **(usual | details))
    if proved:
        day = dt.date(2026, 10, 20)
        make.kept(session, EligibilityProof(beneficiary_id=person.id, category="LTU", dated_on=day, seen_on=day))
    return person.id


def proposal(session: Session, need_id: str, person: str) -> Proposal:
    return session.get_one(Proposal, key_of("proposal", need_id, person), execution_options={"include_removed": True})
