"""The lots that run, from the one farthest behind its trajectory to the one most ahead."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Integer, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.progress import Progress, State, Thresholds, pace
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Hours, hours
from facilitator_app.use_cases.account.counted_today import counted_hours
from facilitator_app.use_cases.dashboard.shapes import LotToFollow

SHOWN = 10
DAYS_AFTER_THE_END = 90  # an unfinished lot stays in sight that long, unless it is closed
BEHIND = (State.NOT_STARTED, State.FAR_BEHIND, State.BEHIND)
_LEAD_FIRST = (HolderRole.LEAD, HolderRole.HOLDER)


@dataclass(frozen=True, slots=True)
class RunningLot:
    """A lot with hours to do, without its names."""

    lot_id: Key
    due: Hours
    done: Hours
    progress: Progress

    @property
    def is_behind(self) -> bool:
        return self.progress.state in BEHIND

    @property
    def lead(self) -> Decimal:
        """Hours done against hours expected today: the lower, the worse."""
        expected = self.progress.expected
        return self.done / expected if expected else Decimal(1)


def running(
    session: Session, today: dt.date, thresholds: Thresholds, owed: ColumnElement[Hours | None]
) -> list[RunningLot]:
    """Lots of followed contracts, begun and neither closed nor long over, the worst first.

    `owed` is what stands for the hours due by a lot on that day (`due_hours`).
    """
    cents_due = type_coerce(owed, Integer)
    cents_done = type_coerce(counted_hours(session, today), Integer)
    rows = session.execute(
        select(Lot.id, cents_due, func.coalesce(cents_done, 0), Lot.starts_on, Lot.ends_on)
        .join(Contract, Contract.id == Lot.contract_id)
        .outerjoin(LotTotal, LotTotal.lot_id == Lot.id)
        .where(
            Contract.state == ContractState.FOLLOWED,
            Lot.closed_on.is_(None),
            owed > 0,
            Lot.starts_on <= today,
            Lot.ends_on >= today - dt.timedelta(DAYS_AFTER_THE_END),
        )
    )
    found = []
    for lot_id, asked, worked, starts_on, ends_on in rows:
        if starts_on and ends_on:
            due, done = hours(Decimal(asked) / 100), hours(Decimal(worked) / 100)
            found.append(RunningLot(lot_id, due, done, pace(due, done, starts_on, ends_on, today, thresholds)))
    return sorted(found, key=lambda lot: (not lot.is_behind, lot.lead, lot.lot_id))


def to_follow(session: Session, lots: Sequence[RunningLot]) -> tuple[LotToFollow, ...]:
    """The first of these lots, with their names."""
    shown = lots[:SHOWN]
    names = {
        row[0]: row
        for row in session.execute(
            select(Lot.id, Lot.number, Lot.title, Contract.short_name, Contract.subject)
            .join(Contract, Contract.id == Lot.contract_id)
            .where(Lot.id.in_([lot.lot_id for lot in shown]))
        )
    }
    holders = holders_of(session, [lot.lot_id for lot in shown])
    return tuple(
        LotToFollow(
            lot_id=lot.lot_id,
            name=Lot(number=names[lot.lot_id][1], title=names[lot.lot_id][2]).name,
            contract=Contract(short_name=names[lot.lot_id][3], subject=names[lot.lot_id][4]).name,
            holder=holders.get(lot.lot_id, ""),
            due=lot.due,
            done=lot.done,
            progress=lot.progress,
        )
        for lot in shown
    )


def holders_of(session: Session, lot_ids: Sequence[str]) -> dict[str, str]:
    """The company that answers for each lot: its lead or its holder, else any other."""
    among = func.json_each(json.dumps(list(lot_ids))).table_valued("value")  # one bound value for thousands of keys
    rows = session.execute(
        select(LotHolder.lot_id, Company.name, LotHolder.role)
        .join(Company, Company.id == LotHolder.company_id)
        .where(LotHolder.lot_id.in_(select(among.c.value)))
        .order_by(LotHolder.lot_id, Company.folded)
    )
    found: dict[str, str] = {}
    for lot_id, name, role in rows:
        if lot_id not in found or role in _LEAD_FIRST:
            found[lot_id] = name
    return found
