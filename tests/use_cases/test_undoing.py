"""Undoing any act from the history, then doing it again: every table is as it was; or what depends on it is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, LotHolder
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import beneficiaries, company_duplicates, documents, gestures, needs, office, placements
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.contract_import import ContractImport
from facilitator_app.use_cases.hours import entry, parts, statement
from facilitator_app.use_cases.matching import proposals
from facilitator_app.use_cases.placement_checks import PlacementDraft
from tests import make
from tests.conftest import TODAY
from tests.exchange.decp.files import envelope, raw_contract, written
from tests.use_cases.matching.house import TODAY as MATCHING_DAY
from tests.use_cases.matching.house import a_mason, a_need

MARCH = Month(2026, 3)
NOW = dt.datetime(2026, 11, 24, 9, 0)


def shown(database: Database) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of every kind of record that is not removed."""
    with database.reading() as session:
        return {
            kind.__tablename__: {
                tuple(row) for row in session.execute(select(kind.__table__).where(~kind.__table__.c.removed))
            }
            for kind in RECORDS
        }


def do(database: Database, act: Callable[..., Any], *details: Any, **more: Any) -> Key:
    """The gesture it made."""
    with database.transaction() as session:
        act(session, *details, **more)
    with database.reading() as session:
        return gestures.recent(session, 1)[0].gesture_id


def undo(database: Database, gesture: Key) -> Key:
    return do(database, gestures.undo, gesture)


class Site:
    """A lot with one person at work, a need and a second person."""

    def __init__(self, session: Session) -> None:
        self.company = make.a_company(session).id
        self.lot = make.a_lot(session, holder=session.get_one(Company, self.company)).id
        self.person = make.a_beneficiary(session, first_name="Karim", last_name="Bensalem").id
        self.other = make.a_beneficiary(session, first_name="Nadia", last_name="Ferrandi").id
        self.placement = make.a_placement(
            session, beneficiary_id=self.person, lot_id=self.lot, employer_id=self.company,
            starts_on=dt.date(2026, 3, 1),
        ).id  # fmt: skip
        self.need = make.a_need(session, lot_id=self.lot, company_id=self.company).id

    def placement_of(self, person: Key, need: Key | None = None) -> PlacementDraft:
        return PlacementDraft(
            person, self.lot, self.company, EmploymentContract.FIXED_TERM, dt.date(2026, 3, 1), need_id=need,
            confirmed_reason="Décision du comité", confirmed=True,
        )  # fmt: skip


@pytest.fixture
def site(database: Database) -> Site:
    with database.transaction() as session:
        return Site(session)


def a_person_saved(database: Database, _site: Site, _folder: Path) -> Key:
    draft = BeneficiaryDraft(last_name="Bà", first_name="Zoé", birth_date=dt.date(1990, 1, 1))
    return do(database, beneficiaries.register, draft, TODAY)


def a_person_corrected(database: Database, site: Site, _folder: Path) -> Key:
    with database.reading() as session:
        draft = beneficiaries.draft_of(session, site.person)
    return do(database, beneficiaries.correct, site.person, replace(draft, town="Port-Calme"), TODAY)


def hours_typed(database: Database, site: Site, _folder: Path) -> Key:
    return do(database, entry.record, site.lot, MARCH, {site.placement: hours("151.67")})


def a_month_validated(database: Database, site: Site, folder: Path) -> Key:
    hours_typed(database, site, folder)
    return do(database, statement.validate_month, site.lot, MARCH, "Hélène", TODAY)


def an_import(database: Database, _site: Site, folder: Path) -> Key:
    contracts = [raw_contract(id=f"2026-{number:04}") for number in range(30)]
    file = ContractImport(written(folder, envelope(*contracts)))
    return do(database, lambda session: list(file.run(session)))


def a_placement(database: Database, site: Site, _folder: Path) -> Key:
    return do(database, placements.start_placement, site.placement_of(site.other, site.need), TODAY)


def a_match_applied(database: Database, _site: Site, _folder: Path) -> Key:
    with database.transaction() as session:
        need, mason = a_need(session).id, a_mason(session)
    return do(database, proposals.prepare_proposal, need, [mason], MATCHING_DAY)


def a_proposal_answered(database: Database, site: Site, folder: Path) -> Key:
    a_match_applied(database, site, folder)
    with database.reading() as session:
        proposal = session.scalars(select(Proposal.id)).one()
    return do(database, proposals.note_answer, proposal, ProposalState.DECLINED, "trop loin", MATCHING_DAY)


def two_companies_merged(database: Database, site: Site, _folder: Path) -> Key:
    with database.transaction() as session:
        kept = make.a_company(session, name="Testard Frères").id
    return do(database, company_duplicates.merge_companies, kept, site.company)


def the_office_settled(database: Database, _site: Site, _folder: Path) -> Key:
    with database.reading() as session:
        details, rules = office.details(session), office.rules(session)
    return do(database, office.change_settings, replace(details, name="Maison de l’emploi du Port"), rules)


def a_document_issued(database: Database, site: Site, folder: Path) -> Key:
    a_month_validated(database, site, folder)
    return do(database, documents.issue, DocumentKind.FOLLOW_UP_SHEET, site.lot, MARCH, NOW)


ACTS = [
    a_person_saved, a_person_corrected, hours_typed, a_month_validated, an_import, a_placement, a_match_applied,
    a_proposal_answered, two_companies_merged, the_office_settled, a_document_issued,
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_each_act_is_undone_later_and_done_again(
    act: Callable[[Database, Site, Path], Key], database: Database, site: Site, tmp_path: Path
) -> None:
    gesture = act(database, site, tmp_path)
    after = shown(database)
    with database.transaction() as session:
        gestures.call_it(session, "Autre chose, depuis")
        make.a_buyer(session, name="Sans rapport")
    since = shown(database)
    undoing = undo(database, gesture)
    assert shown(database) != since
    assert [row for row in shown(database)["buyer"] if "Sans rapport" in row]
    again = undo(database, undoing)
    assert shown(database) == since
    undo(database, again)  # doing again stands for the act itself
    undone = shown(database)
    assert undone != since
    with pytest.raises(Refusal, match="déjà été annulée"):
        undo(database, gesture)
    with database.reading() as session:
        [latest] = gestures.recent(session, 1)
    undo(database, latest.gesture_id)
    assert shown(database) == since
    assert after["buyer"] < since["buyer"]


def refusal(database: Database, gesture: Key) -> gestures.InTheWay:
    before = shown(database)
    with pytest.raises(gestures.InTheWay) as said:
        undo(database, gesture)
    assert shown(database) == before
    return said.value


def test_hours_of_a_month_validated_since_stay_until_it_is_reopened(
    database: Database, site: Site, tmp_path: Path
) -> None:
    typed = hours_typed(database, site, tmp_path)
    validated = do(database, statement.validate_month, site.lot, MARCH, "Hélène", TODAY)
    said = refusal(database, typed)
    assert said.gesture_id == validated
    assert "Annulez d’abord «\u00a0Mars 2026 validé" in str(said)
    undo(database, validated)
    undo(database, typed)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(MonthlyHours)) == 0


def test_a_correction_of_a_validated_month_can_be_undone(database: Database, site: Site, tmp_path: Path) -> None:
    a_month_validated(database, site, tmp_path)
    before = shown(database)
    corrected = do(database, statement.correct_validated, site.placement, MARCH, hours(140), "bulletin reçu")
    undo(database, corrected)
    assert shown(database) == before


def test_a_validated_month_stays_while_a_definitive_document_says_so(
    database: Database, site: Site, tmp_path: Path
) -> None:
    validated = a_month_validated(database, site, tmp_path)
    issued = do(database, documents.issue, DocumentKind.FOLLOW_UP_SHEET, site.lot, MARCH, NOW)
    assert refusal(database, validated).gesture_id == issued


def test_hours_do_not_go_back_below_the_detail_typed_since(database: Database, site: Site) -> None:
    do(database, entry.record, site.lot, MARCH, {site.placement: hours(10)})
    raised = do(database, entry.record, site.lot, MARCH, {site.placement: hours(100)})
    detailed = do(database, parts.set_parts, site.placement, MARCH, {"training": hours(14)})
    assert refusal(database, raised).gesture_id == detailed
    undo(database, detailed)
    undo(database, raised)


def test_a_placement_does_not_go_back_with_hours_validated_since_on_its_new_lot(database: Database, site: Site) -> None:
    do(database, entry.record, site.lot, MARCH, {site.placement: hours(100)})
    with database.transaction() as session:
        elsewhere = make.a_lot(session).id
    with database.reading() as session:
        known = placements.draft_of(session, site.placement)
        moved_to = replace(known, lot_id=elsewhere, confirmed=True, confirmed_reason="Accord de l’acheteur")
    moved = do(database, placements.correct_placement, site.placement, moved_to)
    validated = do(database, statement.validate_month, elsewhere, MARCH, "Hélène", TODAY)
    assert refusal(database, moved).gesture_id == validated
    undo(database, validated)
    undo(database, moved)


def test_a_first_end_date_does_not_come_back_over_hours_typed_since(database: Database, site: Site) -> None:
    do(database, placements.end_placement, site.placement, dt.date(2026, 3, 31), "fin")
    with database.reading() as session:
        longer = replace(placements.draft_of(session, site.placement), ends_on=dt.date(2026, 5, 31), confirmed=True)
    extended = do(database, placements.correct_placement, site.placement, replace(longer, confirmed_reason="comité"))
    typed = do(database, entry.record, site.lot, Month(2026, 5), {site.placement: hours(70)})
    assert refusal(database, extended).gesture_id == typed


def test_somebody_taken_away_does_not_come_back_to_a_post_given_to_another(database: Database, site: Site) -> None:
    do(database, placements.start_placement, site.placement_of(site.other, site.need), TODAY)
    with database.reading() as session:
        placed = [row for row in placements.placements_of_lot(session, site.lot) if row.beneficiary_id == site.other]
    removed = do(database, placements.remove_placement, placed[0].placement_id)
    with database.transaction() as session:
        third = make.a_beneficiary(session).id
    taken = do(database, placements.start_placement, site.placement_of(third, site.need), TODAY)
    assert refusal(database, removed).gesture_id == taken


def test_somebody_taken_away_with_months_without_hours_is_taken_away_again(database: Database, site: Site) -> None:
    do(database, entry.zero_the_empty, site.lot, MARCH)
    removed = do(database, placements.remove_placement, site.placement)
    after = shown(database)
    undoing = undo(database, removed)
    undo(database, undoing)
    assert shown(database) == after


def test_somebody_taken_away_does_not_come_back_beside_herself(database: Database, site: Site) -> None:
    removed = do(database, placements.remove_placement, site.placement)
    started = do(database, placements.start_placement, site.placement_of(site.person), TODAY)
    assert refusal(database, removed).gesture_id == started


def test_a_need_said_to_be_filled_keeps_those_who_fill_it(database: Database, site: Site) -> None:
    placed = do(database, placements.start_placement, site.placement_of(site.other, site.need), TODAY)
    undo(database, placed)
    with database.transaction() as session:
        need = make.a_need(session, lot_id=site.lot, company_id=site.company, posts=2).id
    first = do(database, placements.start_placement, site.placement_of(site.other, need), TODAY)
    filled = do(database, needs.change_need_state, need, NeedState.FILLED)
    assert refusal(database, first).gesture_id == filled


def test_what_comes_back_finds_what_it_refers_to(database: Database) -> None:
    with database.transaction() as session:
        one, two = make.a_buyer(session, name="Un").id, make.a_buyer(session, name="Deux").id
        contract = make.a_contract(session, buyer_id=one).id

    def change(session: Session) -> None:
        session.get_one(Contract, contract).buyer_id = two

    def remove(session: Session) -> None:
        gestures.call_it(session, "Retrait de l’acheteur Un")
        session.get_one(Buyer, one).removed = True

    changed, removed = do(database, change), do(database, remove)
    said = refusal(database, changed)
    assert said.gesture_id == removed
    assert "Retrait de l’acheteur Un" in str(said)


def test_the_gesture_that_made_the_reference_is_the_one_named(database: Database) -> None:
    made = do(database, lambda session: make.a_buyer(session, name="Neuf"))
    with database.transaction() as session:
        contract = make.a_contract(session).id
        buyer = session.scalars(select(Buyer.id).where(Buyer.name == "Neuf")).one()

    def change(session: Session) -> None:
        gestures.call_it(session, "Marché passé à Neuf")
        session.get_one(Contract, contract).buyer_id = buyer

    changed = do(database, change)
    assert refusal(database, made).gesture_id == changed


def test_two_contracts_never_bear_the_same_number(database: Database) -> None:
    with database.transaction() as session:
        contract = make.a_contract(session, number="M-2026-900").id

    def renumber(session: Session) -> None:
        session.get_one(Contract, contract).number = "M-2026-901"

    def reuse(session: Session) -> None:
        make.a_contract(session, number="M-2026-900")

    renumbered, reused = do(database, renumber), do(database, reuse)
    assert refusal(database, renumbered).gesture_id == reused


def test_a_field_that_changed_twice_in_a_gesture_gets_back_its_first_value(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_buyer(session, name="Avant").id

    def twice(session: Session) -> None:
        buyer = session.get_one(Buyer, key)
        for name in ("Un", "Deux", "Trois"):
            buyer.name = name
            session.flush()

    before = shown(database)
    undo(database, do(database, twice))
    assert shown(database) == before


def test_an_old_act_is_done_again_only_after_what_was_undone_before_it(database: Database) -> None:
    """Done again out of order, the field would hold a value that no standing gesture gave."""
    with database.transaction() as session:
        key = make.a_buyer(session, name="Zéro").id

    def call(name: str) -> Key:
        def act(session: Session) -> None:
            gestures.call_it(session, f"Nom : {name}")
            session.get_one(Buyer, key).name = name

        return do(database, act)

    one, two = call("Un"), call("Deux")
    undo_two = undo(database, two)
    undo_one = undo(database, one)
    said = refusal(database, undo_two)
    assert "Rétablissez d’abord «\u00a0Nom : Un\u00a0»" in str(said)
    assert said.gesture_id == undo_one
    undo(database, undo_one)
    undo(database, undo_two)
    with database.reading() as session:
        assert session.get_one(Buyer, key).name == "Deux"


def test_companies_removed_by_a_merge_come_back_with_their_lots(database: Database, site: Site, tmp_path: Path) -> None:
    merged = two_companies_merged(database, site, tmp_path)
    with database.transaction() as session:
        gestures.call_it(session, "Parcours noté depuis")
        make.a_need(session, lot_id=site.lot, company_id=session.scalars(select(Company.id)).first())
    undo(database, merged)
    with database.reading() as session:
        held = select(LotHolder.lot_id).where(LotHolder.company_id == site.company)
        assert session.scalars(held).all() == [site.lot]
