"""Every reason for which a declared hour is not counted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from facilitator_app.domain.account.counting import USUAL, MonthOfHours, Rules, Work, count
from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.counting_rules import AfterEligibility, CountBasis
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.values import Month, hours

JUNE = Month(2026, 6)


def work(**details: Any) -> Work:
    usual: dict[str, Any] = {
        "key": Key("p"), "contract": EmploymentContract.FIXED_TERM, "starts_on": dt.date(2026, 1, 1),
        "ends_on": None, "eligible": True, "eligible_until": None,
    }  # fmt: skip
    return Work(**(usual | details))


def month(at: Month = JUNE, declared: int = 100, by: Work | None = None, **parts: int) -> MonthOfHours:
    return MonthOfHours(by or work(), at, hours(declared), **{name: hours(part) for name, part in parts.items()})


def left_out(line: MonthOfHours, rules: Rules = USUAL, **lot: Any) -> dict[Uncounted, Decimal]:
    (counted,) = count([line], rules, **lot)
    assert counted.hours + sum(amount for _, amount in counted.left_out) == line.declared
    return dict(counted.left_out)


def test_an_ordinary_month_counts_whole() -> None:
    assert left_out(month()) == {}


def test_nothing_counts_without_eligibility() -> None:
    assert left_out(month(by=work(eligible=False))) == {Uncounted.NOT_ELIGIBLE: 100}


def test_the_month_in_which_the_eligibility_ends_counts_and_the_next_does_not() -> None:
    ended = work(eligible_until=dt.date(2026, 6, 18))
    assert left_out(month(by=ended)) == {}
    assert left_out(month(JUNE.plus(1), by=ended)) == {Uncounted.AFTER_ELIGIBILITY: 100}
    kept = Rules(after_eligibility=AfterEligibility.CONTRACT)
    assert left_out(month(JUNE.plus(1), by=ended), kept) == {}


def test_months_over_before_the_eligibility_was_judged_follow_the_contract() -> None:
    late = work(judged_on=dt.date(2026, 7, 1))
    assert left_out(month(by=late)) == {}
    assert left_out(month(by=late), Rules(before_validation=False)) == {Uncounted.BEFORE_VALIDATION: 100}
    assert left_out(month(JUNE.plus(1), by=late), Rules(before_validation=False)) == {}


def test_hours_outside_the_dates_of_the_lot_follow_its_contract() -> None:
    dates: dict[str, Any] = {"starts_on": dt.date(2026, 7, 1), "ends_on": dt.date(2026, 12, 15)}
    strict = Rules(outside_dates=False)
    assert left_out(month(), **dates) == {}
    assert left_out(month(), strict, **dates) == {Uncounted.OUTSIDE_DATES: 100}
    assert left_out(month(Month(2026, 12)), strict, **dates) == {}
    assert left_out(month(Month(2027, 1)), strict, **dates) == {Uncounted.OUTSIDE_DATES: 100}


@pytest.mark.parametrize(
    ("part", "why", "counting"),
    [
        ("not_worked", Uncounted.NOT_WORKED, {"basis": CountBasis.PAID}),
        ("elsewhere", Uncounted.ELSEWHERE, {"other_sites": True}),
    ],
)
def test_parts_that_count_only_when_the_contract_says_so(part: str, why: Uncounted, counting: dict[str, Any]) -> None:
    parts: dict[str, Any] = {part: 30}
    assert left_out(month(**parts)) == {why: 30}
    assert left_out(month(**parts), Rules(**counting)) == {}


@pytest.mark.parametrize(
    ("part", "why"),
    [("overtime", Uncounted.OVERTIME), ("centre", Uncounted.CENTRE), ("training", Uncounted.TRAINING)],
)
def test_parts_that_count_unless_the_contract_says_otherwise(part: str, why: Uncounted) -> None:
    parts: dict[str, Any] = {part: 30}
    never: dict[str, Any] = {part: False}
    assert left_out(month(**parts)) == {}
    assert left_out(month(**parts), Rules(**never)) == {why: 30}


def test_training_counts_up_to_its_cap_the_oldest_month_first() -> None:
    lines = [month(JUNE.plus(1), training=40), month(JUNE, training=40), month(JUNE.plus(2), training=40)]
    counted = count(lines, Rules(training_cap=Decimal("0.25")), due=hours(240))
    assert [dict(one.left_out) for one in counted] == [{}, {Uncounted.TRAINING_CAP: 20}, {Uncounted.TRAINING_CAP: 40}]


def test_an_hour_has_one_reason_only() -> None:
    absent = month(by=work(eligible=False), not_worked=60, training=20)
    assert left_out(absent) == {Uncounted.NOT_ELIGIBLE: 100}
    assert left_out(month(declared=50, not_worked=40, elsewhere=40)) == {
        Uncounted.NOT_WORKED: 40,
        Uncounted.ELSEWHERE: 10,
    }
