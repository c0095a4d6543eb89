"""The list of people in another order than the usual one, on what its columns show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.beneficiary_list import PersonRow, rows

_AT_ONCE = 500


class Order(StrEnum):
    """The columns of the list."""

    NAME = "name"
    SITUATION = "situation"
    ELIGIBILITY = "eligibility"
    NEXT_ACTION = "next_action"
    LAST_ACT = "last_act"


def in_order(
    session: Session, keys: Sequence[Key], order: Order, today: dt.date, descending: bool = False
) -> list[Key]:
    """The same people in that order; those who tie stay as they came, and those with nothing to compare come last."""
    found = list(_values(session, keys, order, today))
    known = [pair for pair in found if pair[0] is not None]
    unknown = [key for value, key in found if value is None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [key for _, key in known] + unknown


def _values(session: Session, keys: Sequence[Key], order: Order, today: dt.date) -> Iterator[tuple[Any, Key]]:
    for start in range(0, len(keys), _AT_ONCE):
        for row in rows(session, keys[start : start + _AT_ONCE], today):
            yield _compared(row, order), row.id


def _compared(row: PersonRow, order: Order) -> str | dt.date | None:
    if order is Order.NAME:
        return fold(row.name)
    if order is Order.SITUATION:
        return fold(row.situation)
    if order is Order.NEXT_ACTION:
        return row.standing.next_before
    if order is Order.LAST_ACT:
        return row.standing.last_act
    if row.eligible_until is None and not row.eligibility_tone:
        return dt.date.max  # eligible without a limit
    return row.eligible_until
