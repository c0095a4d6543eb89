"""What a lot must send, worked out from what its contract asks."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.returns import (
    Answer,
    Asked,
    HolderReturn,
    ReturnKind,
    Rhythm,
    asked_of,
    period_name,
    periods,
)
from facilitator_app.domain.values import Month

YEAR = (Month(2026, 1), Month(2026, 12))
day = dt.date


def test_each_month_is_expected_the_month_after() -> None:
    found = periods(ReturnKind.MONTH, 10, Month(2026, 3), Month(2026, 5))
    assert [(str(one.ends), one.expected_on) for one in found] == [
        ("2026-03", day(2026, 4, 10)), ("2026-04", day(2026, 5, 10)), ("2026-05", day(2026, 6, 10)),
    ]  # fmt: skip


def test_quarters_come_before_the_fifteenth_unless_the_contract_says_another_day() -> None:
    asked = asked_of(Rhythm.QUARTERLY, None, forecast=False, house_day=8)
    found = periods(ReturnKind.QUARTER, asked.day, *YEAR)
    assert asked.kinds == (ReturnKind.QUARTER,)
    assert [one.expected_on for one in found] == [
        day(2026, 4, 15), day(2026, 7, 15), day(2026, 10, 15), day(2027, 1, 15),
    ]  # fmt: skip
    assert asked_of(Rhythm.QUARTERLY, 20, forecast=False, house_day=8).day == 20


def test_months_come_on_the_day_of_the_house() -> None:
    assert asked_of(Rhythm.MONTHLY, None, forecast=False, house_day=8).day == 8


def test_forecasts_come_at_the_beginning_of_their_half_year() -> None:
    assert Asked(Rhythm.NONE, 15, forecast=True).kinds == (ReturnKind.FORECAST,)
    found = periods(ReturnKind.FORECAST, 15, *YEAR)
    assert [(one.kind, str(one.ends), one.expected_on) for one in found] == [
        (ReturnKind.FORECAST, "2026-06", day(2026, 1, 15)), (ReturnKind.FORECAST, "2026-12", day(2026, 7, 15)),
    ]  # fmt: skip


def test_periods_are_called_as_one_says_them() -> None:
    assert period_name(ReturnKind.MONTH, Month(2026, 10)) == "octobre 2026"
    assert period_name(ReturnKind.QUARTER, Month(2026, 9)) == "3e trimestre 2026"
    assert period_name(ReturnKind.FORECAST, Month(2026, 6)) == "1er semestre 2026"


def test_a_return_has_one_key_for_its_lot_holder_and_period() -> None:
    key = HolderReturn.key("a", "b", ReturnKind.MONTH, Month(2026, 10))
    assert key == HolderReturn.key("a", "b", ReturnKind.MONTH, Month(2026, 10))
    assert key != HolderReturn.key("a", "b", ReturnKind.QUARTER, Month(2026, 10))
    assert Answer.ZERO.label == "Néant"


@given(
    kind=st.sampled_from([ReturnKind.MONTH, ReturnKind.QUARTER]),
    first=st.dates(day(2025, 6, 1), day(2026, 12, 31)),
    length=st.integers(0, 900),
    due=st.integers(1, 28),
)
def test_every_month_is_in_exactly_one_return(kind: ReturnKind, first: dt.date, length: int, due: int) -> None:
    begins, ends = Month.of(first), Month.of(first + dt.timedelta(length))
    found = list(periods(kind, due, begins, ends.plus(3)))
    said = [month for one in found for month in one.months]
    assert len(said) == len(set(said))
    assert set(begins.until(ends)) <= set(said)
    assert all(one.expected_on > one.ends.last_day for one in found)
