"""Balance of publics, on whole lists: what the proposals and the hours show, never a point for anybody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.categories import Public
from facilitator_app.domain.publics import Publics
from facilitator_app.domain.values import Hours, hours

PROPOSAL_DAYS = 90
_ON_TARGET = Decimal("0.95")  # of the mark: a gauge that close is not coloured as behind


@dataclass(frozen=True, slots=True)
class Gauge:
    """One public. `share` is what is observed, `mark` what it is compared with; None where there is nothing to divide.

    `count` and `total` are people proposed for the proposals, hours for the hours.
    """

    public: Public
    count: Decimal
    total: Decimal
    mark: Decimal | None

    @property
    def share(self) -> Decimal | None:
        return self.count / self.total if self.total else None

    @property
    def behind(self) -> bool:
        return self.share is not None and self.mark is not None and self.share < self.mark * _ON_TARGET


def proposal_gauges(
    proposals: Iterable[tuple[dt.date, Publics]],
    pool: Iterable[Publics] | Mapping[Publics, int],
    on: dt.date,
    days: int = PROPOSAL_DAYS,
) -> tuple[Gauge, ...]:
    """Share of each public in the proposals of the last `days` days (`on` included), beside its share in the pool.

    A person proposed twice counts twice: the gauge speaks of proposals. `pool` gives people one by one, or how many
    have the same flags.
    """
    first = on - dt.timedelta(days - 1)
    recent = Counter(publics for day, publics in proposals if first <= day <= on)
    available = Counter(pool)
    total = Decimal(recent.total())
    return tuple(Gauge(public, _count(public, recent), total, _share(public, available)) for public in Public)


def hours_gauges(
    worked: Iterable[tuple[Publics, Decimal]], targets: Mapping[Public, Decimal] | None = None
) -> tuple[Gauge, ...]:
    """Share of each public in the hours, beside the target the house has set (none for a public without one)."""
    rows = list(worked)
    total = sum((amount for _, amount in rows), Decimal(0))
    return tuple(
        Gauge(public, _hours_of(public, rows), total, None if targets is None else targets.get(public))
        for public in Public
    )


def widening_advice(gauge: Gauge, not_shown: int) -> str | None:
    """What to do for a public that the proposals leave behind; None when there is nothing to suggest."""
    if not gauge.behind or not_shown <= 0:
        return None
    plural = "s" if not_shown > 1 else ""
    shown = f"{not_shown} personne{plural} compatible{plural} non affichée{plural}"
    return f"{gauge.public.label}\u00a0: élargir la recherche, {shown}."


def _count(public: Public, people: Counter[Publics]) -> Decimal:
    return Decimal(sum(count for publics, count in people.items() if publics.includes(public)))


def _share(public: Public, people: Counter[Publics]) -> Decimal | None:
    return _count(public, people) / people.total() if people else None


def _hours_of(public: Public, rows: Iterable[tuple[Publics, Decimal]]) -> Hours:
    return hours(sum((amount for publics, amount in rows if publics.includes(public)), Decimal(0)))
