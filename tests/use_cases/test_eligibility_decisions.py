"""Refusals, extensions, contracts with lengths of their own, and what a placement keeps of its first day."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.eligibility_file import RefusalCode
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract, Placement
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import beneficiary_list, eligibility, eligibility_categories
from facilitator_app.use_cases import eligibility_decisions as decide
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.eligibility_then import known_then
from facilitator_app.use_cases.placements import PlacementDraft, correct_placement, draft_of, start_placement
from tests import make
from tests.conftest import TODAY

STARTS = dt.date(2026, 3, 12)


def _somebody(session: Session, category: str = "LTU") -> Key:
    person = make.a_beneficiary(session)
    seen = {"beneficiary_id": person.id, "category": category, "seen_by": "H. Arnoux",
            "dated_on": dt.date(2026, 3, 2), "seen_on": dt.date(2026, 3, 5)}  # fmt: skip
    if category == "DISABLED":
        make.kept(session, ProtectedProof(**seen, valid_until=dt.date(2030, 1, 1)))
    else:
        make.kept(session, EligibilityProof(**seen))
    return person.id


def _hired(session: Session, person: Key, **details: object) -> Placement:
    lot = make.a_lot(session, ends_on=dt.date(2028, 12, 31))
    usual = {"beneficiary_id": person, "lot_id": lot.id, "employer_id": make.a_company(session).id,
             "contract_type": EmploymentContract.FIXED_TERM, "starts_on": STARTS, "confirmed": True}  # fmt: skip
    key = start_placement(session, PlacementDraft(**(usual | details)), TODAY)  # type: ignore[arg-type]
    return session.get_one(Placement, key)


def test_a_refusal_has_a_coded_reason_and_is_lifted_with_another(session: Session) -> None:
    person = _somebody(session)
    refusal = decide.refuse(session, person, RefusalCode.ALREADY_EMPLOYED, " en CDD  depuis mai ", dt.date(2026, 3, 8))
    found = eligibility.verdict(session, person, dt.date(2026, 3, 10))
    assert not found.eligible
    assert found.sentence == "Refus du 08/03/2026\u00a0: déjà salarié du titulaire (en CDD depuis mai)."
    (row,) = beneficiary_list.rows(session, [person], dt.date(2026, 3, 10))
    assert (row.eligibility, row.eligibility_tone) == ("refusée", "danger")
    with pytest.raises(Refusal, match="déjà refusée"):
        decide.refuse(session, person, RefusalCode.OTHER, "encore", dt.date(2026, 3, 9))
    with pytest.raises(Refusal, match="motif"):
        decide.lift(session, refusal, " ", dt.date(2026, 3, 11))
    decide.lift(session, refusal, "contrat fini", dt.date(2026, 3, 11))
    assert eligibility.verdict(session, person, STARTS).eligible
    assert not eligibility.verdict(session, person, dt.date(2026, 3, 10)).eligible
    (line,) = decide.decisions(session, person)
    assert line.sentence.endswith("Levé le 11/03/2026\u00a0: contrat fini.")
    assert not line.is_open


@pytest.mark.parametrize(("code", "note", "field"), [(None, "", "code"), (RefusalCode.OTHER, " ", "note")])
def test_a_refusal_says_what_it_lacks(session: Session, code: RefusalCode | None, note: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        decide.refuse(session, _somebody(session), code, note, TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_what_comes_later_never_moves_what_a_placement_froze(session: Session) -> None:
    person = _somebody(session)
    placement = _hired(session, person)
    before = known_then(session, placement.id)
    assert placement.eligible_until == dt.date(2028, 3, 11)
    decide.extend(session, person, dt.date(2029, 6, 30), "accord de l’acheteur", TODAY)
    decide.refuse(session, person, RefusalCode.PROOF_EXPIRED, "", TODAY)
    make.kept(session, EligibilityProof(beneficiary_id=person, category="RSA", dated_on=TODAY, seen_on=TODAY))
    session.query(EligibilityProof).filter_by(category="LTU").one().removed = True
    correct_placement(session, placement.id, draft_of(session, placement.id), TODAY)
    assert known_then(session, placement.id) == before
    facts = dict(before.facts)
    assert facts["Pièce retenue"] == "attestation France Travail du 02/03/2026, vue le 05/03/2026 par H. Arnoux"
    assert facts["Règle appliquée"] == "24 mois à partir du 12/03/2026, premier contrat"
    assert (facts["Voie"], facts["Famille"]) == ("Par un critère", "Chômage de longue durée")
    assert (facts["Contrôlée par"], facts["Jugée le"]) == ("H. Arnoux", f"{TODAY:%d/%m/%Y}")


def test_what_was_known_then_never_tells_a_criterion_of_health(session: Session) -> None:
    person = _somebody(session, "DISABLED")
    placement = _hired(session, person)
    assert placement.disabled
    told = " ".join(f"{word} {fact}" for word, fact in known_then(session, placement.id).facts).lower()
    assert "critère protégé" in told
    assert not any(word in told for word in ("rqth", "handicap", "mdph", "santé"))


def test_an_extension_counts_for_the_contracts_to_come(session: Session) -> None:
    person = _somebody(session)
    _hired(session, person)
    later = dt.date(2028, 6, 1)
    assert not eligibility.verdict(session, person, later).eligible
    key = decide.extend(session, person, dt.date(2028, 12, 31), "accord de l’acheteur", TODAY)
    assert eligibility.verdict(session, person, later).until == dt.date(2028, 12, 31)
    shown = sheet(session, person, TODAY)
    assert shown.covered_until == dt.date(2028, 12, 31)
    assert shown.reminders == (dt.date(2028, 11, 1), dt.date(2028, 12, 1))
    with pytest.raises(Refusal, match="va déjà plus loin"):
        decide.extend(session, person, dt.date(2028, 12, 31), "encore", TODAY)
    decide.withdraw_extension(session, key)
    assert not eligibility.verdict(session, person, later).eligible


def test_an_extension_may_let_the_contract_under_way_go_on_counting(session: Session) -> None:
    person = _somebody(session)
    running = _hired(session, person)
    over = make.a_placement(
        session,
        beneficiary_id=person,
        starts_on=STARTS,
        ends_on=dt.date(2026, 6, 30),
        eligible_until=dt.date(2028, 3, 11),
    )
    assert decide.running_until(session, person, TODAY) == dt.date(2028, 3, 11)
    key = decide.extend(session, person, dt.date(2028, 12, 31), "accord de l’acheteur", TODAY, running=True)
    assert running.eligible_until == dt.date(2028, 12, 31)
    assert running.eligibility_rule == "prolongée à la main\u00a0: accord de l’acheteur"
    assert running.eligibility.startswith("Éligible du 12/03/2026 au 11/03/2028")  # what was known then
    assert over.eligible_until == dt.date(2028, 3, 11)
    session.query(EligibilityProof).one().removed = True
    decide.withdraw_extension(session, key, TODAY)
    assert running.eligible_until == dt.date(2028, 3, 11)


def test_a_contract_no_longer_extended_says_again_what_gave_its_length(session: Session) -> None:
    person = _somebody(session)
    running = _hired(session, person)
    key = decide.extend(session, person, dt.date(2028, 12, 31), "accord de l’acheteur", TODAY, running=True)
    decide.withdraw_extension(session, key, TODAY)
    assert (running.eligible_until, running.eligibility_rule[:7]) == (dt.date(2028, 3, 11), "24 mois")


def test_an_extension_taken_back_late_leaves_the_hours_done(session: Session) -> None:
    person = _somebody(session)
    running = _hired(session, person)
    key = decide.extend(session, person, dt.date(2028, 12, 31), "accord de l’acheteur", TODAY, running=True)
    decide.withdraw_extension(session, key, dt.date(2028, 5, 15))
    assert running.eligible_until == dt.date(2028, 5, 15)


def test_the_length_of_a_contract_goes_before_that_of_a_criterion(session: Session) -> None:
    criterion = next(kind for kind in eligibility_categories.categories(session) if kind.code == "LTU")
    eligibility_categories.save(session, dataclasses.replace(criterion, months=60))
    lot = make.a_lot(session, ends_on=dt.date(2032, 12, 31))
    assert _hired(session, _somebody(session), lot_id=lot.id).eligible_until == dt.date(2031, 3, 11)
    session.get_one(Contract, session.get_one(Lot, lot.id).contract_id).eligibility_months = 12
    session.flush()
    assert _hired(session, _somebody(session), lot_id=lot.id).eligible_until == dt.date(2027, 3, 11)


def test_a_contract_may_set_its_own_lengths(session: Session) -> None:
    lot = make.a_lot(session, ends_on=dt.date(2028, 12, 31))
    contract = session.get_one(Contract, session.get_one(Lot, lot.id).contract_id)
    contract.eligibility_months, contract.permanent_months = 12, 36
    session.flush()
    usual = _hired(session, _somebody(session), lot_id=lot.id)
    permanent = _hired(session, _somebody(session), lot_id=lot.id, contract_type=EmploymentContract.PERMANENT)
    assert usual.eligible_until == dt.date(2027, 3, 11)
    assert permanent.eligible_until == dt.date(2029, 3, 11)
    assert permanent.eligibility_rule == "CDI\u00a0: 36 mois à partir de l’embauche"
