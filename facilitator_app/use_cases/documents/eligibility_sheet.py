"""Gathering the eligibility of a person with each proof, for the house."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.eligibility_sheet import (
    EligibilitySheet,
    JudgedPlacement,
    Opinion,
    ProofRow,
    eligibility_sheet,
)
from facilitator_app.documents.form import Form
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.person_facts import identity, person


def gathered(session: Session, beneficiary_id: str, day: dt.date, _detail: str = "") -> Form:
    """Protected criteria are not named: this paper lies on desks."""
    who = person(session, beneficiary_id)
    seen = sheet(session, who.id, day)
    return eligibility_sheet(
        EligibilitySheet(
            heading=heading(session, day),
            person=identity(who),
            education=seen.education,
            in_qpv=", ".join(filter(None, (seen.in_qpv.label, seen.district.name))),
            eligible=seen.verdict.eligible,
            title=seen.eligibility_title,
            sentence=seen.verdict.reason,
            until=None if seen.waiting else seen.covered_until,
            length=seen.length_to_come,
            missing=tuple(text for text in seen.verdict.missing if text not in seen.verdict.sentence),
            proofs=tuple(
                ProofRow(
                    proof.criterion, proof.proof, proof.state.label, proof.dated_on, proof.seen_on, proof.seen_by,
                    proof.valid_until, proof.structure,
                )
                for proof in seen.proofs
            ),
            placements=tuple(
                JudgedPlacement(line.named_lot, line.employer, line.starts_on, line.ends_on, line.eligibility)
                for line in seen.placements
            ),
            opinions=tuple(
                Opinion(proof.opinion, proof.opinion_by, proof.dated_on, proof.seen_on, proof.seen_by)
                for proof in seen.proofs
                if proof.opinion
            ),
        )
    )  # fmt: skip
