"""How what people type in a field is read: a day, euros, and how it is quoted when it cannot be."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from facilitator_app.domain.values import euros, written_number

_LONGEST_QUOTED = 40  # signs


def shortened(typed: str) -> str:
    """What was typed, to be quoted in one line of a message."""
    text = "".join(sign if sign.isprintable() else " " for sign in typed)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"


def read_date(text: str) -> dt.date | None:
    """A day as people type it; two digits of a year are of this century up to ten years ahead.

    Raises ValueError when the text is no day of the calendar.
    """
    typed = text.strip()
    if not typed:
        return None
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
    french = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})", typed)
    french = french or re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})", typed)
    if not french:
        raise ValueError(text)
    year = int(french[3])
    if len(french[3]) == 2:
        this_year = dt.date.today().year
        year += this_year // 100 * 100
        if year > this_year + 10:
            year -= 100
    return dt.date(year, int(french[2]), int(french[1]))


def read_euros(text: str) -> Decimal | None:
    typed = re.sub(r"[\s€]", "", text)
    if not typed:
        return None
    if not re.fullmatch(r"\d{1,12}([.,]\d{1,2})?", typed):
        raise ValueError(text)
    return euros(typed.replace(",", "."))


def write_euros(amount: Decimal) -> str:
    return written_number(amount, 0 if amount == amount.to_integral_value() else 2)
