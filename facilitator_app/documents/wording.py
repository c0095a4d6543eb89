"""Turns of phrase that documents share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from facilitator_app.domain.values import written_date, written_number


def amount(hours: Decimal | None, decimals: int | None = None) -> str:
    """Hours in a column that names the unit: an unknown amount is a dash, none is 0."""
    return "–" if hours is None else written_number(hours, decimals)


def sum_of_known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known, or nothing when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def duplicate_mention(day: dt.date | None) -> tuple[str, ...]:
    """The line that tells a copy printed later from the document first issued."""
    return () if day is None else (f"Duplicata du {written_date(day)}",)
