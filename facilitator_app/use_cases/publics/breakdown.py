"""Pool, placements and hours along one dimension, beside each other and beside the targets of the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.beneficiary import Beneficiary, EducationLevel, Sex, YesNoUnknown
from facilitator_app.domain.categories import CategoryGroup, Public
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.protected_criteria import PROTECTED
from facilitator_app.domain.public_counts import NOT_SAID, AgeBand, Dimension, as_hours, grouped, is_protected
from facilitator_app.domain.values import Hours
from facilitator_app.use_cases.publics import kept
from facilitator_app.use_cases.publics.criteria import Criteria
from facilitator_app.use_cases.publics.periods import Period
from facilitator_app.use_cases.publics.targets import targets_of
from facilitator_app.use_cases.reference import commune

LEFT_ASIDE = (Public.YOUNG_GRADUATE, Public.WOMAN, Public.SENIOR)
"""The publics that works contracts reach least, shown first."""
PUBLICS = (*LEFT_ASIDE, Public.QPV, Public.DISABLED)


@dataclass(frozen=True, slots=True)
class Totals:
    """Distinct people available and placed, and hours."""

    pool: int
    placed: int
    hours: Hours


@dataclass(frozen=True, slots=True)
class Line:
    """One value. `pool` is None where the available cannot be told apart; a `protected` value is never listed."""

    dimension: Dimension
    value: str
    label: str
    pool: int | None
    placed: int
    hours: Hours
    whole: Totals
    target: Decimal | None = None
    protected: bool = False

    @property
    def pool_share(self) -> Decimal | None:
        return None if self.pool is None else _share(self.pool, self.whole.pool)

    @property
    def placed_share(self) -> Decimal | None:
        return _share(self.placed, self.whole.placed)

    @property
    def hours_share(self) -> Decimal | None:
        return _share(self.hours, self.whole.hours)

    @property
    def gap(self) -> Decimal | None:
        """Share of the hours less share of the pool: under zero, the value is less at work than available."""
        hours, pool = self.hours_share, self.pool_share
        return None if hours is None or pool is None else hours - pool

    @property
    def reached(self) -> bool | None:
        """None without a target, or without hours to compare it with."""
        return None if self.target is None or self.hours_share is None else self.hours_share >= self.target


@dataclass(frozen=True, slots=True)
class Breakdown:
    dimension: Dimension
    period: Period
    segment: Segment | None
    totals: Totals
    lines: tuple[Line, ...]


def breakdown(
    session: Session, dimension: Dimension, period: Period, segment: Segment | None, today: dt.date
) -> Breakdown:
    """A person counts once in each line she belongs to, whatever the number of her contracts."""
    question = ("breakdown", dimension, period, segment, today)
    return kept.figures(session, question, lambda: _counted(session, dimension, period, segment, today))


def anybody(session: Session) -> bool:
    """Whether there is somebody to count, today or in the past."""
    return any(session.scalar(select(kind.id).limit(1)) is not None for kind in (Beneficiary, Placement))


def _counted(
    session: Session, dimension: Dimension, period: Period, segment: Segment | None, today: dt.date
) -> Breakdown:
    available, placed = kept.pool_of(session, today).facts, kept.placed_of(session, period, segment, today)
    totals = Totals(
        len(available), len({fact.person for fact in placed}), as_hours(sum(fact.hundredths for fact in placed))
    )
    waiting = grouped(available, dimension) if dimension.of_pool else {}
    at_work = grouped(placed, dimension)
    targets = targets_of(session, segment) if dimension is Dimension.PUBLIC else {}
    lines = []
    for value, label in _values(session, dimension, {**at_work, **waiting}):
        people = at_work.get(value, {})
        lines.append(
            Line(
                dimension, value, label, len(waiting.get(value, ())) if dimension.of_pool else None, len(people),
                as_hours(sum(people.values())), totals, targets.get(value), is_protected(dimension, value),
            )
        )  # fmt: skip
    if dimension in (Dimension.COMMUNE, Dimension.CRITERION):  # long lists: those that count most first
        lines.sort(key=lambda line: (line.value == NOT_SAID, -line.placed, -(line.pool or 0), line.label))
    return Breakdown(dimension, period, segment, totals, tuple(lines))


_LABELLED: dict[Dimension, tuple[type[Labelled], ...]] = {
    Dimension.AGE: (AgeBand,), Dimension.SEX: (Sex,), Dimension.EDUCATION: (EducationLevel,),
    Dimension.FAMILY: (CategoryGroup,), Dimension.QPV: (YesNoUnknown,), Dimension.SEGMENT: (Segment,),
}  # fmt: skip
_IN_QPV = {YesNoUnknown.YES: "En QPV", YesNoUnknown.NO: "Hors QPV", YesNoUnknown.UNKNOWN: "Inconnu"}


def _values(session: Session, dimension: Dimension, met: Iterable[str]) -> list[tuple[str, str]]:
    """The values to show, in their order, with their words: all the publics, otherwise those that somebody has."""
    if dimension is Dimension.PUBLIC:
        return [(public.value, public.label) for public in PUBLICS]
    found = set(met)
    if dimension is Dimension.COMMUNE:
        named = {value: place.name if (place := commune(value)) else value for value in found if value}
    elif dimension is Dimension.CRITERION:
        criteria = Criteria(session)
        named = {value: criteria.label(value) for value in found if value}
        named |= {CategoryGroup.PROTECTED.value: PROTECTED} if CategoryGroup.PROTECTED in found else {}
    elif dimension is Dimension.QPV:
        named = {value.value: words for value, words in _IN_QPV.items() if value in found}
    else:
        named = {value.value: value.label for kind in _LABELLED[dimension] for value in kind if value in found}
    return [*named.items(), *([(NOT_SAID, "Non précisé")] if NOT_SAID in found else [])]


def _share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    return Decimal(part) / Decimal(whole) if whole else None
