"""Registering people in a real file: what is kept, what is refused, who is recognised."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex
from facilitator_app.domain.proofs import ProofSeen, ProofState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import beneficiaries, gestures
from facilitator_app.use_cases.beneficiary_checks import unusual
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.beneficiary_sheet import sheet
from tests import make

TODAY = dt.date(2026, 11, 24)
LUCIE = BeneficiaryDraft(
    last_name="Martel",
    first_name="Lucie",
    birth_date=dt.date(2002, 6, 14),
    sex=Sex.WOMAN,
    phone="06.00.00.00.00",
    postal_code="83220",
    town="Le Pradet",
    proofs=(ProofDraft("LTU", dated_on=dt.date(2026, 11, 12), seen_on=TODAY),),
)


def _fields(refused: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


def test_a_person_is_registered_with_her_proof(session: Session) -> None:
    key = beneficiaries.register(session, LUCIE, TODAY)
    person = session.get_one(Beneficiary, key)
    proof = session.scalars(select(EligibilityProof)).one()
    assert (person.full_name, person.phone, person.registered_on) == ("Martel Lucie", "0600000000", TODAY)
    assert (proof.beneficiary_id, proof.category, proof.seen_by) == (key, "LTU", "Hélène Arnoux")
    assert sheet(session, key, TODAY).verdict.title == "Éligible du 24/11/2026 au 23/11/2028"


def test_a_proof_keeps_the_name_of_whoever_saw_it_until_it_is_seen_again(database: Database) -> None:
    with database.transaction() as session:
        key = beneficiaries.register(session, LUCIE, TODAY)
    database.author = "Karim Solal"
    for later, seen_by in ((TODAY, "Hélène Arnoux"), (TODAY + dt.timedelta(3), "Karim Solal")):
        with database.transaction() as session:
            draft = beneficiaries.draft_of(session, key)
            proofs = (replace(draft.proofs[0], seen_on=later),)
            beneficiaries.correct(session, key, replace(draft, town="La Garde", proofs=proofs), later)
        with database.reading() as session:
            assert session.scalars(select(EligibilityProof.seen_by)).one() == seen_by


def test_registering_is_one_gesture_undone_at_once(database: Database) -> None:
    with database.transaction() as session:
        beneficiaries.register(session, LUCIE, TODAY)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == "Nouvelle personne\u00a0: Lucie Martel"
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert search(session, "", Filter.ALL, TODAY) == []
        assert session.scalars(select(EligibilityProof)).all() == []


def test_everything_wrong_is_said_at_once_and_nothing_is_kept(session: Session) -> None:
    draft = BeneficiaryDraft(phone="06 00 00 00", email="lucie.martel", postal_code="832")
    with pytest.raises(Refusal) as refused:
        beneficiaries.register(session, draft, TODAY)
    assert _fields(refused) == {"last_name", "first_name", "birth_date", "phone", "email", "postal_code", "town"}
    assert session.scalars(select(Beneficiary)).all() == []


@pytest.mark.parametrize(
    ("birth_date", "said"),
    [
        (None, "Indiquez la date de naissance"),
        (dt.date(2026, 11, 25), "dans le futur"),
        (dt.date(2013, 6, 14), "13 ans"),
        (dt.date(1925, 6, 14), "101 ans"),
    ],
)
def test_an_impossible_birth_date_is_refused(session: Session, birth_date: dt.date | None, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        beneficiaries.register(session, replace(LUCIE, birth_date=birth_date), TODAY)
    assert _fields(refused) == {"birth_date"}


def test_an_unlikely_age_is_pointed_out_only() -> None:
    assert [problem.field for problem in unusual(replace(LUCIE, birth_date=dt.date(1940, 1, 1)), TODAY)] == [
        "birth_date"
    ]
    assert unusual(LUCIE, TODAY) == []


@pytest.mark.parametrize("field", ["note", "phone", "address", "last_name", "referrer"])
def test_a_social_security_number_is_refused_wherever_it_is_typed(session: Session, field: str) -> None:
    number = "2 02 06 83 220 001"
    key = 97 - int(number.replace(" ", "")) % 97
    with pytest.raises(Refusal, match="numéro de sécurité sociale") as refused:
        beneficiaries.register(session, replace(LUCIE, **{field: f"{number} {key:02}"}), TODAY)  # type: ignore[arg-type]
    assert _fields(refused) == {field}


def test_a_social_security_number_in_a_proof_is_refused(session: Session) -> None:
    proof = ProofDraft("RSA", proof="attestation 202068322000169", dated_on=TODAY, seen_on=TODAY)
    number = "2020683220001"
    proof = replace(proof, proof=f"attestation {number}{97 - int(number) % 97:02}")
    with pytest.raises(Refusal, match="numéro de sécurité sociale"):
        beneficiaries.register(session, replace(LUCIE, proofs=(proof,)), TODAY)


@pytest.mark.parametrize(
    "proof",
    [
        ProofDraft("LTU", dated_on=dt.date(2026, 11, 25)),
        ProofDraft("LTU", dated_on=TODAY, seen_on=dt.date(2026, 11, 25)),
        ProofDraft("DISABLED", dated_on=TODAY, seen_on=TODAY, valid_until=dt.date(2026, 11, 1)),
        ProofDraft("UNHEARD_OF"),
    ],
)
def test_a_proof_with_impossible_dates_is_refused(session: Session, proof: ProofDraft) -> None:
    with pytest.raises(Refusal) as refused:
        beneficiaries.register(session, replace(LUCIE, proofs=(proof,)), TODAY)
    assert _fields(refused) == {"proofs"}


@pytest.mark.parametrize(
    "name",
    ["<b>Robert</b>", 'O"Brien & fils', "Zoé 🙂", "אבג\u200f", "d’Œuvre-Noël", "100 % _ \\ '; drop table", "Σίσυφος"],
)
def test_hostile_names_are_kept_and_found_as_typed(session: Session, name: str) -> None:
    key = beneficiaries.register(session, replace(LUCIE, last_name=name), TODAY)
    assert session.get_one(Beneficiary, key).last_name == name
    assert search(session, name, Filter.ALL, TODAY) == [key]


def test_a_decomposed_name_is_found_by_its_plain_form(session: Session) -> None:
    key = beneficiaries.register(session, replace(LUCIE, first_name=unicodedata.normalize("NFD", "Éloïse")), TODAY)
    session.expire_all()
    assert session.get_one(Beneficiary, key).first_name == "Éloïse"
    assert search(session, "eloise", Filter.ALL, TODAY) == [key]


def test_correcting_adds_changes_and_removes_proofs(session: Session) -> None:
    key = beneficiaries.register(session, replace(LUCIE, proofs=(*LUCIE.proofs, ProofDraft("RSA"))), TODAY)
    draft = beneficiaries.draft_of(session, key)
    assert draft.last_name == "Martel"
    ltu = next(proof for proof in draft.proofs if proof.category == "LTU")
    kept = replace(ltu, dated_on=dt.date(2026, 11, 20))
    qpv = ProofDraft("QPV", dated_on=dt.date(2026, 11, 18), seen_on=TODAY)
    beneficiaries.correct(session, key, replace(draft, town="Hyères", proofs=(kept, qpv)), TODAY)
    lines = sheet(session, key, TODAY).proofs
    assert [(line.id == ltu.id, line.dated_on) for line in lines] == [
        (False, dt.date(2026, 11, 18)),
        (True, dt.date(2026, 11, 20)),
    ]
    assert search(session, "hyeres", Filter.ALL, TODAY) == [key]


def test_a_proof_is_added_later_and_taken_back(session: Session) -> None:
    key = beneficiaries.register(session, replace(LUCIE, proofs=()), TODAY)
    make.proved(session, key, ProofSeen("QPV", "", dt.date(2026, 11, 18), TODAY), TODAY)
    line = sheet(session, key, TODAY).proofs[0]
    assert (line.proof, line.state) == ("Justificatif de domicile", ProofState.ACCEPTED)
    beneficiaries.correct(session, key, replace(beneficiaries.draft_of(session, key), proofs=()), TODAY)
    assert sheet(session, key, TODAY).proofs == ()


def test_saving_without_change_writes_no_journal(database: Database) -> None:
    with database.transaction() as session:
        key = beneficiaries.register(session, LUCIE, TODAY)
    with database.transaction() as session:
        beneficiaries.correct(session, key, beneficiaries.draft_of(session, key), TODAY)
    with database.reading() as session:
        assert len(gestures.recent(session)) == 1


def test_a_file_is_closed_with_a_reason_then_reopened(session: Session) -> None:
    key = beneficiaries.register(session, LUCIE, TODAY)
    with pytest.raises(Refusal, match="motif"):
        beneficiaries.archive(session, key, "  ", TODAY)
    beneficiaries.archive(session, key, "a déménagé", TODAY)
    assert search(session, "martel", Filter.ALL, TODAY) == []
    assert search(session, "martel", Filter.ARCHIVED, TODAY) == [key]
    assert sheet(session, key, TODAY).archived_reason == "a déménagé"
    beneficiaries.reopen(session, key, "de retour", TODAY)
    assert search(session, "martel", Filter.ALL, TODAY) == [key]


def test_somebody_at_work_is_not_archived(session: Session) -> None:
    person = make.a_beneficiary(session)
    make.a_placement(session, beneficiary_id=person.id, starts_on=dt.date(2026, 3, 1))
    with pytest.raises(Refusal, match="en poste"):
        beneficiaries.archive(session, person.id, "a déménagé", TODAY)


def test_a_name_at_birth_is_kept_when_it_is_another(session: Session) -> None:
    married = BeneficiaryDraft("Castaldi", "Lucie", dt.date(2002, 6, 14), birth_name="Martel")
    key = beneficiaries.register(session, married, TODAY)
    assert beneficiaries.draft_of(session, key).birth_name == "Martel"
    assert search(session, "martel", Filter.ALL, TODAY) == [key]
    beneficiaries.correct(session, key, replace(married, birth_name="CASTALDI"), TODAY)
    assert beneficiaries.draft_of(session, key).birth_name == ""


def test_coordinates_are_kept_in_one_form(session: Session) -> None:
    pasted = BeneficiaryDraft("Roy", "Zoé", dt.date(1990, 2, 1), coordinates="@43.1258001,5.9306004,15z")
    key = beneficiaries.register(session, pasted, TODAY)
    assert beneficiaries.draft_of(session, key).coordinates == "43.1258, 5.9306"
    with pytest.raises(Refusal) as refused:
        beneficiaries.correct(session, key, replace(pasted, coordinates="près de la mairie"), TODAY)
    assert [problem.field for problem in refused.value.problems] == ["coordinates"]


def test_a_newer_document_does_not_replace_the_one_a_contract_was_judged_on(session: Session) -> None:
    first, newer = dt.date(2026, 1, 5), dt.date(2026, 6, 1)
    key = beneficiaries.register(
        session, replace(LUCIE, proofs=(ProofDraft("RSA", dated_on=first, seen_on=first),)), TODAY
    )
    make.a_placement(session, beneficiary_id=key, starts_on=dt.date(2026, 1, 10), ends_on=dt.date(2026, 3, 1))
    (proof,) = beneficiaries.draft_of(session, key).proofs
    beneficiaries.correct(session, key, replace(LUCIE, proofs=(replace(proof, dated_on=newer, seen_on=newer),)), TODAY)
    assert [kept.dated_on for kept in beneficiaries.draft_of(session, key).proofs] == [first, newer]
    shown = sheet(session, key, TODAY).verdict
    assert (shown.eligible, shown.until, shown.missing) == (True, dt.date(2028, 1, 9), ())


def test_a_form_that_shows_one_proof_of_a_criterion_keeps_the_other(session: Session) -> None:
    first, second = dt.date(2026, 1, 5), dt.date(2026, 2, 5)
    key = beneficiaries.register(
        session, replace(LUCIE, proofs=(ProofDraft("RSA", dated_on=first, seen_on=first),)), TODAY
    )
    make.kept(session, EligibilityProof(beneficiary_id=key, category="RSA", dated_on=second, seen_on=second))
    older, latest = beneficiaries.draft_of(session, key).proofs
    beneficiaries.correct(session, key, replace(LUCIE, proofs=(latest,)), TODAY)
    assert beneficiaries.draft_of(session, key).proofs == (older, latest)
    beneficiaries.correct(session, key, replace(LUCIE, proofs=()), TODAY)
    assert beneficiaries.draft_of(session, key).proofs == ()
