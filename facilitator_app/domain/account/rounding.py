"""Exact fractions of an hour made into the figure of the contract."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.values import Hours, hours


def rounded(amount: Fraction, rounding: Rounding) -> Hours:
    """Half up to the hour, down to the hour, or to the hundredth when the contract does not round."""
    if rounding is Rounding.NEAREST:
        return hours(floor(amount + Fraction(1, 2)))
    if rounding is Rounding.DOWN:
        return hours(floor(amount))
    return hours(Decimal(floor(amount * 100 + Fraction(1, 2))) / 100)
