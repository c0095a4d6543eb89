"""The hours of the year, month by month and public by public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.use_cases.dashboard.declarations import MonthDeclarations
from facilitator_app.use_cases.dashboard.shapes import MonthBar, PublicShare
from facilitator_app.use_cases.dashboard.year import HoursOfYear
from facilitator_app.use_cases.office import LocalRules


def hours_by_month(
    worked: HoursOfYear, today: dt.date, declared: Mapping[Month, MonthDeclarations]
) -> tuple[MonthBar, ...]:
    """The twelve months of the year; the present one is not over, hence never complete."""
    first, last, this_month = Month(today.year, 1), Month(today.year, 12), Month.of(today)
    return tuple(
        MonthBar(month, worked.by_month.get(month, hours(0)), month < this_month and declared[month].complete)
        for month in first.until(last)
    )


def monthly_target(rules: LocalRules) -> Hours | None:
    return hours(rules.yearly_target / 12) if rules.yearly_target else None


def shares_of_publics(worked: HoursOfYear, rules: LocalRules) -> tuple[PublicShare, ...]:
    """Publics with hours this year or with a target; a person may belong to several."""
    total = worked.total
    targets = (
        rules.target_women, rules.target_seniors, rules.target_young_graduates, rules.target_qpv, rules.target_disabled,
    )  # fmt: skip
    shares = (
        PublicShare(public.label, done, Decimal(done) / total if total else None, target)
        for (public, done), target in zip(worked.by_public.items(), targets, strict=True)
    )
    return tuple(share for share in shares if share.hours or share.target is not None)
