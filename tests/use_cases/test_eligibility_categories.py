"""The criteria of the house: written at the first change, judged as worded, closed rather than removed when used."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.categories import DEFAULT_CATEGORIES, AcceptedProof, Category, CategoryGroup
from facilitator_app.domain.eligibility_file import EligibilityCategory, read_proof, written_proof
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import eligibility_categories as criteria
from facilitator_app.use_cases.beneficiaries import correct, draft_of
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.eligibility import verdict
from facilitator_app.use_cases.keeping_proofs import are_some_mixed, put_protected_apart
from tests import make
from tests.conftest import TODAY

NEW = Category("", " Sortant  de formation ", "", "le ", "certificat de formation", 6, group=CategoryGroup.SUPPORT)


def _named(session: Session, code: str) -> Category:
    return next(category for category in criteria.categories(session) if category.code == code)


def test_the_first_change_writes_them_all_in_their_order(session: Session) -> None:
    assert criteria.categories(session) == DEFAULT_CATEGORIES
    criteria.save(session, dataclasses.replace(_named(session, "RSA"), proof_months=6))
    assert session.scalar(select(func.count()).select_from(EligibilityCategory)) == len(DEFAULT_CATEGORIES)
    kept = criteria.categories(session)
    assert [category.code for category in kept] == [category.code for category in DEFAULT_CATEGORIES]
    changed = [one for one, usual in zip(kept, DEFAULT_CATEGORIES, strict=True) if one != usual]
    assert [(one.code, one.proof_months) for one in changed] == [("RSA", 6)]


def test_people_are_judged_by_the_words_of_the_house(session: Session) -> None:
    person = make.a_beneficiary(session).id
    old = dt.date(2026, 7, 1)
    make.kept(session, EligibilityProof(beneficiary_id=person, category="RSA", dated_on=old, seen_on=TODAY))
    assert not verdict(session, person, TODAY).eligible
    criteria.save(session, dataclasses.replace(_named(session, "RSA"), proof_months=6, months=36))
    assert verdict(session, person, TODAY).eligible
    assert verdict(session, person, TODAY).rule.startswith("36 mois")
    code = criteria.save(session, NEW)
    assert code == "SORTANT_DE_FORMATION"
    draft = criteria.categories(session)[-1]
    assert (draft.code, draft.label) == (code, "Sortant de formation")


def test_a_criterion_noted_somewhere_is_closed_not_removed(session: Session) -> None:
    person = make.a_beneficiary(session).id
    make.kept(session, EligibilityProof(beneficiary_id=person, category="RSA", dated_on=TODAY, seen_on=TODAY))
    with pytest.raises(Refusal, match="fermez-le"):
        criteria.remove(session, "RSA")
    criteria.save(session, dataclasses.replace(_named(session, "RSA"), closed=True))
    assert "RSA" not in {category.code for category in criteria.offered(session)}
    assert verdict(session, person, TODAY).eligible
    criteria.remove(session, "ZRR")
    assert "ZRR" not in {category.code for category in criteria.categories(session)}
    criteria.save(session, next(category for category in DEFAULT_CATEGORIES if category.code == "ZRR"))
    assert "ZRR" in {category.code for category in criteria.categories(session)}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": " "}, "label"),
        ({"label": "BENEFICIAIRE du RSA"}, "label"),
        ({"proof": ""}, "proof"),
        ({"below_age": 20, "from_age": 30}, "below_age"),
        ({"other_proofs": (AcceptedProof("x", 500),)}, "other_proofs"),
    ],
)
def test_a_criterion_that_cannot_be_judged_is_refused(session: Session, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        criteria.save(session, dataclasses.replace(NEW, **changes))  # type: ignore[arg-type]
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_criterion_of_health_that_the_house_adds_is_protected(session: Session) -> None:
    code = criteria.save(session, dataclasses.replace(NEW, label="Suivi médical", group=CategoryGroup.HEALTH))
    assert code == "HEALTH_SUIVI_MEDICAL"
    person = make.a_beneficiary(session).id
    make.proved(session, person, ProofSeen(code, "certificat", TODAY, TODAY), TODAY)
    assert session.scalars(select(EligibilityProof)).all() == []
    (kept,) = session.scalars(select(ProtectedProof)).all()
    assert (kept.category, kept.dated_on) == (code, TODAY)
    assert "critère protégé" in verdict(session, person, TODAY).sentence.lower()
    assert draft_of(session, person).proofs[0].proof == ""
    correct(session, person, dataclasses.replace(draft_of(session, person), proofs=()), TODAY)
    assert not verdict(session, person, TODAY).eligible


def test_what_was_mixed_is_put_apart_once(session: Session) -> None:
    person = make.a_beneficiary(session).id
    end = dt.date(2030, 1, 1)
    for category in ("DISABLED", "RSA"):
        make.kept(
            session,
            EligibilityProof(
                beneficiary_id=person, category=category, proof="Décision", dated_on=TODAY, seen_on=TODAY,
                seen_by="H. Arnoux", valid_until=end,
            ),
        )  # fmt: skip
    before = verdict(session, person, TODAY)
    assert are_some_mixed(session)
    assert put_protected_apart(session) == 1
    assert put_protected_apart(session) == 0
    assert not are_some_mixed(session)
    (apart,) = session.scalars(select(ProtectedProof)).all()
    assert (apart.category, apart.valid_until, apart.seen_by) == ("DISABLED", end, "H. Arnoux")
    assert [proof.category for proof in session.scalars(select(EligibilityProof))] == ["RSA"]
    after = verdict(session, person, TODAY)
    assert set(after.categories) == set(before.categories)
    assert len(sheet(session, person, TODAY).proofs) == 2


@pytest.mark.parametrize("line", ["attestation CAF ; 3", "pièce d’identité"])
def test_an_accepted_proof_reads_as_it_is_written(line: str) -> None:
    assert written_proof(read_proof(line)) == line
