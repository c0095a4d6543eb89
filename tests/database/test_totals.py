"""The sums beside the hours follow every way in which hours and placements change."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select, text

from facilitator_app.database.checks import faults
from facilitator_app.database.connection import Database
from facilitator_app.database.driver import connect
from facilitator_app.database.opening import open_house
from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.counting_rules import AfterEligibility, CountingRules
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, Placement
from facilitator_app.domain.totals import LotMonthTotal, LotTotal, UncountedHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import gestures
from tests import make
from tests.trust.old_house import make_old_house

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


def uncounted(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        kept = select(UncountedHours.month, UncountedHours.reason, UncountedHours.hours).order_by(UncountedHours.month)
        return list(map(tuple, session.execute(kept)))


def test_what_does_not_count_is_kept_with_its_reason(database: Database) -> None:
    placement_id, lot_id = worked(database, eligible_until=dt.date(2026, 5, 18))
    with database.transaction() as session:
        session.get_one(MonthlyHours, MonthlyHours.key(placement_id, MAY)).not_worked = hours(30)
    assert uncounted(database) == [
        (MAY, Uncounted.NOT_WORKED, hours(30)),
        (JUNE, Uncounted.AFTER_ELIGIBILITY, hours(50)),
    ]
    assert total(database, lot_id) == hours(70)
    assert sound(database)


def test_the_rules_of_a_lot_count_its_hours_again_and_undoing_them_too(database: Database) -> None:
    placement_id, lot_id = worked(database, eligible_until=dt.date(2026, 5, 18))
    with database.transaction() as session:
        session.get_one(MonthlyHours, MonthlyHours.key(placement_id, MAY)).training = hours(40)
    with database.transaction() as session:
        session.add(
            CountingRules(
                id=CountingRules.key(lot_id),
                lot_id=Key(lot_id),
                training_cap=Decimal("0.01"),
                after_eligibility=AfterEligibility.CONTRACT,
            )
        )
    assert uncounted(database) == [(MAY, Uncounted.TRAINING_CAP, hours(30))]
    assert total(database, lot_id) == hours(120)
    with database.transaction() as session:
        session.get_one(Lot, lot_id).due_hours = hours(2500)
    assert uncounted(database) == [(MAY, Uncounted.TRAINING_CAP, hours(15))]
    assert sound(database)
    with database.transaction() as session:
        session.get_one(CountingRules, CountingRules.key(lot_id)).removed = True
    assert total(database, lot_id) == hours(100)
    assert sound(database)


def test_the_rules_of_the_house_count_every_lot_again(database: Database) -> None:
    _, lot_id = worked(database)
    with database.transaction() as session:
        session.get_one(Lot, lot_id).ends_on = dt.date(2026, 5, 31)
        session.add(CountingRules(id=CountingRules.key(None), outside_dates=False))
    assert uncounted(database) == [(JUNE, Uncounted.OUTSIDE_DATES, hours(50))]
    assert total(database, lot_id) == hours(100)
    assert sound(database)


def test_every_rule_is_worked_out_over_the_whole_house(database: Database) -> None:
    """What is filtered before it is counted leaves nothing out, all rules together."""
    _, lot_id = worked(database, judged_on=dt.date(2026, 6, 1))
    _, other = worked(database, contract_type=EmploymentContract.PERMANENT, starts_on=dt.date(2026, 5, 1))
    with database.transaction() as session:
        session.get_one(Lot, other).ends_on = dt.date(2026, 5, 31)
        house = CountingRules(id=CountingRules.key(None), before_validation=False, outside_dates=False)
        session.add(house)
    assert uncounted(database) == [
        (MAY, Uncounted.BEFORE_VALIDATION, hours(100)),
        (JUNE, Uncounted.OUTSIDE_DATES, hours(50)),
    ]
    assert (total(database, lot_id), total(database, other)) == (hours(50), hours(100))
    assert sound(database)


def test_a_difference_nobody_worked_out_is_told(database: Database) -> None:
    worked(database, eligible=False)
    with database.transaction() as session:
        session.execute(text("UPDATE uncounted_hours SET hours = 1"))
    assert any("non comptées" in fault for fault in faults(database.path, database.engine))


def test_an_older_file_is_counted_again_when_it_is_brought_up_to_date(path: Path) -> None:
    """A house of the first version, where somebody not eligible had declared 80 hours of the 180 of a lot."""
    make_old_house(path, None)
    with closing(connect(path)) as bare:
        bare.execute("PRAGMA foreign_keys = OFF")
        fill_old(bare, "buyer", id="b")
        fill_old(bare, "company", id="c", kind="enterprise")
        fill_old(bare, "beneficiary", id="p", sex="unknown", in_qpv="unknown", education="unknown")
        fill_old(bare, "contract", id="k", buyer_id="b", state="followed")
        fill_old(bare, "lot", id="l", contract_id="k", clause="execution", due_hours=50_000)
        for key, eligible, amount in (("yes", 1, 10_000), ("no", 0, 8_000)):
            fill_old(
                bare, "placement", id=key, lot_id="l", beneficiary_id="p", employer_id="c", eligible=eligible,
                contract_type="fixed_term", starts_on="2026-01-05",
            )  # fmt: skip
            fill_old(
                bare, "monthly_hours", id=f"{key}-05", placement_id=key, month=str(MAY), declared=amount
            )  # fmt: skip
        bare.commit()
    database = open_house(path)
    assert total(database, "l") == hours(100)
    assert uncounted(database) == [(MAY, Uncounted.NOT_ELIGIBLE, hours(80))]
    assert not [fault for fault in faults(path, database.engine) if "eures" in fault]
    database.close()


def fill_old(bare: sqlite3.Connection, table: str, **values: object) -> None:
    """A row whose other required columns say nothing."""
    columns = bare.execute(f"PRAGMA table_info({table})").fetchall()
    blanks = {name: "[]" if kind == "TEXT" else "" if "CHAR" in kind else 0 for _, name, kind, required, *_ in columns
              if required}  # fmt: skip
    row = blanks | values
    marks = ", ".join("?" * len(row))
    bare.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def test_no_hour_of_somebody_not_eligible_leaves_no_line(database: Database) -> None:
    placement_id, lot_id = worked(database, eligible=False)
    with database.transaction() as session:
        session.get_one(MonthlyHours, MonthlyHours.key(placement_id, MAY)).declared = hours(0)
    assert total(database, lot_id) is None
    assert sound(database)
