"""Typing a month, without its day."""

from __future__ import annotations

import re

from facilitator_app.domain.values import FIRST_DAY, LAST_DAY, MONTH_NAMES, Month
from facilitator_app.domain.words import fold
from facilitator_app.ui.fields import ReadField


class MonthField(ReadField):
    """A month, typed `12/2026`, `2026-12` or `décembre 2026`."""

    def __init__(self) -> None:
        super().__init__(_read_kept_month, write_month, "Exemple\u00a0: 12/2026.", "mm/aaaa", "calendar")


def read_month(text: str) -> Month | None:
    """Nothing typed is None. Raises ValueError."""
    typed = text.strip()
    if not typed:
        return None
    if found := re.fullmatch(r"(\d{1,2})[/.\- ](\d{4})", typed):
        return Month.read(f"{found[2]}-{int(found[1]):02}")
    if found := re.fullmatch(r"([a-z]{3,9}) (\d{4})", fold(typed)):
        named = [place for place, name in enumerate(MONTH_NAMES, 1) if fold(name).startswith(found[1])]
        if len(named) == 1:
            return Month(int(found[2]), named[0])
    return Month.read(typed)


def _read_kept_month(text: str) -> Month | None:
    """A month that a house may hold: forms count with it while the rest is typed."""
    month = read_month(text)
    if month is not None and not FIRST_DAY.year <= month.year <= LAST_DAY.year:
        raise ValueError(text)
    return month


def write_month(month: Month) -> str:
    return f"{month.number:02}/{month.year}"
