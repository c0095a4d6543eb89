"""The periods over which placements and hours are counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Month


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, both included."""

    label: str
    first: Month
    last: Month

    @property
    def first_day(self) -> dt.date:
        return self.first.first_day

    @property
    def last_day(self) -> dt.date:
        return self.last.last_day

    @property
    def words(self) -> str:
        """`de janvier à novembre 2026`."""
        if self.first == self.last:
            return f"en {self.first.full_name}"
        start = self.first.of_name if self.first.year == self.last.year else self.first.of_full_name
        return f"{start} à {self.last.full_name}"


def this_year(today: dt.date) -> Period:
    return Period(f"Année {today.year}", Month(today.year, 1), Month.of(today))


def periods(session: Session, today: dt.date) -> list[Period]:
    """This year first, then the last twelve months, the quarters of this year and the years before."""
    now = Month.of(today)
    offered = [this_year(today), Period("12 derniers mois", now.plus(-11), now)]
    for quarter in range((now.number + 2) // 3, 0, -1):
        first = Month(today.year, quarter * 3 - 2)
        offered.append(Period(f"{_ORDINALS[quarter - 1]} trimestre {today.year}", first, min(first.plus(2), now)))
    earliest = session.scalar(select(func.min(LotMonthTotal.month)))
    if earliest is not None and earliest.year < today.year:
        years = range(today.year - 1, earliest.year - 1, -1)
        offered += [Period(f"Année {year}", Month(year, 1), Month(year, 12)) for year in years]
        offered.append(Period("Depuis le début", earliest, now))
    return offered


_ORDINALS = ("1er", "2e", "3e", "4e")
