"""Eligibility of people kept in a real file, and what a placement freezes of it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import eligibility
from facilitator_app.use_cases.beneficiary_sheet import sheet
from tests import make

STARTS = dt.date(2026, 3, 12)


def _with_proof(session: Session, category: str = "LTU", **details: object) -> Beneficiary:
    person = make.a_beneficiary(session, sex=Sex.WOMAN, in_qpv=YesNoUnknown.YES)
    usual: dict[str, object] = {"dated_on": dt.date(2026, 2, 3), "seen_on": dt.date(2026, 2, 10)}
    make.kept(session, EligibilityProof(beneficiary_id=person.id, category=category, **(usual | details)))
    return person


def test_a_first_placement_freezes_the_period_it_opens(session: Session) -> None:
    frozen = eligibility.freeze(session, _with_proof(session).id, STARTS)
    assert frozen.eligible_until == dt.date(2028, 3, 11)
    assert frozen.categories == ("LTU",)
    assert frozen.eligibility.startswith("Éligible du 12/03/2026 au 11/03/2028. Preuve acquise")
    assert (frozen.woman, frozen.qpv, frozen.senior, frozen.disabled, frozen.young_graduate) == (
        True, True, False, False, False,
    )  # fmt: skip


def test_what_is_frozen_fits_a_placement(session: Session) -> None:
    person = _with_proof(session)
    frozen = eligibility.freeze(session, person.id, STARTS)
    placement = make.a_placement(session, beneficiary_id=person.id, starts_on=STARTS, **dataclasses.asdict(frozen))
    assert session.get_one(Placement, placement.id).eligible_until == dt.date(2028, 3, 11)


def test_a_second_placement_keeps_the_period_of_the_first(session: Session) -> None:
    person = _with_proof(session)
    make.a_placement(session, beneficiary_id=person.id, starts_on=STARTS, ends_on=dt.date(2026, 8, 31))
    assert eligibility.freeze(session, person.id, dt.date(2027, 1, 4)).eligible_until == dt.date(2028, 3, 11)


def test_a_removed_placement_opens_nothing(session: Session) -> None:
    person = _with_proof(session)
    make.a_placement(session, beneficiary_id=person.id, starts_on=dt.date(2026, 2, 20), removed=True)
    assert eligibility.first_start(session, person.id) is None
    assert eligibility.freeze(session, person.id, STARTS).eligible_until == dt.date(2028, 3, 11)


def test_the_house_decides_how_long_eligibility_lasts(session: Session) -> None:
    rules = session.get(Rules, RULES_KEY) or Rules(id=RULES_KEY)
    rules.eligibility_months, rules.renewal_warning_days = 12, 20
    make.kept(session, rules)
    assert eligibility.freeze(session, _with_proof(session).id, STARTS).eligible_until == dt.date(2027, 3, 11)
    assert eligibility.rules_of(session).warn_days == (20,)


def test_without_proof_the_sentence_says_what_is_missing(session: Session) -> None:
    frozen = eligibility.freeze(session, make.a_beneficiary(session).id, STARTS)
    assert not frozen.eligible
    assert frozen.eligible_until is None
    assert frozen.categories == ()
    assert "Ajoutez au moins un critère" in frozen.eligibility


def test_before_any_contract_the_sheet_tells_until_when_one_may_begin(session: Session) -> None:
    """The judgement supposes a contract that very day, whose dates nobody has."""
    person, day = _with_proof(session), STARTS
    told = sheet(session, person.id, day)
    assert told.statements[0].startswith("Éligible, premier contrat au plus tard le ")
    assert "Durée\u00a0: 24 mois à compter du premier contrat." in told.statements
    assert not any("Jusqu’au" in said for said in told.statements)
    make.a_placement(session, beneficiary_id=person.id, starts_on=STARTS)
    assert sheet(session, person.id, day).statements[0].startswith("Éligible du 12/03/2026")


def test_a_pass_kept_without_its_number_proves_nothing_more_and_moves_nothing_frozen(session: Session) -> None:
    """Passes were once kept without their number: what was frozen of them then stays, as a control would read it."""
    person = _with_proof(session, "IAE", valid_from=STARTS, valid_until=dt.date(2028, 3, 11))
    then = "Éligible du 12/03/2026 au 11/03/2028. Preuve acquise\u00a0: PASS IAE."
    placement = make.a_placement(
        session, beneficiary_id=person.id, starts_on=STARTS, eligible=True, eligibility=then,
        eligible_until=dt.date(2028, 3, 11),
    )  # fmt: skip
    assert sheet(session, person.id, dt.date(2026, 11, 23)).statements == (
        "Éligibilité à établir.",
        "Il manque le numéro du PASS IAE.",
        "Les contrats déjà commencés ont été jugés éligibles jusqu’au 11/03/2028.",
    )
    verdict = eligibility.verdict(session, person.id, dt.date(2026, 11, 23))
    assert (verdict.eligible, verdict.missing) == (False, ("Il manque le numéro du PASS IAE.",))
    assert not eligibility.freeze(session, person.id, dt.date(2026, 11, 23)).eligible
    kept = session.get_one(Placement, placement.id)
    assert (kept.eligible, kept.eligibility) == (True, then)
    proof = session.scalars(select(EligibilityProof).where(EligibilityProof.beneficiary_id == person.id)).one()
    proof.pass_number = "99999 26 12345"
    session.flush()
    assert eligibility.verdict(session, person.id, dt.date(2026, 11, 23)).eligible


def test_somebody_unknown_is_refused(session: Session) -> None:
    with pytest.raises(Refusal, match="n’est plus dans le fichier"):
        eligibility.freeze(session, Key("0" * 32), STARTS)


def test_a_contract_begun_without_eligibility_opens_no_period(session: Session) -> None:
    person = _with_proof(session, dated_on=dt.date(2026, 6, 1), seen_on=dt.date(2026, 6, 5))
    make.a_placement(session, beneficiary_id=person.id, starts_on=dt.date(2026, 1, 10), eligible=False)
    assert eligibility.first_start(session, person.id) is None
    frozen = eligibility.freeze(session, person.id, dt.date(2026, 6, 10))
    assert (frozen.eligible, frozen.eligible_until) == (True, dt.date(2028, 6, 9))
    assert sheet(session, person.id, dt.date(2026, 6, 10)).waiting


def test_a_second_period_that_is_over_is_told_once_with_its_own_end(session: Session) -> None:
    make.kept(session, Rules(id=RULES_KEY, new_period_gap_months=12))
    person = _with_proof(session, dated_on=dt.date(2023, 1, 2), seen_on=dt.date(2023, 1, 5))
    proof = {"category": "RSA", "dated_on": dt.date(2026, 5, 2), "seen_on": dt.date(2026, 5, 5)}
    make.kept(session, EligibilityProof(beneficiary_id=person.id, **proof))
    for start in (dt.date(2023, 2, 1), dt.date(2026, 6, 1)):
        make.a_placement(session, beneficiary_id=person.id, starts_on=start, ends_on=start)
    frozen = eligibility.freeze(session, person.id, dt.date(2028, 7, 1))
    again = "Une nouvelle preuve pourra être étudiée à partir du 01/06/2029."
    assert frozen.eligibility == f"Éligibilité terminée le 31/05/2028. {again}"
