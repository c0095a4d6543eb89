"""Which judicial criterion was verified is not kept, unless the house was allowed to."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.protected_criteria import VERIFIED, ProtectedProof
from facilitator_app.use_cases import office
from facilitator_app.use_cases.eligibility import verdict
from tests.conftest import TODAY
from tests.make import a_beneficiary, proved

SEEN = ProofSeen("JUSTICE", "Billet de sortie", dt.date(2026, 10, 1), dt.date(2026, 10, 2))


@pytest.mark.parametrize("detail", [False, True])
def test_the_house_keeps_which_one_only_when_allowed(session: Session, detail: bool) -> None:
    office.rules_row(session).judicial_detail = detail
    session.flush()
    person = a_beneficiary(session)
    proved(session, person.id, SEEN, TODAY)
    apart, ordinary = session.scalars(select(ProtectedProof)).all(), session.scalars(select(EligibilityProof)).all()
    assert [proof.category for proof in apart] == (["JUSTICE"] if detail else [])
    assert [(proof.category, proof.proof) for proof in ordinary] == ([] if detail else [(VERIFIED, "")])
    assert verdict(session, person.id, TODAY).eligible
    told = session.execute(text("SELECT COUNT(*) FROM journal WHERE value LIKE '%JUSTICE%'")).scalar_one()
    assert bool(told) is detail
