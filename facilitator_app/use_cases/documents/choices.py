"""Which lots and months there are to print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract, ContractState, Lot, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.documents.lot_facts import validated_months


class LotToPrint(NamedTuple):
    """A lot of a contract the house follows or followed."""

    lot_id: Key
    code: str
    name: str
    contract_name: str


@dataclass(frozen=True, slots=True)
class MonthToPrint:
    month: Month
    validated: bool
    has_hours: bool


def lots_to_print(session: Session, month: Month | None = None) -> list[LotToPrint]:
    """By contract and lot; with a month, those where somebody worked or could have worked in it."""
    question = (
        select(type_coerce(Lot.id, String), Lot.code, Lot.number, Lot.title, Contract.short_name, Contract.subject)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(Contract.state.in_([ContractState.FOLLOWED, ContractState.CLOSED]))
        .order_by(Contract.number, Lot.code)
    )
    if month is not None:
        question = question.where(_at_work(month))
    return [
        LotToPrint(Key(key), code, lot_name(number, title), contract_name(short_name, subject))
        for key, code, number, title, short_name, subject in session.execute(question)
    ]


def lots_at_work(session: Session, month: Month) -> list[Key]:
    """The same lots as `lots_to_print` for that month, without their names."""
    rows = session.execute(
        select(type_coerce(Lot.id, String))
        .join(Contract, Contract.id == Lot.contract_id)
        .where(Contract.state.in_([ContractState.FOLLOWED, ContractState.CLOSED]), _at_work(month))
        .order_by(Contract.number, Lot.code)
    )
    return [Key(lot_id) for (lot_id,) in rows]


def months_to_print(session: Session, lot_id: str, today: dt.date) -> list[MonthToPrint]:
    """From the first month of the lot to this one, the newest first."""
    last = Month.of(today)
    with_hours = set(session.scalars(select(LotMonthTotal.month).where(LotMonthTotal.lot_id == lot_id)))
    starts_on = session.scalar(select(Lot.starts_on).where(Lot.id == lot_id))
    first_placement = session.scalar(select(func.min(Placement.starts_on)).where(Placement.lot_id == lot_id))
    beginnings = [Month.of(day) for day in (starts_on, first_placement) if day] + sorted(with_hours)[:1]
    first = min([*beginnings, last])
    validated = validated_months(session, lot_id)
    return [MonthToPrint(month, month in validated, month in with_hours) for month in first.until(last)][::-1]


def _at_work(month: Month) -> ColumnElement[bool]:
    """Lots where somebody worked or could have worked that month."""
    declared = exists(LotMonthTotal.lot_id).where(LotMonthTotal.lot_id == Lot.id, LotMonthTotal.month == month)
    begun = exists(Placement.lot_id).where(
        Placement.lot_id == Lot.id, Placement.starts_on <= month.last_day, ~Placement.removed
    )
    # Each of the three from its index alone, the cheapest first: one question with an «or» reads every placement.
    return declared | begun.where(Placement.ends_on >= month.first_day) | begun.where(Placement.ends_on.is_(None))
