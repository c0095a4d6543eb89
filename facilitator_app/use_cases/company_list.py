"""The companies known: all of them in a list, one in a sheet, a few as one types a name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer, Company, CompanyKind, Contact
from facilitator_app.domain.contract import Contract, HolderRole, Lot, LotHolder
from facilitator_app.domain.identifiers import written_siret
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.use_cases.company_duplicates import Twin, companies_with_twins, possible_twins
from facilitator_app.use_cases.contact_checks import contacts_to_check
from facilitator_app.use_cases.writing import found


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company in the list; `lots` it takes part in."""

    id: Key
    name: str
    kind: CompanyKind
    siret: str
    activity: str
    town: str
    lots: int
    has_twin: bool
    to_check: bool
    """Somebody to call there was not checked for too long."""
    searched: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody to call."""

    id: Key
    name: str
    role: str
    phone: str
    email: str
    checked_on: dt.date | None


@dataclass(frozen=True, slots=True)
class HeldLot:
    """A lot the company takes part in."""

    lot_id: Key
    name: str
    contract: str
    number: str
    role: HolderRole


@dataclass(frozen=True, slots=True)
class CompanySheet:
    """A company, whom to call there, its lots, and the companies it may be kept twice with.

    `people`: those it employs or employed under the clause, each once.
    """

    id: Key
    name: str
    kind: CompanyKind
    siret: str
    activity: str
    address: str
    phone: str
    email: str
    note: str
    naf_code: str
    website: str
    agreement: str
    agreement_from: dt.date | None
    agreement_until: dt.date | None
    trades: tuple[str, ...]
    communes_served: tuple[str, ...]
    tasks: str
    people: int
    contacts: tuple[ContactLine, ...]
    lots: tuple[HeldLot, ...]
    twins: tuple[Twin, ...]


def companies(session: Session, today: dt.date) -> list[CompanyRow]:
    """Every company, by name."""
    to_check = {contact.company_id for contact in contacts_to_check(session, today)}
    lots: Counter[str] = Counter()
    for key, count in session.execute(
        select(LotHolder.company_id, func.count(LotHolder.id)).group_by(LotHolder.company_id)
    ):
        lots[key] = count
    twins = companies_with_twins(session)
    rows = session.execute(
        select(
            Company.id, Company.name, Company.folded, Company.kind, Company.siret, Company.activity, Company.town
        ).order_by(Company.folded, Company.id)
    )
    return [
        CompanyRow(
            id=key,
            name=name,
            kind=kind,
            siret=siret or "",
            activity=activity,
            town=town,
            lots=lots[key],
            has_twin=key in twins,
            to_check=key in to_check,
            searched=f"{folded} {siret or ''} {fold(town)} {fold(activity)} {fold(kind.label)}",
        )
        for key, name, folded, kind, siret, activity, town in rows
    ]


def company_sheet(session: Session, company_id: str) -> CompanySheet:
    """Raises Refusal when the company is no longer there."""
    company = found(session, Company, company_id, "Cette entreprise")
    held = session.execute(
        select(Lot.id, Lot.number, Lot.title, Contract.short_name, Contract.subject, Contract.number, LotHolder.role)
        .join(Lot, Lot.id == LotHolder.lot_id)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(LotHolder.company_id == company_id)
        .order_by(Contract.number.desc(), Lot.code)
    )
    return CompanySheet(
        id=company.id,
        name=company.name,
        kind=company.kind,
        siret=company.siret or "",
        activity=company.activity,
        address=", ".join(part for part in (company.address, f"{company.postal_code} {company.town}".strip()) if part),
        phone=company.phone,
        email=company.email,
        note=company.note,
        naf_code=company.naf_code,
        website=company.website,
        agreement=company.agreement,
        agreement_from=company.agreement_from,
        agreement_until=company.agreement_until,
        trades=company.trades,
        communes_served=company.communes_served,
        tasks=company.tasks,
        people=session.scalar(
            select(func.count(Placement.beneficiary_id.distinct())).where(Placement.employer_id == company_id)
        )
        or 0,
        contacts=tuple(contacts_of(session, company_id)),
        lots=tuple(
            HeldLot(
                lot_id,
                Lot(number=number, title=title).name,
                Contract(short_name=short_name, subject=subject).name,
                contract_number,
                role,
            )
            for lot_id, number, title, short_name, subject, contract_number, role in held
        ),
        twins=tuple(possible_twins(session, company.name, company.siret or "", but=company.id)),
    )


def contacts_of(session: Session, company_id: str) -> list[ContactLine]:
    """Those to call at a company, by name."""
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.role, Contact.phone, Contact.email, Contact.checked_on)
        .where(Contact.company_id == company_id)
        .order_by(Contact.name)
    )
    return [ContactLine(*row) for row in rows]


def companies_like(session: Session, text: str, most: int = 20) -> list[tuple[Key, str]]:
    """Companies whose name has a word beginning with each word typed, or whose SIRET begins with the digits typed."""
    digits = "".join(text.split())
    question = select(Company.id, Company.name, Company.town, Company.siret)
    if digits.isdigit() and len(digits) >= 3:
        question = question.where(Company.siret.startswith(digits))
    else:
        for word in words_sought(text):
            question = question.where((" " + Company.folded).contains(f" {word}", autoescape=True))
    rows = session.execute(
        question.order_by(~Company.folded.startswith(fold(text), autoescape=True), Company.folded).limit(most)
    )
    return [(key, company_label(name, town, siret)) for key, name, town, siret in rows]


def company_named(session: Session, company_id: str) -> str:
    """The label under which `companies_like` proposes a company; "" when it is no longer there."""
    row = session.execute(
        select(Company.name, Company.town, Company.siret).where(Company.id == company_id)
    ).one_or_none()
    return "" if row is None else company_label(*row)


def company_label(name: str, town: str, siret: str | None) -> str:
    """What tells a company from its namesakes: `Batirade SAS, La Garde (834 157 513 00245)`."""
    place = f"{name}, {town}" if town else name
    return f"{place} ({written_siret(siret)})" if siret else place


def buyers_like(session: Session, text: str, most: int = 20) -> list[str]:
    """Names of buyers with a word beginning with each word typed."""
    question = select(Buyer.name)
    for word in words_sought(text):
        question = question.where((" " + Buyer.folded).contains(f" {word}", autoescape=True))
    return list(session.scalars(question.order_by(Buyer.folded).limit(most)))


def buyer_rows(session: Session) -> list[tuple[Key, str, str]]:
    """Every buyer by name: its key, its name, its SIRET as it is written."""
    rows = session.execute(select(Buyer.id, Buyer.name, Buyer.siret).order_by(Buyer.folded, Buyer.id))
    return [(key, name, written_siret(siret) if siret else "") for key, name, siret in rows]
