"""Which declared hours a contract counts, and why not the others: the only place where it is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.counting_rules import AfterEligibility, CountBasis
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.values import Hours, Month, hours

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the contract says, once the house's rules fill its silences; the defaults are common practice.

    `training_cap` is a share of the hours due.
    """

    basis: CountBasis = CountBasis.WORKED
    overtime: bool = True
    training: bool = True
    training_cap: Decimal | None = None
    centre: bool = True
    other_sites: bool = False
    outside_dates: bool = True
    before_validation: bool = True
    after_eligibility: AfterEligibility = AfterEligibility.REFUSED


USUAL = Rules()
RULE_NAMES = tuple(field.name for field in fields(Rules))


def merged(*layers: Mapping[str, Any]) -> Rules:
    """Each layer says only what it changes (None: silent); the last one has the last word."""
    said = {name: layer[name] for layer in layers for name in RULE_NAMES if layer.get(name) is not None}
    return replace(USUAL, **said)


@dataclass(frozen=True, slots=True)
class Work:
    """What the counting needs to know of a placement."""

    key: Key
    contract: EmploymentContract
    starts_on: dt.date
    ends_on: dt.date | None
    eligible: bool
    eligible_until: dt.date | None
    judged_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MonthOfHours:
    """The hours of a placement in a month; each part is included in `declared`."""

    work: Work
    month: Month
    declared: Decimal
    training: Decimal = _NOTHING
    centre: Decimal = _NOTHING
    overtime: Decimal = _NOTHING
    not_worked: Decimal = _NOTHING
    elsewhere: Decimal = _NOTHING


@dataclass(frozen=True, slots=True)
class Counted:
    """A month once counted: `hours` and what was left out make what was declared."""

    line: MonthOfHours
    hours: Hours
    left_out: tuple[tuple[Uncounted, Hours], ...]


def count(
    lines: Iterable[MonthOfHours],
    rules: Rules,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    due: Decimal | None = None,
) -> list[Counted]:
    """Every line of a lot, the oldest month first: the cap of training is used up in that order.

    The dates are those of the lot; `due` is what the cap is a share of.
    """
    room: Decimal | None = None
    if rules.training and rules.training_cap is not None and due is not None:
        room = hours(due * rules.training_cap)
    counted = []
    for line in sorted(lines, key=lambda line: (line.month, line.work.key)):
        whole = why_not_at_all(line.work, line.month, rules, starts_on, ends_on)
        if whole is not None:
            left_out = [(whole, Decimal(line.declared))] if line.declared > 0 else []
        else:
            left_out = list(_parts_left_out(line, rules))
            if room is not None:
                trained = _trained(line)
                if trained > room:
                    left_out.append((Uncounted.TRAINING_CAP, trained - room))
                room -= min(trained, room)
        rest = line.declared - sum((amount for _, amount in left_out), _NOTHING)
        counted.append(Counted(line, hours(rest), tuple((why, hours(amount)) for why, amount in left_out)))
    return counted


def why_not_at_all(
    work: Work, month: Month, rules: Rules, starts_on: dt.date | None = None, ends_on: dt.date | None = None
) -> Uncounted | None:
    """Why nothing of this month counts; a month begun within a period counts whole."""
    if not work.eligible:
        return Uncounted.NOT_ELIGIBLE
    if not rules.before_validation and work.judged_on is not None and month.last_day < work.judged_on:
        return Uncounted.BEFORE_VALIDATION
    over = work.eligible_until is not None and work.eligible_until < month.first_day
    if over and rules.after_eligibility is AfterEligibility.REFUSED:
        return Uncounted.AFTER_ELIGIBILITY
    if not rules.outside_dates and (
        (starts_on is not None and month.last_day < starts_on) or (ends_on is not None and month.first_day > ends_on)
    ):
        return Uncounted.OUTSIDE_DATES
    return None


def _parts(line: MonthOfHours) -> Iterator[tuple[Uncounted, Decimal]]:
    """The parts in their order, none beyond what was declared: an earlier figure may be less than today's parts."""
    if not (line.not_worked or line.elsewhere or line.overtime or line.centre or line.training):
        return  # nearly always
    rest = max(line.declared, _NOTHING)
    for why, amount in (
        (Uncounted.NOT_WORKED, line.not_worked),
        (Uncounted.ELSEWHERE, line.elsewhere),
        (Uncounted.OVERTIME, line.overtime),
        (Uncounted.CENTRE, line.centre),
        (Uncounted.TRAINING, line.training),
    ):
        taken = min(amount, rest)
        rest -= taken
        if taken > 0:
            yield why, taken


def _parts_left_out(line: MonthOfHours, rules: Rules) -> Iterator[tuple[Uncounted, Decimal]]:
    counts = {
        Uncounted.NOT_WORKED: rules.basis is CountBasis.PAID,
        Uncounted.ELSEWHERE: rules.other_sites,
        Uncounted.OVERTIME: rules.overtime,
        Uncounted.CENTRE: rules.centre,
        Uncounted.TRAINING: rules.training,
    }
    return ((why, amount) for why, amount in _parts(line) if not counts[why])


def _trained(line: MonthOfHours) -> Decimal:
    return next((amount for why, amount in _parts(line) if why is Uncounted.TRAINING), _NOTHING)
