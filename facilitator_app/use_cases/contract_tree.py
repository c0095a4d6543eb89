"""Contracts followed, with their lots and where each stands against time: the list beside the lot sheet.

It is asked once after each change; filtering as one types is done on what was asked.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from sqlalchemy import ColumnElement, Integer, and_, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.progress import Thresholds
from facilitator_app.domain.totals import LotMonthTotal, LotTotal
from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.counted_today import counted_hours, moved_by_month
from facilitator_app.use_cases.account.due_today import due_hours
from facilitator_app.use_cases.lot_standing import Standing, standing

LEADERS = (HolderRole.HOLDER, HolderRole.LEAD)


class Show(StrEnum):
    """What the list is limited to."""

    RUNNING = "running"
    AT_RISK = "at_risk"
    TO_NOTIFY = "to_notify"
    TO_SORT = "to_sort"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Clock:
    """What every lot of a tree is measured against."""

    today: dt.date
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot in the tree. `holder` is its holder or lead, "" while nobody is known.

    Hours are kept as read, in whole hundredths: exact decimals are made for the lots looked at, of thousands.
    """

    id: Key
    number: str
    name: str
    code: str
    holder: str
    cents_due: int | None
    cents_done: int
    starts_on: dt.date | None
    ends_on: dt.date | None
    closed: bool
    running: bool
    """Neither closed nor waiting for its contract to be notified, of a contract still followed."""
    clock: Clock
    searched: str

    @property
    def due(self) -> Hours | None:
        return None if self.cents_due is None else _from_cents(self.cents_due)

    @property
    def standing(self) -> Standing:
        done, clock = _from_cents(self.cents_done), self.clock
        return standing(self.due, done, self.starts_on, self.ends_on, clock.today, clock.thresholds)

    @property
    def is_behind(self) -> bool:
        return self.standing.is_behind


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract in the tree, with the lots shown."""

    id: Key
    number: str
    name: str
    buyer: str
    state: ContractState
    notified: bool
    lots: tuple[LotLine, ...]
    searched: str


@dataclass(frozen=True)  # no slots: what is worked out once is kept
class ContractTree:
    """`to_sort` counts imported contracts that nobody has sorted; they are listed apart.

    The work of the day is not the `whole`: lots and contracts that are over wait until all are asked for.
    """

    contracts: tuple[ContractLine, ...]
    to_sort: int
    hours_this_year: Hours
    is_empty: bool
    """Neither a contract kept nor one to sort, be it over."""
    whole: bool

    @cached_property
    def counts(self) -> dict[str, int]:
        """Lots that run and lots at risk; contracts to notify and to sort."""
        running = [lot for contract in self.contracts for lot in contract.lots if lot.running]
        return {
            Show.RUNNING: len(running),
            Show.AT_RISK: sum(lot.is_behind for lot in running),
            Show.TO_NOTIFY: sum(_is_followed(contract) and not contract.notified for contract in self.contracts),
            Show.TO_SORT: self.to_sort,
        }

    @cached_property
    def running_contracts(self) -> int:
        """How many contracts have a lot that runs, or wait to be cut into lots."""
        return sum(
            _is_shown(contract, Show.RUNNING) and (not contract.lots or any(lot.running for lot in contract.lots))
            for contract in self.contracts
        )

    def showing(self, show: str, text: str = "") -> list[ContractLine]:
        """Contracts and lots so limited, and holding every word of the text (contract or lot, name, number, holder)."""
        words = words_sought(text)
        shown = []
        for contract in self.contracts:
            if not _is_shown(contract, show):
                continue
            lots = [lot for lot in contract.lots if _lot_is_shown(lot, show)]
            if words:
                lots = [lot for lot in lots if all(word in lot.searched or word in contract.searched for word in words)]
            # A contract without lots stays in sight: it waits to be cut.
            whole = show in (Show.ALL, Show.TO_NOTIFY) or (show == Show.RUNNING and not contract.lots)
            if lots or (whole and all(word in contract.searched for word in words)):
                shown.append(contract if len(lots) == len(contract.lots) else replace(contract, lots=tuple(lots)))
        return shown


def contract_tree(session: Session, today: dt.date, whole: bool = False) -> ContractTree:
    """Every contract but those to sort and those set aside, the latest first; without `whole`, the work of the day."""
    lots = _lots(session, today, whole)
    kept = Contract.state.in_((ContractState.FOLLOWED, ContractState.CLOSED))
    uncut = ~exists().where(Lot.contract_id == Contract.id, ~Lot.removed)
    at_hand = or_(Contract.id.in_(select(Lot.contract_id).where(_is_running(today))), uncut, _waits(today))
    rows = session.execute(
        select(
            Contract.id, Contract.number, Contract.subject, Contract.short_name, Contract.folded, Contract.state,
            Contract.notified_on, Buyer.name, Buyer.folded,
        )
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .where(kept if whole else and_(Contract.state == ContractState.FOLLOWED, at_hand))
        .order_by(Contract.state == ContractState.CLOSED, Contract.number.desc(), Contract.id)
    )  # fmt: skip
    contracts = tuple(
        ContractLine(
            id=key,
            number=number,
            name=_name(short_name, subject),
            buyer=buyer,
            state=state,
            notified=notified_on is not None and notified_on <= today,
            lots=tuple(lots.get(key, ())),
            searched=f"{fold(number)} {folded} {fold(short_name)} {buyer_folded}",
        )
        for key, number, subject, short_name, folded, state, notified_on, buyer, buyer_folded in rows
    )
    to_sort = session.scalar(select(func.count(Contract.id)).where(Contract.state == ContractState.TO_SORT)) or 0
    first, last = Month(today.year, 1), Month(today.year, 12)
    kept_hours = session.scalar(select(func.sum(LotMonthTotal.hours)).where(LotMonthTotal.month.between(first, last)))
    year = sum(moved_by_month(session, today, first, last).values(), kept_hours or Decimal(0))
    empty = not (contracts or to_sort or session.scalar(select(exists().where(kept, ~Contract.removed))))
    return ContractTree(contracts, to_sort, hours(year), empty, whole)


def _is_running(today: dt.date) -> ColumnElement[bool]:
    """Lots that nobody closed."""
    return or_(Lot.closed_on.is_(None), Lot.closed_on > today)


def _waits(today: dt.date) -> ColumnElement[bool]:
    """Contracts not notified yet."""
    return or_(Contract.notified_on.is_(None), Contract.notified_on > today)


def _lots(session: Session, today: dt.date, whole: bool) -> dict[Key, list[LotLine]]:
    """By contract."""
    clock = Clock(today, office.rules(session).thresholds)
    wanted: ColumnElement[bool] = Contract.state.in_((ContractState.FOLLOWED, ContractState.CLOSED))
    if not whole:
        wanted = and_(Contract.state == ContractState.FOLLOWED, or_(_is_running(today), _waits(today)))
    holders = _holders(session, wanted)
    lots: defaultdict[Key, list[LotLine]] = defaultdict(list)
    rows = session.execute(
        select(
            Lot.contract_id, Lot.id, Lot.number, Lot.title, Lot.folded, Lot.code, Lot.starts_on, Lot.ends_on,
            Lot.closed_on, type_coerce(due_hours(session, today), Integer),
            type_coerce(counted_hours(session, today), Integer),
            and_(Contract.state == ContractState.FOLLOWED, Contract.notified_on <= today),
        )
        .join(Contract, Contract.id == Lot.contract_id)
        .outerjoin(LotTotal, LotTotal.lot_id == Lot.id)
        .where(wanted)
    )  # fmt: skip
    for (
        contract_id, key, number, title, folded, code, starts_on, ends_on, closed_on, cents_due, cents_done, under_way,
    ) in rows:  # fmt: skip
        closed = closed_on is not None and closed_on <= today
        holder, searched = holders.get(key, ("", ""))
        lots[contract_id].append(
            LotLine(
                id=key,
                number=number,
                name=_lot_name(number, title),
                code=code,
                holder=holder,
                cents_due=cents_due,
                cents_done=cents_done or 0,
                starts_on=starts_on,
                ends_on=ends_on,
                closed=closed,
                running=bool(under_way) and not closed,
                clock=clock,
                searched=f"lot {fold(number)} {folded} {fold(code)} {searched}",
            )
        )
    for of_contract in lots.values():
        of_contract.sort(key=lambda lot: (len(lot.number), lot.number, lot.name))
    return lots


def _holders(session: Session, wanted: ColumnElement[bool]) -> dict[Key, tuple[str, str]]:
    """By lot: who answers for it, and all its companies as searched."""
    found: dict[Key, tuple[str, str]] = {}
    rows = session.execute(
        select(LotHolder.lot_id, LotHolder.role, Company.name, Company.folded)
        .join(Company, Company.id == LotHolder.company_id)
        .join(Lot, Lot.id == LotHolder.lot_id)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(wanted)
        .order_by(LotHolder.lot_id, Company.folded)
    )
    for lot_id, role, name, folded in rows:
        first, searched = found.get(lot_id, ("", ""))
        found[lot_id] = (name if role in LEADERS or not first else first, f"{searched} {folded}")
    return found


def _name(short_name: str, subject: str) -> str:
    return short_name or (subject if len(subject) <= 80 else f"{subject[:79]}…")


def _lot_name(number: str, title: str) -> str:
    return f"Lot {number} {title}".strip() if number else (title or "Lot unique")


def _is_followed(contract: ContractLine) -> bool:
    return contract.state == ContractState.FOLLOWED


def _is_shown(contract: ContractLine, show: str) -> bool:
    if show == Show.TO_NOTIFY:
        return _is_followed(contract) and not contract.notified
    return show == Show.ALL or (_is_followed(contract) and contract.notified)


def _lot_is_shown(lot: LotLine, show: str) -> bool:
    if show == Show.AT_RISK:
        return lot.running and lot.is_behind
    return lot.running or show in (Show.ALL, Show.TO_NOTIFY)


def _from_cents(cents: int) -> Hours:
    return hours(Decimal(cents) / 100)
