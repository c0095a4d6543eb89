"""Matching at the size of a large house: ranking, scoring of all pairs, best allocation, beside an outside solver.

Run with `python -m tests.benchmarks.bench_matching`.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from facilitator_app.domain.allocation import allocate
from facilitator_app.domain.matching import Candidate, Job, Level, NeedProfile, rank, score_all_pairs
from facilitator_app.domain.travel import Place, Transport
from tests.domain.outside_solver import best_total

START = dt.date(2026, 12, 7)
DOMAINS = ("A12", "F16", "F17", "G16", "I13", "J15", "K13", "K22", "K25", "M16", "N11", "N41")
JOBS = [f"{family}{number:02}" for family in DOMAINS for number in range(1, 9)]
MODES = (
    frozenset({Transport.PUBLIC}),
    frozenset({Transport.CAR}),
    frozenset({Transport.BIKE, Transport.PUBLIC}),
    frozenset({Transport.ON_FOOT}),
)
HELD = ("Permis B", "CACES R482", "CACES R489", "Habilitation électrique", "Carte professionnelle", "SST")
Result = TypeVar("Result")


def people(count: int, rng: random.Random, communes: Sequence[Place]) -> list[Candidate]:
    """Invented people: one or two jobs, a place, a journey accepted, a few certificates."""
    return [
        Candidate(
            key=number,
            jobs=tuple(Job(rng.choice(JOBS), rng.choice(tuple(Level))) for _ in range(rng.choice((1, 1, 2)))),
            held=frozenset(rng.sample(HELD, rng.randrange(3))),
            place=rng.choice(communes),
            max_travel_minutes=rng.choice((20, 30, 40, 45, 60)),
            transports=rng.choice(MODES),
            available_from=START + dt.timedelta(rng.randrange(-90, 40)),
            hours_min=Decimal(rng.choice((0, 20, 28))),
            hours_max=Decimal(rng.choice((24, 35, 39))),
            eligible_until=START + dt.timedelta(rng.randrange(-60, 700)),
            waiting_since=START - dt.timedelta(rng.randrange(400)),
        )
        for number in range(count)
    ]


def needs(count: int, rng: random.Random, communes: Sequence[Place]) -> list[NeedProfile]:
    """Invented needs of one to three posts."""
    return [
        NeedProfile(
            key=number,
            rome_code=rng.choice(JOBS),
            label="Poste",
            start=START + dt.timedelta(rng.randrange(60)),
            place=rng.choice(communes),
            requirements=frozenset(rng.sample(HELD, 1)) if rng.random() < 0.2 else frozenset(),
            wishes=frozenset(rng.sample(HELD, 1)) if rng.random() < 0.4 else frozenset(),
            posts=rng.choice((1, 2, 3)),
            reachable_without_car=rng.random() < 0.9,
        )
        for number in range(count)
    ]


def places(count: int, rng: random.Random) -> list[Place]:
    """Places of a coastal area some 60 km wide."""
    return [Place(43.05 + 0.35 * rng.random(), 5.7 + 0.75 * rng.random()) for _ in range(count)]


def timed(act: Callable[[], Result], times: int = 3) -> tuple[float, Result]:
    """Median seconds, and the last result."""
    seconds = []
    for _ in range(times):
        before = time.perf_counter()
        result = act()
        seconds.append(time.perf_counter() - before)
    return statistics.median(seconds), result


def measure(title: str, communes: int) -> None:
    rng = random.Random(communes)
    area = places(communes, rng)
    candidates, asked = people(5_000, rng, area), needs(1_000, rng, area)
    posts: Mapping[Hashable, int] = {need.key: need.posts for need in asked}
    waiting: Mapping[Hashable, int] = {
        person.key: (START - person.waiting_since).days for person in candidates if person.waiting_since
    }
    print(title)
    ranking_s, ranking = timed(lambda: rank(candidates, asked[0]), 7)
    print(f"  rank 5 000 people for one need   {ranking_s * 1000:8.1f} ms  ({len(ranking.ranked)} suit)")
    scoring_s, pairs = timed(lambda: score_all_pairs(candidates, asked))
    count = sum(map(len, pairs.values()))
    print(f"  score all pairs                  {scoring_s:8.2f} s   ({count} pairs, {sum(posts.values())} posts)")
    solving_s, allocation = timed(lambda: allocate(pairs, posts))
    fair_s, fair = timed(lambda: allocate(pairs, posts, waiting))
    outside_s, outside = timed(lambda: best_total(pairs, posts))
    assert allocation.total == fair.total == outside
    print(f"  best allocation                  {solving_s:8.2f} s   ({allocation.total}, {allocation.filled} filled)")
    print(f"  the same, waiting breaks ties    {fair_s:8.2f} s")
    print(f"  scipy sparse, same total         {outside_s:8.2f} s   ratio {solving_s / outside_s:.1f}")
    print(f"  scoring and allocation           {scoring_s + fair_s:8.2f} s   (limit 2 s)")


if __name__ == "__main__":
    measure("60 communes", 60)
    measure("5 000 separate addresses", 5_000)
