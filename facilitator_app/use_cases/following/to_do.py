"""Who must act next for whom, when somebody last acted, and who is to be asked what became of her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.exits import MILESTONES, NOT_CALLED, LaterSituation, PersonExit
from facilitator_app.domain.following import PersonEvent
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases.personal_data.restriction import shown
from facilitator_app.use_cases.personal_data.retention import CONTACTS, latest_days

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
    """Something to be done for a person: `event_id` says where it was written."""

    event_id: Key
    beneficiary_id: Key
    person: str
    phone: str
    action: str
    by: str
    before: dt.date | None
    noted_on: dt.date


@dataclass(frozen=True, slots=True)
class CallDue:
    """Somebody to ask what became of her, `months` after she left."""

    exit_id: Key
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
    nexts: dict[Key, Any] = {}
    for row in session.execute(_open_actions().where(PersonEvent.beneficiary_id.in_(list(people)))):
        nexts.setdefault(row.beneficiary_id, row)
    return {key: _standing(days.get(key), nexts.get(key)) for key in people}


def actions_due(session: Session, last: dt.date | None = None) -> list[ActionDue]:
    """What is to be done up to that day, or ever, the most pressing first; archived and restricted people left out."""
    asked = (
        _open_actions()
        .add_columns(Beneficiary.last_name, Beneficiary.first_name, Beneficiary.phone)
        .join(Beneficiary, Beneficiary.id == PersonEvent.beneficiary_id)
        .where(Beneficiary.archived_on.is_(None), shown())
    )
    if last is not None:
        asked = asked.where(PersonEvent.next_before <= last)
    return [
        ActionDue(
            row.id, row.beneficiary_id, f"{row.last_name} {row.first_name}", written_phone(row.phone),
            row.next_action, row.next_by, row.next_before, row.day,
        )
        for row in session.execute(asked)
    ]  # fmt: skip


def calls_due(session: Session, today: dt.date) -> list[CallDue]:
    """Who is to be asked what became of her, the oldest question first."""
    calls = [
        CallDue(row.id, row.beneficiary_id, f"{row.last_name} {row.first_name}", written_phone(row.phone), months,
                row.day)
        for months, left in _unasked(today)
        for row in session.execute(
            select(
                PersonExit.id, PersonExit.beneficiary_id, PersonExit.day, Beneficiary.last_name,
                Beneficiary.first_name, Beneficiary.phone,
            )
            .join(Beneficiary, Beneficiary.id == PersonExit.beneficiary_id)
            .where(left, shown())
        )
    ]  # fmt: skip
    return sorted(calls, key=lambda call: (call.due_on, call.person, call.exit_id))


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


def _standing(last_act: dt.date | None, row: Any) -> Standing:
    if row is None:
        return Standing(last_act)
    return Standing(last_act, row.next_action, row.next_by, row.next_before)
