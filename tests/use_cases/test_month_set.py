"""Months kept as bits say the same as a plain set of months."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from facilitator_app.domain.values import Month
from facilitator_app.use_cases.hours.month_set import MonthSet

MONTHS = some.builds(Month, some.integers(1999, 2031), some.integers(1, 12))
TODAY = Month(2026, 11)


def written(months: set[Month]) -> MonthSet:
    return MonthSet.of(",".join(map(str, months)))


@given(some.sets(MONTHS, min_size=1), some.sets(MONTHS, min_size=1))
def test_what_is_left_of_some_months_without_others(months: set[Month], others: set[Month]) -> None:
    left = written(months) - written(others)
    assert list(left) == sorted(months - others)
    assert left.first == min(months - others, default=None)
    assert bool(left) == bool(months - others)
    assert all((month in left) == (month in months and month not in others) for month in months | others)


@given(some.lists(some.tuples(MONTHS, MONTHS), min_size=1))
def test_periods_cover_their_months_up_to_the_last_one(periods: list[tuple[Month, Month]]) -> None:
    covered = {month for start, end in periods for month in start.until(min(end, TODAY))}
    assert list(MonthSet.covered(",".join(f"{start}:{end}" for start, end in periods), TODAY)) == sorted(covered)


@given(some.sets(MONTHS, min_size=1), some.sets(MONTHS, min_size=1))
def test_the_older_the_first_month_the_smaller_its_bit(months: set[Month], others: set[Month]) -> None:
    assert (written(months).first_bit < written(others).first_bit) == (min(months) < min(others))


def test_a_day_mistyped_in_another_millennium_is_harmless() -> None:
    assert list(MonthSet.covered("0202-03:1970-02,9999-01:9999-12", TODAY)) == [Month(1970, 1), Month(1970, 2)]
