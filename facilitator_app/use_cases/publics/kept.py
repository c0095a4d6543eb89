"""What was counted is remembered; once something is written, only the people it is about are counted again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import PLACES, Dimension, Fact
from facilitator_app.use_cases.last_written import last_written
from facilitator_app.use_cases.publics.changed import People, people_changed
from facilitator_app.use_cases.publics.periods import Period
from facilitator_app.use_cases.publics.placed import placed_facts
from facilitator_app.use_cases.publics.pool import Pool, pool

Answer = TypeVar("Answer")
_Kept = WeakKeyDictionary[Any, dict[Hashable, tuple[Any, Any]]]
"""For each open file and question: what the journal ended with when it was answered, and the answer."""
_FACTS: _Kept = WeakKeyDictionary()
_FIGURES: _Kept = WeakKeyDictionary()
_MOST_FACTS = 3  # the pool and two periods: fifty thousand people weigh some megabytes
_MOST_FIGURES = 40


def pool_of(session: Session, today: dt.date) -> Pool:
    def corrected(known: Pool, people: People) -> Pool:
        return known.but(people, pool(session, today, people))

    question = ("pool", today)
    return _remembered(_FACTS, _MOST_FACTS, session, question, lambda: pool(session, today), corrected)


def placed_of(session: Session, period: Period, segment: Segment | None, today: dt.date) -> list[Fact]:
    """The placements of the period, on the lots of that segment or on all."""

    def count() -> list[Fact]:
        return placed_facts(session, period, today)

    def corrected(known: list[Fact], people: People) -> list[Fact]:
        others = [fact for fact in known if fact.person not in people]
        return others + placed_facts(session, period, today, people)

    facts = _remembered(_FACTS, _MOST_FACTS, session, (period, today), count, corrected)
    if segment is None:
        return facts
    wanted, place = (segment.value,), PLACES[Dimension.SEGMENT]
    return [fact for fact in facts if fact.values[place] == wanted]


def figures(session: Session, question: Hashable, count: Callable[[], Answer]) -> Answer:
    """What was counted from these facts, counted again only once something is written."""
    return _remembered(_FIGURES, _MOST_FIGURES, session, question, count)


def _remembered(
    store: _Kept, most: int, session: Session, question: Hashable, answer: Callable[[], Answer],
    corrected: Callable[[Answer, People], Answer] | None = None,
) -> Answer:  # fmt: skip
    """`corrected` gives the answer known with some people counted again; without it, all is answered anew."""
    kept = store.setdefault(session.get_bind(), {})
    written = last_written(session)
    known = kept.pop(question, None)
    if known is None:
        known = written, answer()
    elif known[0] != written:
        people = people_changed(session, known[0], written) if corrected else None
        if corrected is None or people is None:
            known = written, answer()
        else:
            known = written, corrected(known[1], people) if people else known[1]
    kept[question] = known  # the last one asked goes last
    for oldest in list(kept)[:-most]:
        kept.pop(oldest, None)
    found: Answer = known[1]
    return found
