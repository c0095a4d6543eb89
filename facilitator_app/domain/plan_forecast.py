"""The hours a plan will ask for, quarter by quarter, and the share of its purchases that have a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.contract import ClauseKind
from facilitator_app.domain.purchase_plan import Screening
from facilitator_app.domain.values import Hours, Month, hours


class Look(Labelled):
    """The four ways a purchase shows in the plan."""

    CLAUSE = "clause", "Clause"
    RESERVED = "reserved", "Réservé"
    STUDY = "study", "À étudier"
    NONE = "none", "Sans clause"


def look_of(screening: Screening | None, clause: ClauseKind | None) -> Look:
    """What nobody has screened is still to be studied."""
    if screening is Screening.KEEP:
        return Look.RESERVED if clause is ClauseKind.RESERVED else Look.CLAUSE
    return Look.NONE if screening is Screening.NONE else Look.STUDY


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, month: Month) -> Quarter:
        return cls(month.year, (month.number + 2) // 3)

    @property
    def first(self) -> Month:
        return Month(self.year, self.number * 3 - 2)

    @property
    def label(self) -> str:
        """`T4 2026`."""
        return f"T{self.number} {self.year}"


@dataclass(frozen=True, slots=True)
class Work:
    """Hours to be done from a month on, during so many months."""

    look: Look
    hours: Hours
    start: Month
    months: int


def execution_start(notification: Month | None, consultation: Month | None) -> Month | None:
    """Work begins the month after the contract is notified; without that month, four after the consultation."""
    if notification is not None:
        return notification.plus(1)
    return consultation.plus(5) if consultation is not None else None


def spread(work: Work) -> dict[Quarter, Hours]:
    """Evenly over the months, to the whole hour; the quarters always add up to the hours."""
    return {_quarter(place): hours(Decimal(part) / 100) for place, part in _shares(work)}


def _shares(work: Work) -> Iterator[tuple[int, int]]:
    """Quarters as numbers and hundredths of an hour: a plan of thousands of lines is added up at each movement."""
    whole = int(work.hours * 100)
    begun = work.start.year * 12 + work.start.number - 1
    given, months = 0, 0
    for place in range(begun // 3, (begun + work.months - 1) // 3 + 1):
        months = min((place + 1) * 3 - begun, work.months)
        until_now = whole if months == work.months else whole * months // work.months // 100 * 100
        yield place, until_now - given
        given = until_now


def _quarter(place: int) -> Quarter:
    return Quarter(place // 4, place % 4 + 1)


@dataclass(frozen=True, slots=True)
class QuarterLoad:
    """The hours of one quarter, by look; `over` is how far they go beyond the capacity, None when within or unknown."""

    quarter: Quarter
    by_look: dict[Look, Hours]
    capacity: Hours | None

    @property
    def total(self) -> Hours:
        return hours(sum(self.by_look.values(), Decimal(0)))

    @property
    def over(self) -> Decimal | None:
        if not self.capacity or self.total <= self.capacity:
            return None
        return self.total / self.capacity - 1


def loads(works: Iterable[Work], first: Quarter, last: Quarter, capacity: Hours | None) -> list[QuarterLoad]:
    """Every quarter from `first` to `last`, both included."""
    least, most = (quarter.year * 4 + quarter.number - 1 for quarter in (first, last))
    totals: dict[int, dict[Look, int]] = {place: {} for place in range(least, most + 1)}
    for work in works:
        for place, part in _shares(work):
            if least <= place <= most:
                by_look = totals[place]
                by_look[work.look] = by_look.get(work.look, 0) + part
    return [
        QuarterLoad(
            _quarter(place), {look: hours(Decimal(part) / 100) for look, part in by_look.items() if part}, capacity
        )
        for place, by_look in totals.items()
    ]


@dataclass(frozen=True, slots=True)
class PlanShare:
    """How many purchases have a clause, have none, or are not decided."""

    kept: int
    none: int
    undecided: int
    target: Decimal

    @property
    def total(self) -> int:
        return self.kept + self.none + self.undecided

    @property
    def certain(self) -> Decimal | None:
        """The share already decided; None for an empty plan."""
        return Decimal(self.kept) / self.total if self.total else None

    @property
    def possible(self) -> Decimal | None:
        """The share if all that is undecided gets a clause."""
        return Decimal(self.kept + self.undecided) / self.total if self.total else None

    @property
    def reached(self) -> bool:
        return self.certain is not None and self.certain >= self.target


def plan_share(screenings: Iterable[Screening | None], target: Decimal) -> PlanShare:
    kept = none = undecided = 0
    for screening in screenings:
        kept += screening is Screening.KEEP
        none += screening is Screening.NONE
        undecided += screening in (None, Screening.STUDY)
    return PlanShare(kept, none, undecided, target)
