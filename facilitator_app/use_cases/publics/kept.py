"""What was counted is remembered until something is written: a page, its lists and its exports read it once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import PLACES, Dimension, Fact
from facilitator_app.use_cases.last_written import last_written
from facilitator_app.use_cases.publics.periods import Period
from facilitator_app.use_cases.publics.placed import placed_facts
from facilitator_app.use_cases.publics.pool import Pool, pool

Answer = TypeVar("Answer")
_Kept = WeakKeyDictionary[Any, dict[Hashable, tuple[tuple[object, ...], Any]]]
"""For each open file and question: what the journal ended with when it was answered, and the answer."""
_FACTS: _Kept = WeakKeyDictionary()
_FIGURES: _Kept = WeakKeyDictionary()
_MOST_FACTS = 3  # the pool and two periods: fifty thousand people weigh some megabytes
_MOST_FIGURES = 40


def pool_of(session: Session, today: dt.date) -> Pool:
    return _remembered(_FACTS, _MOST_FACTS, session, ("pool", today), lambda: pool(session, today))


def placed_of(session: Session, period: Period, segment: Segment | None, today: dt.date) -> list[Fact]:
    """The placements of the period, on the lots of that segment or on all."""
    facts = _remembered(_FACTS, _MOST_FACTS, session, (period, today), lambda: placed_facts(session, period, today))
    if segment is None:
        return facts
    wanted, place = (segment.value,), PLACES[Dimension.SEGMENT]
    return [fact for fact in facts if fact.values[place] == wanted]


def figures(session: Session, question: Hashable, count: Callable[[], Answer]) -> Answer:
    """What was counted from these facts, counted again only once something is written."""
    return _remembered(_FIGURES, _MOST_FIGURES, session, question, count)


def _remembered(store: _Kept, most: int, session: Session, question: Hashable, answer: Callable[[], Answer]) -> Answer:
    kept = store.setdefault(session.get_bind(), {})
    written = last_written(session)
    known = kept.pop(question, None)
    if known is None or known[0] != written:
        known = written, answer()
    kept[question] = known  # the last one asked goes last
    for oldest in list(kept)[:-most]:
        kept.pop(oldest, None)
    found: Answer = known[1]
    return found
