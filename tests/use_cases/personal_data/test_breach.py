"""Who was in a file that was lost, and by what each is concerned."""

from __future__ import annotations

import csv
import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.company import Contact
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.personal_data import breach, erasure
from tests import make
from tests.conftest import TODAY
from tests.documents import reading

NOW = dt.datetime(2026, 11, 24, 9, 14).astimezone()


def test_everybody_is_listed_with_what_is_known_of_each(session: Session) -> None:
    company = make.a_company(session)
    make.kept(session, Contact(company_id=company.id, name="Laure Pignol"))
    plain = make.a_beneficiary(session, last_name="Abadie", birth_date=None)
    full = make.a_beneficiary(session, last_name="Zimmer", phone="0611223344", removed=True)
    make.kept(session, EligibilityProof(beneficiary_id=full.id, category="RSA"))
    make.kept(session, EligibilityProof(beneficiary_id=full.id, category="DISABLED"))
    make.kept(session, ProtectedProof(beneficiary_id=full.id, category="AAH"))
    placement = make.a_placement(session, beneficiary_id=full.id)
    for number in (3, 4):
        month = Month(2026, number)
        key = MonthlyHours.key(placement.id, month)
        make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=month, declared=hours(1)))
    seen = breach.who_was_in(session)
    assert [one.id for one in seen.people] == [plain.id, full.id]
    assert seen.people[0].categories == ("Identité",)
    assert set(seen.people[1].categories) == {
        "Identité", "Date de naissance", "Téléphone", "Justificatif", "Critère protégé", "Parcours", "Heures du mois",
    }  # fmt: skip
    assert seen.people[1].records == 1 + 3 + 1 + 2
    assert dict(seen.counts)["Identité"] == 2
    assert dict(seen.counts)["Critère protégé"] == 1
    assert seen.contacts == 1


def test_a_criterion_noted_with_the_others_is_still_a_protected_one(session: Session) -> None:
    person = make.a_beneficiary(session)
    make.kept(session, EligibilityProof(beneficiary_id=person.id, category="DISABLED"))
    (one,) = breach.who_was_in(session).people
    assert "Critère protégé" in one.categories
    assert "Justificatif" not in one.categories


def test_somebody_anonymised_is_not_in_the_file(session: Session) -> None:
    person = make.a_beneficiary(session)
    erasure.anonymise(session, [person.id], TODAY)
    assert breach.who_was_in(session).people == ()


def test_the_table_and_the_pdf_say_the_same_and_hold_no_formula(session: Session) -> None:
    person = make.a_beneficiary(session, last_name="=HYPERLINK(1)", first_name="Łukasz")
    seen = breach.who_was_in(session)
    text = breach.as_csv(seen).decode("utf-8-sig")
    lines = list(csv.reader(text.splitlines(), delimiter=";"))
    assert lines[1][0] == person.id
    assert lines[1][1] == "'=HYPERLINK(1)"
    pdf = breach.as_pdf(session, seen, "sauvegarde du 12/03/2026", NOW)
    printed = reading.text(pdf)
    for words in ("sauvegarde du 12/03/2026", "1 personne suivie", "Łukasz", "72 heures", person.id[-8:]):
        assert words in printed
    assert not reading.overlapping(pdf)
