"""Gathering the papers to bring for a criterion; the detail is the code of its category, empty for none."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.proof_checklist import AskedProof, ProofChecklist, proof_checklist
from facilitator_app.domain.categories import Category
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.person_facts import name_of, person
from facilitator_app.use_cases.eligibility_categories import offered


def gathered(session: Session, beneficiary_id: str, day: dt.date, detail: str = "") -> Form:
    """Raises Refusal when there is no such category."""
    who = person(session, beneficiary_id)
    category = next((one for one in offered(session) if one.code == detail), None)
    if detail and category is None:
        raise Refusal.because("Ce critère n’est pas dans la liste. Choisissez-en un autre, par exemple RSA.", "detail")
    return proof_checklist(
        ProofChecklist(
            heading=heading(session, day),
            name=name_of(who),
            criterion=category.label if category else "",
            test=category.test if category else "",
            proofs=_asked(category) if category else (),
        )
    )


def _asked(category: Category) -> tuple[AskedProof, ...]:
    """The usual document, then the others accepted."""
    usual = AskedProof(category.proof, category.proof_months, category.has_end)
    others = (AskedProof(other.label, other.months) for other in category.other_proofs)
    return (usual, *others)
