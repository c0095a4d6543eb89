"""Companies: their details, those kept twice, and merging them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import Contract, HolderRole, LotHolder
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import companies, company_duplicates, gestures
from facilitator_app.use_cases.companies import CompanyDraft, ContactDraft
from facilitator_app.use_cases.company_list import companies as company_rows
from facilitator_app.use_cases.company_list import companies_like, company_sheet
from facilitator_app.use_cases.lots import HolderDraft, LotDraft, correct_lot, lot_draft
from tests.make import a_buyer, a_company, a_contract, a_lot, a_need, a_placement

SIRET = "83415751300245"
LA_POSTE = "35600000049837"


def _with_holders(session: Session, lot_id: str, *holders: HolderDraft) -> LotDraft:
    return replace(lot_draft(session, lot_id), holders=holders)


@pytest.mark.parametrize(
    ("siret", "said"),
    [
        ("834 157 513 00246", "clé"),
        ("834 157 513", "SIREN"),
        ("8341575130024", "trop court"),
        ("83415751300245X", "que des chiffres"),
    ],
)
def test_a_wrong_siret_is_refused_saying_what_is_wrong(session: Session, siret: str, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        companies.create_company(session, CompanyDraft(name="Batirade", siret=siret))
    assert [problem.field for problem in refusal.value.problems] == ["siret"]
    assert said in str(refusal.value)


def test_an_establishment_of_la_poste_is_accepted(session: Session) -> None:
    key = companies.create_company(session, CompanyDraft(name="La Poste", siret=LA_POSTE))
    assert session.get_one(Company, key).siret == LA_POSTE


def test_details_are_checked_each_under_its_field(session: Session) -> None:
    draft = CompanyDraft(name=" ", postal_code="8300", phone="04 94", email="contact(at)ville")
    with pytest.raises(Refusal) as refusal:
        companies.create_company(session, draft)
    assert {problem.field for problem in refusal.value.problems} == {"name", "phone", "email"}


def test_hostile_names_are_kept_as_they_are(session: Session) -> None:
    name = "D’Alès & <Fils> «Ŵ» 🧱"
    key = companies.create_company(session, CompanyDraft(name=name))
    assert companies.company_draft(session, key).name == name
    assert companies_like(session, "ales fils")[0][0] == key


def test_companies_are_found_by_words_accents_apart_or_by_siret(session: Session) -> None:
    rade = a_company(session, name="Électricité de la Rade", siret=SIRET, town="La Garde")
    a_company(session, name="Peinture Calade")
    assert companies_like(session, "rade elec") == [
        (rade.id, "Électricité de la Rade, La Garde (834\u00a0157\u00a0513\u00a000245)")
    ]
    assert [key for key, _ in companies_like(session, "834 157")] == [rade.id]
    assert companies_like(session, "100% rade") == []


def test_twins_are_proposed_the_surest_first(session: Session) -> None:
    same_siret = a_company(session, name="Tout Autre Nom", siret=SIRET)
    same_siren = a_company(session, name="Établissement de Toulon", siret="83415751300013")
    same_name = a_company(session, name="SARL Bâtirade")
    one_letter = a_company(session, name="Batirrade")
    a_company(session, name="Menuiserie Coudonne")
    found = company_duplicates.possible_twins(session, "Batirade SAS", "834 157 513 00245")
    assert [twin.id for twin in found] == [same_siret.id, same_siren.id, same_name.id, one_letter.id]
    assert [twin.why for twin in found] == ["Même SIRET", "Même SIREN, autre établissement", "Même nom", "Nom voisin"]
    assert company_duplicates.possible_twins(session, "Batirade", but=same_name.id) == [found[3]]


def test_nothing_alike_proposes_nothing(session: Session) -> None:
    a_company(session, name="Menuiserie Coudonne", siret=SIRET)
    assert company_duplicates.possible_twins(session, "Voirie Calanque") == []
    assert company_duplicates.possible_twins(session, "", "") == []


def test_merging_moves_everything_and_fills_what_was_empty(session: Session) -> None:
    keep = a_company(session, name="Batirade SAS", phone="0400000000")
    other = a_company(session, name="BATIRADE", siret=SIRET, phone="0411111111", town="La Garde")
    contact = companies.add_contact(session, other.id, ContactDraft(name="Laure Pignol"))
    shared = a_lot(session, keep)
    correct_lot(
        session,
        shared.id,
        _with_holders(
            session,
            shared.id,
            HolderDraft(company=keep.id),
            HolderDraft(company=other.id, role=HolderRole.CO_CONTRACTOR),
        ),
    )
    alone = a_lot(session, other)
    correct_lot(session, alone.id, _with_holders(session, alone.id, HolderDraft(company=other.id, contact=contact)))
    placement, need = a_placement(session, employer_id=other.id), a_need(session, company_id=other.id)
    company_duplicates.merge_companies(session, keep.id, other.id)
    assert (keep.siret, keep.phone, keep.town) == (SIRET, "0400000000", "La Garde")
    assert session.get(Company, other.id) is None or other.removed
    assert (placement.employer_id, need.company_id) == (keep.id, keep.id)
    assert session.get_one(Contact, contact).company_id == keep.id
    parts = {(part.lot_id, part.company_id, part.contact_id) for part in session.scalars(select(LotHolder))}
    assert (shared.id, keep.id, None) in parts
    assert (alone.id, keep.id, contact) in parts
    assert not any(company == other.id for _, company, _ in parts)


def test_a_merge_is_undone_in_one_gesture(database: Database) -> None:
    with database.transaction() as session:
        keep, other = a_company(session), a_company(session, siret=SIRET)
        lot = a_lot(session, other)
        placement = a_placement(session, lot_id=lot.id, employer_id=other.id)
        ids = keep.id, other.id, lot.id, placement.id
    with database.transaction() as session:
        company_duplicates.merge_companies(session, ids[0], ids[1])
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert session.get_one(Company, ids[0]).siret is None
        assert not session.get_one(Company, ids[1]).removed
        assert session.get_one(Placement, ids[3]).employer_id == ids[1]
        assert lot_draft(session, ids[2]).holders == (HolderDraft(company=ids[1]),)


def test_a_company_is_not_merged_with_itself(session: Session) -> None:
    company = a_company(session)
    with pytest.raises(Refusal):
        company_duplicates.merge_companies(session, company.id, company.id)


def test_merging_buyers_moves_their_contracts(session: Session) -> None:
    keep, other = a_buyer(session), a_buyer(session, name="Ville de Port Calme", siret=SIRET)
    contract = a_contract(session, buyer_id=other.id)
    assert [twin.id for twin in company_duplicates.possible_buyer_twins(session, keep.name, but=keep.id)] == [other.id]
    company_duplicates.merge_buyers(session, keep.id, other.id)
    assert session.get_one(Contract, contract.id).buyer_id == keep.id
    assert keep.siret == SIRET


def test_a_company_that_serves_is_not_removed(session: Session) -> None:
    company, free = a_company(session), a_company(session)
    a_lot(session, company)
    with pytest.raises(Refusal, match="tient un lot"):
        companies.remove_company(session, company.id)
    companies.remove_company(session, free.id)
    assert session.scalars(select(Company.id).where(Company.id == free.id)).all() == []


def test_removing_a_contact_leaves_its_lots_without_correspondent(session: Session) -> None:
    company = a_company(session)
    contact = companies.add_contact(session, company.id, ContactDraft(name="Laure Pignol"))
    lot = a_lot(session, company)
    correct_lot(session, lot.id, _with_holders(session, lot.id, HolderDraft(company=company.id, contact=contact)))
    companies.remove_contact(session, contact)
    assert lot_draft(session, lot.id).holders == (HolderDraft(company=company.id),)


def test_the_list_and_the_sheet_count_lots_people_and_twins(session: Session) -> None:
    company = a_company(session, name="Batirade SAS", town="La Garde")
    twin = a_company(session, name="Bâtirade")
    lot = a_lot(session, company)
    a_placement(session, lot_id=lot.id, employer_id=company.id, starts_on=dt.date(2026, 2, 1))
    companies.add_contact(session, company.id, ContactDraft(name="Laure Pignol", email="laure@batirade.example"))
    row = next(row for row in company_rows(session, dt.date(2026, 11, 2)) if row.id == company.id)
    assert (row.lots, row.has_twin, row.town) == (1, True, "La Garde")
    sheet = company_sheet(session, company.id)
    assert sheet.people == 1
    assert [held.lot_id for held in sheet.lots] == [lot.id]
    assert [contact.name for contact in sheet.contacts] == ["Laure Pignol"]
    assert [found.id for found in sheet.twins] == [twin.id]
