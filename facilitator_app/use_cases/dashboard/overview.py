"""All that the first page shows, counted from a handful of queries on sums kept ready."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Contract
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.due_today import due_hours
from facilitator_app.use_cases.dashboard import figures, lots, months, tasks
from facilitator_app.use_cases.dashboard.declarations import declarations
from facilitator_app.use_cases.dashboard.shapes import Dashboard
from facilitator_app.use_cases.dashboard.year import hours_of_year


def is_empty(session: Session) -> bool:
    """Whether the house follows nothing and nobody yet."""
    return not any(session.scalar(select(exists().where(kind.id.is_not(None)).where(~kind.removed))) for kind in _KEPT)


def dashboard(session: Session, today: dt.date) -> Dashboard:
    """Every figure of the first page, from a handful of queries on sums kept ready."""
    rules = office.rules(session)
    last_month = Month.of(today).plus(-1)
    declared = declarations(session, Month.of(today))
    owed = due_hours(session, today)
    follow = lots.running(session, today, rules.thresholds, owed)
    worked = hours_of_year(session, today)
    needs = figures.open_needs(session)
    return Dashboard(
        today=today,
        empty=is_empty(session),
        hours=figures.hours_done(worked, today, rules.yearly_target),
        consideration=figures.considerations(session, today, owed),
        people=figures.people_placed(session, today),
        declarations=figures.last_month(declared, last_month, today, rules.reporting_day),
        posts=figures.posts(needs),
        tasks=tasks.tasks_of(session, today, rules, declared, follow, needs),
        months=months.hours_by_month(worked, today, declared),
        monthly_target=months.monthly_target(rules),
        lots=lots.to_follow(session, follow),
        lot_count=len(follow),
        publics=months.shares_of_publics(worked, rules),
    )


_KEPT: tuple[type[Contract] | type[Beneficiary], ...] = (Contract, Beneficiary)
