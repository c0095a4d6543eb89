"""Since when the holder of a lot that another one left answers for it, as the lot's obligations tell it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import HolderRole, LotHolder
from facilitator_app.domain.obligation import ChangeKind, Obligation, ObligationChange

_LEADING = (HolderRole.HOLDER, HolderRole.LEAD)
_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Duty:
    """An obligation: whose it is (None: whoever holds the lot), since when, and the first day it was no longer due."""

    company_id: str | None
    starts_on: dt.date | None
    over_on: dt.date | None


def taken_over_on(session: Session, holders: Mapping[str, str]) -> dict[str, dt.date]:
    """The first day on which the present holder of a lot, or the lead of its group, owes what a former one owed.

    `holders` gives the company of each lot. Nothing is said of lots that nobody left, nor of those where neither the
    end of the former contract nor the beginning of the present one is written.
    """
    left = session.execute(
        select(type_coerce(LotHolder.lot_id, String()), type_coerce(LotHolder.company_id, String())).where(
            LotHolder.removed, LotHolder.role.in_(_LEADING)
        ),
        execution_options={"include_removed": True},
    )
    former: dict[str, set[str]] = defaultdict(set)
    for lot, company in left:
        if lot in holders and company != holders[lot]:
            former[lot].add(company)
    if not former:
        return {}
    begun = ((lot, _begun(duties, former[lot], holders[lot])) for lot, duties in _duties(session, former).items())
    return {lot: day for lot, day in begun if day is not None}


def _begun(duties: Iterable[_Duty], former: set[str], present: str) -> dt.date | None:
    own = [duty.starts_on for duty in duties if duty.company_id == present]
    written = [day for day in own if day is not None]
    if own and len(written) == len(own):
        return min(written)
    return max((day for duty in duties if (day := _left_on(duty, duties, former, present))), default=None)


def _left_on(duty: _Duty, duties: Iterable[_Duty], former: set[str], present: str) -> dt.date | None:
    """When that obligation ended with the former holder's contract; it may end otherwise, with nobody after."""
    if duty.over_on is None or duty.company_id == present:
        return None
    followed = any(
        other is not duty
        and (other.company_id == present or (other.starts_on is not None and other.starts_on >= duty.over_on))
        for other in duties
    )
    return duty.over_on if duty.company_id in former or (duty.company_id is None and followed) else None


def _duties(session: Session, lots: Iterable[str]) -> dict[str, list[_Duty]]:
    over = (
        select(func.max(ObligationChange.effective_on))
        .where(
            ObligationChange.obligation_id == Obligation.id,
            ~ObligationChange.removed,
            or_(
                ObligationChange.kind == ChangeKind.TERMINATION,
                and_(ObligationChange.kind == ChangeKind.EXEMPTION, ObligationChange.hours.is_(None)),
            ),
        )
        .scalar_subquery()
    )
    lot_id = type_coerce(Obligation.lot_id, String())
    rows = session.execute(
        select(
            lot_id, type_coerce(Obligation.company_id, String()), Obligation.starts_on, Obligation.ends_on, over
        ).where(lot_id.in_(list(lots)))
    )  # fmt: skip
    found: dict[str, list[_Duty]] = defaultdict(list)
    for lot, company, starts_on, ends_on, over_on in rows:
        days = [day for day in (over_on, ends_on and ends_on + _A_DAY) if day is not None]
        found[lot].append(_Duty(company, starts_on, min(days, default=None)))
    return found
