"""Making sure of contacts every few months: which are to be checked, and saying that one was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import ChasingRules
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import Contract, ContractState, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import found, write

USUAL_MONTHS = 6


@dataclass(frozen=True, slots=True)
class ContactToCheck:
    """`checked_on` is None when nobody ever said that these details are right."""

    contact_id: Key
    company_id: Key
    company: str
    name: str
    checked_on: dt.date | None


def months_between_checks(session: Session) -> int:
    """The house's own, else six."""
    rules = session.get(ChasingRules, ChasingRules.key())
    return USUAL_MONTHS if rules is None or rules.removed else rules.contact_months


def check_before(session: Session, today: dt.date) -> dt.date:
    """Contacts checked before this day are to be checked again."""
    month = Month.of(today).plus(-months_between_checks(session))
    return min(month.last_day, month.first_day.replace(day=min(today.day, month.last_day.day)))


def is_to_check(checked_on: dt.date | None, limit: dt.date) -> bool:
    return checked_on is None or checked_on < limit


def contacts_to_check(session: Session, today: dt.date) -> list[ContactToCheck]:
    """Every contact nobody checked for too long, those never checked first."""
    rows = session.execute(
        select(Contact.id, Company.id, Company.name, Contact.name, Contact.checked_on)
        .join(Company, Company.id == Contact.company_id)
        .where(or_(Contact.checked_on.is_(None), Contact.checked_on < check_before(session, today)))
        .order_by(Contact.checked_on, Company.folded, Contact.name, Contact.id)
    )
    return [ContactToCheck(*row) for row in rows]


def holders_to_check(session: Session, today: dt.date, most: int) -> tuple[int, list[tuple[Key, str]]]:
    """Holders of lots under way with somebody to call nobody checked for too long: how many, and the first by name."""
    under_way = (
        select(LotHolder.company_id)
        .join(Lot, Lot.id == LotHolder.lot_id)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(Contract.state == ContractState.FOLLOWED, Lot.closed_on.is_(None))
    )
    late = (
        select(Contact.company_id)
        .where(or_(Contact.checked_on.is_(None), Contact.checked_on < check_before(session, today)))
        .where(Contact.company_id.in_(under_way))
    )
    count = session.scalar(select(func.count(Company.id)).where(Company.id.in_(late))) or 0
    if not count:
        return 0, []
    first = session.execute(
        select(Company.id, Company.name).where(Company.id.in_(late)).order_by(Company.folded, Company.id).limit(most)
    )
    return count, [(key, name) for key, name in first]


def contact_checked(session: Session, contact_id: str, today: dt.date) -> None:
    """Somebody made sure of these details today."""
    contact = found(session, Contact, contact_id, "Ce contact")
    gestures.call_it(session, f"Contact vérifié\u00a0: {contact.name}")
    write(contact, {"checked_on": today})
    session.flush()
