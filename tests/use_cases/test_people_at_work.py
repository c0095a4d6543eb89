"""Counts read from indexes alone, beside the same people and lots looked at one by one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement, StatementState
from facilitator_app.domain.retention import Restriction
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.beneficiary_search import Filter, count, keys_of
from facilitator_app.use_cases.dashboard.declarations import declarations
from facilitator_app.use_cases.dashboard.figures import people_placed
from facilitator_app.use_cases.documents import lots_at_work
from facilitator_app.use_cases.people_at_work import without_work
from tests.conftest import TODAY
from tests.make import a_beneficiary, a_lot, a_placement

MONTH = Month.of(TODAY)


@pytest.fixture
def house(database: Database) -> Iterator[Session]:
    with database.transaction() as session:  # at its end, the sums beside the hours are those of what was written
        _fill(session, random.Random(1))
    with database.reading() as session:
        yield session


def _fill(session: Session, chance: random.Random) -> None:
    """Forty people on six lots: at work, to come, over, removed, archived, left alone, not free yet."""
    lots = [a_lot(session, closed_on=chance.choice((None, None, _day(chance)))) for _ in range(6)]
    for _ in range(40):
        person = a_beneficiary(
            session,
            removed=chance.random() < 0.1,
            archived_on=TODAY if chance.random() < 0.1 else None,
            available_from=chance.choice((None, None, _day(chance))),
        )
        if chance.random() < 0.1:
            session.add(Restriction(beneficiary_id=person.id, reason="opposition", since=TODAY))
        for _ in range(chance.randrange(3)):
            _some_work(session, chance, person, chance.choice(lots[:5]))
    for lot in lots:
        for back in range(4):
            if chance.random() < 0.3:
                month = MONTH.plus(-back)
                key = MonthStatement.key(lot.id, month)
                state = chance.choice((StatementState.VALIDATED, StatementState.REOPENED))
                session.add(MonthStatement(id=key, lot_id=lot.id, month=month, state=state))


def _day(chance: random.Random) -> dt.date:
    return TODAY + dt.timedelta(chance.choice((-1, 0, 1, chance.randrange(-150, 60))))


def _some_work(session: Session, chance: random.Random, person: Beneficiary, lot: Lot) -> None:
    starts_on = _day(chance)
    placement = a_placement(
        session, beneficiary_id=person.id, lot_id=lot.id, starts_on=starts_on, removed=chance.random() < 0.1,
        ends_on=chance.choice((None, starts_on + dt.timedelta(chance.randrange(90)))),
        woman=chance.random() < 0.5, senior=chance.random() < 0.3,
    )  # fmt: skip
    month = MONTH.plus(-chance.randrange(4))
    if chance.random() < 0.4:
        key = MonthlyHours.key(placement.id, month)
        session.add(MonthlyHours(id=key, placement_id=placement.id, month=month, declared=hours(10)))


def under_way(session: Session, day: dt.date = TODAY) -> list[Placement]:
    return [
        work for work in session.scalars(select(Placement))
        if work.starts_on <= day and (work.ends_on is None or work.ends_on >= day)
    ]  # fmt: skip


def test_the_people_available_are_those_of_their_list(house: Session) -> None:
    busy = {work.beneficiary_id for work in under_way(house)}
    restricted = set(house.scalars(select(Restriction.beneficiary_id)))
    expected = {
        person.id for person in house.scalars(select(Beneficiary))
        if person.archived_on is None and person.id not in busy | restricted
        and (person.available_from is None or person.available_from <= TODAY)
    }  # fmt: skip
    assert set(house.scalars(keys_of(house, Filter.AVAILABLE, TODAY))) == expected
    assert count(house, Filter.AVAILABLE, TODAY) == len(expected)
    assert 0 < len(expected) < 40


def test_people_whose_work_is_to_come_are_not_without_work_any_more(house: Session) -> None:
    engaged = {
        work.beneficiary_id for work in house.scalars(select(Placement)) if not work.ends_on or work.ends_on >= TODAY
    }
    everybody = {person.id for person in house.scalars(select(Beneficiary))}
    assert without_work(house, select(Beneficiary.id), TODAY) == len(everybody - engaged)
    assert engaged - {work.beneficiary_id for work in under_way(house)}


def test_nobody_is_counted_in_an_empty_house(session: Session) -> None:
    assert count(session, Filter.AVAILABLE, TODAY) == 0
    assert people_placed(session, TODAY).placed == 0


def test_each_person_at_work_is_counted_once_whatever_her_contracts(house: Session) -> None:
    works = under_way(house)
    figure = people_placed(house, TODAY)
    assert figure.placed == len({work.beneficiary_id for work in works}) < len(works)
    assert figure.women == len({work.beneficiary_id for work in works if work.woman})
    assert figure.seniors == len({work.beneficiary_id for work in works if work.senior})


def test_the_lots_that_declared_nothing_are_those_with_somebody_at_work(house: Session) -> None:
    missing = 0
    for month, known in declarations(house, MONTH).items():
        if not MONTH.plus(-3) <= month < MONTH:
            assert known.missing == frozenset()
            continue
        at_work = {work.lot_id for work in house.scalars(select(Placement)) if work.covers(month)}
        closed = {lot.id for lot in house.scalars(select(Lot)) if lot.closed_on and lot.closed_on < month.first_day}
        assert known.missing == at_work - closed - known.typed - known.validated
        missing += len(known.missing)
    assert missing


def test_the_sheets_of_a_month_are_those_of_the_lots_where_somebody_worked_or_could_have(house: Session) -> None:
    for month in (MONTH, MONTH.plus(-1), MONTH.plus(-3)):
        covered = {work.lot_id for work in house.scalars(select(Placement)) if work.covers(month)}
        with_hours = {
            lot_id
            for (lot_id,) in house.execute(
                select(Placement.lot_id)
                .join(MonthlyHours, MonthlyHours.placement_id == Placement.id)
                .where(MonthlyHours.month == month, MonthlyHours.declared > 0)
            )
        }
        assert set(lots_at_work(house, month)) == covered | with_hours
