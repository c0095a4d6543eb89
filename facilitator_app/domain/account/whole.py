"""The account of a lot: what is due, declared, counted and left, each figure being the sum of its lines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from facilitator_app.domain.account.counting import USUAL, Counted, MonthOfHours, Rules, count
from facilitator_app.domain.account.due import Amount, Change, Due, Terms, due_at
from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Hours, Month, hours


@dataclass(frozen=True, slots=True)
class Obliged:
    """An obligation with all its events, whenever they take effect."""

    terms: Terms
    changes: tuple[Change, ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """A signed change of the figure of a month."""

    hours: Decimal
    recorded_on: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """A month of a placement as it stands today, with the day it was first known and its corrections since."""

    line: MonthOfHours
    recorded_on: dt.date | None = None
    corrections: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A declaration, or what corrected it (`correction`); the sum of them is what is declared."""

    placement_id: Key
    month: Month
    hours: Hours
    recorded_on: dt.date
    correction: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Lot:
    """What an account is made of."""

    obligations: Sequence[Obliged]
    declared: Sequence[Declared]
    rules: Rules = USUAL
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The account of a lot on a day, with what was known on another."""

    on: dt.date
    known_on: dt.date
    dues: tuple[Due, ...]
    lines: tuple[HoursLine, ...]
    months: tuple[Counted, ...]
    due: Hours = field(init=False)
    declared: Hours = field(init=False)
    counted: Hours = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "due", _sum(due.hours for due in self.dues))
        object.__setattr__(self, "declared", _sum(line.hours for line in self.lines))
        object.__setattr__(self, "counted", _sum(month.hours for month in self.months))

    @property
    def as_signed(self) -> Hours:
        """What was due before any event."""
        return _sum(due.as_signed for due in self.dues)

    @property
    def not_counted(self) -> dict[Uncounted, Hours]:
        """By reason, in the order of the reasons; those without hours are left out."""
        found: dict[Uncounted, Decimal] = defaultdict(Decimal)
        for month in self.months:
            for why, amount in month.left_out:
                found[why] += amount
        return {why: hours(found[why]) for why in Uncounted if why in found}

    @property
    def left(self) -> Hours:
        return Hours(max(Decimal(self.due - self.counted), _ZERO))

    @property
    def surplus(self) -> Hours:
        return Hours(max(Decimal(self.counted - self.due), _ZERO))


_ZERO = Decimal("0.00")


def account(lot: Lot, on: dt.date, known_on: dt.date = dt.date.max) -> Account:
    """The account at the end of a day; the month of that day is in it, as far as it is declared."""
    dues = tuple(due_at(one.terms, one.changes, one.amounts, on, known_on) for one in lot.obligations)
    lines: list[HoursLine] = []
    figures: list[MonthOfHours] = []
    last = Month.of(on)
    for declared in lot.declared:
        if declared.line.month > last:
            continue
        known = [line for line in lines_of(declared) if line.recorded_on <= known_on]
        if known:
            lines += known
            figures.append(replace(declared.line, declared=_sum(line.hours for line in known)))
    due = _sum(one.hours for one in dues)
    lines.sort(key=lambda line: (line.month, line.recorded_on, line.placement_id))
    months = count(figures, lot.rules, lot.starts_on, lot.ends_on, due)
    return Account(on, known_on, dues, tuple(lines), tuple(months))


def lines_of(declared: Declared) -> Iterator[HoursLine]:
    """The first figure, then each correction. What was kept before days were is taken as known at the month's end."""
    at = declared.line
    first = at.declared - sum((one.hours for one in declared.corrections), _ZERO)
    known = declared.recorded_on or at.month.last_day
    yield HoursLine(at.work.key, at.month, hours(first), known)
    for one in sorted(declared.corrections, key=lambda one: one.recorded_on):
        yield HoursLine(at.work.key, at.month, hours(one.hours), one.recorded_on, True, one.reason)


def _sum(amounts: Iterable[Decimal]) -> Hours:
    return Hours(sum(amounts, _ZERO))
