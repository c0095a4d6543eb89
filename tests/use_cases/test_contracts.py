"""Typing contracts, cutting them into lots, and finding them again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Buyer, Company, Contact
from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros, hours
from facilitator_app.use_cases import contracts, gestures, lots
from facilitator_app.use_cases.companies import CompanyDraft, ContactDraft
from facilitator_app.use_cases.contract_tree import Show, contract_tree
from facilitator_app.use_cases.contracts import ContractDraft
from facilitator_app.use_cases.imported_contracts import NOT_SAID, imported_contracts
from facilitator_app.use_cases.lots import HolderDraft, LotDraft
from tests.make import a_company, a_contract, a_lot, a_need, a_placement

TODAY = dt.date(2026, 11, 24)
SCHOOL = ContractDraft(number="M-2026-014", subject="Construction d’un groupe scolaire", buyer="Ville de Port-Calme")
CALIBRATED = LotDraft(
    number="1",
    title="Gros œuvre",
    amount=euros(7_440_000),
    labour_share=Decimal("0.45"),
    insertion_rate=Decimal("0.07"),
    hourly_cost=euros(31),
    due_hours=hours(7560),
)


def problems_of(refusal: pytest.ExceptionInfo[Refusal]) -> dict[str, str]:
    return {problem.field: problem.message for problem in refusal.value.problems}


def test_numbers_are_proposed_in_order_and_never_twice(session: Session) -> None:
    assert contracts.next_number(session, 2026) == "M-2026-001"
    a_contract(session, number="M-2026-014")
    a_contract(session, number="M-2025-099")
    gone = a_contract(session, number="M-2026-015")
    gone.removed = True
    session.flush()
    assert contracts.next_number(session, 2026) == "M-2026-016"


def test_a_contract_creates_its_buyer_once(session: Session) -> None:
    contracts.create_contract(session, SCHOOL)
    contracts.create_contract(session, replace(SCHOOL, number="M-2026-015", buyer="  VILLE de port calme "))
    assert len(session.scalars(select(Buyer)).all()) == 1


def test_a_number_already_given_is_refused_with_the_name_of_its_contract(session: Session) -> None:
    contracts.create_contract(session, SCHOOL)
    with pytest.raises(Refusal) as refusal:
        contracts.create_contract(session, replace(SCHOOL, number="m-2026-014"))
    assert "Construction d’un groupe scolaire" in problems_of(refusal)["number"]


def test_everything_missing_is_said_at_once(session: Session) -> None:
    with pytest.raises(Refusal) as refusal:
        contracts.create_contract(session, ContractDraft(number=" ", subject="", buyer="", duration_months=5000))
    assert problems_of(refusal).keys() == {"number", "subject", "buyer", "duration_months"}


def test_renumbering_a_contract_renames_the_codes_of_its_lots(session: Session) -> None:
    key = contracts.create_contract(session, SCHOOL)
    lot = lots.add_lot(session, key, CALIBRATED)
    contracts.correct_contract(session, key, replace(SCHOOL, number="M-2026-200"))
    assert session.get_one(Lot, lot).code == "M-2026-200-L1"


def test_what_was_typed_comes_back_in_the_form(session: Session) -> None:
    draft = replace(
        SCHOOL, notified_on=dt.date(2026, 3, 12), amount=euros("7440000.50"), duration_months=14, note="À revoir"
    )
    key = contracts.create_contract(session, draft)
    assert contracts.contract_draft(session, key) == draft
    lot = lots.add_lot(session, key, CALIBRATED)
    assert lots.lot_draft(session, lot) == CALIBRATED


def test_imported_contracts_are_sorted_several_at_once(session: Session) -> None:
    clause = a_contract(session, state=ContractState.TO_SORT, considerations=(SocialConsideration.CLAUSE,))
    none = a_contract(session, state=ContractState.TO_SORT, considerations=(SocialConsideration.NONE,))
    unknown = a_contract(session, state=ContractState.TO_SORT)
    lines = imported_contracts(session)
    assert [line.id for line in lines] == [clause.id, unknown.id, none.id]
    assert lines[1].consideration == NOT_SAID
    contracts.follow(session, [clause.id])
    contracts.set_aside(session, [none.id, unknown.id])
    assert clause.state == ContractState.FOLLOWED
    assert {line.id for line in imported_contracts(session, ContractState.SET_ASIDE)} == {none.id, unknown.id}
    assert session.info["label"] == "Sans suite\u00a0: 2 marchés"


def test_sorting_nothing_is_refused(session: Session) -> None:
    with pytest.raises(Refusal, match="au moins un marché"):
        contracts.follow(session, [])


def test_a_contract_where_people_work_cannot_be_set_aside(session: Session) -> None:
    lot = a_lot(session)
    a_placement(session, lot_id=lot.id)
    with pytest.raises(Refusal, match="clore ce marché"):
        contracts.set_aside(session, [lot.contract_id])


def test_lots_are_numbered_in_order_and_coded_from_their_contract(session: Session) -> None:
    contract = a_contract(session, number="M-2026-014")
    assert lots.next_lot_number(session, contract.id) == "1"
    first = lots.add_lot(session, contract.id, CALIBRATED)
    assert session.get_one(Lot, first).code == "M-2026-014-L1"
    assert lots.next_lot_number(session, contract.id) == "2"
    with pytest.raises(Refusal) as refusal:
        lots.add_lot(session, contract.id, replace(CALIBRATED, title="Peinture"))
    assert "existe déjà" in problems_of(refusal)["number"]
    with pytest.raises(Refusal) as refusal:
        lots.add_lot(session, contract.id, replace(CALIBRATED, number=""))
    assert "plusieurs lots" in problems_of(refusal)["number"]


def test_hours_that_differ_from_the_calibration_want_a_reason(session: Session) -> None:
    contract = a_contract(session)
    other = replace(CALIBRATED, due_hours=hours(7000))
    with pytest.raises(Refusal) as refusal:
        lots.add_lot(session, contract.id, other)
    assert "7\u202f560\u00a0h" in problems_of(refusal)["due_reason"]
    key = lots.add_lot(session, contract.id, replace(other, due_reason="Article 8.2 du CCAP"))
    assert session.get_one(Lot, key).due_hours == hours(7000)


def test_a_lot_may_owe_hours_without_any_calibration(session: Session) -> None:
    contract = a_contract(session)
    key = lots.add_lot(session, contract.id, LotDraft(title="Nettoyage", due_hours=hours(800)))
    assert session.get_one(Lot, key).code == f"{contract.number}-L1"


def test_only_an_only_lot_goes_without_a_title(session: Session) -> None:
    contract = a_contract(session)
    with pytest.raises(Refusal) as refusal:
        lots.add_lot(session, contract.id, LotDraft(number="1"))
    assert problems_of(refusal).keys() == {"title"}
    key = lots.add_lot(session, contract.id, LotDraft())
    assert session.get_one(Lot, key).name == "Lot unique"


def test_the_code_of_an_only_lot_is_not_given_to_a_second_one(session: Session) -> None:
    contract = a_contract(session)
    lots.add_lot(session, contract.id, LotDraft(title="Nettoyage"))
    assert lots.next_lot_number(session, contract.id) == "2"
    with pytest.raises(Refusal, match="déjà un lot unique"):
        lots.add_lot(session, contract.id, LotDraft(number="1", title="Vitres"))


def test_impossible_figures_are_said_under_their_field(session: Session) -> None:
    contract = a_contract(session)
    wrong = replace(CALIBRATED, hourly_cost=euros(0), starts_on=dt.date(2026, 5, 1), ends_on=dt.date(2026, 4, 30))
    with pytest.raises(Refusal) as refusal:
        lots.add_lot(session, contract.id, wrong)
    assert problems_of(refusal).keys() == {"hourly_cost", "ends_on"}


def test_a_holder_and_its_correspondent_are_created_with_the_lot(session: Session) -> None:
    contract = a_contract(session)
    holder = HolderDraft(
        company=CompanyDraft(name="Batirade SAS", siret="834 157 513 00245"),
        contact=ContactDraft(name="Laure Pignol", phone="06 00 00 00 00"),
    )
    key = lots.add_lot(session, contract.id, replace(CALIBRATED, holders=(holder,)))
    part = session.scalars(select(LotHolder).where(LotHolder.lot_id == key)).one()
    assert session.get_one(Company, part.company_id).siret == "83415751300245"
    assert part.contact_id is not None
    assert session.get_one(Contact, part.contact_id).phone == "0600000000"


def test_what_is_wrong_with_a_company_created_on_the_way_names_its_field(session: Session) -> None:
    contract = a_contract(session)
    holder = HolderDraft(company=CompanyDraft(name="Batirade", siret="834 157 513 00246"))
    with pytest.raises(Refusal) as refusal:
        lots.add_lot(session, contract.id, replace(CALIBRATED, holders=(holder,)))
    assert "clé" in problems_of(refusal)["company.siret"]


def test_a_holder_taken_off_and_put_back_is_the_same_part(session: Session) -> None:
    contract, company = a_contract(session), a_company(session)
    held = replace(CALIBRATED, holders=(HolderDraft(company=company.id),))
    key = lots.add_lot(session, contract.id, held)
    lots.correct_lot(session, key, CALIBRATED)
    assert lots.lot_draft(session, key).holders == ()
    lots.correct_lot(session, key, held)
    assert lots.lot_draft(session, key).holders == held.holders
    every = session.scalars(select(LotHolder), execution_options={"include_removed": True}).all()
    assert len(every) == 1


def test_a_lot_has_one_holder_or_lead_and_no_company_twice(session: Session) -> None:
    contract, one, other = a_contract(session), a_company(session), a_company(session)
    for holders in (
        (HolderDraft(company=one.id), HolderDraft(company=other.id)),
        (HolderDraft(company=one.id), HolderDraft(company=one.id, role=HolderRole.SUBCONTRACTOR)),
        (HolderDraft(company=one.id, role=HolderRole.SUBCONTRACTOR),),
    ):
        with pytest.raises(Refusal) as refusal:
            lots.add_lot(session, contract.id, replace(CALIBRATED, holders=holders))
        assert problems_of(refusal).keys() == {"holders"}


def test_a_correspondent_of_another_company_is_refused(session: Session) -> None:
    contract, one, other = a_contract(session), a_company(session), a_company(session)
    elsewhere = Contact(company_id=other.id, name="Paul Ailleurs")
    session.add(elsewhere)
    session.flush()
    with pytest.raises(Refusal, match="n’appartient pas"):
        lots.add_lot(
            session, contract.id, replace(CALIBRATED, holders=(HolderDraft(company=one.id, contact=elsewhere.id),))
        )


def test_a_lot_is_removed_until_something_depends_on_it(session: Session) -> None:
    contract = a_contract(session)
    free = lots.add_lot(session, contract.id, CALIBRATED)
    lots.remove_lot(session, free)
    assert session.scalars(select(Lot).where(Lot.contract_id == contract.id)).all() == []
    lots.add_lot(session, contract.id, CALIBRATED)
    lot = a_lot(session)
    a_need(session, lot_id=lot.id)
    with pytest.raises(Refusal, match="un besoin y a été exprimé"):
        lots.remove_lot(session, lot.id)


def test_cutting_a_contract_is_undone_in_one_gesture(database: Database) -> None:
    with database.transaction() as session:
        key = contracts.create_contract(session, SCHOOL)
    with database.transaction() as session:
        lots.add_lot(session, key, replace(CALIBRATED, holders=(HolderDraft(company=CompanyDraft(name="Batirade")),)))
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == "Ajout du Lot 1 Gros œuvre, M-2026-014"
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert session.scalars(select(Lot)).all() == []
        assert session.scalars(select(Company)).all() == []
        assert session.get(Contract, key) is not None


def test_the_tree_counts_and_limits_what_it_shows(session: Session) -> None:
    running = a_contract(session, number="M-2026-001", notified_on=dt.date(2026, 1, 1))
    coming = a_contract(session, number="M-2026-002")
    uncut = a_contract(session, number="M-2026-003", notified_on=dt.date(2026, 2, 1))
    a_contract(session, number="M-2026-004", state=ContractState.TO_SORT)
    late = a_lot(session, a_company(session, name="Thermivar"), contract_id=running.id, code="a", title="Électricité")
    a_lot(session, contract_id=running.id, code="b", number="2", closed_on=dt.date(2026, 6, 1))
    a_lot(session, contract_id=coming.id, code="c")
    tree = contract_tree(session, TODAY)
    assert tree.running_contracts == len(tree.showing(Show.RUNNING))
    assert tree.counts == {Show.RUNNING: 1, Show.AT_RISK: 1, Show.TO_NOTIFY: 1, Show.TO_SORT: 1}
    assert [line.id for line in tree.showing(Show.RUNNING)] == [uncut.id, running.id]
    assert [lot.id for line in tree.showing(Show.AT_RISK) for lot in line.lots] == [late.id]
    assert [line.id for line in tree.showing(Show.TO_NOTIFY)] == [coming.id]
    whole = contract_tree(session, TODAY, whole=True)
    assert (whole.counts, whole.running_contracts) == (tree.counts, tree.running_contracts)
    assert [len(line.lots) for line in whole.showing(Show.ALL)] == [0, 1, 2]
    for show in (Show.RUNNING, Show.AT_RISK, Show.TO_NOTIFY):
        assert whole.showing(show) == tree.showing(show)
    for text in ("thermivar", "electricite", "m 2026 001", "lot 1 elec"):
        assert [line.id for line in tree.showing(Show.RUNNING, text)] == [running.id], text
    assert tree.showing(Show.RUNNING, "introuvable") == []


def test_the_tree_of_the_day_leaves_out_what_is_over_until_all_is_asked_for(session: Session) -> None:
    over = a_contract(session, number="M-2026-001", notified_on=dt.date(2026, 1, 1))
    a_lot(session, contract_id=over.id, code="a", closed_on=dt.date(2026, 6, 1))
    closed = a_contract(session, number="M-2026-002", notified_on=dt.date(2026, 1, 1), state=ContractState.CLOSED)
    a_lot(session, contract_id=closed.id, code="b")
    tree = contract_tree(session, TODAY)
    assert (tree.contracts, tree.is_empty) == ((), False)
    whole = contract_tree(session, TODAY, whole=True)
    assert [line.id for line in whole.showing(Show.ALL)] == [over.id, closed.id]
    assert whole.showing(Show.RUNNING) == []


def test_a_house_without_contracts_is_empty(session: Session) -> None:
    a_contract(session, state=ContractState.SET_ASIDE)
    assert contract_tree(session, TODAY).is_empty


def test_a_lot_without_hours_or_dates_says_what_is_missing(session: Session) -> None:
    contract = a_contract(session, notified_on=dt.date(2026, 1, 1))
    a_lot(session, contract_id=contract.id, code="a", number="1", due_hours=None)
    a_lot(session, contract_id=contract.id, code="b", number="2", ends_on=None)
    labels = [lot.standing.label for line in contract_tree(session, TODAY).contracts for lot in line.lots]
    assert labels == ["Heures à calibrer", "Dates à compléter"]


def test_a_buyer_whose_name_is_too_long_is_refused_under_its_field(session: Session) -> None:
    with pytest.raises(Refusal) as refusal:
        contracts.create_contract(session, replace(SCHOOL, buyer="x" * 500))
    assert list(problems_of(refusal)) == ["buyer"]


def test_buyers_named_by_signs_alone_are_not_taken_for_one_another(session: Session) -> None:
    keys = {
        contracts.create_contract(session, replace(SCHOOL, number=f"M-{n}", buyer=name)) for n, name in enumerate("☂☃")
    }
    buyers = set(session.scalars(select(Contract.buyer_id).where(Contract.id.in_(keys))))
    assert len(buyers) == 2


def test_what_a_contract_buys_is_kept_without_its_key(session: Session) -> None:
    draft = ContractDraft(number="M-2026-950", subject="Nettoyage", buyer="Ville de Port-Calme", cpv="90910000-9")
    key = contracts.create_contract(session, draft)
    assert contracts.contract_draft(session, key).cpv == "90910000"
