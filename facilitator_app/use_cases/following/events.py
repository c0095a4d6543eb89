"""Calls, visits, meetings, incidents, absences: what happened, and what is to be done next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.following import EventKind, PersonEvent
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.following.writing import author, check_past, keep, person, take_away, tidied
from facilitator_app.use_cases.writing import Problems, found


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What is typed of an event; `done_by` and `next_by` are filled with whoever works when left empty."""

    day: dt.date | None
    kind: EventKind = EventKind.CALL
    text: str = ""
    next_action: str = ""
    next_by: str = ""
    next_before: dt.date | None = None
    done_by: str = ""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of a person's sheet."""

    id: Key
    day: dt.date
    kind: EventKind
    text: str
    done_by: str
    next_action: str
    next_by: str
    next_before: dt.date | None
    next_done_on: dt.date | None

    @property
    def is_open(self) -> bool:
        return bool(self.next_action) and self.next_done_on is None

    def is_late(self, today: dt.date) -> bool:
        return self.is_open and self.next_before is not None and self.next_before < today


def keep_event(session: Session, beneficiary_id: Key, draft: EventDraft, today: dt.date, key: Key | None = None) -> Key:
    """Note an event, or correct it. Raises Refusal naming each field."""
    name = person(session, beneficiary_id).full_name
    problems, values = Problems(), tidied(draft)
    check_past(problems, "day", draft.day, today, "Notez ce qui est prévu dans «\u00a0À faire\u00a0».")
    if not values["text"] and not values["next_action"]:
        problems.say("text", "Écrivez ce qui s’est passé, par exemple «\u00a0visite du chantier, tout va bien\u00a0».")
    if values["next_before"] and not values["next_action"]:
        problems.say("next_action", "Écrivez ce qui est à faire avant cette date, par exemple «\u00a0rappeler\u00a0».")
    problems.refuse()
    values["done_by"] = values["done_by"] or author(session)
    if values["next_action"]:
        values["next_by"] = values["next_by"] or author(session)
    values["beneficiary_id"] = beneficiary_id
    return keep(session, PersonEvent, key, values, f"{draft.kind.label}, {name}").id


def finish_action(session: Session, key: Key, today: dt.date) -> None:
    """Say that what was to be done next is done. Raises Refusal when there is nothing to do."""
    event = found(session, PersonEvent, key, "Cet événement")
    if not event.is_open():
        raise Refusal.because("Il n’y a rien à faire sur cette ligne.")
    gestures.call_it(
        session, f"Fait\u00a0: {event.next_action}, {person(session, event.beneficiary_id).full_name}"[:200]
    )
    event.next_done_on = today
    session.flush()


def remove_event(session: Session, key: Key) -> None:
    take_away(session, PersonEvent, key, "Retrait d’un événement")


def events_of(session: Session, beneficiary_id: Key) -> list[EventLine]:
    """The latest first."""
    rows = session.execute(
        select(
            PersonEvent.id, PersonEvent.day, PersonEvent.kind, PersonEvent.text, PersonEvent.done_by,
            PersonEvent.next_action, PersonEvent.next_by, PersonEvent.next_before, PersonEvent.next_done_on,
        )
        .where(PersonEvent.beneficiary_id == beneficiary_id)
        .order_by(PersonEvent.day.desc(), PersonEvent.id.desc())
    )  # fmt: skip
    return [EventLine(*row) for row in rows]
