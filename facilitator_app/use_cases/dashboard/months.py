"""The hours of the year, month by month and public by public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.categories import Public
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.use_cases.account.counted_today import moved_by_month, moved_by_public
from facilitator_app.use_cases.dashboard.declarations import MonthDeclarations
from facilitator_app.use_cases.dashboard.shapes import MonthBar, PublicShare
from facilitator_app.use_cases.office import LocalRules

_COLUMNS = {
    Public.WOMAN: LotMonthTotal.women,
    Public.SENIOR: LotMonthTotal.seniors,
    Public.YOUNG_GRADUATE: LotMonthTotal.young_graduates,
    Public.QPV: LotMonthTotal.qpv,
    Public.DISABLED: LotMonthTotal.disabled,
}


def hours_by_month(
    session: Session, today: dt.date, declared: Mapping[Month, MonthDeclarations]
) -> tuple[MonthBar, ...]:
    """The twelve months of the year; the present one is not over, hence never complete."""
    first, last = Month(today.year, 1), Month(today.year, 12)
    rows = session.execute(
        select(LotMonthTotal.month, func.sum(LotMonthTotal.hours))
        .where(LotMonthTotal.month.between(first, last))
        .group_by(LotMonthTotal.month)
    ).all()
    done = {month: worked for month, worked in rows}
    for month, more in moved_by_month(session, today, first, last).items():
        done[month] = hours(done.get(month, 0) + more)
    this_month = Month.of(today)
    return tuple(
        MonthBar(month, hours(done.get(month, 0)), month < this_month and declared[month].complete)
        for month in first.until(last)
    )


def monthly_target(rules: LocalRules) -> Hours | None:
    return hours(rules.yearly_target / 12) if rules.yearly_target else None


def shares_of_publics(session: Session, today: dt.date, rules: LocalRules) -> tuple[PublicShare, ...]:
    """Publics with hours this year or with a target; a person may belong to several."""
    first, last = Month(today.year, 1), Month(today.year, 12)
    kept, *by_public = session.execute(
        select(func.sum(LotMonthTotal.hours), *(func.sum(column) for column in _COLUMNS.values())).where(
            LotMonthTotal.month.between(first, last)
        )
    ).one()
    total = sum(moved_by_month(session, today, first, last).values(), kept or Decimal(0))
    more = moved_by_public(session, today, first, last)
    done = {public: (kept or 0) + more.get(public, 0) for public, kept in zip(_COLUMNS, by_public, strict=True)}
    targets = (
        rules.target_women, rules.target_seniors, rules.target_young_graduates, rules.target_qpv, rules.target_disabled,
    )  # fmt: skip
    shares = (
        PublicShare(public.label, hours(done[public]), Decimal(done[public]) / total if total else None, target)
        for public, target in zip(_COLUMNS, targets, strict=True)
    )
    return tuple(share for share in shares if share.hours or share.target is not None)
