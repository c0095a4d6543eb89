"""Who must act next for whom, when somebody last acted, and who is to be asked what became of her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.exits import MILESTONES, NOT_CALLED, LaterSituation, PersonExit
from facilitator_app.domain.following import PersonEvent
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.personal_data.last_contacts import CONTACTS, latest_days
from facilitator_app.use_cases.personal_data.restriction import shown

ASKED_UNTIL = 15
"""Months after an exit from which nobody is asked any more: each question holds until the next one, the last one for
three months."""
_LAST_DAY = dt.date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Standing:
    """When somebody last acted for a person, and what is to be done next: what, by whom, before when."""

    last_act: dt.date | None = None
    next_action: str = ""
    next_by: str = ""
    next_before: dt.date | None = None

    def is_late(self, today: dt.date) -> bool:
        return self.next_before is not None and self.next_before < today


@dataclass(frozen=True, slots=True)
class ActionDue:
    """Something to be done for a person; the key is that of the event where it was written."""

    id: Key
    beneficiary_id: Key
    person: str
    phone: str
    action: str
    by: str
    before: dt.date | None
    noted_on: dt.date


@dataclass(frozen=True, slots=True)
class CallDue:
    """Somebody to ask what became of her, `months` after she left; the key is that of the exit."""

    id: Key
    beneficiary_id: Key
    person: str
    phone: str
    months: int
    left_on: dt.date

    @property
    def due_on(self) -> dt.date:
        return add_months(self.left_on, self.months)


def standings(session: Session, people: Sequence[Key], today: dt.date) -> dict[Key, Standing]:
    """Where these people stand; each of them is in the answer."""
    acts = union_all(*(latest_days(kind, column, today, people) for kind, column in CONTACTS)).subquery()
    last = session.execute(select(acts.c.person, func.max(acts.c.day)).group_by(acts.c.person))
    days = {person: dt.date.fromisoformat(day) for person, day in last if day}
    actions = session.execute(_open_actions().where(PersonEvent.beneficiary_id.in_(list(people))))
    nexts = [
        *((row.beneficiary_id, row.next_action, row.next_by, row.next_before) for row in actions),
        *_calls_of(session, people, today),
    ]
    first: dict[Key, tuple[str, str, dt.date | None]] = {}
    for person, *what in sorted(nexts, key=lambda one: one[3] or _LAST_DAY):
        first.setdefault(person, (what[0], what[1], what[2]))
    return {key: Standing(days.get(key), *first.get(key, ())) for key in people}


def actions_due(session: Session, last: dt.date | None = None, most: int | None = None) -> list[ActionDue]:
    """What is to be done up to that day, or ever, the most pressing first; archived and restricted people left out."""
    rows = session.execute(_due(last).limit(most)).all()
    people = _people(session, [row.beneficiary_id for row in rows])
    return [
        ActionDue(
            row.id, row.beneficiary_id, *people[row.beneficiary_id], row.next_action, row.next_by, row.next_before,
            row.day,
        )
        for row in rows
    ]  # fmt: skip


def count_actions(session: Session, last: dt.date | None = None) -> int:
    """How many actions `actions_due` would give."""
    return _count(session, _due(last))


def calls_due(session: Session, today: dt.date, most: int | None = None) -> list[CallDue]:
    """Who is to be asked what became of her, the oldest question first."""
    found = [
        (months, row)
        for months, asked in _asked(today)
        for row in session.execute(asked.order_by(PersonExit.day, PersonExit.id).limit(most))
    ]
    people = _people(session, [row.beneficiary_id for _, row in found])
    calls = [CallDue(row.id, row.beneficiary_id, *people[row.beneficiary_id], months, row.day) for months, row in found]
    return sorted(calls, key=lambda call: (call.due_on, call.person, call.id))[:most]


def count_calls(session: Session, today: dt.date) -> int:
    """How many people `calls_due` would give."""
    return sum(_count(session, asked) for _, asked in _asked(today))


def _due(last: dt.date | None) -> Select[Any]:
    asked = _open_actions().where(_followed(PersonEvent.beneficiary_id, Beneficiary.archived_on.is_(None)))
    if last is None:
        return asked
    # In the order of the index, so that the first ones are found without the others.
    late = asked.where(PersonEvent.next_before <= last)
    return late.order_by(None).order_by(PersonEvent.next_before, PersonEvent.id)


def _asked(today: dt.date) -> Iterator[tuple[int, Select[Any]]]:
    """For each number of months, the exits to ask about."""
    columns: tuple[Any, ...] = (PersonExit.id, PersonExit.beneficiary_id, PersonExit.day)
    for months, left in _unasked(today):
        yield months, select(*columns).where(left, _followed(PersonExit.beneficiary_id))


def _followed(person: InstrumentedAttribute[Key], *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the person may be listed; asked of each line, or SQLite would begin by going through everybody."""
    return select(Beneficiary.id).where(Beneficiary.id == person, *which, shown()).exists()


def _people(session: Session, keys: Sequence[Key]) -> dict[Key, tuple[str, str]]:
    """The name and the phone of each."""
    found: dict[Key, tuple[str, str]] = {}
    columns = (Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name, Beneficiary.phone)
    for some in batches(sorted(set(keys))):
        rows = session.execute(
            select(*columns).where(Beneficiary.id.in_(some)), execution_options={"include_removed": True}
        )
        found |= {key: (f"{last} {first}", written_phone(phone)) for key, last, first, phone in rows}
    return found


def _count(session: Session, asked: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(asked.order_by(None).subquery())) or 0


def _calls_of(
    session: Session, people: Sequence[Key], today: dt.date
) -> Iterator[tuple[Key, str, str, dt.date | None]]:
    """The questions to be asked of these people, as actions."""
    for months, left in _unasked(today):
        asked = select(PersonExit.beneficiary_id, PersonExit.day)
        for person, day in session.execute(asked.where(left, PersonExit.beneficiary_id.in_(list(people)))):
            yield person, f"Appeler à {months} mois", "", add_months(day, months)


def wanting(today: dt.date) -> ColumnElement[bool]:
    """The people for whom something should have been done by now: an action late, or somebody to be asked."""
    late = select(type_coerce(PersonEvent.beneficiary_id, String())).where(_is_open(), PersonEvent.next_before <= today)
    asked = [select(type_coerce(PersonExit.beneficiary_id, String())).where(left) for _, left in _unasked(today)]
    key = type_coerce(Beneficiary.id, String())
    return or_(key.in_(late), *(key.in_(some) for some in asked))


def _is_open() -> ColumnElement[bool]:
    return and_(~PersonEvent.removed, PersonEvent.next_done_on.is_(None), PersonEvent.next_action != "")


def _open_actions() -> Select[Any]:
    """The most pressing first, those without a day last."""
    columns: tuple[Any, ...] = (
        PersonEvent.id, PersonEvent.beneficiary_id, PersonEvent.day, PersonEvent.next_action, PersonEvent.next_by,
        PersonEvent.next_before,
    )  # fmt: skip
    soonest = func.coalesce(PersonEvent.next_before, _LAST_DAY)
    return select(*columns).where(_is_open()).order_by(soonest, PersonEvent.id)


def _unasked(today: dt.date) -> Iterator[tuple[int, ColumnElement[bool]]]:
    """For each number of months, the exits that long ago after which nobody has asked yet."""
    for months, until in zip(MILESTONES, (*MILESTONES[1:], ASKED_UNTIL), strict=True):
        asked = (
            select(LaterSituation.id)
            .where(LaterSituation.exit_id == PersonExit.id, LaterSituation.months == months, ~LaterSituation.removed)
            .exists()
        )
        # The people who died or left are not called.
        yield (
            months,
            and_(
                ~PersonExit.removed,
                PersonExit.day <= add_months(today, -months),
                PersonExit.day > add_months(today, -until),
                PersonExit.reason.not_in(NOT_CALLED),
                ~asked,
            ),
        )
