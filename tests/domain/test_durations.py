"""How long eligibility lasts by contract of employment and by hand, and what a later event never changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.categories import DEFAULT_CATEGORIES, AcceptedProof, Way
from facilitator_app.domain.durations import Decisions, Extension, Hire, RefusalMade
from facilitator_app.domain.eligibility import Verdict, judge
from facilitator_app.domain.eligibility_file import RefusalCode
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.proofs import EligibilityRules, ProofSeen

FIRST = dt.date(2026, 3, 12)
PROOF = ProofSeen("LTU", dated_on=dt.date(2026, 3, 1), seen_on=dt.date(2026, 3, 5), seen_by="H. Arnoux")
RULES = EligibilityRules(permanent_months=24, alternating_months=36)
CODES = [category.code for category in DEFAULT_CATEGORIES]
days = st.dates(dt.date(2024, 1, 1), dt.date(2031, 1, 1))
proofs = st.builds(
    ProofSeen,
    category_code=st.sampled_from(CODES),
    dated_on=st.none() | days,
    seen_on=st.none() | days,
    valid_until=st.none() | days,
    explained=st.booleans(),
)
extensions = st.builds(Extension, until=days, reason=st.just("accord {de} l’acheteur"), decided_on=days)
refusals = st.builds(
    RefusalMade, code=st.sampled_from(RefusalCode), note=st.just(""), decided_on=days, lifted_on=st.none() | days
)


def _until(kind: EmploymentContract, starts: dt.date, ends: dt.date | None = None) -> dt.date | None:
    return judge(None, [PROOF], starts, FIRST, RULES, hire=Hire(kind, starts, ends)).until


def test_each_kind_of_contract_has_its_length() -> None:
    later = dt.date(2027, 1, 4)
    assert _until(EmploymentContract.FIXED_TERM, later) == dt.date(2028, 3, 11)
    assert _until(EmploymentContract.PERMANENT, later) == dt.date(2029, 1, 3)
    assert _until(EmploymentContract.APPRENTICESHIP, later, dt.date(2029, 8, 31)) == dt.date(2029, 8, 31)
    assert _until(EmploymentContract.PROFESSIONAL, later, dt.date(2031, 8, 31)) == dt.date(2030, 1, 3)
    assert _until(EmploymentContract.APPRENTICESHIP, later, dt.date(2027, 8, 31)) == dt.date(2028, 3, 11)


def test_the_rule_applied_is_said() -> None:
    usual = judge(None, [PROOF], FIRST, FIRST, RULES)
    assert usual.rule == "24 mois à partir du 12/03/2026, premier contrat"
    assert usual.proof == "attestation France Travail du 01/03/2026, vue le 05/03/2026 par H. Arnoux"
    assert usual.way is Way.CRITERIA
    permanent = judge(None, [PROOF], FIRST, FIRST, RULES, hire=Hire(EmploymentContract.PERMANENT, FIRST))
    assert permanent.until == usual.until
    longer = Decisions((Extension(dt.date(2028, 12, 31), "accord {de} l’acheteur", dt.date(2028, 1, 5)),))
    extended = judge(None, [PROOF], dt.date(2028, 6, 1), FIRST, RULES, decisions=longer)
    assert extended.eligible
    assert extended.rule == "prolongée à la main\u00a0: accord {de} l’acheteur"


def test_a_refusal_holds_until_it_is_lifted() -> None:
    made = RefusalMade(RefusalCode.OTHER, "absent", dt.date(2026, 4, 1), dt.date(2026, 5, 1))
    refused = Decisions(refusals=(made,))
    found = judge(None, [PROOF], dt.date(2026, 4, 30), None, RULES, decisions=refused)
    assert not found.eligible
    assert found.statements == (
        "Éligibilité refusée le 01/04/2026.",
        "Refus du 01/04/2026\u00a0: autre motif (absent).",
    )
    assert judge(None, [PROOF], dt.date(2026, 5, 1), None, RULES, decisions=refused).eligible
    assert judge(None, [PROOF], dt.date(2026, 3, 31), None, RULES, decisions=refused).eligible


def test_a_reasoned_opinion_needs_its_text_and_its_author() -> None:
    opinion = ProofSeen("REASONED_OPINION", dated_on=FIRST, seen_on=FIRST)
    assert judge(None, [opinion], FIRST).missing == ("Il manque le texte et l’auteur de l’avis motivé.",)
    given_one = judge(None, [replace(opinion, explained=True)], FIRST)
    assert given_one.eligible
    assert given_one.way is Way.OPINION


def test_a_pass_opens_again_after_the_usual_period() -> None:
    day = dt.date(2029, 1, 2)
    passed = ProofSeen("IAE", "", day, day, dt.date(2031, 1, 1), valid_from=day, number="999992112345")
    found = judge(None, [PROOF, passed], dt.date(2029, 2, 1), FIRST, RULES)
    assert found.eligible
    assert (found.until, found.way) == (dt.date(2031, 1, 1), Way.STRUCTURE)
    assert "n°\u00a0999992112345" in found.proof
    not_yet = judge(None, [replace(passed, valid_from=dt.date(2029, 3, 1))], dt.date(2029, 2, 1))
    assert not_yet.missing == ("La validité du PASS IAE ne commence que le 01/03/2029.",)


def test_each_accepted_document_has_its_own_age() -> None:
    ltu = next(category for category in DEFAULT_CATEGORIES if category.code == "LTU")
    table = [replace(ltu, other_proofs=(AcceptedProof("Historique d’inscription", 12),))]
    old = replace(PROOF, dated_on=dt.date(2025, 6, 1))
    assert not judge(None, [old], FIRST, categories=table).eligible
    assert judge(None, [replace(old, proof="historique d'inscription")], FIRST, categories=table).eligible


def test_a_second_period_runs_from_the_first_contract_after_the_gap() -> None:
    rules = replace(RULES, renewal_gap_months=12)
    newer = ProofSeen("RSA", dated_on=dt.date(2029, 3, 20), seen_on=dt.date(2029, 3, 20))
    starts = [FIRST, dt.date(2029, 4, 2), dt.date(2029, 9, 3)]
    found = judge(None, [PROOF, newer], dt.date(2029, 9, 3), FIRST, rules, starts=starts)
    assert (found.since, found.until) == (dt.date(2029, 4, 2), dt.date(2031, 4, 1))


@pytest.mark.parametrize("code", ["DISABLED", "AAH"])
def test_the_proof_of_health_is_never_described(code: str) -> None:
    proof = ProofSeen(code, "Décision RQTH", FIRST, FIRST, dt.date(2030, 1, 1))
    said = " ".join(judge(None, [proof], FIRST).statements).lower()
    assert "critère protégé" in said
    assert not any(word in said for word in ("rqth", "handicap", "mdph", "aah", "caf"))


def _answer(found: Verdict) -> tuple[object, ...]:
    return found.eligible, found.since, found.until, found.categories, found.proof, found.rule, found.refusal


@given(
    st.lists(proofs, max_size=4), proofs, st.lists(extensions, max_size=2), extensions, st.lists(refusals, max_size=2),
    refusals, days, st.none() | days, st.lists(days, max_size=3), days, st.sampled_from([None, 6, 12]),
)  # fmt: skip
def test_what_happens_later_never_changes_an_earlier_judgement(
    known: list[ProofSeen],
    new_proof: ProofSeen,
    made: list[Extension],
    new_extension: Extension,
    refused: list[RefusalMade],
    new_refusal: RefusalMade,
    on: dt.date,
    first: dt.date | None,
    starts: list[dt.date],
    new_start: dt.date,
    gap: int | None,
) -> None:
    rules = replace(RULES, renewal_gap_months=gap)
    before = judge(
        None, known, on, first, rules, decisions=Decisions(tuple(made), tuple(refused)), starts=starts
    )  # fmt: skip
    later = on + dt.timedelta(1)
    new_proof = replace(new_proof, dated_on=max(new_proof.dated_on or later, later))
    decisions = Decisions(
        (*made, replace(new_extension, decided_on=max(new_extension.decided_on, later))),
        (*refused, replace(new_refusal, decided_on=max(new_refusal.decided_on, later))),
    )
    after = judge(
        None, [*known, new_proof], on, first, rules, decisions=decisions, starts=[*starts, max(new_start, later)]
    )
    assert _answer(after) == _answer(before)


@given(st.lists(proofs, max_size=4), proofs, st.lists(extensions, max_size=2), extensions, days, st.booleans())
def test_one_more_proof_or_extension_never_brings_the_end_nearer(
    known: list[ProofSeen], more: ProofSeen, made: list[Extension], longer: Extension, on: dt.date, proved: bool
) -> None:
    """`proved`: nearly nobody is eligible by proofs drawn at random."""
    known = [*known, *([replace(PROOF, dated_on=on, seen_on=on)] if proved else [])]
    before = judge(None, known, on, on, RULES, decisions=Decisions(tuple(made)))
    after = judge(None, [*known, more], on, on, RULES, decisions=Decisions((*made, longer)))
    if before.eligible:
        assert after.eligible
        assert (after.until or dt.date.max) >= (before.until or dt.date.max)


@pytest.mark.parametrize("reason", ["Formation à terminer", "Formation à terminer."])
def test_a_reason_typed_with_its_full_stop_is_said_with_one(reason: str) -> None:
    longer = Decisions(extensions=(Extension(dt.date(2030, 1, 1), reason, FIRST),))
    said = judge(None, [replace(PROOF, dated_on=FIRST, seen_on=FIRST)], FIRST, FIRST, decisions=longer).statements
    assert said[-1].endswith("prolongée à la main\u00a0: Formation à terminer.")
    assert RefusalMade(RefusalCode.OTHER, reason, FIRST).sentence.endswith("(Formation à terminer).")
