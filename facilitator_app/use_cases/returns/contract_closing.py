"""Closing a whole contract: every lot with its final statement, in one gesture; opened again for a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract, ContractState, Lot
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.returns.closing import (
    reason_given,
    refuse_before_the_end,
    write_closing,
    write_reopening,
)
from facilitator_app.use_cases.returns.final_statement import Statement, statement
from facilitator_app.use_cases.writing import found, write


@dataclass(frozen=True, slots=True)
class Reopening:
    """What opening a contract again would open: the lots closed on the last day, with their codes."""

    day: dt.date | None
    codes: tuple[str, ...]


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


def reopening(session: Session, contract_id: str) -> Reopening:
    """What `reopen_contract` would do. Raises Refusal when the contract is not closed."""
    contract = found(session, Contract, contract_id, "Ce marché")
    lots = _last_closed(session, contract)
    return Reopening(lots[0].closed_on if lots else None, tuple(lot.code for lot in lots))


def reopen_contract(session: Session, contract_id: str, reason: str, today: dt.date) -> None:
    """Follow the contract again, with the lots closed on its last day; those closed before stay closed."""
    contract = found(session, Contract, contract_id, "Ce marché")
    lots = _last_closed(session, contract)
    why = reason_given(reason)
    gestures.call_it(session, f"Réouverture\u00a0: {contract.number}")
    for lot in lots:
        write_reopening(session, lot, why, today)
    write(contract, {"state": ContractState.FOLLOWED})
    session.flush()


def _open_lots(session: Session, contract: Contract) -> list[Lot]:
    asked = select(Lot).where(Lot.contract_id == contract.id, Lot.closed_on.is_(None)).order_by(Lot.code)
    return list(session.scalars(asked))


def _last_closed(session: Session, contract: Contract) -> list[Lot]:
    """A contract archived by an earlier version may have lots that were never closed: they come with it."""
    if contract.state is not ContractState.CLOSED:
        raise Refusal.because(f"Le marché {contract.number} n’est pas clos.")
    of_contract = Lot.contract_id == contract.id
    last = session.scalar(select(func.max(Lot.closed_on)).where(of_contract))
    asked = select(Lot).where(of_contract, Lot.closed_on == last if last else Lot.closed_on.is_(None))
    return list(session.scalars(asked.order_by(Lot.code)))
