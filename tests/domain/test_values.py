"""Months, hours, euros and dates as they are typed and as they are written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.values import (
    Month,
    add_months,
    age_on,
    hours,
    read_hours,
    written_euros,
    written_hours,
    written_long_date,
    written_percent,
)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("151,67", "151.67"),
        ("151.67", "151.67"),
        ("151h40", "151.67"),
        ("7 h 30", "7.5"),
        ("7h", "7"),
        ("0", "0"),
        ("1\u202f322,17", "1322.17"),
        (" 84 ", "84"),
        ("35h05", "35.08"),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, amount: str) -> None:
    assert read_hours(typed) == hours(amount)


def test_nothing_typed_is_not_zero() -> None:
    assert read_hours("  ") is None


@pytest.mark.parametrize("typed", ["abc", "-1", "24:75", "151h75", "1e3", "NaN", "1,2,3", "12h5x", "9" * 9])
def test_what_is_no_amount_of_hours_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_hours(typed)


@given(st.decimals(0, 999, places=2))
def test_what_is_written_reads_back(amount: Decimal) -> None:
    assert read_hours(written_hours(amount).removesuffix("\u00a0h")) == hours(amount)


def test_numbers_are_written_in_french() -> None:
    assert written_hours(hours("1322.17")) == "1\u202f322,17\u00a0h"
    assert written_hours(hours("84.00")) == "84\u00a0h"
    assert written_hours(None) == "–"
    assert written_euros(Decimal(7440000)) == "7\u202f440\u202f000\u00a0€"
    assert written_euros(Decimal("12.5")) == "12,50\u00a0€"
    assert written_percent(Decimal("0.3385"), 1) == "33,9\u00a0%"
    assert written_long_date(dt.date(2026, 12, 1)) == "1er décembre 2026"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 11, 30), 24, dt.date(2028, 11, 30)),
        (dt.date(2026, 3, 31), -1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), -1, dt.date(2025, 12, 15)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_one(day: dt.date, months: int, later: dt.date) -> None:
    assert add_months(day, months) == later


def test_a_birthday_makes_a_year_older_on_the_day_itself() -> None:
    born = dt.date(2000, 6, 15)
    assert (age_on(born, dt.date(2026, 6, 14)), age_on(born, dt.date(2026, 6, 15))) == (25, 26)


def test_a_month_knows_its_days_and_its_neighbours() -> None:
    february = Month.read("2024-02")
    assert [Month.read(f"2026-{number:02}").number for number in range(1, 13)] == list(range(1, 13))
    assert (february.first_day, february.last_day) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert (february.plus(-2), february.plus(11)) == (Month(2023, 12), Month(2025, 1))
    assert list(Month(2025, 11).until(Month(2026, 1))) == [Month(2025, 11), Month(2025, 12), Month(2026, 1)]
    assert (str(february), february.full_name) == ("2024-02", "février 2024")
    assert (february.of_name, Month(2026, 10).of_full_name) == ("de février", "d’octobre 2026")
    assert Month(2026, 8).of_name == "d’août"


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-10", "2026-1", "octobre", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        Month.read(text)
