"""What the certificate of hours says to a company of its lot."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.company import CompanyKind
from facilitator_app.domain.contract import HolderRole, Lot, LotHolder
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import hours
from facilitator_app.use_cases import documents
from tests import make
from tests.use_cases.documents.house import AUGUST, NOVEMBER, NOW, OCTOBER, SEPTEMBER, House, declare, fill, validate


def test_ways_of_recruitment_add_up_to_the_hours_done(asked: Session, house: House) -> None:
    made = documents.hours_certificate(asked, house.lot, OCTOBER, NOW.date())
    assert (made.done, made.people, made.due) == (hours(582), 2, hours(1000))
    assert [(way.label, way.people, way.hours) for way in made.ways] == [
        ("Embauche directe (CDD)", 1, hours(393)),
        ("Mise à disposition par une ETTI", 1, hours(189)),
    ]
    assert (made.company, made.siret) == ("Batirade SAS", "732 829 320 00074")
    assert made.signatory_role == "la facilitatrice de la clause sociale"


def test_an_insertion_company_executes_holds_or_subcontracts(session: Session) -> None:
    house = fill(session)
    structure = make.a_company(session, name="Chantiers de l’Anse", kind=CompanyKind.EI)
    placed = make.a_placement(session, lot_id=house.lot, employer_id=structure.id)
    declare(session, placed.id, OCTOBER, "7")

    def ways() -> list[str]:
        made = documents.hours_certificate(session, house.lot, OCTOBER, NOW.date())
        return [way.label for way in made.ways if way.hours == hours(7)]

    assert ways() == ["Sous-traitance à une entreprise d’insertion"]
    make.kept(session, LotHolder(lot_id=house.lot, company_id=structure.id, role=HolderRole.CO_CONTRACTOR))
    assert ways() == ["Exécution par une entreprise d’insertion"]


def test_it_is_provisional_while_a_month_with_hours_is_not_validated(session: Session) -> None:
    house = fill(session)
    declare(session, house.sami, OCTOBER, "0")
    validate(session, house.lot, SEPTEMBER, OCTOBER)
    assert documents.hours_certificate(session, house.lot, OCTOBER, NOW.date()).provisional
    validate(session, house.lot, AUGUST)
    assert not documents.hours_certificate(session, house.lot, OCTOBER, NOW.date()).provisional


def test_it_is_provisional_before_the_end_of_its_month(session: Session) -> None:
    house = fill(session)
    declare(session, house.sami, OCTOBER, "0")
    validate(session, house.lot, AUGUST, SEPTEMBER, OCTOBER)
    assert documents.hours_certificate(session, house.lot, NOVEMBER, NOW.date()).provisional
    assert not documents.hours_certificate(session, house.lot, NOVEMBER, dt.date(2026, 11, 30)).provisional


def test_names_are_printed_only_when_asked(asked: Session, house: House) -> None:
    without = documents.hours_certificate(asked, house.lot, OCTOBER, NOW.date())
    named = documents.hours_certificate(asked, house.lot, OCTOBER, NOW.date(), with_people=True)
    assert without.annex == ()
    assert [(line.name, line.hours) for line in named.annex] == [
        ("Ferrandi Nadia", hours(393)),
        ("Ouali Sami", hours(189)),
    ]


def test_a_lot_without_holder_is_refused_with_what_to_do(session: Session) -> None:
    contract = make.a_contract(session)
    lot = make.kept(session, Lot(contract_id=contract.id, code="M-2026-099-L1", number="1", title="Peinture"))
    with pytest.raises(Refusal, match="Indiquez d’abord le titulaire du lot M-2026-099-L1"):
        documents.hours_certificate(session, lot.id, OCTOBER, NOW.date())
