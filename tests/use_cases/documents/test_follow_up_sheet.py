"""What the follow-up sheet says of a lot at the end of a month."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Contact
from facilitator_app.domain.contract import HolderRole, LotHolder
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import documents
from facilitator_app.use_cases.documents.follow_up_sheet import sheet_number
from facilitator_app.use_cases.documents.house_facts import called
from tests import make
from tests.use_cases.documents.house import AUGUST, NOVEMBER, NOW, OCTOBER, SEPTEMBER, House, declare, fill, validate


def test_figures_are_those_of_the_end_of_the_month_asked(asked: Session, house: House) -> None:
    sheet = documents.follow_up_sheet(asked, house.lot, SEPTEMBER, NOW)
    assert (sheet.done, sheet.month_hours, sheet.left) == (hours(420), hours(280), hours(580))
    assert [(row.name, row.hours, row.total) for row in sheet.rows] == [
        ("Ferrandi Nadia", (None, hours(84), hours(147)), hours(231)),
        ("Ouali Sami", (None, hours(56), hours(133)), hours(189)),
    ]
    assert sheet.rows[1].employer == "Étape Intérim (ETTI)"
    assert sheet.elapsed == Decimal(273) / 365


def test_hours_not_known_are_not_zero(asked: Session, house: House) -> None:
    sheet = documents.follow_up_sheet(asked, house.lot, OCTOBER, NOW)
    assert sheet.rows[1].hours == (hours(56), hours(133), None)
    assert documents.follow_up_sheet(asked, house.lot, NOVEMBER, NOW).month_hours is None


def test_somebody_who_comes_later_is_not_on_it(session: Session) -> None:
    house = fill(session)
    make.a_placement(session, lot_id=house.lot, starts_on=dt.date(2026, 10, 1))
    assert len(documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW).rows) == 2
    assert len(documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).rows) == 3


def test_it_is_provisional_until_its_month_is_validated(session: Session) -> None:
    house = fill(session)
    assert documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW).provisional
    validate(session, house.lot, SEPTEMBER)
    sheet = documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW)
    assert sheet.validated_on == dt.date(2026, 11, 20)
    assert "heures non encore validées\u00a0: août 2026" in sheet.observations


def test_observations_are_the_note_of_the_month_and_the_unusual_hours_confirmed(session: Session) -> None:
    house = fill(session)
    validate(session, house.lot, AUGUST, SEPTEMBER, OCTOBER, note="Intempéries les 21 et 22 octobre.")
    assert documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).observations.splitlines() == [
        "Intempéries les 21 et 22 octobre.",
        "162\u00a0h confirmées pour Nadia Ferrandi (heures supplémentaires).",
    ]


def test_hours_outside_eligibility_are_said_and_not_counted(session: Session) -> None:
    house = fill(session)
    late = make.a_placement(session, lot_id=house.lot, eligible_until=dt.date(2026, 9, 14))
    never = make.a_placement(session, lot_id=house.lot, eligible=False)
    for month in (SEPTEMBER, OCTOBER):
        declare(session, late.id, month, "100")
        declare(session, never.id, month, "10")
    sheet = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW)
    assert sheet.done == hours(84 + 147 + 162 + 56 + 133 + 100)
    assert sheet.done == sum(row.total or 0 for row in sheet.rows)
    left_out = "déclarées ne sont pas comptées\u00a0:"
    assert f"20\u00a0h {left_out} éligibilité non établie." in sheet.observations
    assert f"100\u00a0h {left_out} après la fin de l’éligibilité." in sheet.observations


@pytest.mark.parametrize(("women", "told"), [(2, False), (3, True)])
def test_publics_too_few_to_be_anonymous_are_not_told(session: Session, women: int, told: bool) -> None:
    lot = make.a_lot(session)
    for _ in range(women):
        make.a_placement(session, lot_id=lot.id, woman=True, senior=True)
    make.a_placement(session, lot_id=lot.id)
    publics = documents.follow_up_sheet(session, lot.id, SEPTEMBER, NOW).publics
    assert (f"{women} femmes et {women} personnes de 50 ans et plus" in publics) is told
    assert publics.startswith(f"{women + 1} salariés")


def test_a_person_placed_twice_counts_once(session: Session) -> None:
    house = fill(session)
    person = session.scalars(select(Beneficiary).where(Beneficiary.last_name == "Ferrandi")).one()
    make.a_placement(session, lot_id=house.lot, beneficiary_id=person.id, starts_on=dt.date(2026, 9, 1))
    sheet = documents.follow_up_sheet(session, house.lot, SEPTEMBER, NOW)
    assert len(sheet.rows) == 3
    assert sheet.publics.startswith("2 salariés")


def test_next_steps_are_the_declaration_awaited_and_the_posts_left(session: Session) -> None:
    house = fill(session)
    need = make.a_need(session, lot_id=house.lot, code="B-112", posts=3)
    third = make.a_placement(session, lot_id=house.lot, need_id=need.id)
    steps = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).next_step
    assert steps == (
        "Déclaration d’octobre attendue le 15/11/2026. "
        "À recruter\u00a0: Manœuvre gros œuvre, 2 postes, pour le 07/12/2026 (besoin B-112)."
    )
    for placement in (house.sami, third.id):
        declare(session, placement, OCTOBER, "0")
    validate(session, house.lot, OCTOBER)
    steps = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW).next_step
    assert steps.startswith("Déclaration de novembre attendue le 15/12/2026.")


def test_the_correspondent_is_the_contact_of_the_holder(session: Session) -> None:
    house = fill(session)
    contact = make.kept(session, Contact(company_id=house.holder, name="Laure Pignol", role="responsable RH"))
    part = session.get_one(LotHolder, key_of("lot_holder", house.lot, house.holder))
    part.contact_id = contact.id
    other = make.a_company(session, name="Sud Charpente")
    make.kept(session, LotHolder(lot_id=house.lot, company_id=other.id, role=HolderRole.CO_CONTRACTOR))
    sheet = documents.follow_up_sheet(session, house.lot, OCTOBER, NOW)
    assert sheet.correspondent == "Laure Pignol, responsable RH"
    assert sheet.holder == "Batirade SAS, mandataire, avec Sud Charpente, La Seyne-sur-Mer"


def test_its_number_is_that_of_its_lot_and_month() -> None:
    assert sheet_number("M-2026-014-L1", OCTOBER) == "FS-2026-014-L1-10"
    assert sheet_number("M-2026-014-L1", Month(2027, 10)) == "FS-2026-014-L1-2027-10"
    assert len(sheet_number("X" * 30, OCTOBER)) <= 40


def test_a_lot_that_is_gone_is_refused(asked: Session) -> None:
    with pytest.raises(Refusal, match="n’existe plus"):
        documents.follow_up_sheet(asked, "0" * 32, OCTOBER, NOW)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Maison de l’emploi de la Rade", "la Maison de l’emploi de la Rade"),
        ("PLIE du Littoral", "le PLIE du Littoral"),
        ("Association Cap Métiers", "l’Association Cap Métiers"),
        ("Cap Métiers", ""),
    ],
)
def test_the_house_is_called_with_its_article(name: str, said: str) -> None:
    assert called(name) == said
