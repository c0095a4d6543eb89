"""Opening again the closed file of somebody whom a list brings back, when the facilitator said so."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.following import EventKind, PersonEvent
from facilitator_app.domain.values import written_date

REOPENED = "fiche rouverte"


def open_again(session: Session, person: Beneficiary, where: str, today: dt.date) -> list[str]:
    """What was done, in French; nothing when the file is open. `where` is the file and the line that bring her back.

    The reason of the closing and that of the opening stay in her follow-up: the gesture itself is the whole import.
    """
    if person.archived_on is None:
        return []
    why = f"\u00a0: {person.archived_reason}" if person.archived_reason else ""
    text = f"Fiche rouverte à l’import de {where}. Elle avait été close le {written_date(person.archived_on)}{why}."
    author = str(session.info.get("author", ""))[:120]
    session.add(
        PersonEvent(beneficiary_id=person.id, kind=EventKind.OTHER, day=today, done_by=author, text=text[:1000])
    )
    person.archived_on, person.archived_reason = None, ""
    return [REOPENED]
