"""A month of a lot: its people, their hours, where the lot stands, what to look at."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder
from facilitator_app.domain.placement import MonthStatement, StatementState
from facilitator_app.domain.progress import pace
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.counted_today import moved_by_month
from facilitator_app.use_cases.account.due_today import due_of
from facilitator_app.use_cases.hours.checks import checks_of
from facilitator_app.use_cases.hours.rows import HoursGrid, totals_of
from facilitator_app.use_cases.hours.workers import workers


def grid(session: Session, lot_id: str, month: Month, today: dt.date) -> HoursGrid:
    """Everyone at work on the lot in the month, by name. Raises Refusal when there is no such lot."""
    lot = session.get(Lot, lot_id)
    if lot is None or lot.removed:
        raise Refusal.because("Ce lot n’existe plus. Choisissez-en un autre dans la liste.", "lot_id")
    contract = session.get_one(Contract, lot.contract_id)
    rules = office.rules(session)
    statements = _statements(session, lot_id, month)
    statement, before = statements.get(month), statements.get(month.plus(-1))
    rows = workers(session, lot_id, month, today + dt.timedelta(rules.renewal_warning_days))
    done = session.scalar(
        select(func.sum(LotMonthTotal.hours)).where(LotMonthTotal.lot_id == lot_id, LotMonthTotal.month <= month)
    )
    previous_is_validated = not any(row.starts_on < month.first_day for row in rows) or (
        before is not None and before.state is StatementState.VALIDATED
    )
    checks = checks_of(
        rows,
        month,
        rules.full_time_hours,
        rules.most_hours_a_month,
        previous_is_validated=previous_is_validated,
        is_validated=statement is not None and statement.state is StatementState.VALIDATED,
        reopened=statement.reopened_reason if statement and statement.state is StatementState.REOPENED else "",
    )
    return HoursGrid(
        lot_id=lot.id,
        lot_code=lot.code,
        lot_name=lot.name,
        contract_name=contract.name,
        holder=_holder(session, lot_id),
        month=month,
        state=statement.state if statement else StatementState.DRAFT,
        validated_on=statement.validated_on if statement else None,
        validated_by=statement.validated_by if statement else "",
        reopened_reason=statement.reopened_reason if statement else "",
        note=statement.note if statement else "",
        rows=tuple(rows),
        totals=totals_of(rows),
        due=due_of(session, lot, today),
        done=hours(sum(moved_by_month(session, today, last=month, lot_id=lot_id).values(), done or Decimal(0))),
        elapsed=_elapsed(lot, min(today, month.last_day)),
        checks=tuple(checks),
    )


def _statements(session: Session, lot_id: str, month: Month) -> dict[Month, MonthStatement]:
    keys = [MonthStatement.key(lot_id, month), MonthStatement.key(lot_id, month.plus(-1))]
    found = session.scalars(select(MonthStatement).where(MonthStatement.id.in_(keys)))
    return {statement.month: statement for statement in found}


def _holder(session: Session, lot_id: str) -> str:
    """The holder, or the lead of a group of companies."""
    named = session.execute(
        select(Company.name, LotHolder.role)
        .join(LotHolder, LotHolder.company_id == Company.id)
        .where(LotHolder.lot_id == lot_id, LotHolder.role != HolderRole.SUBCONTRACTOR)
        .order_by(Company.folded)
    ).all()
    first = next((name for name, role in named if role is not HolderRole.CO_CONTRACTOR), "")
    return first or next((name for name, _ in named), "")


def _elapsed(lot: Lot, day: dt.date) -> Decimal | None:
    if lot.starts_on is None or lot.ends_on is None:
        return None
    return pace(lot.due_hours or hours(0), hours(0), lot.starts_on, lot.ends_on, day).elapsed
