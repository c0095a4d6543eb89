"""Opening a closed file again: why, and why it had been closed, stay in the person's follow-up."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.following import EventKind, PersonEvent
from facilitator_app.domain.values import NO_BREAK_SPACE, written_date

_LONGEST = 1000


def open_again(session: Session, person: Beneficiary, why: str, today: dt.date) -> bool:
    """Whether the file was closed; `why` follows «Fiche rouverte»: « : de retour», « à l’import de liste.csv»."""
    if person.archived_on is None:
        return False
    before = f"{NO_BREAK_SPACE}: {person.archived_reason}" if person.archived_reason else ""
    text = f"Fiche rouverte{why}. Elle avait été close le {written_date(person.archived_on)}{before}."
    author = str(session.info.get("author", ""))[:120]
    event = PersonEvent(beneficiary_id=person.id, kind=EventKind.OTHER, day=today, done_by=author, text=text[:_LONGEST])
    session.add(event)
    person.archived_on, person.archived_reason = None, ""
    return True
