"""People kept twice: found in the base, at import and while typing; said to be two, and not shown again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Sex
from facilitator_app.domain.duplicates.person import Person
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import beneficiaries, duplicates, gestures
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from tests import make
from tests.conftest import TODAY

LUCIE = BeneficiaryDraft("Martel", "Lucie", dt.date(2002, 6, 14), Sex.WOMAN, phone="0612345678", town="Le Pradet")


@pytest.fixture
def two(session: Session) -> tuple[str, str]:
    """Lucie Martel, registered twice, among a few others."""
    for number, name in enumerate(("Orsini", "Belkacem", "Roussel")):
        make.a_beneficiary(session, last_name=name, first_name="Hugo", birth_date=dt.date(1980 + number, 3, 4 + number))
    one = beneficiaries.register(session, LUCIE, TODAY)
    other = beneficiaries.register(session, replace(LUCIE, last_name="MARTEL", first_name="Lucie-Anne"), TODAY)
    return one, other


def test_a_person_kept_twice_is_listed_once_as_a_pair(session: Session, two: tuple[str, str]) -> None:
    (found,) = duplicates.suspects(session)
    assert {found.one.id, found.other.id} == set(two)
    assert found.likelihood > 0.9
    assert found.same == ("même nom", "un prénom en commun", "même date de naissance", "même téléphone", "même commune")
    assert found.differs == ()


def test_twin_sisters_are_two(session: Session) -> None:
    beneficiaries.register(session, LUCIE, TODAY)
    beneficiaries.register(session, replace(LUCIE, first_name="Charlotte"), TODAY)
    assert duplicates.suspects(session) == []


def test_two_people_said_to_be_two_are_not_shown_again(session: Session, two: tuple[str, str]) -> None:
    duplicates.say_not_the_same(session, two[1], two[0])
    assert duplicates.suspects(session) == []
    duplicates.say_not_the_same(session, *two)  # once more changes nothing
    assert duplicates.suspects(session) == []


def test_saying_so_can_be_taken_back(database: Database) -> None:
    with database.transaction() as session:
        pair = [beneficiaries.register(session, LUCIE, TODAY) for _ in range(2)]
    for _ in range(2):
        with database.transaction() as session:
            duplicates.say_not_the_same(session, *pair)
        with database.transaction() as session:
            assert duplicates.suspects(session) == []
            last = gestures.last_to_undo(session)
            assert last is not None
            assert last.label == "Martel Lucie et Martel Lucie\u00a0: deux personnes"
            gestures.undo(session, last.gesture_id)
        with database.reading() as session:
            assert len(duplicates.suspects(session)) == 1


def test_somebody_no_longer_there_is_refused(session: Session, two: tuple[str, str]) -> None:
    with pytest.raises(Refusal, match="n’existe plus"):
        duplicates.say_not_the_same(session, two[0], "f" * 32)


def test_rows_of_a_file_find_those_already_registered(session: Session, two: tuple[str, str]) -> None:
    rows = [
        Person("row 2", "MARTEL", "LUCIE", born="20020614"),
        Person("row 3", "Traoré", "Awa", born="19991231"),
        Person("row 4", "Traore", "Awa", born="19993112"),
    ]
    found = duplicates.twins_of(session, rows)
    assert {row: {twin.id for twin in twins} for row, twins in found.items()} == {"row 2": set(two)}


@pytest.mark.parametrize(
    ("typed", "recognised"),
    [
        (BeneficiaryDraft("MARTEL", "lucie", dt.date(2002, 6, 14)), True),
        (BeneficiaryDraft("Lucie", "Martel", dt.date(2002, 6, 14)), True),
        (BeneficiaryDraft("martel", "lucié"), True),
        (BeneficiaryDraft("Martel", "Lucie-Anne", dt.date(2002, 6, 14)), True),
        (BeneficiaryDraft("Martle", "Lucie", dt.date(2002, 6, 14)), True),
        (BeneficiaryDraft("Mratel", "Lucie", dt.date(2002, 6, 14)), True),
        (BeneficiaryDraft("Durand", "Lucie", phone="0612345678"), True),
        (BeneficiaryDraft("Martel", "Lucie", dt.date(1971, 11, 23)), False),
        (BeneficiaryDraft("Martel", "Paul", dt.date(1990, 1, 1)), False),
        (BeneficiaryDraft("Martel", "", dt.date(2002, 6, 14)), False),
        (BeneficiaryDraft("M%rtel", "L_cie"), False),
    ],
)
def test_a_possible_twin_is_shown_while_typing(session: Session, typed: BeneficiaryDraft, recognised: bool) -> None:
    key = beneficiaries.register(session, LUCIE, TODAY)
    assert [twin.id for twin in duplicates.possible_twins(session, typed)] == [key] * recognised


def test_a_married_woman_is_found_by_her_name_at_birth(session: Session) -> None:
    key = beneficiaries.register(session, LUCIE, TODAY)
    typed = BeneficiaryDraft("Castaldi", "Lucie", dt.date(2002, 6, 14), birth_name="Martel")
    assert [twin.id for twin in duplicates.possible_twins(session, typed)] == [key]


def test_day_and_month_exchanged_are_looked_up(session: Session) -> None:
    key = beneficiaries.register(session, replace(LUCIE, birth_date=dt.date(2002, 6, 4)), TODAY)
    typed = BeneficiaryDraft("Lemartel", "Lucie", dt.date(2002, 4, 6))
    assert [twin.id for twin in duplicates.possible_twins(session, typed)] == [key]


def test_one_s_own_record_is_no_twin(session: Session) -> None:
    key = beneficiaries.register(session, LUCIE, TODAY)
    assert duplicates.possible_twins(session, LUCIE, but=key) == []


def test_a_twin_says_who_she_is_and_what_differs(session: Session) -> None:
    beneficiaries.register(session, LUCIE, TODAY)
    [twin] = duplicates.possible_twins(session, BeneficiaryDraft("Martel", "Lucie", phone="0700000000"))
    assert twin.sentence == (
        "Martel Lucie, naissance le 14/06/2002, Le Pradet. Inscription en 2026. Diffère\u00a0: téléphones différents."
    )
