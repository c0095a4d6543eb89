"""Closing a lot: its final statement from its account, its contract archived, opened again for a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.documents.closing_statement import ClosingStatement, closing_statement
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.domain.closing import ClosingAct, LotClosing, Outcome, outcome
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Hours, Month, hours, written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.documents.facts import lot_facts
from facilitator_app.use_cases.documents.person_facts import heading
from facilitator_app.use_cases.returns.board import late_returns
from facilitator_app.use_cases.writing import found, tidy, write


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


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of a lot at its end. `due` is None when nobody said what it owes.

    `unvalidated` are the months with hours that are not validated, `wanting` the returns that did not come.
    """

    lot_id: Key
    code: str
    due: Hours | None
    declared: Hours
    counted: Hours
    outcome: Outcome
    unvalidated: tuple[Month, ...]
    wanting: int
    at_work: int
    events: tuple[tuple[dt.date, ClosingAct, str], ...]

    @property
    def shortfall(self) -> Hours:
        return hours(0 if self.due is None else max(Decimal(0), self.due - self.counted))

    @property
    def surplus(self) -> Hours:
        return hours(0 if self.due is None else max(Decimal(0), self.counted - self.due))

    @property
    def reserves(self) -> tuple[str, ...]:
        """What somebody should look at before the lot is closed."""
        said = []
        if self.unvalidated:
            said.append(f"mois non validés\u00a0: {', '.join(month.full_name for month in self.unvalidated)}")
        if self.wanting:
            said.append(f"relevés jamais reçus\u00a0: {self.wanting}")
        if self.at_work:
            said.append(f"personnes encore en poste\u00a0: {self.at_work}")
        return tuple(said)


def lots_to_close(session: Session, today: dt.date) -> list[LotToClose]:
    """The lots that are over and not closed, the oldest first, then those closed, the latest first."""
    rows = session.execute(
        select(
            Lot.id, Lot.code, Lot.number, Lot.title, Contract.short_name, Contract.subject, Contract.state, Buyer.name,
            LotHolder.company_id, Company.name, Lot.ends_on, Lot.due_hours, LotTotal.hours, Lot.closed_on,
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
    for key, code, number, title, short, subject, state, buyer, holder, company, ends_on, due, done, closed_on in rows:
        counted = hours(done or 0)
        closed = closed_on or (ends_on or today if state is ContractState.CLOSED else None)
        lots.setdefault(
            key,
            LotToClose(
                key, code, lot_name(number, title), contract_name(short, subject), buyer or "", holder, company or "",
                ends_on, due, counted, outcome(due, counted), closed,
            ),
        )  # fmt: skip
    waiting = sorted((lot for lot in lots.values() if not lot.is_closed), key=lambda lot: (lot.ends_on, lot.code))
    closed_ = [lot for lot in lots.values() if lot.is_closed]
    return waiting + sorted(closed_, key=lambda lot: (lot.closed_on, lot.code), reverse=True)


def statement(session: Session, lot_id: str, today: dt.date) -> Statement:
    """From the lines of the account. Raises Refusal when the lot is no longer there."""
    found_ = lot_account(session, lot_id, today)
    account = found_.account
    due = account.due if account.dues else None
    events = session.execute(
        select(LotClosing.day, LotClosing.act, LotClosing.reason)
        .where(LotClosing.lot_id == lot_id)
        .order_by(LotClosing.day, LotClosing.id)
    )
    return Statement(
        found_.lot_id, found_.code, due, account.declared, account.counted, outcome(due, account.counted),
        _unvalidated(session, lot_id),
        sum(row.late for row in late_returns(session, today) if row.lot_id == lot_id),
        _at_work(session, lot_id, today),
        tuple((day, act, reason) for day, act, reason in events),
    )  # fmt: skip


def close_lot(session: Session, lot_id: str, today: dt.date) -> None:
    """Keep the final statement and close the lot; with its last lot, the contract is archived."""
    lot = found(session, Lot, lot_id, "Ce lot")
    if lot.closed_on is not None:
        raise Refusal.because(f"Le lot {lot.code} est déjà clos depuis le {written_date(lot.closed_on)}.")
    if lot.ends_on is not None and lot.ends_on > today:
        raise Refusal.because(
            f"Le lot {lot.code} ne se termine que le {written_date(lot.ends_on)}\u00a0: "
            "corrigez sa date de fin s’il s’est arrêté avant."
        )
    final = statement(session, lot_id, today)
    gestures.call_it(session, f"Clôture du lot {lot.code}")
    lot.closed_on = today
    session.add(
        LotClosing(
            lot_id=lot.id, act=ClosingAct.CLOSED, day=today, due=final.due, counted=final.counted,
            done_by=_author(session),
        )
    )  # fmt: skip
    session.flush()
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
    why = tidy(reason)
    if not why:
        raise Refusal.because(
            "Dites pourquoi, par exemple «\u00a0relevé de septembre reçu après la clôture\u00a0».", "reason"
        )
    final = statement(session, lot_id, today)
    gestures.call_it(session, f"Réouverture du lot {lot.code}")
    lot.closed_on = None
    write(contract, {"state": ContractState.FOLLOWED})
    session.add(
        LotClosing(
            lot_id=lot.id, act=ClosingAct.REOPENED, day=today, due=final.due, counted=final.counted,
            done_by=_author(session), reason=why[:300],
        )
    )  # fmt: skip
    session.flush()


def statement_pdf(session: Session, lot_id: str, today: dt.date) -> bytes:
    """The final statement on paper. It names nobody."""
    final, facts = statement(session, lot_id, today), lot_facts(session, lot_id)
    return form_pdf(
        closing_statement(
            ClosingStatement(
                heading(session, today), facts.holder_name, facts.holder.siret if facts.holder else "", facts.buyer,
                f"{facts.contract_number}, {facts.contract_name}", f"{facts.name} ({facts.code})", facts.starts_on,
                facts.ends_on, final.due, final.declared, final.counted, final.shortfall, final.surplus,
                final.outcome.label, final.reserves,
            )
        )
    )  # fmt: skip


def _unvalidated(session: Session, lot_id: str) -> tuple[Month, ...]:
    months = session.scalars(
        select(MonthlyHours.month)
        .join(Placement, Placement.id == MonthlyHours.placement_id)
        .where(Placement.lot_id == lot_id, MonthlyHours.declared.is_not(None))
        .distinct()
    )
    validated = session.scalars(
        select(MonthStatement.month).where(
            MonthStatement.lot_id == lot_id, MonthStatement.state == StatementState.VALIDATED
        )
    )
    return tuple(sorted(set(months) - set(validated)))


def _at_work(session: Session, lot_id: str, today: dt.date) -> int:
    going_on = or_(Placement.ends_on.is_(None), Placement.ends_on > today)
    asked = select(func.count()).select_from(Placement)
    return session.scalar(asked.where(Placement.lot_id == lot_id, Placement.starts_on <= today, going_on)) or 0


def _author(session: Session) -> str:
    return str(session.info.get("author", ""))[:120]
