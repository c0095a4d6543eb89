"""What matching knows of a person and of a need: nothing about sex, age, origin or district."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from facilitator_app.domain.travel import Place, Transport


class Level(StrEnum):
    """How a person stands towards a job."""

    AIMED = "aimed"
    EXPERIENCED = "experienced"


class Job(NamedTuple):
    """A job of the ROME register (`F1703`) that a person aims at or has done; a job may appear once for each."""

    rome_code: str
    level: Level
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or self.rome_code


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as matching sees her. Requirements and wishes are compared word for word with those of the need."""

    key: Hashable
    jobs: tuple[Job, ...] = ()
    held: frozenset[str] = frozenset()  # licences, certificates and skills
    place: Place | None = None
    max_travel_minutes: int | None = None
    transports: frozenset[Transport] = frozenset()
    available_from: dt.date | None = None  # None: at once
    placed_until: dt.date | None = None  # last day of the contract under way
    hours_min: Decimal | None = None  # per week
    hours_max: Decimal | None = None
    eligible_until: dt.date | None = None  # last day on which a contract may start; None: not eligible
    waiting_since: dt.date | None = None

    @property
    def free_from(self) -> dt.date:
        """First day the person can work; the first day of the calendar when nothing holds her."""
        day = self.available_from or dt.date.min
        if self.placed_until is None:
            return day
        return max(day, min(self.placed_until, dt.date.max - dt.timedelta(1)) + dt.timedelta(1))


@dataclass(frozen=True, slots=True)
class NeedProfile:
    """What a company asks for: one job, in one place, from one day."""

    key: Hashable
    rome_code: str
    label: str
    start: dt.date
    hours_per_week: Decimal = Decimal(35)
    place: Place | None = None
    requirements: frozenset[str] = frozenset()  # without them, nobody can be hired
    wishes: frozenset[str] = frozenset()  # they count, and exclude nobody
    posts: int = 1
    reachable_without_car: bool = True
