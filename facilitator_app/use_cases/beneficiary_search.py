"""Which people the list shows: found as one types, filtered by a chip, counted."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.eligibility_file import EligibilityExtension
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.use_cases import office
from facilitator_app.use_cases.eligibility import rules_of
from facilitator_app.use_cases.following.out_of_touch import out_of_touch
from facilitator_app.use_cases.following.to_do import wanting
from facilitator_app.use_cases.last_written import Written, last_written, only_in
from facilitator_app.use_cases.people_at_work import at_work, without_work
from facilitator_app.use_cases.personal_data.restriction import shown


class Filter(StrEnum):
    """What the chips above the list let through."""

    ALL = "all"
    AVAILABLE = "available"
    TO_RENEW = "to_renew"
    TO_FOLLOW_UP = "to_follow_up"
    OUT_OF_TOUCH = "out_of_touch"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return _LABELS[self]


_ID = type_coerce(Beneficiary.id, String())
"""The key without the checks of its column, which would cost more than the search over 50 000 people."""
_COUNTED: WeakKeyDictionary[Any, dict[tuple[Filter, dt.date], tuple[Written, int]]] = WeakKeyDictionary()
"""For each open file: what its journal ended with when people were last counted, and how many there were."""
ELSEWHERE = frozenset({
    "company", "contact", "contract", "holder_return", "lot", "lot_holder", "month_statement", "monthly_hours", "need",
    "obligation", "planned_purchase",
})  # fmt: skip
"""Tables in which much is written and that no chip looks at."""
_LABELS = {
    Filter.ALL: "Tous",
    Filter.AVAILABLE: "Disponibles",
    Filter.TO_RENEW: "À renouveler",
    Filter.TO_FOLLOW_UP: "À relancer",
    Filter.OUT_OF_TOUCH: "Sans contact",
    Filter.ARCHIVED: "Archives",
}


def search(session: Session, text: str, filter: Filter, today: dt.date, most: int | None = None) -> list[Key]:
    """The people whose name, town or jobs hold words beginning with each word typed; by name, best first.

    Those whose name begins with the text come before the others. `most` keeps the first ones only, which are found
    without looking through everybody.
    """
    typed = fold(text)
    everyone = keys_of(session, filter, today).order_by(Beneficiary.sort_name, Beneficiary.id)
    words_typed = words_sought(text)
    if not words_typed:
        return _keys(session, everyone.limit(most))
    if not typed:
        return []
    beginning = and_(Beneficiary.sort_name >= typed, Beneficiary.sort_name < typed + "\U0010ffff")
    first = _keys(session, everyone.where(beginning).limit(most))
    if len(first) == most:
        return first
    known = set(first)
    words = [condition for word in words_typed for condition in _begins_a_word(word)]
    enough = None if most is None else most + len(first)  # those of the beginning are found again among the others
    others = _keys(session, everyone.where(*words).limit(enough))
    return (first + [key for key in others if key not in known])[:most]


def _keys(session: Session, asked: Select[Any]) -> list[Key]:
    """Straight from the driver: 50 000 keys in half the time that results of SQLAlchemy take."""
    if session.autoflush:  # what the gesture under way has changed counts, as with any other question
        session.flush()
    found = session.connection().execute(asked.where(~Beneficiary.removed))
    assert found.cursor
    keys = [key for (key,) in found.cursor.fetchall()]
    found.close()
    return keys


def _begins_a_word(word: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The second condition alone is enough; the first, twice as quick, spares it for nearly everybody.

    A folded word holds neither % nor _.
    """
    return Beneficiary.search_text.like(f"%{word}%"), (" " + Beneficiary.search_text).contains(f" {word}")


def counts(session: Session, today: dt.date) -> dict[Filter, int]:
    """How many people each chip would show."""
    return {filter: count(session, filter, today) for filter in Filter}


def count(session: Session, filter: Filter, today: dt.date) -> int:
    """How many people a chip would show.

    Remembered until something is written about people: the navigation, this list and the needs ask for the same.
    """
    remembered = _COUNTED.setdefault(session.get_bind(), {})
    known = remembered.get((filter, today))
    written = last_written(session)
    if known is None:
        known = written, _counted(session, filter, today)
    elif known[0] != written:
        same = only_in(session, known[0], written, ELSEWHERE)
        known = written, known[1] if same else _counted(session, filter, today)
    remembered[filter, today] = known
    return known[1]


def _counted(session: Session, filter: Filter, today: dt.date) -> int:
    if filter is Filter.AVAILABLE:
        return without_work(session, _free_soon(today), today, to_come=False)
    return session.scalar(select(func.count()).select_from(keys_of(session, filter, today).subquery())) or 0


def keys_of(session: Session, filter: Filter, today: dt.date) -> Select[Any]:
    """The question that gives the keys of the people a chip lets through."""
    archived = Beneficiary.archived_on.is_not(None)
    chosen = select(_ID).where(archived if filter is Filter.ARCHIVED else ~archived, shown())
    if filter is Filter.AVAILABLE:
        return _free_soon(today).where(Beneficiary.id.not_in(at_work(today, Placement.beneficiary_id)))
    if filter is Filter.TO_RENEW:
        limit = today + dt.timedelta(rules_of(session).warn_days[0])
        # A placement without an end of eligibility outlasts any other.
        latest = func.max(func.coalesce(Placement.eligible_until, dt.date(2100, 12, 31)))
        ending = (
            select(Placement.beneficiary_id)
            .where(Placement.removed.is_(False), Placement.eligible)
            .group_by(Placement.beneficiary_id)
            .having(latest <= limit)
        )
        # Made longer by hand, a period is renewed, unless a contract under way still stops counting.
        prolonged = select(EligibilityExtension.beneficiary_id).where(
            EligibilityExtension.removed.is_(False),
            EligibilityExtension.until > limit,
            EligibilityExtension.beneficiary_id.not_in(at_work(today, Placement.beneficiary_id)),
        )
        return chosen.where(Beneficiary.id.in_(ending), Beneficiary.id.not_in(prolonged))
    if filter is Filter.TO_FOLLOW_UP:
        return chosen.where(wanting(today))
    if filter is Filter.OUT_OF_TOUCH:
        return chosen.where(out_of_touch(office.rules(session).no_contact_months, today))
    return chosen


def _free_soon(today: dt.date) -> Select[Any]:
    """The people who say they are free by today; they may be at work."""
    soon = or_(Beneficiary.available_from.is_(None), Beneficiary.available_from <= today)
    return select(_ID).where(Beneficiary.archived_on.is_(None), shown(), soon)
