"""Closing a whole contract: every lot with its closing statement, in one gesture; opened again for a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.closing import ClosingAct, LotClosing
from facilitator_app.domain.contract import Contract, ContractState, Lot
from facilitator_app.domain.journal import CREATION, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.returns.closing import (
    NO_REASON,
    reason_given,
    refuse_before_the_end,
    write_closing,
    write_reopening,
)
from facilitator_app.use_cases.returns.closing_statement import Statement, statement
from facilitator_app.use_cases.writing import Problems, found, tidy, write


@dataclass(frozen=True, slots=True)
class ClosedLot:
    """A lot that opening its contract again may open. `with_contract`: the gesture that closed the contract closed it.

    `closed_on` is None when an earlier version archived the contract without closing its lots.
    """

    id: Key
    code: str
    name: str
    closed_on: dt.date | None
    with_contract: bool


def statements(session: Session, contract_id: str, today: dt.date) -> list[Statement]:
    """Of the lots still open, in the order of their codes. Raises Refusal while one of them runs."""
    contract = found(session, Contract, contract_id, "Ce marché")
    lots = _open_lots(session, contract)
    for lot in lots:
        refuse_before_the_end(lot, today)
    return [statement(session, lot.id, today) for lot in lots]


def close_contract(session: Session, contract_id: str, today: dt.date) -> None:
    """Close every lot still open, each with its statement, and archive the contract."""
    contract = found(session, Contract, contract_id, "Ce marché")
    if contract.state is ContractState.CLOSED:
        raise Refusal.because(f"Le marché {contract.number} est déjà clos.")
    lots = _open_lots(session, contract)
    for lot in lots:
        refuse_before_the_end(lot, today)
    gestures.call_it(session, f"Clôture\u00a0: {contract.number}")
    for lot in lots:
        write_closing(session, lot, today)
    write(contract, {"state": ContractState.CLOSED})
    session.flush()


def reopening(session: Session, contract_id: str) -> tuple[ClosedLot, ...]:
    """The lots that may be opened again, by code. Raises Refusal when the contract is not closed."""
    contract = found(session, Contract, contract_id, "Ce marché")
    lots = _lots_of_closed(session, contract)
    together = _closed_with_contract(session, lots)
    return tuple(ClosedLot(lot.id, lot.code, lot.name, lot.closed_on, lot.id in together) for lot in lots)


def reopen_contract(
    session: Session, contract_id: str, reason: str, today: dt.date, lots: Collection[str] | None = None
) -> None:
    """Follow the contract again with these lots; without any said, with those closed by the gesture that closed it.

    Raises Refusal without a reason, or when no lot is left to open.
    """
    contract = found(session, Contract, contract_id, "Ce marché")
    closed = _lots_of_closed(session, contract)
    wanted = _closed_with_contract(session, closed) if lots is None else set(lots)
    opened = [lot for lot in closed if lot.id in wanted]
    problems = Problems()
    if closed and not opened:
        problems.say("lots", "Cochez au moins un lot à rouvrir\u00a0: un marché se suit par ses lots.")
    if not tidy(reason):
        problems.say(*NO_REASON)
    problems.refuse()
    gestures.call_it(session, f"Réouverture\u00a0: {contract.number}")
    for lot in opened:
        write_reopening(session, lot, reason_given(reason), today)
    write(contract, {"state": ContractState.FOLLOWED})
    session.flush()


def _open_lots(session: Session, contract: Contract) -> list[Lot]:
    asked = select(Lot).where(Lot.contract_id == contract.id, Lot.closed_on.is_(None)).order_by(Lot.code)
    return list(session.scalars(asked))


def _lots_of_closed(session: Session, contract: Contract) -> list[Lot]:
    if contract.state is not ContractState.CLOSED:
        raise Refusal.because(f"Le marché {contract.number} n’est pas clos.")
    return list(session.scalars(select(Lot).where(Lot.contract_id == contract.id).order_by(Lot.code)))


def _closed_with_contract(session: Session, lots: Sequence[Lot]) -> set[Key]:
    """Those that the last gesture of closing closed; the others had been closed on their own before.

    A contract archived by an earlier version may have lots that were never closed: they come with it.
    """
    last = max((lot.closed_on for lot in lots if lot.closed_on), default=None)
    latest = {lot.id for lot in lots if lot.closed_on == last}
    closed_by = dict(
        session.execute(
            select(LotClosing.lot_id, JournalEntry.gesture_id)
            .join(JournalEntry, JournalEntry.record_id == LotClosing.id)
            .where(
                LotClosing.lot_id.in_(latest), LotClosing.act == ClosingAct.CLOSED, LotClosing.day == last,
                JournalEntry.field == CREATION,
            )
            .order_by(JournalEntry.gesture_id)  # keys of gestures sort by the time they were made: the last one stays
        ).all()
    )  # fmt: skip
    gesture = max(closed_by.values(), default=None)
    return {key for key in latest if closed_by.get(key) == gesture}
