"""Which lots and months there are to declare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.hours.month_set import MonthSet

MONTHS_AFTER_CLOSING = 3  # a lot closed longer ago awaits no declaration any more, as on the first page
_KEY_OF_STATEMENT, _KEY_OF_PLACEMENT, _KEY_OF_LOT, _KEY_OF_HELD = (
    type_coerce(column, String) for column in (MonthStatement.lot_id, Placement.lot_id, Lot.id, LotHolder.lot_id)
)
"""Keys without the checks of their column."""
_NONE = MonthSet()


class LotToDeclare(NamedTuple):
    """A lot somebody works or worked on; `left` are the months up to today covered by a placement and not validated."""

    lot_id: Key
    name: str
    contract_name: str
    holder: str
    left: MonthSet

    @property
    def to_declare(self) -> list[Month]:
        """The months left, the oldest first."""
        return list(self.left)

    def awaits(self, month: Month) -> bool:
        """Whether this month is still to declare."""
        return month in self.left


@dataclass(frozen=True, slots=True)
class LotMonths:
    """The months of a lot: `covered` by a placement, up to today, and `validated`."""

    covered: MonthSet
    validated: MonthSet

    @property
    def to_show(self) -> Month | None:
        """The first month to declare, else the last one; None when nobody has begun."""
        return (self.covered - self.validated).first or self.covered.last


def most_urgent(lots: Sequence[LotToDeclare]) -> LotToDeclare | None:
    """The lot with the oldest month to declare; the first lot when everything is declared."""
    waiting = (lot for lot in lots if lot.left)
    return min(waiting, key=lambda lot: lot.left.first_bit, default=next(iter(lots), None))


def waiting(lots: Sequence[LotToDeclare], month: Month) -> int:
    """How many have this month still to declare."""
    return sum(lot.awaits(month) for lot in lots if lot.left)


def lots_to_declare(session: Session, today: dt.date) -> list[LotToDeclare]:
    """Every lot with at least one placement begun, by contract and lot."""
    last = Month.of(today)
    closed_before = last.plus(-MONTHS_AFTER_CLOSING).first_day
    open_lots = select(Lot.id).where(or_(Lot.closed_on.is_(None), Lot.closed_on >= closed_before))
    months = _months_at_work(session, last, Placement.lot_id.in_(open_lots))
    validated = _validated(session, MonthStatement.lot_id.in_(open_lots))
    holders = _holders(session)
    begun = exists(Placement.lot_id).where(
        Placement.lot_id == Lot.id, Placement.starts_on <= last.last_day, ~Placement.removed
    )
    lots = session.execute(
        select(_KEY_OF_LOT, Lot.number, Lot.title, Contract.short_name, Contract.subject)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(begun)
        .order_by(Contract.number, Lot.code, Lot.id)
    )
    return [
        LotToDeclare(
            lot_id=Key(key),
            name=lot_name(number, title),
            contract_name=contract_name(short, subject),
            holder=holders.get(key, ""),
            left=months[key] - validated.get(key, _NONE) if key in months else _NONE,
        )
        for key, number, title, short, subject in lots
    ]


def months_of_lot(session: Session, lot_id: str, today: dt.date) -> LotMonths:
    """What there is to choose from on one lot."""
    covered = _months_at_work(session, Month.of(today), Placement.lot_id == lot_id)
    validated = _validated(session, MonthStatement.lot_id == lot_id)
    return LotMonths(covered.get(lot_id, _NONE), validated.get(lot_id, _NONE))


def _validated(session: Session, of_lots: ColumnElement[bool]) -> dict[str, MonthSet]:
    """By lot, the months validated."""
    rows = session.execute(
        select(_KEY_OF_STATEMENT, func.aggregate_strings(type_coerce(MonthStatement.month, String), ","))
        .where(MonthStatement.state == StatementState.VALIDATED, of_lots)
        .group_by(_KEY_OF_STATEMENT)
    )
    return {lot_id: MonthSet.of(months) for lot_id, months in rows}


def _months_at_work(session: Session, last: Month, of_lots: ColumnElement[bool]) -> dict[str, MonthSet]:
    """By lot, the months that a placement covers, up to `last`.

    The engine hands the periods of a lot as one text: fetching hundreds of thousands of placements would cost most
    of the time.
    """
    start = func.substr(type_coerce(Placement.starts_on, String), 1, 7)
    end = func.substr(func.coalesce(type_coerce(Placement.ends_on, String), str(last.last_day)), 1, 7)
    rows = session.execute(
        select(_KEY_OF_PLACEMENT, func.aggregate_strings(start + ":" + end, ","))
        .where(of_lots)
        .group_by(_KEY_OF_PLACEMENT)
    )
    return {lot_id: months for lot_id, periods in rows if (months := MonthSet.covered(periods, last))}


def _holders(session: Session) -> dict[str, str]:
    named = session.execute(
        select(_KEY_OF_HELD, Company.name)
        .join(Company, Company.id == LotHolder.company_id)
        .where(LotHolder.role.in_([HolderRole.HOLDER, HolderRole.LEAD]))
        .order_by(Company.folded.desc())
    )
    return {lot_id: name for lot_id, name in named}
