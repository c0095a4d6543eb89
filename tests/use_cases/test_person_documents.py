"""The documents of a person: what they say, what they must not say, their numbers, and what becomes of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.following import (
    EventKind,
    Mark,
    Obstacle,
    ObstacleKind,
    PersonEvent,
    Training,
    TrainingKind,
    TutorEvaluation,
)
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.person_document import PersonDocument, PersonDocumentKind
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import documents, eligibility_categories, office
from facilitator_app.use_cases.documents import person_choices, person_documents
from facilitator_app.use_cases.personal_data import erasure, restriction
from tests import make
from tests.conftest import TODAY
from tests.documents import reading

NOW = dt.datetime(2026, 11, 24, 9, 14).astimezone()
K = PersonDocumentKind
HOSTILE = '<b>Ünïcôde</b> </para> & <img src="/etc/passwd"> \u202efin'
TO_COMPANY = (K.ELIGIBILITY_CERTIFICATE, K.POSITIONING_SHEET, K.CV_SHEET)


@pytest.fixture
def person(session: Session) -> Beneficiary:
    """Eligible by the RSA and a protected criterion, at work since March."""
    details = office.office_row(session)
    details.name, details.town, details.facilitator_name = "Maison de l’emploi de la Rade", "Toulon", "Hélène Arnoux"
    details.email = "clause@exemple.fr"
    who = make.a_beneficiary(
        session, last_name="Nguyễn", first_name="Thị Hằng", town="Ollioules", requirements=("CACES R482",),
        phone="0611223344", referrer="Mission locale",
    )  # fmt: skip
    for category in ("RSA", "DISABLED"):
        make.kept(
            session,
            EligibilityProof(
                beneficiary_id=who.id, category=category, dated_on=dt.date(2026, 2, 20), seen_on=dt.date(2026, 2, 25),
                seen_by="Hélène Arnoux", valid_until=dt.date(2030, 1, 1) if category == "DISABLED" else None,
            ),
        )  # fmt: skip
    company = make.kept(session, Company(name="Batirade SAS"))
    placement = make.a_placement(session, beneficiary_id=who.id, employer_id=company.id)
    key = MonthlyHours.key(placement.id, Month(2026, 3))
    make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=Month(2026, 3), declared=hours("84.5")))
    visit = PersonEvent(beneficiary_id=who.id, kind=EventKind.VISIT, day=TODAY, text="Chantier visité, tout va bien.")
    make.kept(session, visit)
    make.kept(
        session, TutorEvaluation(placement_id=placement.id, day=TODAY, tutor="Marcus Okonjo", team=Mark.GOOD)
    )  # fmt: skip
    return who


@pytest.fixture
def need(session: Session, person: Beneficiary) -> Need:
    return make.a_need(session, title="Maçon coffreur", code="B-112")


def detail_of(kind: PersonDocumentKind, need: Need) -> str:
    return {K.PROOF_CHECKLIST: "RSA", K.POSITIONING_SHEET: str(need.id)}.get(kind, "")


def pdf_of(session: Session, kind: PersonDocumentKind, person: Beneficiary, detail: str = "") -> bytes:
    return person_documents.preview(session, kind, person.id, NOW, detail).pdf


@pytest.mark.parametrize("kind", list(K))
class TestEachDocument:
    def test_it_is_signed_dated_numbered_tagged_and_without_overlap(
        self, session: Session, person: Beneficiary, need: Need, kind: PersonDocumentKind
    ) -> None:
        pdf = pdf_of(session, kind, person, detail_of(kind, need))
        text = reading.text(pdf)
        assert "Maison de l’emploi de la Rade" in text
        assert "Toulon, le 24 novembre 2026" in text
        assert f"{kind.prefix}-2026-0001" in text
        assert "Nguyễn" in text
        assert "Empreinte du document :" in text
        assert reading.info(pdf)["Tagged"] == "yes"
        assert all(embedded for _, embedded in reading.fonts(pdf))
        assert not reading.overlapping(pdf)

    def test_the_same_data_gives_the_same_bytes_and_the_same_number(
        self, session: Session, person: Beneficiary, need: Need, kind: PersonDocumentKind
    ) -> None:
        detail = detail_of(kind, need)
        seen = person_documents.preview(session, kind, person.id, NOW, detail)
        made = person_documents.issue(session, kind, person.id, NOW, detail)
        again = person_documents.issue(session, kind, person.id, NOW + dt.timedelta(hours=2), detail)
        assert seen.pdf == made.pdf == again.pdf
        assert seen.number == made.number == again.number
        assert again.issued_at == NOW
        assert [line.number for line in person_documents.issued(session, person.id)] == [made.number]

    def test_on_another_day_the_same_words_are_the_same_paper(
        self, session: Session, person: Beneficiary, need: Need, kind: PersonDocumentKind
    ) -> None:
        """With its number and its first day; a certificate alone says what was true on the day it bears."""
        detail = detail_of(kind, need)
        made = person_documents.issue(session, kind, person.id, NOW, detail)
        later = person_documents.issue(session, kind, person.id, NOW + dt.timedelta(3), detail)
        assert (later.pdf == made.pdf) is (kind is not K.ELIGIBILITY_CERTIFICATE)
        assert (later.number == made.number) is (kind is not K.ELIGIBILITY_CERTIFICATE)
        assert later.issued_at == (NOW if kind is not K.ELIGIBILITY_CERTIFICATE else None)

    def test_looking_writes_nothing(
        self, session: Session, person: Beneficiary, need: Need, kind: PersonDocumentKind
    ) -> None:
        pdf_of(session, kind, person, detail_of(kind, need))
        assert session.scalar(select(func.count()).select_from(PersonDocument)) == 0
        assert not session.dirty

    def test_hostile_text_is_printed_as_it_is(
        self, session: Session, person: Beneficiary, need: Need, kind: PersonDocumentKind
    ) -> None:
        person.last_name, person.town, need.title = HOSTILE[:90], HOSTILE[:70], HOSTILE[:90]
        session.flush()
        text = reading.text(pdf_of(session, kind, person, detail_of(kind, need)))
        assert "<b>Ünïcôde</b>" in text

    def test_a_person_whose_data_are_limited_is_not_printed(
        self, session: Session, person: Beneficiary, need: Need, kind: PersonDocumentKind
    ) -> None:
        restriction.restrict(session, person.id, "conteste son adresse", TODAY)
        if kind is K.INFORMATION_NOTICE:  # she is owed it whatever she asked
            assert pdf_of(session, kind, person)
            return
        with pytest.raises(Refusal, match="limitées"):
            pdf_of(session, kind, person, detail_of(kind, need))


@pytest.mark.parametrize("kind", TO_COMPANY)
def test_a_company_never_learns_a_criterion(
    session: Session, person: Beneficiary, need: Need, kind: PersonDocumentKind
) -> None:
    text = reading.text(pdf_of(session, kind, person, detail_of(kind, need))).casefold()
    for word in ("rsa", "handicap", "rqth", "protégé", "caf", "mdph", "prioritaire"):
        assert word not in text.split(), word
        assert f" {word} " not in text


def test_the_internal_sheet_masks_protected_criteria(session: Session, person: Beneficiary) -> None:
    text = reading.text(pdf_of(session, K.ELIGIBILITY_SHEET, person))
    assert "Bénéficiaire du RSA" in text
    assert "Critère protégé" in text
    assert "RQTH" not in text
    assert "handicap" not in text.casefold()
    assert "20/02/2026" in text


def test_the_internal_sheet_prints_the_words_of_each_opinion_and_who_signed_it(
    session: Session, person: Beneficiary
) -> None:
    """Opinions as long as the file takes, until they go on to another page."""
    words = " ".join(f"mot{number}" for number in range(140))
    for author in ("Mission locale du Gapeau", "Cap emploi", "PLIE de la Rade", "MDPH", "France Travail Ollioules"):
        details = {"opinion": f"{author} {words}, sans véhicule.", "opinion_by": author}
        day = dt.date(2026, 2, 20)
        make.kept(
            session,
            EligibilityProof(
                beneficiary_id=person.id, category="REASONED_OPINION", dated_on=day, seen_on=TODAY, seen_by="H. Arnoux",
                **details,
            ),
        )  # fmt: skip
    pdf = pdf_of(session, K.ELIGIBILITY_SHEET, person)
    text = reading.text(pdf)
    assert "Signé par Mission locale du Gapeau Daté du 20/02/2026 Vu le 24/11/2026, par H. Arnoux" in text
    assert text.count("mot0 mot1 mot2") == text.count("mot139, sans véhicule.") == 5
    assert reading.pages(pdf) > 1
    assert not reading.overlapping(pdf)
    bottom = max(word.bottom for word in reading.words(pdf))
    right = max(word.right for word in reading.words(pdf))
    assert (bottom < 842, right < 560) == (True, True)


def test_the_internal_sheet_prints_the_structure_and_the_pass(session: Session, person: Beneficiary) -> None:
    day = dt.date(2026, 3, 2)
    make.kept(
        session,
        EligibilityProof(
            beneficiary_id=person.id, category="IAE", dated_on=day, seen_on=day, valid_from=day,
            valid_until=dt.date(2028, 3, 1), structure="Cap Insertion", agreement="ACI083260012A0M1",
            pass_number="99999 26 12345",
        ),
    )  # fmt: skip
    text = reading.text(pdf_of(session, K.ELIGIBILITY_SHEET, person))
    for printed in (
        "Cap Insertion",
        "conventionnement ACI083260012A0M1",
        "n° 99999 26 12345",
        "à partir du 02/03/2026",
    ):
        assert printed in text


def test_the_certificate_says_until_when(session: Session, person: Beneficiary) -> None:
    text = reading.text(pdf_of(session, K.ELIGIBILITY_CERTIFICATE, person))
    assert "est éligible à la clause sociale d’insertion" in text
    assert "Depuis le 01/03/2026" in text


def test_nobody_is_certified_who_is_not_eligible(session: Session) -> None:
    person = make.a_beneficiary(session)
    with pytest.raises(Refusal, match="pas établie"):
        pdf_of(session, K.ELIGIBILITY_CERTIFICATE, person)


def test_who_works_under_a_contract_still_covered_is_certified(session: Session, person: Beneficiary) -> None:
    placement = session.scalars(select(Placement)).one()
    placement.eligible_until, placement.eligibility = dt.date(2029, 2, 28), "Éligible du 01/03/2026 au 28/02/2029."
    for proof in session.scalars(select(EligibilityProof)):
        proof.removed = True
    session.flush()
    words = reading.text(pdf_of(session, K.ELIGIBILITY_CERTIFICATE, person))
    assert "Depuis le 01/03/2026, jusqu’au 28/02/2029 inclus" in words


def test_the_certificate_gives_the_length_of_the_criterion(session: Session) -> None:
    senior = next(kind for kind in eligibility_categories.categories(session) if kind.code == "SENIOR")
    eligibility_categories.save(session, dataclasses.replace(senior, months=60))
    who = make.a_beneficiary(session, birth_date=dt.date(1970, 1, 1))
    proof = {"category": "SENIOR", "dated_on": dt.date(2026, 11, 2), "seen_on": dt.date(2026, 11, 5)}
    make.kept(session, EligibilityProof(beneficiary_id=who.id, **proof))
    assert "60 mois au plus" in reading.text(pdf_of(session, K.ELIGIBILITY_CERTIFICATE, who))


def test_the_internal_sheet_says_once_that_it_is_over(session: Session) -> None:
    who = make.a_beneficiary(session)
    proof = {"category": "RSA", "dated_on": dt.date(2024, 1, 2), "seen_on": dt.date(2024, 1, 5)}
    make.kept(session, EligibilityProof(beneficiary_id=who.id, **proof))
    make.a_placement(session, beneficiary_id=who.id, starts_on=dt.date(2024, 2, 1), ends_on=dt.date(2024, 3, 1))
    words = reading.text(pdf_of(session, K.ELIGIBILITY_SHEET, who))
    assert words.count("Éligibilité terminée le 31/01/2026") == 1


@pytest.mark.parametrize("kind", [K.PERSON_FOLLOW_UP, K.REVIEW_SHEET])
def test_the_post_and_the_tutor_are_named(session: Session, person: Beneficiary, need: Need, kind: K) -> None:
    placement = session.scalars(select(Placement)).one()
    placement.need_id = need.id
    details = {"name": "Marcus OKONJO", "phone": "0611223355"}
    make.kept(session, Contact(company_id=placement.employer_id, **details))
    words = reading.text(pdf_of(session, kind, person))
    assert "Maçon coffreur" in words
    assert "Marcus Okonjo, 06 11 22 33 55" in words


def test_the_follow_up_tells_for_whom_each_contract_is_done(session: Session, person: Beneficiary) -> None:
    session.scalars(select(PersonEvent)).one().done_by = "Hélène Arnoux"
    lot = session.get_one(Lot, session.scalars(select(Placement)).one().lot_id)
    contract = session.get_one(Contract, lot.contract_id)
    contract.subject = "École"
    session.flush()
    words = reading.text(pdf_of(session, K.PERSON_FOLLOW_UP, person))
    for said in (f"{contract.number}, École", "Ville de Port-Calme", "Titulaire", "35 h par semaine", "Hélène"):
        assert said in words


def test_the_checklist_follows_the_criterion(session: Session, person: Beneficiary) -> None:
    assert "attestation CAF ou MSA, de moins de 3 mois" in reading.text(
        pdf_of(session, K.PROOF_CHECKLIST, person, "RSA")
    )
    assert "attestation CAF" not in reading.text(pdf_of(session, K.PROOF_CHECKLIST, person))
    with pytest.raises(Refusal, match="critère"):
        pdf_of(session, K.PROOF_CHECKLIST, person, "NOPE")


def test_the_positioning_sheet_has_its_answer_part(session: Session, person: Beneficiary, need: Need) -> None:
    text = reading.text(pdf_of(session, K.POSITIONING_SHEET, person, str(need.id)))
    assert "Thị Hằng Nguyễn, poste Maçon coffreur (B-112). À renvoyer à" in text  # the answer comes back alone
    for printed in (
        "Maçon coffreur (B-112)", "CACES R482", "Réponse de l’entreprise, à renvoyer", "clause@exemple.fr",
        "Transmise le", "pièces à y apporter",
    ):  # fmt: skip
        assert printed in text
    with pytest.raises(Refusal, match="besoin"):
        pdf_of(session, K.POSITIONING_SHEET, person)


@pytest.mark.parametrize("kind", [K.ELIGIBILITY_SHEET, K.PERSON_FOLLOW_UP, K.REVIEW_SHEET])
def test_a_lot_is_named_with_its_contract(session: Session, person: Beneficiary, kind: K) -> None:
    """More than one contract has a «Lot unique»."""
    code = session.scalars(select(Lot.code).join(Placement, Placement.lot_id == Lot.id)).one()
    assert f"({code})" in reading.text(pdf_of(session, kind, person))


def test_before_any_contract_no_period_is_printed_as_running(session: Session) -> None:
    who = make.a_beneficiary(session)
    make.kept(
        session, EligibilityProof(beneficiary_id=who.id, category="RSA", dated_on=TODAY, seen_on=TODAY, seen_by="H. A.")
    )  # fmt: skip
    for kind in (K.ELIGIBILITY_SHEET, K.PERSON_FOLLOW_UP):
        text = reading.text(pdf_of(session, kind, who))
        assert "premier contrat au plus tard le" in " ".join(text.split())
        assert "Éligible du 24/11/2026" not in text
    assert "24 mois à compter du premier contrat" in reading.text(pdf_of(session, K.ELIGIBILITY_SHEET, who))


def test_the_notice_speaks_to_the_person(session: Session, person: Beneficiary) -> None:
    assert "DPO" not in reading.text(pdf_of(session, K.INFORMATION_NOTICE, person))


def test_the_follow_up_tells_hours_and_events(session: Session, person: Beneficiary) -> None:
    text = reading.text(pdf_of(session, K.PERSON_FOLLOW_UP, person)).replace("\u202f", " ")
    for printed in ("Batirade SAS", "mars 2026", "84,5 h", "Chantier visité, tout va bien.", "Satisfaisant"):
        assert printed in text
    assert "RSA" not in text


def test_the_follow_up_tells_of_nobody_else(session: Session, person: Beneficiary) -> None:
    for who, word in ((person.id, "sien"), (make.a_beneficiary(session).id, "autre")):
        make.kept(
            session, Training(beneficiary_id=who, title=f"Stage {word}", kind=TrainingKind.SAFETY, starts_on=TODAY)
        )
        make.kept(
            session, Obstacle(beneficiary_id=who, kind=ObstacleKind.HOUSING, noted_on=TODAY, answer=f"Logement {word}")
        )
        make.kept(session, PersonEvent(beneficiary_id=who, kind=EventKind.VISIT, day=TODAY, text=f"Visite {word}"))
    text = reading.text(pdf_of(session, K.PERSON_FOLLOW_UP, person))
    assert [f"{what} sien" in text for what in ("Stage", "Logement", "Visite")] == [True, True, True]
    assert not any(f"{what} autre" in text for what in ("Stage", "Logement", "Visite"))


def test_the_review_is_provisional_until_signed(session: Session, person: Beneficiary) -> None:
    text = reading.text(pdf_of(session, K.REVIEW_SHEET, person))
    for printed in ("Lu et d’accord", "Lu et pas d’accord", "Provisoire", "Marcus Okonjo", "Batirade SAS"):
        assert printed in text
    with pytest.raises(Refusal, match="pas de bilan"):
        pdf_of(session, K.REVIEW_SHEET, make.a_beneficiary(session))


def test_the_review_counts_the_hours_of_its_contract_alone(session: Session, person: Beneficiary) -> None:
    for who, declared in ((person.id, "12.25"), (make.a_beneficiary(session).id, "40")):
        other = make.a_placement(session, beneficiary_id=who, starts_on=dt.date(2026, 2, 1))
        key = MonthlyHours.key(other.id, Month(2026, 3))
        make.kept(session, MonthlyHours(id=key, placement_id=other.id, month=Month(2026, 3), declared=hours(declared)))
    assert "84,5 h" in reading.text(pdf_of(session, K.REVIEW_SHEET, person)).replace("\u202f", " ")


def test_the_cv_tells_neither_age_nor_criterion(session: Session, person: Beneficiary) -> None:
    text = reading.text(pdf_of(session, K.CV_SHEET, person))
    assert "17/05/1990" not in text
    assert "clause sociale" not in text.replace("suivi de la clause sociale d’insertion", "")
    assert "Batirade SAS" in text


def test_the_notice_gives_the_lengths_of_the_house_and_notes_the_day(session: Session, person: Beneficiary) -> None:
    rules = office.rules_row(session)
    rules.retention_active_months, rules.retention_archive_months = 18, 30
    session.flush()
    text = reading.text(person_documents.issue(session, K.INFORMATION_NOTICE, person.id, NOW).pdf)
    assert "18 mois après notre dernier échange" in text
    assert "30 mois" in text
    assert "clause@exemple.fr" in text
    assert person.notice_given_on == NOW.date()
    person.notice_given_on = dt.date(2026, 1, 5)
    person.phone = ""
    rules.retention_active_months = 24
    session.flush()
    person_documents.issue(session, K.INFORMATION_NOTICE, person.id, NOW)
    assert person.notice_given_on == dt.date(2026, 1, 5)  # the first day stays


def test_another_content_takes_the_next_number(session: Session, person: Beneficiary) -> None:
    first = person_documents.issue(session, K.CV_SHEET, person.id, NOW)
    person.town = "Hyères"
    session.flush()
    second = person_documents.issue(session, K.CV_SHEET, person.id, NOW)
    assert (first.number, second.number) == ("CV-2026-0001", "CV-2026-0002")
    kept = {line.number: line.id for line in person_documents.issued(session, person.id)}
    assert documents.content(session, kept["CV-2026-0001"]) == first.pdf


def test_the_gesture_names_the_document_and_nobody(session: Session, person: Beneficiary) -> None:
    made = person_documents.issue(session, K.CV_SHEET, person.id, NOW)
    assert session.info["label"] == f"Fiche CV {made.number}"


def test_documents_are_given_up_with_the_name(session: Session) -> None:
    who, other = make.a_beneficiary(session), make.a_beneficiary(session)
    made = [person_documents.issue(session, K.CV_SHEET, one.id, NOW) for one in (who, other)]
    erasure.anonymise(session, [who.id], TODAY)
    (line,) = person_documents.issued(session, who.id)
    assert (line.number, line.subject) == (made[0].number, "")
    with pytest.raises(Refusal, match="anonymisée"):
        documents.content(session, line.id)
    (hers,) = person_documents.issued(session, other.id)
    assert documents.content(session, hers.id) == made[1].pdf
    with pytest.raises(Refusal, match="anonymisée"):
        pdf_of(session, K.CV_SHEET, who)
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 2


def test_a_file_that_cannot_be_written_keeps_no_number(session: Session, person: Beneficiary, tmp_path: Path) -> None:
    (tmp_path / "pris").write_text("un fichier")
    with pytest.raises(Refusal):
        person_documents.issue_to(session, K.CV_SHEET, person.id, NOW, tmp_path / "pris" / "cv.pdf")


def test_choices_are_those_of_the_person(session: Session, person: Beneficiary, need: Need) -> None:
    day = NOW.date()
    assert ("RSA", "Bénéficiaire du RSA") in person_choices.details(session, K.PROOF_CHECKLIST, person.id, day)
    assert [key for key, _ in person_choices.details(session, K.POSITIONING_SHEET, person.id, day)] == [need.id]
    assert len(person_choices.details(session, K.REVIEW_SHEET, person.id, day)) == 1
    assert person_choices.details(session, K.CV_SHEET, person.id, day) == []


def test_a_contract_of_employment_that_has_not_begun_has_no_review(session: Session, person: Beneficiary) -> None:
    def offered() -> list[str]:
        return [key for key, _ in person_choices.details(session, K.REVIEW_SHEET, person.id, NOW.date())]

    begun, tomorrow = offered(), NOW.date() + dt.timedelta(1)
    ahead = make.a_placement(session, beneficiary_id=person.id, starts_on=tomorrow)
    assert offered() == begun
    assert "Batirade SAS" in reading.text(pdf_of(session, K.REVIEW_SHEET, person))
    with pytest.raises(Refusal, match=f"ne commence que le {tomorrow:%d/%m/%Y}"):
        pdf_of(session, K.REVIEW_SHEET, person, ahead.id)
    newcomer = make.a_placement(session, starts_on=tomorrow).beneficiary_id
    with pytest.raises(Refusal, match="son bilan attendra"):
        person_documents.preview(session, K.REVIEW_SHEET, newcomer, NOW)


def test_nobody_there_is_said(session: Session) -> None:
    with pytest.raises(Refusal, match="n’est plus dans le fichier"):
        person_documents.preview(session, K.CV_SHEET, Key("0" * 32), NOW)


def test_the_register_lists_them_with_the_others_and_finds_them_by_name(session: Session, person: Beneficiary) -> None:
    made = [person_documents.issue(session, kind, person.id, NOW) for kind in (K.CV_SHEET, K.ELIGIBILITY_SHEET)]
    make.a_beneficiary(session, last_name="Autre")
    lines = documents.registered(session)
    assert {line.number for line in lines} == {one.number for one in made}
    assert {(line.person_id, line.person) for line in lines} == {(person.id, "Thị Hằng Nguyễn")}
    for words in ("nguyen", "Hang Nguyen", "cv-2026", lines[-1].fingerprint.lower().replace("-", "")):
        assert "CV-2026-0001" in {line.number for line in documents.registered(session, words)}, words
    assert documents.registered(session, "uyen") == []
    assert documents.registered(session, "Autre") == []


@pytest.mark.parametrize("kind", [kind for kind in K if kind not in (K.POSITIONING_SHEET, K.REVIEW_SHEET)])
def test_printed_once_more_from_the_register_it_is_a_duplicate(
    session: Session, person: Beneficiary, kind: PersonDocumentKind
) -> None:
    made = person_documents.issue(session, kind, person.id, NOW)
    (line,) = documents.registered(session, made.number)
    assert documents.content(session, line.document_id) == made.pdf
    copy = reading.text(documents.reprint(session, line.document_id, dt.date(2026, 12, 24)))
    assert "Duplicata du 24/12/2026" in copy
    assert copy.replace("Duplicata du 24/12/2026 ", "").split() == reading.text(made.pdf).split()


def test_the_register_leaves_out_somebody_left_alone_and_names_nobody_anonymised(session: Session) -> None:
    who, other = make.a_beneficiary(session), make.a_beneficiary(session)
    made = [person_documents.issue(session, K.CV_SHEET, one.id, NOW) for one in (who, other)]
    restriction.restrict(session, other.id, "conteste son adresse", TODAY)
    erasure.anonymise(session, [who.id], TODAY)
    (line,) = documents.registered(session)
    assert (line.number, line.person, line.perimeter) == (made[0].number, "Personne anonymisée", "")
    with pytest.raises(Refusal, match="ne peut plus être ouvert"):
        documents.reprint(session, line.document_id, TODAY)


def test_a_very_long_name_does_not_leave_the_page(session: Session, person: Beneficiary) -> None:
    person.last_name = "de La Rochefoucauld-Montmorency-Bouteville d’Estrées de Saint-Germain"
    session.flush()
    pdf = person_documents.preview(session, K.CV_SHEET, person.id, NOW).pdf
    assert "Saint-Germain" in reading.text(pdf)
    assert max(word.right for word in reading.words(pdf)) < 560  # points: the margin of a page of 595


def test_a_contract_still_to_come_is_no_experience(session: Session, person: Beneficiary) -> None:
    company = make.kept(session, Company(name="Vigie Azur"))
    make.a_placement(
        session, beneficiary_id=person.id, employer_id=company.id, starts_on=TODAY + dt.timedelta(8), ends_on=None
    )
    assert "Vigie Azur" not in reading.text(person_documents.preview(session, K.CV_SHEET, person.id, NOW).pdf)


@pytest.mark.parametrize("times", range(1, 5))
def test_signatures_never_stand_alone_on_a_page(session: Session, person: Beneficiary, times: int) -> None:
    (employer,) = session.scalars(select(Company).where(Company.name == "Batirade SAS"))
    employer.name = "Société de terrassement et de travaux réunis " * times
    session.flush()
    placement = person_choices.details(session, K.REVIEW_SHEET, person.id, NOW.date())[0][0]
    pages = {word.text: word.page for word in reading.words(pdf_of(session, K.REVIEW_SHEET, person, placement))}
    assert pages["pas"] == pages["signature"]  # «Lu et pas d’accord», «Nom, date et signature»
