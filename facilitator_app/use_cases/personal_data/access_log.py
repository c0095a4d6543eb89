"""The log of who looked at whose file: a line at most every ten minutes, gone after twelve months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.access_log import KEPT_MONTHS, SAME_LOOK, Consultation, Look
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.domain.values import add_months

_UNJOURNALLED = {"unjournalled": True}


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line of the log. `name` is empty for somebody anonymised since."""

    id: Key
    beneficiary_id: Key
    name: str
    author: str
    at: dt.datetime
    look: Look
    reason: str


def note(
    session: Session, people: Iterable[Key], look: Look, at: dt.datetime, reason: str = "", by: str | None = None
) -> int:
    """Write that these files were looked at, and forget the lines older than a year; how many lines were added.

    The name is that of the session's author; the journal is not touched.
    """
    author = str(session.info.get("author", "") if by is None else by)[:120]
    purge(session, at.date())
    recent = select(Consultation.beneficiary_id).where(
        Consultation.at > at - SAME_LOOK, Consultation.author == author, Consultation.look == look
    )
    known = set(session.scalars(recent))
    rows = [
        {"id": new_key(), "beneficiary_id": key, "author": author, "at": at, "look": look, "reason": reason[:200]}
        for key in dict.fromkeys(people)
        if key not in known
    ]
    if rows:
        session.execute(insert(Consultation), rows, execution_options=_UNJOURNALLED)
    return len(rows)


def purge(session: Session, today: dt.date) -> None:
    """Forget the lines older than a year (the CNIL asks for six months to a year)."""
    oldest = dt.datetime.combine(add_months(today, -KEPT_MONTHS), dt.time(), dt.UTC)
    gone = delete(Consultation).where(Consultation.at < oldest)
    session.execute(gone, execution_options=_UNJOURNALLED | {"synchronize_session": False})


def looks(session: Session, beneficiary_id: Key | None = None, most: int = 500) -> list[LookLine]:
    """The latest lines, about everybody or one person."""
    asked = (
        select(
            Consultation.id, Consultation.beneficiary_id, Beneficiary.last_name, Beneficiary.first_name,
            Consultation.author, Consultation.at, Consultation.look, Consultation.reason,
        )
        .outerjoin(Beneficiary, Beneficiary.id == Consultation.beneficiary_id)
        .order_by(Consultation.at.desc(), Consultation.id.desc())
        .limit(most)
    )  # fmt: skip
    if beneficiary_id is not None:
        asked = asked.where(Consultation.beneficiary_id == beneficiary_id)
    return [
        LookLine(row.id, row.beneficiary_id, f"{row.last_name or ''} {row.first_name or ''}".strip(), row.author,
                 row.at, row.look, row.reason)
        for row in session.execute(asked)
    ]  # fmt: skip
