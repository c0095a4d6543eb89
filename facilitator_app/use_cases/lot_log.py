"""What was said with the companies of a lot and sent to them: exchanges, and reminders among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import Reminder
from facilitator_app.domain.company import Company
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.returns.exchanges import ExchangeLine, exchanges


@dataclass(frozen=True, slots=True)
class LogLine:
    """`exchange` is None of a reminder, which is not edited."""

    id: Key
    day: dt.date
    what: str
    company: str
    text: str
    to_do: str
    done_by: str
    exchange: ExchangeLine | None = None


def lot_log(session: Session, lot_id: str) -> list[LogLine]:
    """The latest first; what was said in general to its holders is there too."""
    said = [
        LogLine(
            one.id, one.day, one.kind.label, one.company, one.summary, one.actions if one.is_open else "",
            one.done_by, one,
        )
        for one in exchanges(session, lot_id=Key(lot_id))
    ]  # fmt: skip
    sent = session.execute(
        select(Reminder.id, Reminder.day, Reminder.step, Company.name, Reminder.periods, Reminder.sent_by)
        .join(Company, Company.id == Reminder.company_id)
        .where(Reminder.lot_id == lot_id)
    )
    lines = said + [LogLine(key, day, step.label, name, text, "", by) for key, day, step, name, text, by in sent]
    return sorted(lines, key=lambda line: (line.day, line.id), reverse=True)
