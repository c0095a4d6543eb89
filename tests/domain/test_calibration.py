"""Hours owed by a lot, and what is advised about them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.calibration import AdviceRules, Calibration, advice, full_time_equivalents
from facilitator_app.domain.calibration_defaults import DEFAULT_LABOUR_SHARES
from facilitator_app.domain.refusal import Refusal

shares = st.decimals("0.01", "1", places=4)
LOT = Calibration(Decimal(7_440_000), Decimal("0.45"), Decimal("0.07"), Decimal(31))


@pytest.mark.parametrize(
    ("amount", "share", "rate", "cost", "expected"),
    [
        (1_000_000, "0.50", "0.05", "30", 833),
        (1_500_000, "0.70", "0.10", "30", 3500),
        (7_440_000, "0.45", "0.07", "31", 7560),
        (30, "0.5", "1", "30", 1),  # 0.5 h goes up
    ],
)
def test_published_examples(amount: int, share: str, rate: str, cost: str, expected: int) -> None:
    calibration = Calibration(Decimal(amount), Decimal(share), Decimal(rate), Decimal(cost))
    assert calibration.target_hours == expected


def test_every_step_can_be_shown() -> None:
    assert LOT.labour_cost == 3_348_000
    assert LOT.market_hours == 108_000
    assert LOT.formula() == "7\u202f440\u202f000\u00a0€ × 45\u00a0% × 7\u00a0% ÷ 31\u00a0€ = 7\u202f560\u00a0h"
    fine = Calibration(Decimal(1000), Decimal("0.455"), Decimal("0.0725"), Decimal("31.5"))
    assert fine.formula() == "1\u202f000\u00a0€ × 45,5\u00a0% × 7,25\u00a0% ÷ 31,50\u00a0€ = 1\u00a0h"


@given(st.integers(1_000, 10**8), shares, shares, st.integers(10, 100))
def test_what_is_owed_is_rounded_to_the_nearest_hour(amount: int, share: Decimal, rate: Decimal, cost: int) -> None:
    calibration = Calibration(Decimal(amount), share, rate, Decimal(cost))
    assert abs(calibration.target_hours - calibration.raw_target_hours) <= Decimal("0.5")


def test_impossible_figures_are_refused_field_by_field() -> None:
    with pytest.raises(Refusal) as refusal:
        Calibration(Decimal(-1), Decimal("1.5"), Decimal(-1), Decimal(0))
    fields = [problem.field for problem in refusal.value.problems]
    assert fields == ["amount", "labour_share", "insertion_rate", "hourly_cost"]


def test_advice_comes_with_few_hours_short_contracts_and_heavy_months() -> None:
    assert advice(Decimal(7560), Decimal(12)) == ()
    (pool,) = advice(Decimal(34))
    assert pool.startswith("Moins de 35\u00a0h")
    (lend,) = advice(Decimal(149))
    assert "mise à disposition" in lend
    (short,) = advice(Decimal(500), Decimal(2))
    assert short.startswith("Marché de moins de 3 mois")
    (heavy,) = advice(Decimal(7560), Decimal(6), AdviceRules(hours_per_month=Decimal(1000)))
    assert heavy.startswith("1\u202f260\u00a0h par mois")


def test_full_time_equivalents_follow_the_national_count() -> None:
    assert full_time_equivalents(Decimal(25_124_684)) == Decimal("15702.9")


def test_defaults_not_taken_from_a_guide_are_to_be_confirmed() -> None:
    by_trade = {share.trade: share for share in DEFAULT_LABOUR_SHARES}
    assert by_trade["Peinture"].share == Decimal("0.70")
    assert by_trade["Peinture"].mark == ""
    assert by_trade["Terrassement"].mark == "à confirmer"
    assert all(0 < share.share <= 1 for share in DEFAULT_LABOUR_SHARES)
