"""The sums beside the hours follow every way in which hours and placements change."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from facilitator_app.database.checks import faults
from facilitator_app.database.connection import Database
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.totals import LotMonthTotal, LotTotal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import gestures
from tests import make

MAY, JUNE = Month(2026, 5), Month(2026, 6)


def worked(database: Database, **details: object) -> tuple[str, str]:
    """A placement with 100 hours in May and 50 in June; its key and its lot's."""
    with database.transaction() as session:
        placement = make.a_placement(session, **details)
        for month, amount in ((MAY, 100), (JUNE, 50)):
            key = MonthlyHours.key(placement.id, month)
            session.add(MonthlyHours(id=key, placement_id=placement.id, month=month, declared=hours(amount)))
        return placement.id, placement.lot_id


def total(database: Database, lot_id: str) -> object:
    with database.reading() as session:
        return session.scalar(select(LotTotal.hours).where(LotTotal.lot_id == lot_id))


def sound(database: Database) -> bool:
    return list(faults(database.path, database.engine)) == []


def test_hours_add_up_by_lot_and_month(database: Database) -> None:
    _, lot_id = worked(database, woman=True)
    assert total(database, lot_id) == hours(150)
    with database.reading() as session:
        rows = session.execute(select(LotMonthTotal.month, LotMonthTotal.hours, LotMonthTotal.women)).all()
    assert sorted(map(tuple, rows)) == [(MAY, hours(100), hours(100)), (JUNE, hours(50), hours(50))]


def test_a_month_begun_after_the_eligibility_does_not_count(database: Database) -> None:
    _, lot_id = worked(database, eligible_until=dt.date(2026, 5, 18))
    assert total(database, lot_id) == hours(100)
    assert sound(database)


def test_hours_of_somebody_not_eligible_do_not_count(database: Database) -> None:
    _, lot_id = worked(database, eligible=False)
    assert total(database, lot_id) is None
    assert sound(database)


def test_a_placement_moved_to_another_lot_takes_its_hours_along(database: Database) -> None:
    placement_id, first = worked(database)
    with database.transaction() as session:
        second = make.a_lot(session).id
        session.get_one(Placement, placement_id).lot_id = second
    assert total(database, first) is None
    assert total(database, second) == hours(150)
    assert sound(database)


def test_undoing_gives_the_sums_back(database: Database) -> None:
    placement_id, lot_id = worked(database)
    with database.transaction() as session:
        session.get_one(MonthlyHours, MonthlyHours.key(placement_id, MAY)).declared = hours(10)
    assert total(database, lot_id) == hours(60)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)
    assert total(database, lot_id) == hours(150)
    assert sound(database)
