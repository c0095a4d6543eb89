"""The log of who looked at whose file: a line at most every ten minutes, gone after the months the house sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.access_log import KEPT_MONTHS, LEAST_MONTHS, MOST_MONTHS, SAME_LOOK, Consultation, Look
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases.merged_records import with_those_merged
from facilitator_app.use_cases.office import rules_row
from facilitator_app.use_cases.writing import write

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
    """Write that these files were looked at; how many lines were added.

    The name is that of the session's author; the journal is not touched.
    """
    author, why = str(session.info.get("author", "") if by is None else by)[:120], reason[:200]
    recent = select(Consultation.beneficiary_id).where(
        Consultation.at > at - SAME_LOOK, Consultation.author == author, Consultation.look == look,
        Consultation.reason == why,
    )  # fmt: skip
    known = set(session.scalars(recent))
    rows = [
        {"id": new_key(), "beneficiary_id": key, "author": author, "at": at, "look": look, "reason": why}
        for key in dict.fromkeys(people)
        if key not in known
    ]
    if rows:
        session.execute(insert(Consultation), rows, execution_options=_UNJOURNALLED)
    return len(rows)


def months_kept(session: Session) -> int:
    """The house's own length."""
    return session.scalar(select(Rules.access_log_months).where(Rules.id == RULES_KEY)) or KEPT_MONTHS


def keep_for(session: Session, months: int | None) -> None:
    """Keep lines another time. Raises Refusal."""
    if months is None or not LEAST_MONTHS <= months <= MOST_MONTHS:
        raise Refusal(Problem("log_months", f"Indiquez de {LEAST_MONTHS} à {MOST_MONTHS} mois, par exemple 12."))
    write(rules_row(session), {"access_log_months": months})


def has_old_lines(session: Session, today: dt.date) -> bool:
    """Whether there is something to purge: asked at each opening, so that nothing is written most of the time."""
    return session.scalar(select(Consultation.id).where(_is_old(session, today)).limit(1)) is not None


def purge(session: Session, today: dt.date) -> None:
    """Forget the lines older than the house keeps them."""
    gone = delete(Consultation).where(_is_old(session, today))
    session.execute(gone, execution_options=_UNJOURNALLED | {"synchronize_session": False})


def _is_old(session: Session, today: dt.date) -> ColumnElement[bool]:
    oldest = add_months(today, -months_kept(session))
    return Consultation.at < dt.datetime.combine(oldest, dt.time(), dt.UTC)


def looks(session: Session, beneficiary_id: Key | None = None, most: int = 500) -> list[LookLine]:
    """The latest lines, about everybody, or one person and the records merged into hers."""
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
        asked = asked.where(Consultation.beneficiary_id.in_(with_those_merged(session, [beneficiary_id])))
    return [
        LookLine(row.id, row.beneficiary_id, f"{row.last_name or ''} {row.first_name or ''}".strip(), row.author,
                 row.at, row.look, row.reason)
        for row in session.execute(asked, execution_options={"include_removed": True})
    ]  # fmt: skip
