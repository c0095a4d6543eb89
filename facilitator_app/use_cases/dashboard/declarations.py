"""Which lots have declared their months: validated, typed but not validated, or nothing at all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, Date, Row, Select, String, exists, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthStatement, Placement, StatementState
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Month

MONTHS_LOOKED_BACK = 3  # for lots that had people at work and of which nothing came


@dataclass(frozen=True, slots=True)
class MonthDeclarations:
    """The lots of a month, by key: `typed` have hours that nobody validated; nothing is known of `missing`."""

    validated: frozenset[str]
    typed: frozenset[str]
    missing: frozenset[str]

    @property
    def expected(self) -> int:
        return len(self.validated) + len(self.typed) + len(self.missing)

    @property
    def complete(self) -> bool:
        return not self.typed and not self.missing


def reporting_date(month: Month, reporting_day: int) -> dt.date:
    """When the hours of a month are to be declared, the month after."""
    return month.plus(1).first_day.replace(day=reporting_day)


def declarations(session: Session, this_month: Month, since: Month | None = None) -> Mapping[Month, MonthDeclarations]:
    """The months since that one, in order; by default those of this year, and the three last ones of whatever year."""
    first = since or min(Month(this_month.year, 1), this_month.plus(-MONTHS_LOOKED_BACK))
    of_months = MonthStatement.month.between(first, this_month)
    validated = _lots_by_month(
        session,
        select(type_coerce(MonthStatement.month, String), _together(MonthStatement.lot_id))
        .where(of_months, MonthStatement.state == StatementState.VALIDATED)
        .group_by(MonthStatement.month),
    )
    begun = _lots_by_month(
        session,
        select(type_coerce(LotMonthTotal.month, String), _together(LotMonthTotal.lot_id))
        .where(LotMonthTotal.month.between(first, this_month))
        .group_by(LotMonthTotal.month),
    )
    recent = max(first, this_month.plus(-MONTHS_LOOKED_BACK))
    closings = _closings(session, recent.first_day)
    nobody: frozenset[str] = frozenset()
    known = {}
    for month in first.until(this_month):
        done, typed = validated.get(str(month), nobody), begun.get(str(month), nobody)
        missing = nobody
        if recent <= month < this_month:
            begins = month.first_day
            still_open = {lot for lot, closed_on in closings if closed_on is None or closed_on >= begins}
            missing = _at_work(session, month, still_open - typed - done)
        known[month] = MonthDeclarations(done, typed - done, missing)
    return known


def _together(lot_id: InstrumentedAttribute[Key]) -> ColumnElement[str]:
    """All the lots of a month as one text: fetching tens of thousands of rows would cost most of the time."""
    return func.aggregate_strings(type_coerce(lot_id, String), ",")


def _lots_by_month(session: Session, question: Select[str, str]) -> dict[str, frozenset[str]]:
    """Lots by written month."""
    return {month: frozenset(lots.split(",")) for month, lots in session.execute(question)}


def _closings(session: Session, since: dt.date) -> Sequence[Row[str, dt.date | None]]:
    """When each lot was closed, or None; without those closed before that day."""
    open_then = or_(Lot.closed_on.is_(None), Lot.closed_on >= since)
    closed_on = cast(ColumnElement[dt.date | None], type_coerce(Lot.closed_on, Date()))
    return session.execute(select(type_coerce(Lot.id, String), closed_on).where(open_then)).all()


def _at_work(session: Session, month: Month, lots: set[str]) -> frozenset[str]:
    """Those of these lots on which somebody had a contract of employment that month."""
    among = func.json_each(json.dumps(sorted(lots))).table_valued("value")
    begun = exists(Placement.lot_id).where(
        Placement.lot_id == among.c.value, Placement.starts_on <= month.last_day, ~Placement.removed
    )
    # Both from the index: one question with an «or» reads every placement of the lot.
    at_work = begun.where(Placement.ends_on >= month.first_day) | begun.where(Placement.ends_on.is_(None))
    asked = select(type_coerce(among.c.value, String)).where(at_work)
    return frozenset(session.scalars(asked) if lots else ())
