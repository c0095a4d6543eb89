"""The hours a plan will ask for, quarter by quarter, and the share of its purchases that have a clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

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

    def next(self) -> Quarter:
        return Quarter.of(self.first.plus(3))


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
    shares: dict[Quarter, Hours] = {}
    given = Decimal(0)
    for place, month in enumerate(work.start.until(work.start.plus(work.months - 1)), 1):
        last = place == work.months
        until_now = work.hours if last else (work.hours * place / work.months).quantize(Decimal(1), ROUND_DOWN)
        quarter = Quarter.of(month)
        shares[quarter] = hours(shares.get(quarter, Decimal(0)) + until_now - given)
        given = until_now
    return shares


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
    totals: dict[Quarter, dict[Look, Hours]] = {}
    for work in works:
        for quarter, part in spread(work).items():
            by_look = totals.setdefault(quarter, {})
            by_look[work.look] = hours(by_look.get(work.look, Decimal(0)) + part)
    found, quarter = [], first
    while quarter <= last:
        found.append(QuarterLoad(quarter, totals.get(quarter, {}), capacity))
        quarter = quarter.next()
    return found


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
