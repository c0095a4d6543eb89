"""The pairs of people who are probably one, over a whole base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from facilitator_app.domain.duplicates.blocking import candidates
from facilitator_app.domain.duplicates.comparing import Agreement, compare, worth_comparing
from facilitator_app.domain.duplicates.likelihood import Stories, learn
from facilitator_app.domain.duplicates.person import Person, Portrait, portrait
from facilitator_app.domain.duplicates.rarity import Clue, Rarity

PROBABLE = 0.5  # more probably one person than not


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one: their keys in order, and the probability from 0 to 1."""

    one: str
    other: str
    likelihood: float
    agreement: Agreement


def pairs(people: Sequence[Person], least: float = PROBABLE, known: int = 0) -> list[Pair]:
    """Every pair of at least this probability, the most probable first.

    The first `known` people are not compared with each other: they are those already kept, the rest comes in.
    """
    portraits = [portrait(person) for person in people]
    rarity = Rarity.of(portraits)
    count = len(portraits)
    met: dict[Clue, list[int]] = {}
    for pair in candidates(portraits):
        if pair % count < known:
            continue
        one, other = portraits[pair // count], portraits[pair % count]
        if worth_comparing(one, other):
            met.setdefault(rarity.clue(compare(one, other), one, other), []).append(pair)
    coming = count - known
    possible = max(1.0, coming * known + coming * (coming - 1) / 2)
    stories = learn(rarity, portraits, {clue: len(alike) for clue, alike in met.items()}, coming, possible)
    found = [
        _pair(people, portraits, pair // count, pair % count, likelihood)
        for clue, alike in met.items()
        if (likelihood := stories.probability(clue)) >= least
        for pair in alike
    ]
    return sorted(found, key=lambda pair: (-pair.likelihood, pair.one, pair.other))


def alike(someone: Person, others: Sequence[Person], count: int, least: float) -> list[Pair]:
    """Who among `others` may be this person, in a base of `count` people not read for it; the likeliest first."""
    rarity = Rarity.ordinary(count)
    stories = _ordinary_stories(count)
    one = portrait(someone)
    found: list[Pair] = []
    for person in others:
        other = portrait(person)
        if worth_comparing(one, other):
            agreement = compare(one, other)
            likelihood = stories.probability(rarity.clue(agreement, one, other))
            if likelihood >= least:
                found.append(Pair(someone.key, person.key, likelihood, agreement))
    return sorted(found, key=lambda pair: (-pair.likelihood, pair.other))


@lru_cache(maxsize=4)
def _ordinary_stories(count: int) -> Stories:
    return learn(Rarity.ordinary(count), (), {}, 1, max(1, count))


def _pair(people: Sequence[Person], portraits: Sequence[Portrait], first: int, second: int, likelihood: float) -> Pair:
    one, other = sorted((people[first].key, people[second].key))
    return Pair(one, other, likelihood, compare(portraits[first], portraits[second]))
