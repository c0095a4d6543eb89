"""What happens with a company beyond its lots: the posts it needed, what was said with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import Exchange, ExchangeKind, Reminder, Step
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState


@dataclass(frozen=True, slots=True)
class CompanyNeed:
    """A need of the company, whatever became of it."""

    id: Key
    code: str
    title: str
    lot_code: str
    starts_on: dt.date
    posts: int
    state: NeedState


@dataclass(frozen=True, slots=True)
class CompanyExchange:
    """Something said or sent one day; a reminder is an exchange too."""

    day: dt.date
    what: str
    text: str
    done_by: str


def company_needs(session: Session, company_id: str) -> list[CompanyNeed]:
    """The latest start first."""
    rows = session.execute(
        select(Need.id, Need.code, Need.title, Lot.code, Need.starts_on, Need.posts, Need.state)
        .join(Lot, Lot.id == Need.lot_id)
        .where(Need.company_id == company_id)
        .order_by(Need.starts_on.desc(), Need.code.desc())
    )
    return [CompanyNeed(*row) for row in rows]


def company_exchanges(session: Session, company_id: str, most: int = 50) -> list[CompanyExchange]:
    """The latest first, reminders among them."""
    said = session.execute(
        select(Exchange.day, Exchange.kind, Exchange.summary, Exchange.done_by)
        .where(Exchange.company_id == company_id)
        .order_by(Exchange.day.desc(), Exchange.id)
        .limit(most)
    )
    sent = session.execute(
        select(Reminder.day, Reminder.step, Reminder.periods, Reminder.sent_by)
        .where(Reminder.company_id == company_id)
        .order_by(Reminder.day.desc(), Reminder.id)
        .limit(most)
    )
    both: list[tuple[dt.date, ExchangeKind | Step, str, str]] = [(day, kind, text, by) for day, kind, text, by in said]
    both += [(day, step, text, by) for day, step, text, by in sent]
    lines = [CompanyExchange(day, kind.label, text, by) for day, kind, text, by in both]
    return sorted(lines, key=lambda line: line.day, reverse=True)[:most]
