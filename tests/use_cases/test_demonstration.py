"""The demonstration house: nothing in it that the forms would refuse, and something of everything the program shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, YesNoUnknown
from facilitator_app.domain.company import Company, CompanyKind, Contact
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.eligibility_file import EligibilityExtension, EligibilityRefusal
from facilitator_app.domain.exits import MILESTONES, LaterSituation, Outcome, PersonExit
from facilitator_app.domain.following import Obstacle, Training, TutorEvaluation
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.segment_targets import SegmentTarget
from facilitator_app.domain.totals import LotTotal
from facilitator_app.use_cases.account.danger import in_danger
from facilitator_app.use_cases.agenda import agenda
from facilitator_app.use_cases.beneficiary_search import Filter, counts
from facilitator_app.use_cases.demonstration.house import build
from facilitator_app.use_cases.eligibility_categories import categories
from facilitator_app.use_cases.following import calls_due
from tests.conftest import TODAY


@pytest.fixture
def house(demonstration: Path) -> Iterator[Session]:
    database = open_house(demonstration)
    with database.reading() as session:
        yield session
    database.close()


def test_nobody_wants_more_hours_at_least_than_at_most(house: Session) -> None:
    weeks = house.execute(select(Beneficiary.weekly_hours_least, Beneficiary.weekly_hours_most)).all()
    assert weeks
    assert all(least <= most for least, most in weeks)


@pytest.mark.parametrize(
    "kind", [Training, Obstacle, TutorEvaluation, PersonExit, EligibilityRefusal, EligibilityExtension, SegmentTarget]
)
def test_there_is_some_of_each_kind(house: Session, kind: type[Record]) -> None:
    assert house.scalar(select(func.count()).select_from(kind))


def test_nobody_works_more_than_the_days_of_the_contract_allow(house: Session) -> None:
    rows = house.execute(
        select(Placement.starts_on, Placement.ends_on, MonthlyHours.month, MonthlyHours.declared)
        .join(MonthlyHours, MonthlyHours.placement_id == Placement.id)
        .where(MonthlyHours.declared.is_not(None))
    ).all()
    assert rows
    for starts_on, ends_on, month, declared in rows:
        first, last = max(starts_on, month.first_day), min(ends_on or month.last_day, month.last_day)
        assert declared is not None
        assert declared <= 10 * ((last - first).days + 1), (starts_on, ends_on, month)


def test_every_question_after_an_exit_has_been_asked_and_some_in_vain(house: Session) -> None:
    said = list(house.execute(select(LaterSituation.months, LaterSituation.answer)))
    assert {months for months, _ in said} == set(MILESTONES)
    assert Outcome.NOT_REACHED in {answer for _, answer in said}
    assert calls_due(house, TODAY)


def test_every_filter_of_the_list_shows_somebody(house: Session) -> None:
    found = counts(house, TODAY)
    assert [filter for filter in Filter if not found[filter]] == [Filter.ARCHIVED]


def test_people_are_eligible_in_the_three_ways(house: Session) -> None:
    known = {category.code: category.way for category in categories(house)}
    proofs = list(house.scalars(select(EligibilityProof)))
    assert len({known[proof.category] for proof in proofs}) == 3
    opinions = [proof for proof in proofs if proof.category == "REASONED_OPINION"]
    assert opinions
    assert all(proof.opinion and proof.opinion_by for proof in opinions)
    passes = [proof for proof in proofs if proof.category == "IAE"]
    assert passes
    assert all(len(proof.pass_number) == 12 and proof.structure and proof.agreement for proof in passes)
    assert len({proof.pass_number for proof in passes}) == len(passes)


def test_every_answer_about_the_district_is_met(house: Session) -> None:
    assert set(house.scalars(select(Beneficiary.in_qpv))) == set(YesNoUnknown)


def test_structures_have_an_agreement_and_contacts_were_made_sure_of(house: Session) -> None:
    for company in house.scalars(select(Company)):
        assert bool(company.agreement) is (company.kind is not CompanyKind.ENTERPRISE), company.name
    checked = list(house.scalars(select(Contact.checked_on)))
    assert None in checked
    assert any(checked)


def test_a_lot_is_over_and_another_closed_their_hours_done(house: Session) -> None:
    asked = select(Lot.closed_on, Lot.due_hours, LotTotal.hours).join(LotTotal, LotTotal.lot_id == Lot.id)
    over = list(house.execute(asked.where(Lot.ends_on < TODAY)))
    assert sorted(bool(closed) for closed, _, _ in over) == [False, True]
    assert all(due and done >= due for _, due, done in over)


def test_nobody_was_placed_on_a_lot_that_ends_soon(house: Session) -> None:
    first, *others = in_danger(house, TODAY)
    assert (first.ever, first.people) == (0, 0)
    assert not first.counted
    assert others
    assert all(lot.ever for lot in others)
    (lot,) = house.scalars(select(Lot).where(Lot.id == first.lot_id))
    lots = house.scalars(select(Lot).where(Lot.contract_id == lot.contract_id))
    assert house.get_one(Contract, lot.contract_id).amount == sum(one.amount or 0 for one in lots)


def test_the_next_meeting_will_talk_of_a_lot_and_a_company(house: Session) -> None:
    lot, company = agenda(house, TODAY)
    assert (lot.lot_id is None, company.lot_id is None) == (False, True)
    assert lot.standing
    assert lot.standing.is_behind
    assert all(point.why and point.put_by and point.day <= TODAY for point in (lot, company))


def test_the_same_seed_gives_the_same_house(tmp_path: Path) -> None:
    said = []
    for name in ("une", "autre"):
        database = open_house(tmp_path / f"{name}.db")
        with database.transaction() as session:
            build(session, TODAY)
        with database.reading() as session:
            said.append({kind: facts(session, kind) for kind in RECORDS})
        database.close()
    assert said[0] == said[1]


def facts(session: Session, kind: type[Record]) -> list[tuple[object, ...]]:
    """Every row but the words of the journal."""
    table = kind.__table__
    return sorted((tuple(row) for row in session.execute(select(table))), key=str)
