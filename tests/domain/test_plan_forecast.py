"""Hours of a plan by quarter, and its share of clauses."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.contract import ClauseKind
from facilitator_app.domain.plan_forecast import (
    Look,
    Quarter,
    Work,
    execution_start,
    loads,
    look_of,
    plan_share,
    spread,
)
from facilitator_app.domain.purchase_plan import Screening
from facilitator_app.domain.values import Month, hours

MARCH = Month(2027, 3)


def test_hours_are_spread_over_the_months_of_each_quarter() -> None:
    shares = spread(Work(Look.CLAUSE, hours(1200), MARCH, 12))
    assert shares == {
        Quarter(2027, 1): hours(100),
        Quarter(2027, 2): hours(300),
        Quarter(2027, 3): hours(300),
        Quarter(2027, 4): hours(300),
        Quarter(2028, 1): hours(200),
    }


@given(st.decimals(0, 999_999, places=2), st.integers(1, 120), st.integers(1, 12))
def test_quarters_always_add_up_to_the_hours(amount: Decimal, months: int, first: int) -> None:
    shares = spread(Work(Look.STUDY, hours(amount), Month(2027, first), months))
    assert sum(shares.values()) == amount
    assert min(shares.values()) >= 0


def test_what_exceeds_the_capacity_is_told_as_a_share() -> None:
    works = [Work(Look.CLAUSE, hours(9000), Month(2027, 4), 3), Work(Look.STUDY, hours(3000), Month(2027, 4), 3)]
    before, busy, after = loads(works, Quarter(2027, 1), Quarter(2027, 3), hours(10_000))
    assert before.total == after.total == 0
    assert busy.total == 12_000
    assert busy.over == Decimal("0.2")
    assert before.over is None
    assert [load.over for load in loads(works, Quarter(2027, 2), Quarter(2027, 2), None)] == [None]


def test_work_begins_after_the_contract_is_notified() -> None:
    assert execution_start(MARCH, None) == Month(2027, 4)
    assert execution_start(None, Month(2026, 10)) == MARCH
    assert execution_start(None, None) is None
    assert Quarter.of(MARCH).label == "T1 2027"


def test_what_is_not_decided_is_neither_with_nor_without() -> None:
    screenings = [Screening.KEEP, Screening.NONE, Screening.STUDY, None, Screening.KEEP]
    share = plan_share(screenings, Decimal("0.3"))
    assert (share.kept, share.none, share.undecided) == (2, 1, 2)
    assert share.certain == Decimal("0.4")
    assert share.possible == Decimal("0.8")
    assert share.reached
    empty = plan_share([], Decimal("0.3"))
    assert empty.certain is None
    assert not empty.reached


def test_a_reserved_contract_shows_apart_once_it_is_kept() -> None:
    assert look_of(Screening.KEEP, ClauseKind.RESERVED) is Look.RESERVED
    assert look_of(Screening.KEEP, None) is Look.CLAUSE
    assert look_of(None, ClauseKind.RESERVED) is Look.STUDY
    assert look_of(Screening.NONE, None) is Look.NONE
