"""Which lots and months there are to declare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.hours.month_set import MonthSet

_KEY_OF_STATEMENT, _KEY_OF_PLACEMENT = (type_coerce(kind.lot_id, String) for kind in (MonthStatement, Placement))
"""Keys without the checks of their column."""
_NONE = MonthSet()


@dataclass(frozen=True, slots=True)
class LotMonths:
    """A lot somebody works or worked on; `covered` are the months covered by a placement, up to today."""

    lot_id: Key
    code: str
    name: str
    contract_name: str
    holder: str
    covered: MonthSet
    validated: MonthSet

    @property
    def months(self) -> tuple[Month, ...]:
        """The months covered, the oldest first."""
        return tuple(self.covered)

    @property
    def left(self) -> MonthSet:
        """The months not validated yet."""
        return self.covered - self.validated

    @property
    def to_declare(self) -> list[Month]:
        """The same, the oldest first."""
        return list(self.left)

    @property
    def oldest(self) -> Month | None:
        """The first month to declare, None when every month is validated."""
        return self.left.first

    def awaits(self, month: Month) -> bool:
        """Whether this month is still to declare."""
        return month in self.left


def most_urgent(lots: Sequence[LotMonths]) -> LotMonths | None:
    """The lot with the oldest month to declare; the first lot when everything is declared."""
    waiting = (lot for lot in lots if lot.left)
    return min(waiting, key=lambda lot: lot.left.first_bit, default=next(iter(lots), None))


def lots_and_months(session: Session, today: dt.date) -> list[LotMonths]:
    """Every lot with at least one placement begun, by contract and lot."""
    months, validated = _months_at_work(session, Month.of(today)), _validated(session)
    holders = _holders(session)
    lots = session.execute(
        select(Lot.id, Lot.code, Lot.number, Lot.title, Contract.short_name, Contract.subject)
        .join(Contract, Contract.id == Lot.contract_id)
        .order_by(Contract.number, Lot.code, Lot.id)
    )
    return [
        LotMonths(
            lot_id=key,
            code=code,
            name=lot_name(number, title),
            contract_name=contract_name(short, subject),
            holder=holders.get(key, ""),
            covered=months[key],
            validated=validated.get(key, _NONE),
        )
        for key, code, number, title, short, subject in lots
        if key in months
    ]


def _validated(session: Session) -> dict[str, MonthSet]:
    """By lot, the months validated."""
    of_lots = session.execute(
        select(_KEY_OF_STATEMENT, func.aggregate_strings(type_coerce(MonthStatement.month, String), ","))
        .where(MonthStatement.state == StatementState.VALIDATED)
        .group_by(_KEY_OF_STATEMENT)
    )
    return {lot_id: MonthSet.of(months) for lot_id, months in of_lots}


def _months_at_work(session: Session, last: Month) -> dict[str, MonthSet]:
    """By lot, the months that a placement covers, up to `last`.

    The engine hands the periods of a lot as one text: fetching hundreds of thousands of placements would cost most
    of the time.
    """
    start = func.substr(type_coerce(Placement.starts_on, String), 1, 7)
    end = func.substr(func.coalesce(type_coerce(Placement.ends_on, String), str(last.last_day)), 1, 7)
    of_lots = session.execute(
        select(_KEY_OF_PLACEMENT, func.aggregate_strings(start + ":" + end, ",")).group_by(_KEY_OF_PLACEMENT)
    )
    return {lot_id: months for lot_id, periods in of_lots if (months := MonthSet.covered(periods, last))}


def _holders(session: Session) -> dict[Key, str]:
    named = session.execute(
        select(LotHolder.lot_id, Company.name)
        .join(Company, Company.id == LotHolder.company_id)
        .where(LotHolder.role.in_([HolderRole.HOLDER, HolderRole.LEAD]))
        .order_by(Company.folded.desc())
    )
    return {lot_id: name for lot_id, name in named}
