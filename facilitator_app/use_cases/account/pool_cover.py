"""What the lots put in common cover of one another today, from the sums kept ready."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.sharing import settlement
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import PoolMember
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Hours, hours
from facilitator_app.use_cases.account.counted_today import counted_hours
from facilitator_app.use_cases.account.due_today import due_hours


@dataclass(frozen=True, slots=True)
class Cover:
    """Hours that a lot receives from the others of its pool, or gives them."""

    received: Hours
    given: Hours


def covers(session: Session, on: dt.date) -> dict[Key, Cover]:
    """By lot whose buyer had agreed to the pool by that day; the others are not there."""
    pools: dict[Key, list[tuple[Key, Decimal]]] = defaultdict(list)
    for pool, lot, due, done in session.execute(
        select(PoolMember.pool_id, PoolMember.lot_id, due_hours(session, on), counted_hours(session, on))
        .join(Lot, Lot.id == PoolMember.lot_id)
        .outerjoin(LotTotal, LotTotal.lot_id == Lot.id)
        .where(PoolMember.agreed_on <= on)
        .order_by(PoolMember.agreed_on, PoolMember.lot_id)
    ):
        if due is not None:
            pools[pool].append((lot, hours(done or 0) - due))
    found: dict[Key, Cover] = {}
    for balances in pools.values():
        transfers = settlement(balances)
        for lot, _ in balances:
            received = sum((one.hours for one in transfers if one.taker == lot), Decimal(0))
            given = sum((one.hours for one in transfers if one.giver == lot), Decimal(0))
            found[lot] = Cover(hours(received), hours(given))
    return found
