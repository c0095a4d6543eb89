"""Closing a lot: its closing statement from its account, its contract archived, opened again for a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.closing import ClosingAct, LotClosing, Outcome
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Hours, hours, written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.counted_today import counted_hours
from facilitator_app.use_cases.account.due_today import due_hours
from facilitator_app.use_cases.account.pool_cover import covers
from facilitator_app.use_cases.returns.closing_statement import Statement, outcome_with, statement
from facilitator_app.use_cases.writing import found, tidy, write

NO_REASON = ("reason", "Dites pourquoi, par exemple «\u00a0relevé de septembre reçu après la clôture\u00a0».")


@dataclass(frozen=True, slots=True)
class LotToClose:
    """A lot that is over, or closed. `company_id` is its holder, or the lead of its group."""

    id: Key
    code: str
    name: str
    contract: str
    buyer: str
    company_id: Key | None
    company: str
    ends_on: dt.date | None
    due: Hours | None
    counted: Hours
    outcome: Outcome
    closed_on: dt.date | None

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


def lots_to_close(session: Session, today: dt.date) -> list[LotToClose]:
    """The lots that are over and not closed, the oldest first, then those closed, the latest first."""
    rows = session.execute(
        select(
            Lot.id, Lot.code, Lot.number, Lot.title, Contract.short_name, Contract.subject, Contract.state, Buyer.name,
            LotHolder.company_id, Company.name, Lot.ends_on, due_hours(session, today), counted_hours(session, today),
            Lot.closed_on,
        )
        .join(Contract, Contract.id == Lot.contract_id)
        .outerjoin(Buyer, Buyer.id == Contract.buyer_id)
        .outerjoin(
            LotHolder,
            (LotHolder.lot_id == Lot.id) & LotHolder.role.in_((HolderRole.HOLDER, HolderRole.LEAD)),
        )
        .outerjoin(Company, Company.id == LotHolder.company_id)
        .outerjoin(LotTotal, LotTotal.lot_id == Lot.id)
        .where(
            or_(
                (Contract.state == ContractState.FOLLOWED) & ((Lot.ends_on < today) | Lot.closed_on.is_not(None)),
                Contract.state == ContractState.CLOSED,
            )
        )
    )  # fmt: skip
    lots: dict[Key, LotToClose] = {}
    shared = covers(session, today)
    for key, code, number, title, short, subject, state, buyer, holder, company, ends_on, due, done, closed_on in rows:
        counted = hours(done or 0)
        closed = closed_on or (ends_on or today if state is ContractState.CLOSED else None)
        lots.setdefault(
            key,
            LotToClose(
                key, code, lot_name(number, title), contract_name(short, subject), buyer or "", holder, company or "",
                ends_on, due, counted, outcome_with(due, counted, shared.get(key)), closed,
            ),
        )  # fmt: skip
    waiting = sorted((lot for lot in lots.values() if not lot.is_closed), key=lambda lot: (lot.ends_on, lot.code))
    closed_ = [lot for lot in lots.values() if lot.is_closed]
    return waiting + sorted(closed_, key=lambda lot: (lot.closed_on, lot.code), reverse=True)


def close_lot(session: Session, lot_id: str, today: dt.date) -> None:
    """Keep the closing statement and close the lot; with its last lot, the contract is archived."""
    lot = found(session, Lot, lot_id, "Ce lot")
    if lot.closed_on is not None:
        raise Refusal.because(f"Le lot {lot.code} est déjà clos depuis le {written_date(lot.closed_on)}.")
    refuse_before_the_end(lot, today)
    gestures.call_it(session, f"Clôture du lot {lot.code}")
    write_closing(session, lot, today)
    still_open = session.scalar(
        select(func.count()).select_from(Lot).where(Lot.contract_id == lot.contract_id, Lot.closed_on.is_(None))
    )
    if not still_open:
        write(session.get_one(Contract, lot.contract_id), {"state": ContractState.CLOSED})
        session.flush()


def reopen_lot(session: Session, lot_id: str, reason: str, today: dt.date) -> None:
    """Follow the lot again, and its contract with it. The reason is kept. Raises Refusal without one."""
    lot = found(session, Lot, lot_id, "Ce lot")
    contract = found(session, Contract, lot.contract_id, "Ce marché")
    if lot.closed_on is None and contract.state is not ContractState.CLOSED:
        raise Refusal.because(f"Le lot {lot.code} n’est pas clos.")
    why = reason_given(reason)
    gestures.call_it(session, f"Réouverture du lot {lot.code}")
    write_reopening(session, lot, why, today)
    write(contract, {"state": ContractState.FOLLOWED})
    session.flush()


def refuse_before_the_end(lot: Lot, today: dt.date) -> None:
    """Raises Refusal while the lot runs."""
    if lot.ends_on is not None and lot.ends_on > today:
        raise Refusal.because(
            f"Le lot {lot.code} ne se termine que le {written_date(lot.ends_on)}\u00a0: "
            "corrigez sa date de fin s’il s’est arrêté avant."
        )


def reason_given(reason: str) -> str:
    """Why something closed is opened again. Raises Refusal when nothing is said."""
    why = tidy(reason)
    if not why:
        raise Refusal(Problem(*NO_REASON))
    return why[:300]


def write_closing(session: Session, lot: Lot, today: dt.date) -> None:
    """The one place that closes a lot."""
    final = statement(session, lot.id, today)
    lot.closed_on = today
    session.add(_event(session, lot, ClosingAct.CLOSED, today, final))
    session.flush()


def write_reopening(session: Session, lot: Lot, why: str, today: dt.date) -> None:
    """The one place that opens a lot again."""
    final = statement(session, lot.id, today)
    lot.closed_on = None
    session.add(_event(session, lot, ClosingAct.REOPENED, today, final, why))
    session.flush()


def _event(session: Session, lot: Lot, act: ClosingAct, today: dt.date, final: Statement, why: str = "") -> LotClosing:
    return LotClosing(
        lot_id=lot.id, act=act, day=today, due=final.due, counted=final.counted, received=final.received,
        given=final.given, done_by=_author(session), reason=why,
    )  # fmt: skip


def _author(session: Session) -> str:
    return str(session.info.get("author", ""))[:120]
