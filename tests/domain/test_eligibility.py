"""Eligibility: which proofs count, from when to when, and the sentence that says it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.domain.eligibility import judge
from facilitator_app.domain.proofs import EligibilityRules, ProofSeen, ProofState
from facilitator_app.domain.publics import Publics, publics_of

TODAY = dt.date(2026, 11, 24)
BORN = dt.date(2002, 6, 14)
RECENT = ProofSeen("LTU", dated_on=dt.date(2026, 11, 12), seen_on=TODAY)
PASS = ProofSeen("IAE", "", TODAY, TODAY, dt.date(2029, 3, 1), valid_from=TODAY, number="99999 25 12345")
CODES = [category.code for category in DEFAULT_CATEGORIES]
days = st.dates(dt.date(2022, 1, 1), dt.date(2030, 1, 1))
proofs = st.builds(
    ProofSeen,
    category_code=st.sampled_from([*CODES, "UNKNOWN"]),
    dated_on=st.none() | days,
    seen_on=st.none() | days,
    valid_until=st.none() | days,
    valid_from=st.none() | days,
    number=st.sampled_from(["", "999992512345"]),
)


def test_one_proved_criterion_opens_24_months() -> None:
    verdict = judge(BORN, [RECENT, ProofSeen("YOUTH_GRADUATE"), ProofSeen("QPV", seen_on=TODAY)], TODAY)
    assert verdict.eligible
    assert (verdict.since, verdict.until) == (TODAY, dt.date(2028, 11, 23))
    assert verdict.title == "Éligible du 24/11/2026 au 23/11/2028"
    assert verdict.sentence == (
        "Preuve acquise\u00a0: demandeur d’emploi de longue durée (plus de 12 mois)."
        " 2 autres critères seront ajoutés dès réception des pièces."
    )
    assert verdict.categories == ("LTU",)
    assert [finding.state for finding in verdict.findings] == [
        ProofState.ACCEPTED,
        ProofState.UNDATED,
        ProofState.UNDATED,
    ]


def test_a_document_made_after_a_past_day_is_no_mistake_of_that_day() -> None:
    assert judge(BORN, [RECENT], dt.date(2026, 6, 1)).missing == (
        "Le 01/06/2026, il manquait encore l’attestation France Travail (document daté du 12/11/2026).",
    )


@pytest.mark.parametrize(
    ("proof", "sentence"),
    [
        (replace(RECENT, dated_on=None), "Il manque la date de l’attestation France Travail."),
        (
            replace(RECENT, seen_on=None),
            "Il manque l’attestation France Travail\u00a0: indiquez le jour où la pièce a été vue.",
        ),
        (
            replace(RECENT, dated_on=dt.date(2026, 11, 25)),
            "La date de l’attestation France Travail, 25/11/2026, est dans le futur. Corrigez-la.",
        ),
        (
            replace(RECENT, dated_on=dt.date(2026, 8, 23)),
            "L’attestation France Travail date de plus de 3 mois. Demandez un document récent.",
        ),
        (
            ProofSeen("REFUGEE", dated_on=dt.date(2024, 1, 1), seen_on=TODAY),
            "Il manque la date de fin de validité du titre de séjour (ou autorisation de travail).",
        ),
        (
            ProofSeen("DISABLED", dated_on=dt.date(2020, 1, 1), seen_on=TODAY, valid_until=dt.date(2026, 11, 23)),
            "La validité de la pièce d’un critère protégé s’est terminée le 23/11/2026.",
        ),
        (ProofSeen("DISABILITY_PENSION", seen_on=TODAY), "Il manque la date de la pièce d’un critère protégé."),
        (
            ProofSeen("SENIOR", dated_on=TODAY, seen_on=TODAY),
            "24 ans le 24/11/2026\u00a0: ce critère demande 50 ans ou plus.",
        ),
        (
            replace(RECENT, dated_on=dt.date(2026, 5, 1), seen_on=dt.date(2026, 5, 10)),
            "Pièce vue le 10/05/2026, il y a plus de 6 mois\u00a0: il faut revoir l’attestation France Travail.",
        ),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(proof: ProofSeen, sentence: str) -> None:
    verdict = judge(BORN, [proof], TODAY)
    assert not verdict.eligible
    assert verdict.title == "Éligibilité à établir"
    assert verdict.sentence == sentence
    assert verdict.missing == (sentence,)


def test_nothing_at_all_asks_for_a_criterion() -> None:
    assert judge(BORN, [], TODAY).sentence == "Ajoutez au moins un critère et sa preuve."


def test_a_document_exactly_as_old_as_allowed_is_accepted() -> None:
    assert judge(BORN, [replace(RECENT, dated_on=dt.date(2026, 8, 24))], TODAY).eligible


def test_the_age_is_that_of_the_hiring_day() -> None:
    young = ProofSeen("YOUTH_LOW_QUAL", dated_on=TODAY, seen_on=TODAY)
    birthday = dt.date(2000, 11, 25)
    verdict = judge(birthday, [young], TODAY)
    assert verdict.eligible
    assert verdict.last_start == TODAY  # 26 years old the next day
    assert not judge(dt.date(2000, 11, 24), [young], TODAY).eligible
    assert judge(None, [young], TODAY).missing == ("Il manque la date de naissance.",)


def test_a_check_without_a_contract_lapses_after_six_months() -> None:
    assert judge(BORN, [RECENT], TODAY).last_start == dt.date(2027, 5, 24)
    assert judge(BORN, [RECENT], dt.date(2027, 5, 24)).eligible
    assert not judge(BORN, [RECENT], dt.date(2027, 5, 25)).eligible


def test_a_document_seen_too_late_only_counts_for_contracts_started_while_it_was_recent() -> None:
    seen_late = replace(RECENT, dated_on=dt.date(2026, 6, 1))
    assert judge(BORN, [seen_late], dt.date(2026, 8, 1)).last_start == dt.date(2026, 9, 1)
    assert not judge(BORN, [seen_late], TODAY).eligible


def test_a_house_may_measure_the_age_of_documents_on_the_hiring_day() -> None:
    strict = EligibilityRules(fresh_at_hire=True)
    assert judge(BORN, [RECENT], TODAY, rules=strict).last_start == dt.date(2027, 2, 12)
    assert not judge(BORN, [RECENT], dt.date(2027, 2, 13), rules=strict).eligible


def test_once_hired_the_proofs_stay_those_of_the_first_contract() -> None:
    hired = dt.date(2026, 12, 1)
    verdict = judge(BORN, [RECENT], dt.date(2028, 11, 30), hired)
    assert verdict.eligible
    assert (verdict.since, verdict.until, verdict.last_start) == (hired, dt.date(2028, 11, 30), dt.date(2028, 11, 30))
    over = judge(BORN, [RECENT], dt.date(2028, 12, 1), hired)
    assert not over.eligible
    assert over.sentence == "Éligibilité terminée le 30/11/2028. La durée prévue par la clause est atteinte."


def test_a_proof_dated_after_the_hiring_does_not_regularise_it() -> None:
    verdict = judge(BORN, [RECENT], TODAY, dt.date(2026, 11, 2))
    assert verdict.sentence == "La date de l’attestation France Travail, 12/11/2026, suit l’embauche du 02/11/2026."


def test_a_new_period_opens_only_where_the_house_allows_it() -> None:
    hired, later = dt.date(2026, 12, 1), dt.date(2030, 1, 10)
    again = ProofSeen("RSA", dated_on=dt.date(2030, 1, 2), seen_on=later)
    rules = EligibilityRules(renewal_gap_months=12)
    assert not judge(BORN, [RECENT, again], later, hired).eligible
    verdict = judge(BORN, [RECENT, again], later, hired, rules)
    assert verdict.eligible
    assert (verdict.since, verdict.categories) == (later, ("RSA",))
    assert judge(BORN, [RECENT], later, hired, rules).sentence.endswith("Ajoutez une nouvelle preuve pour continuer.")
    assert judge(BORN, [RECENT], dt.date(2029, 1, 1), hired, rules).sentence.endswith("à partir du 01/12/2029.")


def test_a_structure_of_insertion_makes_its_people_eligible_as_long_as_they_are_there() -> None:
    assert judge(BORN, [PASS], TODAY).until == dt.date(2029, 3, 1)
    staying = ProofSeen("EA_ESAT", dated_on=TODAY, seen_on=TODAY)
    verdict = judge(BORN, [staying], dt.date(2040, 1, 1), TODAY)
    assert verdict.eligible
    assert (verdict.until, verdict.last_start) == (None, dt.date.max)
    assert verdict.title == "Éligible depuis le 24/11/2026"


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ({"number": ""}, "Il manque le numéro du PASS IAE."),
        ({"valid_from": None}, "Il manque le premier jour du PASS IAE."),
        ({"valid_until": None}, "Il manque le dernier jour du PASS IAE."),
        ({"number": "", "valid_from": None}, "Il manque le numéro et le premier jour du PASS IAE."),
        (
            {"number": "", "valid_from": None, "valid_until": None, "dated_on": None, "seen_on": None},
            "Il manque la date, le numéro, le premier jour et le dernier jour du PASS IAE.",
        ),
        ({"number": "9999925"}, "Le numéro du PASS IAE, 9999925, n’a pas 12 chiffres. Corrigez-le."),
    ],
)
def test_a_pass_without_its_number_or_its_dates_proves_nothing_and_says_what_it_lacks(
    lacks: dict[str, Any], said: str
) -> None:
    """Passes were once kept without them."""
    verdict = judge(BORN, [replace(PASS, **lacks)], TODAY)
    assert (verdict.eligible, verdict.sentence, verdict.findings[0].state) == (False, said, ProofState.INCOMPLETE)
    assert verdict.statements == ("Éligibilité à établir.", said)


@pytest.mark.parametrize("number", ["999992512345", "99999 25 12345", "99999\u00a025\u00a012345", "99999-25-12345"])
def test_the_number_of_a_pass_may_be_spaced(number: str) -> None:
    assert judge(BORN, [replace(PASS, number=number)], TODAY).eligible


def test_a_criterion_may_have_a_length_of_its_own_and_the_longest_counts() -> None:
    longer = [replace(category, months=36) if category.code == "LTU" else category for category in DEFAULT_CATEGORIES]
    benefit = ProofSeen("RSA", dated_on=TODAY, seen_on=TODAY)
    assert judge(BORN, [RECENT, benefit], TODAY, categories=longer).until == dt.date(2029, 11, 23)


def test_publics_are_counted_from_the_register() -> None:
    assert publics_of("woman", dt.date(1976, 11, 24), ["QPV", "AAH"], False, TODAY) == Publics(
        woman=True, senior=True, qpv=True, disabled=True
    )
    assert publics_of("man", BORN, ["YOUTH_GRADUATE"], True, TODAY) == Publics(young_graduate=True, qpv=True)
    assert publics_of(None, None, [], False, TODAY) == Publics()


def test_every_default_category_reads_well() -> None:
    assert len(set(CODES)) == len(CODES) == 30
    for category in DEFAULT_CATEGORIES:
        assert category.article in {"l’", "le ", "la "}
        assert category.of_the_proof.startswith(("de l’", "du ", "de la "))


@given(st.lists(proofs, max_size=5), st.booleans(), days, st.none() | days, st.none() | days)
def test_a_verdict_always_explains_itself(
    proofs: list[ProofSeen], proved: bool, on: dt.date, hired: dt.date | None, birth: dt.date | None
) -> None:
    """`proved`: nearly nobody is eligible by proofs drawn at random."""
    verdict = judge(birth, [*proofs, *([replace(RECENT, dated_on=on, seen_on=on)] if proved else [])], on, hired)
    assert verdict.sentence.endswith(".")
    assert all(finding.accepted or finding.message for finding in verdict.findings)
    if verdict.eligible:
        assert verdict.categories
        assert verdict.since is not None
        assert verdict.since <= on
        assert verdict.until is None or verdict.until >= on
        assert verdict.last_start is not None
        assert verdict.last_start >= on


@given(proof=proofs, proved=st.booleans(), on=days, birth=st.none() | days)
def test_the_last_start_is_the_last_day_that_would_be_accepted(
    proof: ProofSeen, proved: bool, on: dt.date, birth: dt.date | None
) -> None:
    if proved:
        proof = replace(RECENT, dated_on=on, seen_on=on, valid_until=proof.valid_until)
    verdict = judge(birth, [proof], on)
    if verdict.eligible and verdict.last_start is not None:
        assert judge(birth, [proof], verdict.last_start).eligible
        assert not judge(birth, [proof], verdict.last_start + dt.timedelta(1)).eligible


@given(st.lists(proofs, max_size=4), proofs, days, st.booleans())
def test_one_more_proof_never_takes_eligibility_away(
    known: list[ProofSeen], more: ProofSeen, on: dt.date, proved: bool
) -> None:
    known = [*known, *([replace(RECENT, dated_on=on, seen_on=on)] if proved else [])]
    if judge(BORN, known, on).eligible:
        assert judge(BORN, [*known, more], on).eligible
