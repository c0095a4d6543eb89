"""Several companies on one lot: what each owes, what was done for it, and who covers whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.sharing import Transfer, settlement, shares
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.domain.obligation import Rounding, TurnoverKind
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import Hours, hours
from facilitator_app.use_cases.account.reading import lot_account, obligations_of
from facilitator_app.use_cases.writing import found

_LEADS = (HolderRole.HOLDER, HolderRole.LEAD)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member of the group: `amount`, what it invoiced or ordered, and `worked`, its hours, where that makes due."""

    company_id: Key
    company: str
    role: HolderRole
    amount: Decimal
    worked: Decimal
    due: Hours
    counted: Hours

    @property
    def balance(self) -> Hours:
        """Above zero: done beyond its part; below: still owed."""
        return Hours(self.counted - self.due)


@dataclass(frozen=True, slots=True)
class GroupAccount:
    """Who owes how much, and how the surplus of some covers what others lack."""

    members: tuple[MemberLine, ...]
    transfers: tuple[Transfer, ...]


def members(session: Session, lot_id: str) -> list[tuple[Key, HolderRole, str]]:
    """The companies that answer for a lot, the lead first; subcontractors answer to one of them (L2193-2)."""
    rows = session.execute(
        select(LotHolder.company_id, LotHolder.role, Company.name)
        .join(Company, Company.id == LotHolder.company_id)
        .where(LotHolder.lot_id == lot_id, LotHolder.role != HolderRole.SUBCONTRACTOR)
        .order_by(LotHolder.role.not_in(_LEADS), Company.folded, Company.id)
    )
    return [(key, role, name) for key, role, name in rows]


def group_account(session: Session, lot_id: str, on: dt.date, known_on: dt.date | None = None) -> GroupAccount:
    """A part written for a member is its own; what the group owes as one is shared by what each invoiced or ordered.

    Without amounts it stays with the lead, who answers for all. Hours done by a subcontractor or an insertion
    structure are credited to the company that asked for the person, else to the lead (L2193-2).
    """
    lot = found(session, Lot, lot_id, "Ce lot")
    known = known_on or dt.date.max
    held = members(session, lot_id)
    if not held:
        return GroupAccount((), ())
    companies = [key for key, _, _ in held]
    shown = lot_account(session, lot_id, on, known).account
    due: dict[Key, Decimal] = defaultdict(Decimal)
    invoiced: dict[Key, Decimal] = defaultdict(Decimal)
    worked: dict[Key, Decimal] = defaultdict(Decimal)
    obliged = {one.terms.key: one for one in obligations_of(session, lot)}
    for one in shown.dues:
        own = one.terms.company_id
        amounts = {key: Decimal(0) for key in companies}
        for amount in obliged[one.terms.key].amounts:
            if amount.company_id in amounts and amount.effective_on <= on and amount.recorded_on <= known:
                amounts[amount.company_id] += amount.amount
                volume = worked if amount.kind is TurnoverKind.BASE_HOURS else invoiced
                volume[amount.company_id] += amount.amount
        if own in amounts:
            parts = {own: one.hours}
        elif any(part > 0 for part in amounts.values()):
            parts = shares(one.hours, amounts, one.terms.rounding is not Rounding.NONE)
        else:
            parts = {companies[0]: one.hours}
        for key, part in parts.items():
            due[key] += part
    credited = _credited(session, lot_id, companies)
    done: dict[Key, Decimal] = defaultdict(Decimal)
    for month in shown.months:
        done[credited[month.line.work.key]] += month.hours
    lines = tuple(
        MemberLine(key, name, role, invoiced[key], worked[key], hours(due[key]), hours(done[key]))
        for key, role, name in held
    )
    return GroupAccount(lines, tuple(settlement([(line.company_id, line.balance) for line in lines])))


def _credited(session: Session, lot_id: str, companies: list[Key]) -> dict[Key, Key]:
    """By placement, the member of the group whose hours they are."""
    rows = session.execute(
        select(Placement.id, Placement.employer_id, Need.company_id)
        .outerjoin(Need, Need.id == Placement.need_id)
        .where(Placement.lot_id == lot_id)
    )
    return {
        key: next((company for company in (asked_by, employer) if company in companies), companies[0])
        for key, employer, asked_by in rows
    }
