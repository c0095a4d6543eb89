"""A lot of several trades: the published examples to the hour, one rounding, the way back, the equivalents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.calibration import Calibration
from facilitator_app.domain.calibration_by_trade import Divisors, Trade, TradeCalibration, equivalents, hours_from
from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import hours


def seen(*values: Any) -> tuple[Any, ...]:
    """Amounts of any kind, to be compared with plain numbers."""
    return values


def trade(amount: int | str, share: int | str, rate: int | str, cost: int | str, name: str = "Peinture") -> Trade:
    shares = (Decimal(share) / 100, Decimal(rate) / 100)
    return Trade(name, Calibration(Decimal(amount), *shares, Decimal(cost)))


def test_the_published_examples_to_the_hour() -> None:
    assert TradeCalibration((trade(1_000_000, 50, 5, 30),)).target_hours == 833
    assert TradeCalibration((trade(1_500_000, 70, 10, 30),)).target_hours == 3500
    assert TradeCalibration((trade(1_500_000, 70, 10, 30),)).market_hours == 35_000


def test_trades_are_added_before_rounding() -> None:
    three = tuple(trade(1_000, 50, 5, 30, name) for name in ("Peinture", "Sols", "Plâtrerie"))
    assert [TradeCalibration((one,)).target_hours for one in three] == [1, 1, 1]
    assert TradeCalibration(three).raw_hours == Decimal("2.50")
    assert TradeCalibration(three).target_hours == 3
    assert TradeCalibration(three, Rounding.DOWN).target_hours == 2
    assert TradeCalibration(three, Rounding.NONE).target_hours == Decimal("2.50")


def test_each_trade_has_its_own_share_and_cost() -> None:
    lot = TradeCalibration((trade(600_000, 50, 6, 40, "Gros œuvre"), trade(200_000, 70, 6, 35)))
    assert lot.amount == 800_000
    assert lot.raw_hours == 690
    assert lot.market_hours == 11_500


def test_working_backwards_finds_the_rate_that_gives_the_hours() -> None:
    lot = TradeCalibration((trade(600_000, 50, 5, 40, "Gros œuvre"), trade(200_000, 70, 9, 35)))
    back = lot.for_hours(Decimal(690))
    assert {one.figures.insertion_rate for one in back.trades} == {Decimal("0.06")}
    assert back.target_hours == 690


@given(st.integers(10_000, 9_999_999), st.integers(5, 100), st.integers(12, 80), st.integers(1, 100))
def test_backwards_then_forwards_is_within_one_hour(amount: int, share: int, cost: int, percent: int) -> None:
    lot = TradeCalibration((trade(amount, share, 5, cost),))
    wanted = hours(lot.market_hours * percent / 100)
    if wanted <= lot.market_hours - 1:
        assert abs(lot.for_hours(wanted).raw_hours - wanted) <= 1


def test_more_hours_than_the_lot_generates_are_refused() -> None:
    lot = TradeCalibration((trade(30_000, 50, 5, 30),))
    with pytest.raises(Refusal, match="500"):
        lot.for_hours(Decimal(501))
    with pytest.raises(Refusal, match="métier"):
        TradeCalibration(())


def test_hours_are_said_as_days_posts_and_full_time_years() -> None:
    same, half = equivalents(Decimal(833), lot_months=12), Decimal("0.5")
    assert seen(same.days, same.months, same.posts, same.full_time) == (119, Decimal("5.5"), half, half)
    assert same.sentence() == "119 jours, 5,5 mois à temps plein, 0,5 poste pendant le lot, 0,5 ETP sur un an"
    assert "1,5 poste pendant" in equivalents(Decimal(2730), lot_months=12).sentence()
    assert "2 postes pendant" in equivalents(Decimal("3640.08"), lot_months=12).sentence()
    national = equivalents(Decimal(25_124_684))
    assert national.full_time == Decimal("15702.9")
    assert national.posts is None
    legal = equivalents(Decimal(1607), divisors=Divisors(year=Decimal(1607)))
    assert legal.full_time == 1


def test_days_posts_and_full_time_years_become_hours() -> None:
    assert hours_from(days=Decimal(10)) == 70
    assert hours_from(full_time=Decimal("0.5")) == 800
    assert hours_from(months=Decimal(2), days=Decimal(1), divisors=Divisors(day=Decimal(8))) == Decimal("311.34")
