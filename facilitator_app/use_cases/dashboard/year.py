"""The hours that count in the year so far, by month and by public: read once, shown in three places of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.categories import Public
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Hours, Month, hours, sum_hours
from facilitator_app.use_cases.account.counted_today import by_public, moved_hours

_COLUMNS = {
    Public.WOMAN: LotMonthTotal.women,
    Public.SENIOR: LotMonthTotal.seniors,
    Public.YOUNG_GRADUATE: LotMonthTotal.young_graduates,
    Public.QPV: LotMonthTotal.qpv,
    Public.DISABLED: LotMonthTotal.disabled,
}


@dataclass(frozen=True, slots=True)
class HoursOfYear:
    """Months without an hour are absent; every public is there, and somebody may belong to several."""

    by_month: Mapping[Month, Hours]
    by_public: Mapping[Public, Hours]

    @property
    def total(self) -> Hours:
        return sum_hours(self.by_month.values())


def hours_of_year(session: Session, today: dt.date) -> HoursOfYear:
    """From the sums kept beside the hours, and what moved today without an act."""
    first, last = Month(today.year, 1), Month(today.year, 12)
    by_month: dict[Month, Hours] = {}
    of_public = dict.fromkeys(_COLUMNS, hours(0))
    rows = session.execute(
        select(LotMonthTotal.month, *(func.sum(column) for column in (LotMonthTotal.hours, *_COLUMNS.values())))
        .where(LotMonthTotal.month.between(first, last))
        .group_by(LotMonthTotal.month)
    )
    for month, worked, *by_publics in rows:
        by_month[month] = hours(worked)
        for public, done in zip(_COLUMNS, by_publics, strict=True):
            of_public[public] = hours(of_public[public] + done)
    moved = [line for line in moved_hours(session, today) if first <= line.month <= last]
    for line in moved:
        by_month[line.month] = hours(by_month.get(line.month, 0) + line.hours)
    for public, more in by_public(session, moved).items():
        of_public[public] = hours(of_public[public] + more)
    return HoursOfYear(by_month, of_public)
