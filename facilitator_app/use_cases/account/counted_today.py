"""The hours every lot counts on a day, also when what it owes moved that day, and with it the cap of its training.

The sums kept beside the hours are those of the last act. The cap of training is a share of the hours due: where
something written ahead has come into effect since, the few lots that have one are counted again.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, literal, select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.counting import Counted, count
from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.counting_rules import CountingRules
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.use_cases.account.due_today import due_of, moved
from facilitator_app.use_cases.account.reading import declared_on, rules_of

_FLAGS = (Placement.woman, Placement.senior, Placement.young_graduate, Placement.qpv, Placement.disabled)
"""In the order of `Public`."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Hours of a placement in a month that count today and are not in the sums kept; negative when fewer count."""

    lot_id: Key
    placement_id: Key
    month: Month
    hours: Decimal


def counted_hours(session: Session, today: dt.date) -> ColumnElement[Hours | None]:
    """What to select, compare and sum in place of `LotTotal.hours`."""
    by_lot: dict[Key, Decimal] = defaultdict(Decimal)
    for line in moved_hours(session, today):
        by_lot[line.lot_id] += line.hours
    kept: ColumnElement[Any] = LotTotal.hours.expression  # None for a lot without hours: it is joined from outside
    if not by_lot:
        return kept
    totals = dict(session.execute(select(LotTotal.lot_id, LotTotal.hours).where(LotTotal.lot_id.in_(by_lot))).all())
    known = {
        key: literal(hours(totals.get(key, Decimal(0)) + more), LotTotal.hours.type) for key, more in by_lot.items()
    }
    return case(known, value=Lot.id, else_=kept)


def moved_by_month(
    session: Session, today: dt.date, first: Month | None = None, last: Month | None = None, lot_id: str | None = None
) -> dict[Month, Decimal]:
    """What to add to the sums kept by month, of every lot or of this one."""
    found: dict[Month, Decimal] = defaultdict(Decimal)
    for line in moved_hours(session, today, lot_id):
        if (first is None or line.month >= first) and (last is None or line.month <= last):
            found[line.month] += line.hours
    return dict(found)


def moved_hours(session: Session, today: dt.date, lot_id: str | None = None) -> list[Moved]:
    """Of every lot, or of this one. Empty, and answered at once, where no contract caps the training."""
    capped = set(session.scalars(select(CountingRules.lot_id).where(CountingRules.training_cap.is_not(None))))
    if not capped or (lot_id is not None and not capped & {None, lot_id}):
        return []
    return [
        line
        for key, due in moved(session, today, lot_id).items()
        if capped & {None, key}
        for line in _differences(session, session.get_one(Lot, key), due)
    ]


def by_public(session: Session, lines: Sequence[Moved]) -> dict[Public, Decimal]:
    """What these lines add to the sums kept for each public: a person may belong to several."""
    found: dict[Public, Decimal] = defaultdict(Decimal)
    if lines:
        asked = select(Placement.id, *_FLAGS).where(Placement.id.in_({line.placement_id for line in lines}))
        belongs = {key: flags for key, *flags in session.execute(asked)}
        for line in lines:
            for public, flag in zip(Public, belongs[line.placement_id], strict=True):
                if flag:
                    found[public] += line.hours
    return found


def people_by_month(session: Session, today: dt.date, lot_id: str) -> dict[Month, int]:
    """How many people have hours that count on this lot, in the months whose hours are not those of the sums kept."""
    changed = {line.month for line in moved_hours(session, today, lot_id)}
    if not changed:
        return {}
    lot = session.get_one(Lot, lot_id)
    rules, _ = rules_of(session, lot.id)
    lines = [one.line for one in declared_on(session, lot.id) if one.line.declared > 0]
    worked = count(lines, rules, lot.starts_on, lot.ends_on, due_of(session, lot, today))
    person = dict(
        session.execute(select(Placement.id, Placement.beneficiary_id).where(Placement.lot_id == lot.id)).all()
    )
    people: dict[Month, set[Key]] = {month: set() for month in changed}
    for one in worked:
        if one.hours > 0 and one.line.month in people:
            people[one.line.month].add(person[one.line.work.key])
    return {month: len(known) for month, known in people.items()}


def _differences(session: Session, lot: Lot, due: Hours) -> list[Moved]:
    rules, _ = rules_of(session, lot.id)
    if not rules.training or rules.training_cap is None:
        return []
    lines = [one.line for one in declared_on(session, lot.id) if one.line.declared > 0]
    kept, now = (count(lines, rules, lot.starts_on, lot.ends_on, owed) for owed in (lot.due_hours, due))
    before = {_place(one): one.hours for one in kept}
    return [
        Moved(lot.id, one.line.work.key, one.line.month, one.hours - before[_place(one)])
        for one in now
        if one.hours != before[_place(one)]
    ]


def _place(one: Counted) -> tuple[Key, Month]:
    return one.line.work.key, one.line.month
