"""Which lots and months there are to declare."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month


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
        return next(iter(self.to_declare), None)


def lots_and_months(session: Session, today: dt.date) -> list[LotMonths]:
    """Every lot with at least one placement begun, by contract and lot."""
    months = _months_at_work(session, Month.of(today))
    validated: dict[Key, set[Month]] = defaultdict(set)
    for lot_id, month in session.execute(
        select(MonthStatement.lot_id, MonthStatement.month).where(MonthStatement.state == StatementState.VALIDATED)
    ):
        validated[lot_id].add(month)
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
            name=Lot(number=number, title=title).name,
            contract_name=Contract(short_name=short, subject=subject).name,
            holder=holders.get(key, ""),
            months=tuple(sorted(months[key])),
            validated=frozenset(validated[key]),
        )
        for key, code, number, title, short, subject in lots
        if key in months
    ]


def _months_at_work(session: Session, last: Month) -> dict[Key, set[Month]]:
    """By lot, the months that a placement covers. The engine first folds the periods that are alike."""
    starts = func.substr(cast(Placement.starts_on, String), 1, 7)
    ends = func.substr(cast(Placement.ends_on, String), 1, 7)
    periods = session.execute(select(Placement.lot_id, starts, ends).group_by(Placement.lot_id, starts, ends))
    months: dict[Key, set[Month]] = defaultdict(set)
    for lot_id, first, end in periods:
        until = last if end is None else min(last, Month.read(end))
        months[lot_id].update(Month.read(first).until(until))
    return {lot_id: covered for lot_id, covered in months.items() if covered}


def _holders(session: Session) -> dict[Key, str]:
    named = session.execute(
        select(LotHolder.lot_id, Company.name)
        .join(Company, Company.id == LotHolder.company_id)
        .where(LotHolder.role.in_([HolderRole.HOLDER, HolderRole.LEAD]))
        .order_by(Company.folded.desc())
    )
    return {lot_id: name for lot_id, name in named}
