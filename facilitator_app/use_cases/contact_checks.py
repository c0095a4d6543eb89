"""Making sure of contacts every few months: which are to be checked, and saying that one was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import ChasingRules
from facilitator_app.domain.company import Company, Contact
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


def contact_checked(session: Session, contact_id: str, today: dt.date) -> None:
    """Somebody made sure of these details today."""
    contact = found(session, Contact, contact_id, "Ce contact")
    gestures.call_it(session, f"Contact vérifié\u00a0: {contact.name}")
    write(contact, {"checked_on": today})
    session.flush()
