"""Which months the plan shows, and where a day falls across them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.domain.plan_forecast import Look, Quarter
from facilitator_app.domain.values import Month

SCALES = (12, 18, 36, 60)
"""How many months may be shown at once."""

GROUNDS: dict[Look, tuple[str, str]] = {
    Look.CLAUSE: ("chart-1", "on-chart-1"),
    Look.RESERVED: ("chart-4", "on-chart-4"),
    Look.STUDY: ("chart-2", "on-chart-2"),
    Look.NONE: ("chart-5", "on-chart-5"),
}
"""The ground and the ink of each look."""


@dataclass(frozen=True, slots=True)
class Axis:
    """So many months from `first` on."""

    first: Month
    months: int = 18

    @property
    def last(self) -> Month:
        return self.first.plus(self.months - 1)

    @property
    def quarters(self) -> tuple[Quarter, Quarter]:
        """The first and the last quarter seen, even in part."""
        return Quarter.of(self.first), Quarter.of(self.last)

    def moved(self, months: int) -> Axis:
        return Axis(self.first.plus(months), self.months)

    def scaled(self, step: int) -> Axis:
        """More months at once (1) or fewer (-1)."""
        place = SCALES.index(self.months) + step
        return Axis(self.first, SCALES[min(max(place, 0), len(SCALES) - 1)])

    def at_month(self, month: Month) -> float:
        """Where a month begins, as a share of the whole; below 0 or above 1 when it is not shown."""
        return ((month.year - self.first.year) * 12 + month.number - self.first.number) / self.months

    def at_day(self, day: dt.date) -> float:
        month = Month.of(day)
        return self.at_month(month) + (day.day - 1) / month.last_day.day / self.months

    def all_months(self) -> list[Month]:
        return list(self.first.until(self.last))
