"""Balance of publics, on whole lists: what the proposals show, never a point for anybody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.categories import Public
from facilitator_app.domain.publics import Publics

PROPOSAL_DAYS = 90
_ON_TARGET = Decimal("0.95")  # of the mark: a gauge that close is not coloured as behind


@dataclass(frozen=True, slots=True)
class Gauge:
    """One public. `share` is what is observed, `mark` what it is compared with: None where nothing is to divide."""

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


def _count(public: Public, people: Counter[Publics]) -> Decimal:
    return Decimal(sum(count for publics, count in people.items() if publics.includes(public)))


def _share(public: Public, people: Counter[Publics]) -> Decimal | None:
    return _count(public, people) / people.total() if people else None
