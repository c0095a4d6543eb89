"""Matching at the size of a large house: ranking and best allocation, on a file and in memory, beside scipy."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.domain.allocation import allocate
from facilitator_app.domain.matching import Candidate, Job, Level, NeedProfile, rank, score_all_pairs
from facilitator_app.domain.travel import Place, Transport
from facilitator_app.use_cases.matching.balance import gauges
from facilitator_app.use_cases.matching.needs import open_needs
from facilitator_app.use_cases.matching.overall import overall
from facilitator_app.use_cases.matching.ranking import ranking
from tests.benchmarks.large_house import TODAY, house_to_match
from tests.benchmarks.measure import Line, milliseconds
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


def seconds(act: Callable[[], object]) -> float:
    return milliseconds(act, 3) / 1000


def main() -> list[Line]:
    return [*_on_a_house(), *_in_memory("60 communes", 60), *_in_memory("5 000 addresses", 5_000)]


def _on_a_house() -> list[Line]:
    """What the page of matching asks, the reading of the file included."""
    house = open_house(house_to_match())
    with house.reading() as session:
        need = open_needs(session, TODAY).lines[0].id

    def asked(question: Callable[[Session], object]) -> Callable[[], object]:
        def ask() -> object:
            with house.reading() as session:
                return question(session)

        return ask

    lines = [
        Line("5 000 people ranked for one need, ms", milliseconds(asked(lambda s: ranking(s, need, TODAY))), limit=150),
        Line("list of open needs, ms", milliseconds(asked(lambda s: open_needs(s, TODAY))), limit=150),
        Line("gauges of balance, ms", milliseconds(asked(lambda s: gauges(s, TODAY))), limit=150),
        Line("5 000 people on 1 000 posts at best, s", seconds(asked(lambda s: overall(s, TODAY))), limit=2),
    ]
    house.close()
    return lines


def _in_memory(title: str, communes: int) -> list[Line]:
    """The computation alone; its total must be that of a solver which is not ours."""
    rng = random.Random(communes)
    area = places(communes, rng)
    candidates, asked = people(5_000, rng, area), needs(1_000, rng, area)
    posts: Mapping[Hashable, int] = {need.key: need.posts for need in asked}
    waiting: Mapping[Hashable, int] = {
        person.key: (START - person.waiting_since).days for person in candidates if person.waiting_since
    }
    pairs = score_all_pairs(candidates, asked)
    optimum = best_total(pairs, posts)
    whole = seconds(lambda: allocate(score_all_pairs(candidates, asked), posts, waiting))
    solving = seconds(lambda: allocate(pairs, posts, waiting))
    outside = seconds(lambda: best_total(pairs, posts))
    total = allocate(pairs, posts, waiting).total
    return [
        Line(f"{title}: 5 000 people ranked, ms", milliseconds(lambda: rank(candidates, asked[0])), limit=150),
        Line(f"{title}: scored and allocated, {sum(posts.values())} posts, s", whole, limit=2),
        Line(f"{title}: allocation alone, s", solving, "scipy", outside),
        Line(f"{title}: points short of the optimum", optimum - total, limit=0),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
