"""Hours in danger: the lots that end soon and are not on the way to what they owe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Integer, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.agenda import AgendaItem
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Hours, add_months, hours
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.counted_today import counted_hours
from facilitator_app.use_cases.account.due_today import due_hours
from facilitator_app.use_cases.account.pool_cover import covers
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.lot_standing import Standing, standing

_DAYS_OF_A_MONTH = Decimal("30.4375")  # 365.25 days a year
_LEADS = (HolderRole.HOLDER, HolderRole.LEAD)


@dataclass(frozen=True, slots=True)
class Case:
    """A lot in danger, without its names. `people` are at work that day, `ever` were at some time."""

    lot_id: Key
    code: str
    starts_on: dt.date | None
    ends_on: dt.date
    due: Hours
    counted: Hours
    people: int
    ever: int
    standing: Standing

    @property
    def left(self) -> Hours:
        return Hours(self.due - self.counted)


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
    on_agenda: bool

    @property
    def id(self) -> Key:
        """By which a list knows its row again."""
        return self.lot_id

    @property
    def left(self) -> Hours:
        return Hours(self.due - self.counted)

    @property
    def expected(self) -> Hours | None:
        return self.standing.progress.expected if self.standing.progress else None

    @property
    def projection(self) -> Hours | None:
        return self.standing.progress.projection if self.standing.progress else None


@dataclass(frozen=True, slots=True)
class Names:
    """What a lot is called; `holder` is the company that answers for it."""

    lot: str
    contract: str
    buyer: str
    holder: str


def in_danger(session: Session, today: dt.date, months: int | None = None) -> list[LotInDanger]:
    """The lots of `cases`, with their names and what it would take."""
    found = cases(session, today, months)
    keys = [case.lot_id for case in found]
    called, put = names(session, keys), _on_agenda(session)
    return [
        LotInDanger(
            case.lot_id, case.code, called[case.lot_id].lot, called[case.lot_id].contract, called[case.lot_id].buyer,
            called[case.lot_id].holder, case.ends_on, case.due, case.counted, case.people, case.ever, case.standing,
            _pace(case.counted, case.starts_on, min(today, case.ends_on)), _pace(case.left, today, case.ends_on),
            case.lot_id in put,
        )
        for case in found
    ]  # fmt: skip


def cases(session: Session, today: dt.date, months: int | None = None) -> list[Case]:
    """Followed lots that end within so many months, or ended without being closed, with hours left to do.

    Those where nobody was ever placed come first, then those with nobody at work now, each the soonest end first;
    a lot on pace with people at work is in no danger, nor one whose pool covers what it lacks. Without `months`, as
    many as the rules of the house say.
    """
    cents_due = type_coerce(due_hours(session, today), Integer)
    cents_done = type_coerce(counted_hours(session, today), Integer)
    rules = office.rules(session)
    rows = session.execute(
        select(Lot.id, Lot.code, Lot.starts_on, Lot.ends_on, cents_due, func.coalesce(cents_done, 0))
        .join(Contract, Contract.id == Lot.contract_id)
        .outerjoin(LotTotal, LotTotal.lot_id == Lot.id)
        .where(
            Contract.state == ContractState.FOLLOWED,
            Lot.closed_on.is_(None),
            Lot.ends_on <= add_months(today, months or rules.danger_months),
            cents_due > func.coalesce(cents_done, 0),
        )
    ).all()
    people, shared = _people(session, [row[0] for row in rows], today), covers(session, today)
    found = []
    for key, code, starts_on, ends_on, due, done in rows:
        assert ends_on is not None, "the question asks for those that end"
        now, ever = people.get(key, (0, 0))
        owed, counted = hours(Decimal(due) / 100), hours(Decimal(done) / 100)
        if (cover := shared.get(key)) is not None and counted + cover.received >= owed:
            continue
        stands = standing(owed, counted, starts_on, ends_on, today, rules.thresholds)
        if not now or stands.progress is None or stands.is_behind:
            found.append(Case(key, code, starts_on, ends_on, owed, counted, now, ever, stands))
    found.sort(key=lambda lot: (lot.ever > 0, lot.people > 0, lot.ends_on, -lot.left, lot.code))
    return found


def names(session: Session, lots: Sequence[Key]) -> dict[Key, Names]:
    """By lot."""
    holders: dict[Key, str] = {}
    called: dict[Key, Names] = {}
    for some in batches(lots):
        for key, name in session.execute(
            select(LotHolder.lot_id, Company.name)
            .join(Company, Company.id == LotHolder.company_id)
            .where(LotHolder.lot_id.in_(some), LotHolder.role.in_(_LEADS))
        ):
            holders[key] = name
        for key, number, title, short, subject, buyer in session.execute(
            select(Lot.id, Lot.number, Lot.title, Contract.short_name, Contract.subject, Buyer.name)
            .join(Contract, Contract.id == Lot.contract_id)
            .outerjoin(Buyer, Buyer.id == Contract.buyer_id)
            .where(Lot.id.in_(some))
        ):
            called[key] = Names(
                lot_name(number, title), contract_name(short, subject), buyer or "", holders.get(key, "")
            )  # fmt: skip
    return called


def _pace(amount: Hours, since: dt.date | None, until: dt.date) -> Hours | None:
    """Hours a month when so many are done between two days."""
    if since is None or until <= since:
        return None
    return hours(amount / ((until - since).days / _DAYS_OF_A_MONTH))


def _people(session: Session, lots: list[Key], today: dt.date) -> dict[Key, tuple[int, int]]:
    """By lot, how many are at work that day, and how many ever were."""
    now = (Placement.starts_on <= today) & or_(Placement.ends_on.is_(None), Placement.ends_on >= today)
    counts: dict[Key, tuple[int, int]] = {}
    for some in batches(lots):
        for key, at_work, ever in session.execute(
            select(Placement.lot_id, func.count().filter(now), func.count())
            .where(Placement.lot_id.in_(some))
            .group_by(Placement.lot_id)
        ):
            counts[key] = at_work, ever
    return counts


def _on_agenda(session: Session) -> set[Key]:
    return {key for key in session.scalars(select(AgendaItem.lot_id)) if key is not None}
