"""The files whose registration was undone: in no list any more, yet still naming somebody until they are anonymised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.journal import Gesture, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.retention import UNDONE_MONTHS, Erasure
from facilitator_app.domain.values import add_months

_WITH_REMOVED = {"include_removed": True}


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """`due_on` is the first day on which it may be anonymised."""

    id: Key
    name: str
    registered_on: dt.date
    withdrawn_on: dt.date
    due_on: dt.date


def was_withdrawn() -> ColumnElement[bool]:
    """Removed, without living on in the record of another; those merged go with the person they were merged into."""
    return and_(Beneficiary.removed, Beneficiary.merged_into.is_(None), Beneficiary.id.not_in(select(Erasure.id)))


def is_withdrawn(session: Session, beneficiary_id: Key) -> bool:
    asked = select(Beneficiary.id).where(Beneficiary.id == beneficiary_id, was_withdrawn())
    return session.scalar(asked, execution_options=_WITH_REMOVED) is not None


def withdrawn(session: Session, today: dt.date) -> list[Withdrawn]:
    """Those whose time has come, dated from the day of the undoing."""
    them = select(Beneficiary.id).where(was_withdrawn())
    taken_back = (
        select(JournalEntry.record_id, func.max(Gesture.at).label("at"))
        .join(Gesture, Gesture.id == JournalEntry.gesture_id)
        .where(JournalEntry.field == "removed", JournalEntry.record_id.in_(them))
        .group_by(JournalEntry.record_id)
    )
    days: dict[Key, dt.date] = {
        row.record_id: row.at.astimezone().date()
        for row in session.execute(taken_back, execution_options=_WITH_REMOVED)
    }
    asked = select(Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name, Beneficiary.registered_on)
    found = [
        Withdrawn(key, f"{last_name} {first_name}", registered_on, on, add_months(on, UNDONE_MONTHS))
        for key, last_name, first_name, registered_on in session.execute(
            asked.where(was_withdrawn()), execution_options=_WITH_REMOVED
        )
        for on in [days.get(key, registered_on)]
    ]
    return [file for file in found if today >= file.due_on]
