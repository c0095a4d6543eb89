"""How well the pairs found agree with those known: F1, the harmonic mean of precision and recall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from facilitator_app.domain.duplicates.finding import Pair

Keys = frozenset[str]


def true_pairs(people: Iterable[tuple[str, object]]) -> set[Keys]:
    """All pairs of keys that stand for the same human."""
    by_human: dict[object, list[str]] = defaultdict(list)
    for key, human in people:
        by_human[human].append(key)
    return {frozenset(pair) for keys in by_human.values() for pair in combinations(keys, 2)}


def f1(found: Iterable[Pair], truth: set[Keys]) -> float:
    said = {frozenset((pair.one, pair.other)) for pair in found}
    return 2 * len(said & truth) / (len(said) + len(truth))
