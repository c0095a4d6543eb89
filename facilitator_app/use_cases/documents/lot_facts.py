"""What every document says of a lot."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer, Company, CompanyKind, Contact
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthStatement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, Month
from facilitator_app.use_cases.account.due_today import due_of
from facilitator_app.use_cases.months_reopened import incomplete

_FIRST = {HolderRole.HOLDER: 0, HolderRole.LEAD: 0, HolderRole.CO_CONTRACTOR: 1, HolderRole.SUBCONTRACTOR: 2}


@dataclass(frozen=True, slots=True)
class Holder:
    company_id: Key
    name: str
    town: str
    siret: str
    kind: CompanyKind
    role: HolderRole
    contact: str
    """`Laure Pignol, responsable RH`, or nothing."""


@dataclass(frozen=True, slots=True)
class LotFacts:
    """`holders` come with the holder, or the lead of the group, first."""

    id: Key
    code: str
    name: str
    due: Hours | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    contract_number: str
    contract_name: str
    notified_on: dt.date | None
    buyer: str
    holders: tuple[Holder, ...]

    @property
    def holder(self) -> Holder | None:
        return next((holder for holder in self.holders if holder.role is not HolderRole.SUBCONTRACTOR), None)

    @property
    def holder_name(self) -> str:
        """`Batirade SAS`, or `Batirade SAS, mandataire, avec Sud Charpente` for a group of companies."""
        if self.holder is None:
            return ""
        others = [holder.name for holder in self.holders if holder.role is HolderRole.CO_CONTRACTOR]
        others = [name for name in others if name != self.holder.name]
        return f"{self.holder.name}, mandataire, avec {listed(others)}" if others else self.holder.name


def lot_facts(session: Session, lot_id: str, day: dt.date | None = None) -> LotFacts:
    """Due on that day, else on that of the last act. Raises Refusal, about `lot_id`, when there is no such lot."""
    lot, contract, buyer = lot_asked(session, lot_id)
    return LotFacts(
        id=lot.id,
        code=lot.code,
        name=lot.name,
        due=due_of(session, lot, day) if day else lot.due_hours,
        starts_on=lot.starts_on,
        ends_on=lot.ends_on,
        contract_number=contract.number,
        contract_name=contract.short_name or contract.subject,
        notified_on=contract.notified_on,
        buyer=buyer.name if buyer else "",
        holders=_holders(session, lot_id),
    )


def lot_asked(session: Session, lot_id: str) -> tuple[Lot, Contract, Buyer | None]:
    """With its contract and the buyer, if it is known. Raises Refusal, about `lot_id`, when there is no such lot."""
    row = session.execute(
        select(Lot, Contract, Buyer)
        .join(Contract, Contract.id == Lot.contract_id)
        .outerjoin(Buyer, Buyer.id == Contract.buyer_id)
        .where(Lot.id == lot_id)
    ).one_or_none()
    if row is None:
        raise Refusal.because("Ce lot n’existe plus. Choisissez-en un autre dans la liste.", "lot_id")
    lot, contract, buyer = row
    return lot, contract, buyer


def _holders(session: Session, lot_id: str) -> tuple[Holder, ...]:
    rows = session.execute(
        select(Company, LotHolder.role, Contact.name, Contact.role)
        .join(LotHolder, LotHolder.company_id == Company.id)
        .outerjoin(Contact, Contact.id == LotHolder.contact_id)
        .where(LotHolder.lot_id == lot_id)
    ).all()
    return tuple(
        Holder(
            company.id, company.name, company.town, company.siret or "", company.kind, role,
            ", ".join(filter(None, (contact, function))),
        )
        for company, role, contact, function in sorted(rows, key=lambda row: (_FIRST[row[1]], row[0].folded))
    )  # fmt: skip


def validated_months(session: Session, lot_id: str) -> dict[Month, dt.date | None]:
    """The months closed for the lot with the hours of everybody at work, and the day each was."""
    wanting = incomplete(session, lot_id)
    rows = session.execute(
        select(MonthStatement.month, MonthStatement.validated_on).where(
            MonthStatement.lot_id == lot_id, MonthStatement.state == StatementState.VALIDATED
        )
    )
    return {month: day for month, day in rows if month not in wanting}


def listed(words: list[str]) -> str:
    """`août, septembre et octobre`."""
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
