"""Who is at work on a day, and how many people are not, without reading placements or people one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, func, select, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.placement import Placement

_PERSON = type_coerce(Placement.beneficiary_id, String())


def at_work(today: dt.date, *columns: ColumnElement[Any] | InstrumentedAttribute[Any]) -> CompoundSelect[Any]:
    """Contracts of employment under way, read from their index alone (an «or» would read the records)."""
    return union_all(*parts_at_work(today, *columns))


def parts_at_work(
    today: dt.date, *columns: ColumnElement[Any] | InstrumentedAttribute[Any]
) -> tuple[Select[Any], Select[Any]]:
    """The same as two questions, those with an end and those without: what sums them up does so twice as fast."""
    return _not_over(select(*columns).where(Placement.starts_on <= today, ~Placement.removed), today)


def without_work(session: Session, people: Select[Any], today: dt.date, *, to_come: bool = True) -> int:
    """How many of these people, given by the question of their keys, have no contract under way, nor `to_come`.

    The engine hands each side as one text, and they are compared here: asked to leave out tens of thousands of
    people, it would look each of the others up among them.
    """
    begun = select(_PERSON.label("key")).where(~Placement.removed)
    if not to_come:
        begun = begun.where(Placement.starts_on <= today)
    key = type_coerce(Beneficiary.id, String()).label("key")
    free = people.with_only_columns(key).where(~Beneficiary.removed)
    return len(_together(session, free) - _together(session, union_all(*_not_over(begun, today))))


def _not_over(asked: Select[Any], today: dt.date) -> tuple[Select[Any], Select[Any]]:
    return asked.where(Placement.ends_on >= today), asked.where(Placement.ends_on.is_(None))


def _together(session: Session, keys: Select[Any] | CompoundSelect[Any]) -> set[str]:
    text = session.scalar(select(func.aggregate_strings(keys.subquery().c.key, ",")))
    return set(text.split(",")) if text else set()
