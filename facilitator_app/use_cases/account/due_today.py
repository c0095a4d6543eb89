"""The hours every lot owes on a day, also when an event written ahead has taken effect since its account was touched.

A lot keeps what its obligations made due on the day of the last act. Only the few lots where something
written ahead has come into effect after it are worked out again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Obligation, ObligationChange, Turnover
from facilitator_app.domain.values import Hours
from facilitator_app.use_cases.account.owing import due_on

_AT_ONCE = 500  # keys in one statement: below the least limit of any SQLite in use
_EVENTS: tuple[tuple[Any, InstrumentedAttribute[Any], InstrumentedAttribute[Any]], ...] = (
    (Obligation, Obligation.starts_on, Obligation.recorded_on),
    (ObligationChange, ObligationChange.effective_on, ObligationChange.recorded_on),
    (Turnover, Turnover.effective_on, Turnover.recorded_on),
)


def due_hours(session: Session, today: dt.date) -> ColumnElement[Hours | None]:
    """What to select, compare and sum in place of `Lot.due_hours`."""
    changed = moved(session, today)
    if not changed:
        return Lot.due_hours.expression
    known = {key: literal(due, Lot.due_hours.type) for key, due in changed.items()}
    return case(known, value=Lot.id, else_=Lot.due_hours)


def due_of(session: Session, lot: Lot, today: dt.date) -> Hours | None:
    """The same for one lot."""
    return moved(session, today, lot.id).get(lot.id, lot.due_hours)


def moved(session: Session, today: dt.date, lot_id: str | None = None) -> dict[Key, Hours]:
    """What is due today by each lot, or this one, where an event came into effect after the last act."""
    latest: dict[Key, dt.date] = {}
    for kind, effective_on, recorded_on in _EVENTS:
        ahead = select(kind.lot_id, func.max(effective_on)).where(effective_on > recorded_on, effective_on <= today)
        if lot_id is not None:
            ahead = ahead.where(kind.lot_id == lot_id)
        for key, day in session.execute(ahead.group_by(kind.lot_id)):
            latest[key] = max(day, latest.get(key, day))
    touched = _last_acts(session, list(latest))
    return {
        key: due_on(session, session.get_one(Lot, key), today)
        for key, day in latest.items()
        if touched[key] < day
    }  # fmt: skip


def _last_acts(session: Session, lots: Sequence[Key]) -> dict[Key, dt.date]:
    found: dict[Key, dt.date] = {}
    for start in range(0, len(lots), _AT_ONCE):
        some = lots[start : start + _AT_ONCE]
        acts = union_all(
            *(
                select(kind.lot_id.label("lot_id"), recorded_on.label("day")).where(
                    kind.lot_id.in_(some), kind.removed.is_(False)
                )
                for kind, _, recorded_on in _EVENTS
            )
        ).subquery()
        rows = session.execute(select(acts.c.lot_id, func.max(acts.c.day)).group_by(acts.c.lot_id))
        found.update((key, day) for key, day in rows if day is not None)
    return found
