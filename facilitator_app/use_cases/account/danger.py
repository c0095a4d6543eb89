"""Hours in danger: the lots that end soon and are not on the way to what they owe."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Integer, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Hours, add_months, hours
from facilitator_app.use_cases import office
from facilitator_app.use_cases.lot_standing import Standing, standing

MONTHS = 6
_DAYS_OF_A_MONTH = Decimal("30.4375")  # 365.25 days a year


@dataclass(frozen=True, slots=True)
class LotInDanger:
    """A lot that ends soon with hours left. `pace_needed` is in hours a month until its end, None once it is over."""

    lot_id: Key
    code: str
    name: str
    contract_name: str
    buyer: str
    holder: str
    ends_on: dt.date
    due: Hours
    counted: Hours
    people: int
    ever: int
    standing: Standing
    pace: Hours | None
    pace_needed: Hours | None

    @property
    def left(self) -> Hours:
        return Hours(self.due - self.counted)

    @property
    def expected(self) -> Hours | None:
        return self.standing.progress.expected if self.standing.progress else None

    @property
    def projection(self) -> Hours | None:
        return self.standing.progress.projection if self.standing.progress else None


def in_danger(session: Session, today: dt.date, months: int = MONTHS) -> list[LotInDanger]:
    """Followed lots that end within so many months, or ended without being closed, with hours left to do.

    Those where nobody was ever placed come first, then those with nobody at work now, each the soonest end first;
    a lot on pace with people at work is in no danger.
    """
    cents_due, cents_done = type_coerce(Lot.due_hours, Integer), type_coerce(LotTotal.hours, Integer)
    thresholds = office.rules(session).thresholds
    rows = session.execute(
        select(
            Lot.id, Lot.code, Lot.number, Lot.title, Lot.starts_on, Lot.ends_on, Contract.short_name, Contract.subject,
            Buyer.name, cents_due, func.coalesce(cents_done, 0),
        )
        .join(Contract, Contract.id == Lot.contract_id)
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .outerjoin(LotTotal, LotTotal.lot_id == Lot.id)
        .where(
            Contract.state == ContractState.FOLLOWED,
            Lot.closed_on.is_(None),
            Lot.ends_on <= add_months(today, months),
            cents_due > func.coalesce(cents_done, 0),
        )
    ).all()  # fmt: skip
    keys = [row[0] for row in rows]
    people, holders = _people(session, keys, today), _holders(session, keys)
    found = []
    for key, code, number, title, starts_on, ends_on, short, subject, buyer, due, done in rows:
        assert ends_on is not None, "the question asks for those that end"
        now, ever = people.get(key, (0, 0))
        owed, counted = hours(Decimal(due) / 100), hours(Decimal(done) / 100)
        stands = standing(owed, counted, starts_on, ends_on, today, thresholds)
        if now and stands.progress is not None and not stands.is_behind:
            continue
        found.append(
            LotInDanger(
                key, code, lot_name(number, title), contract_name(short, subject), buyer, holders.get(key, ""),
                ends_on, owed, counted, now, ever, stands, _pace(counted, starts_on, min(today, ends_on)),
                _pace(Hours(owed - counted), today, ends_on),
            )
        )  # fmt: skip
    found.sort(key=lambda lot: (lot.ever > 0, lot.people > 0, lot.ends_on, -lot.left, lot.code))
    return found


def _pace(amount: Hours, since: dt.date | None, until: dt.date) -> Hours | None:
    """Hours a month when so many are done between two days."""
    if since is None or until <= since:
        return None
    return hours(amount / ((until - since).days / _DAYS_OF_A_MONTH))


def _people(session: Session, lots: list[Key], today: dt.date) -> dict[Key, tuple[int, int]]:
    """By lot, how many are at work that day, and how many ever were."""
    now = (Placement.starts_on <= today) & or_(Placement.ends_on.is_(None), Placement.ends_on >= today)
    counts: dict[Key, tuple[int, int]] = {}
    for some in _batches(lots):
        for key, at_work, ever in session.execute(
            select(Placement.lot_id, func.count(Placement.id).filter(now), func.count(Placement.id))
            .where(Placement.lot_id.in_(some))
            .group_by(Placement.lot_id)
        ):
            counts[key] = at_work, ever
    return counts


def _holders(session: Session, lots: list[Key]) -> dict[Key, str]:
    leads = (HolderRole.HOLDER, HolderRole.LEAD)
    names: dict[Key, str] = {}
    for some in _batches(lots):
        for key, name in session.execute(
            select(LotHolder.lot_id, Company.name)
            .join(Company, Company.id == LotHolder.company_id)
            .where(LotHolder.lot_id.in_(some), LotHolder.role.in_(leads))
        ):
            names[key] = name
    return names


def _batches(lots: list[Key]) -> list[list[Key]]:
    """As many as one statement takes."""
    return [lots[start : start + 500] for start in range(0, len(lots), 500)]
