"""Which lots and months there are to declare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache

from sqlalchemy import String, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month

_KEY_OF_STATEMENT, _KEY_OF_PLACEMENT = (type_coerce(kind.lot_id, String) for kind in (MonthStatement, Placement))
"""Keys without the checks of their column."""


@dataclass(frozen=True, slots=True)
class LotMonths:
    """A lot somebody works or worked on. `months` are those covered by a placement, up to today, the oldest first."""

    lot_id: Key
    code: str
    name: str
    contract_name: str
    holder: str
    months: tuple[Month, ...]
    validated: frozenset[Month]

    @property
    def to_declare(self) -> list[Month]:
        """The months not validated yet, the oldest first."""
        return [month for month in self.months if month not in self.validated]

    @property
    def oldest(self) -> Month | None:
        """The first month to declare, None when every month is validated."""
        return next((month for month in self.months if month not in self.validated), None)

    def awaits(self, month: Month) -> bool:
        """Whether this month is still to declare."""
        return month in self.months and month not in self.validated


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
            months=months[key],
            validated=validated.get(key, frozenset()),
        )
        for key, code, number, title, short, subject in lots
        if key in months
    ]


def _validated(session: Session) -> dict[str, frozenset[Month]]:
    """By lot, the months validated."""
    of_lots = session.execute(
        select(_KEY_OF_STATEMENT, func.aggregate_strings(type_coerce(MonthStatement.month, String), ","))
        .where(MonthStatement.state == StatementState.VALIDATED)
        .group_by(_KEY_OF_STATEMENT)
    )
    return {lot_id: frozenset(map(_month, months.split(","))) for lot_id, months in of_lots}


def _months_at_work(session: Session, last: Month) -> dict[str, tuple[Month, ...]]:
    """By lot, the months that a placement covers, up to `last`.

    The engine folds the periods that begin together and hands those of a lot as one text: fetching hundreds of
    thousands of placements would cost most of the time.
    """
    start = func.substr(cast(Placement.starts_on, String), 1, 7)
    end = func.substr(cast(func.max(func.coalesce(Placement.ends_on, last.last_day)), String), 1, 7)
    alike = (
        select(_KEY_OF_PLACEMENT.label("lot_id"), (start + ":" + end).label("period"))
        .where(~Placement.removed)
        .group_by(_KEY_OF_PLACEMENT, start)
        .subquery()
    )
    of_lots = session.execute(
        select(alike.c.lot_id, func.aggregate_strings(alike.c.period, ",")).group_by(alike.c.lot_id)
    )
    return {lot_id: months for lot_id, periods in of_lots if (months := _covered(periods, last))}


def _covered(periods: str, last: Month) -> tuple[Month, ...]:
    """The months of some periods written `2026-01:2026-07`, each once and in order."""
    covered: list[Month] = []
    for period in sorted(periods.split(",")):
        start, end = period.split(":")
        first = _month(start)
        if covered and first <= covered[-1]:
            first = covered[-1].plus(1)
        covered += _between(first, min(_month(end), last))
    return tuple(covered)


@lru_cache(maxsize=4096)
def _between(first: Month, end: Month) -> tuple[Month, ...]:
    return tuple(first.until(end))


@cache
def _month(written: str) -> Month:
    return Month.read(written)


def _holders(session: Session) -> dict[Key, str]:
    named = session.execute(
        select(LotHolder.lot_id, Company.name)
        .join(Company, Company.id == LotHolder.company_id)
        .where(LotHolder.role.in_([HolderRole.HOLDER, HolderRole.LEAD]))
        .order_by(Company.folded.desc())
    )
    return {lot_id: name for lot_id, name in named}
