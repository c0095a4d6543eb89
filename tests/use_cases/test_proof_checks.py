"""What each way to be eligible asks for, said under its field; what was noted before is left in peace."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import beneficiaries
from facilitator_app.use_cases.beneficiary_checks import checked
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.proof_checks import field_of, parts_of
from tests.conftest import TODAY

DAY = dt.date(2026, 11, 2)
WHOLE = ProofDraft(
    "IAE", "", DAY, DAY, dt.date(2028, 11, 1), structure="Cap Insertion", agreement="ACI083260012A0M1",
    pass_number="99999 25 12345", valid_from=DAY,
)  # fmt: skip
LUCIE = BeneficiaryDraft("Martel", "Lucie", dt.date(2002, 6, 14))


def fields(proof: ProofDraft) -> list[str]:
    """The fields said to be wrong."""
    try:
        checked(dataclasses.replace(LUCIE, proofs=(proof,)), TODAY)
    except Refusal as refusal:
        return [problem.field for problem in refusal.problems]
    return []


def test_a_pass_with_everything_is_kept() -> None:
    assert fields(WHOLE) == []


@pytest.mark.parametrize("name", ["structure", "agreement", "pass_number", "valid_from", "valid_until"])
def test_each_thing_that_the_pass_lacks_is_said_under_its_field(name: str) -> None:
    lacking: dict[str, Any] = {name: getattr(ProofDraft("IAE"), name)}
    assert fields(dataclasses.replace(WHOLE, **lacking)) == [field_of("IAE", name)]


@pytest.mark.parametrize("number", ["99999 25 1234", "99999 25 123456", "A9999 25 12345", "٩٩٩٩٩2512345"])
def test_a_pass_number_has_twelve_digits(number: str) -> None:
    assert fields(dataclasses.replace(WHOLE, pass_number=number)) == [field_of("IAE", "pass_number")]


def test_other_structures_have_an_agreement_and_no_pass() -> None:
    assert fields(ProofDraft("GEIQ", "", DAY, DAY)) == [field_of("GEIQ", "structure"), field_of("GEIQ", "agreement")]
    assert fields(ProofDraft("GEIQ", "", DAY, DAY, structure="GEIQ BTP", agreement="2026-83-12")) == []


def test_of_an_adapted_company_nothing_more_is_asked() -> None:
    """Working there tells that somebody is disabled: the criterion is protected, nothing else of it is kept."""
    assert fields(ProofDraft("EA_ESAT", "", DAY, DAY)) == []


def test_an_opinion_has_its_author_and_its_words() -> None:
    assert fields(ProofDraft("REASONED_OPINION", "", DAY, DAY)) == [
        field_of("REASONED_OPINION", "opinion_by"), field_of("REASONED_OPINION", "opinion"),
    ]  # fmt: skip


def test_what_was_noted_before_is_left_until_it_changes(session: Session) -> None:
    key = beneficiaries.register(session, LUCIE, TODAY)
    session.add(EligibilityProof(beneficiary_id=key, category="IAE", dated_on=DAY))  # as an import notes it
    session.flush()
    known = beneficiaries.draft_of(session, key)
    beneficiaries.correct(session, key, dataclasses.replace(known, phone="0600000000"), TODAY)
    seen = dataclasses.replace(known.proofs[0], seen_on=TODAY)
    with pytest.raises(Refusal) as refused:
        beneficiaries.correct(session, key, dataclasses.replace(known, proofs=(seen,)), TODAY)
    assert [parts_of(problem.field) for problem in refused.value.problems] == [
        ("IAE", name) for name in ("structure", "agreement", "pass_number", "valid_from", "valid_until")
    ]


def test_only_fields_of_criteria_are_named_so() -> None:
    assert parts_of("proofs.IAE.pass_number") == ("IAE", "pass_number")
    assert [parts_of(field) for field in ("proofs", "phone", "proofs.IAE", "")] == [None] * 4
