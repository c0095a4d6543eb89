"""The probability that two people are one, learnt from the base itself without anybody saying which pairs are.

Four stories may explain what a pair has in common: they are one person; they are of one household (couples,
brothers and sisters, twins); they are namesakes; they have nothing to do with each other. How often each story is
true, and how often one person is written differently twice, is estimated by expectation and maximisation
(Fellegi and Sunter 1969, Winkler 1988), from figures of common sense to begin with. What two strangers share by
chance is counted in the base.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from facilitator_app.domain.duplicates import ordinary
from facilitator_app.domain.duplicates.comparing import (
    CLOSE,
    DIFFERENT,
    MISSING,
    NEAR,
    PART,
    SAME,
    TURNED,
    compare,
)
from facilitator_app.domain.duplicates.person import Portrait
from facilitator_app.domain.duplicates.rarity import COUNTED, PLACE, SAME_PLACE, TRAITS, Clue, Rarity

Chances = dict[int, float]  # of each level of a trait
ROUNDS = 12
STRANGERS = 30_000  # pairs taken at random to see what strangers share
TRUST = 30  # what is common sense weighs as much as this many pairs seen
_NOTHING = 1e-6  # the chance of what should not be
_SAME_FIRST_NAME_AT_HOME = 0.05  # as often as among strangers: father and son, seldom
# How many pairs of each story there are for each person, before anything is seen.
EXPECTED = {"one": 0.01, "household": 0.005, "namesakes": 0.002}

# How one person is written twice.
ONE: dict[str, Chances] = {
    "last": {SAME: 0.80, PART: 0.06, CLOSE: 0.08, NEAR: 0.02, DIFFERENT: 0.04},  # the last: a married name
    "first": {SAME: 0.84, PART: 0.06, CLOSE: 0.08, NEAR: 0.015, DIFFERENT: 0.005},
    "order": {SAME: 0.97, TURNED: 0.03},
    "born": {SAME: 0.90, TURNED: 0.02, CLOSE: 0.05, NEAR: 0.02, DIFFERENT: 0.01},
    "sex": {SAME: 0.98, DIFFERENT: 0.02},
    "phone": {SAME: 0.60, DIFFERENT: 0.40},
    "email": {SAME: 0.60, DIFFERENT: 0.40},
    "address": {SAME: 0.50, CLOSE: 0.15, PART: 0.05, NEAR: 0.05, DIFFERENT: 0.25},
}
# What people of one household have in common; the first name never, the birthday of twins seldom.
HOUSEHOLD: dict[str, Chances] = {
    "order": {SAME: 0.97, TURNED: 0.03},
    "last": {SAME: 0.80, PART: 0.06, CLOSE: 0.02, NEAR: 0.02, DIFFERENT: 0.10},
    "born": {SAME: 0.25, TURNED: 0.0001, CLOSE: 0.02, NEAR: 0.02, DIFFERENT: 0.7099},
    "phone": {SAME: 0.50, DIFFERENT: 0.50},
    "email": {SAME: 0.10, DIFFERENT: 0.90},
    "address": {SAME: 0.85, CLOSE: 0.12, PART: 0.01, NEAR: 0.01, DIFFERENT: 0.01},
}
NAMESAKES: dict[str, Chances] = {
    "last": {SAME: 0.92, PART: 0.03, CLOSE: 0.05, NEAR: 0.0, DIFFERENT: 0.0},
    "first": {SAME: 0.92, PART: 0.03, CLOSE: 0.05, NEAR: 0.0, DIFFERENT: 0.0},
    "order": {SAME: 0.97, TURNED: 0.03},
}
_CODE: Chances = {SAME: 0.85, CLOSE: 0.05, DIFFERENT: 0.10}
_TOWN: Chances = {SAME: 0.80, CLOSE: 0.08, DIFFERENT: 0.12}


@dataclass
class Stories:
    """What each story makes probable, trait by trait, and how often it is true among all pairs."""

    chances: dict[str, dict[str, Chances]]  # story, trait, level (with its class of rarity)
    odds: dict[str, float]  # of each story, against «nothing to do with each other»
    known: dict[Clue, float] = field(default_factory=dict)

    def probability(self, clue: Clue) -> float:
        """That two people who agree so are one."""
        found = self.known.get(clue)
        if found is None:
            weights = self.weights(clue)
            found = self.known[clue] = weights["one"] / sum(weights.values())
        return found

    def weights(self, clue: Clue) -> dict[str, float]:
        found: dict[str, float] = {}
        for story, by_trait in self.chances.items():
            weight = self.odds[story]
            for trait, level in zip(TRAITS, clue, strict=True):
                if level:
                    weight *= by_trait[trait].get(level, _NOTHING)
            found[story] = weight
        return found


def learn(
    rarity: Rarity, portraits: Sequence[Portrait], seen: Mapping[Clue, int], people: int, pairs: float
) -> Stories:
    """Estimate the stories from the pairs compared.

    `seen` counts the pairs of each kind of agreement; `people` may each have a double, among so many `pairs` possible.
    """
    by_chance = strangers(rarity, portraits)
    for clue in seen:
        for trait, level in zip(TRAITS, clue, strict=True):
            if level:
                by_chance[trait].setdefault(level, 0.1 / STRANGERS)
    one = {trait: _told(rarity, trait, by_chance[trait], ONE) for trait in TRAITS}
    household = {trait: _told(rarity, trait, by_chance[trait], HOUSEHOLD) for trait in TRAITS}
    household["first"] = {
        level: chance * (_SAME_FIRST_NAME_AT_HOME if level % 100 == SAME else 1.0)
        for level, chance in by_chance["first"].items()
    }
    household[PLACE] = one[PLACE]
    namesakes = {trait: _told(rarity, trait, by_chance[trait], NAMESAKES) for trait in TRAITS}
    stories = Stories(
        {"one": dict(one), "household": household, "namesakes": namesakes, "strangers": by_chance},
        {**{story: share * people / pairs for story, share in EXPECTED.items()}, "strangers": 1.0},
    )
    for _ in range(ROUNDS if seen else 0):
        _improve(stories, rarity, one, seen, people, pairs)
    return stories


def _improve(
    stories: Stories,
    rarity: Rarity,
    sense: Mapping[str, Chances],
    seen: Mapping[Clue, int],
    people: int,
    pairs: float,
) -> None:
    """One round: which story each pair tells, then what the pairs that are one person look like."""
    told = dict.fromkeys(EXPECTED, 0.0)
    alike: dict[str, Chances] = {trait: {} for trait in TRAITS}
    for clue, count in seen.items():
        weights = stories.weights(clue)
        whole = sum(weights.values())
        for story in EXPECTED:
            told[story] += count * weights[story] / whole
        part = count * weights["one"] / whole
        if part > _NOTHING:
            for trait, level in zip(TRAITS, clue, strict=True):
                if level:
                    alike[trait][level] = alike[trait].get(level, 0.0) + part
    for story, share in EXPECTED.items():
        stories.odds[story] = (told[story] + share * people) / pairs
    for trait in TRAITS:
        stories.chances["one"][trait] = _blended(rarity, trait, sense[trait], alike[trait])


def _blended(rarity: Rarity, trait: str, sense: Chances, seen: Chances) -> Chances:
    """Common sense and what was seen, each by its weight; what is the same keeps the rarities of the base."""
    folded: Chances = {}
    for level, weight in seen.items():
        folded[level % 100] = folded.get(level % 100, 0.0) + weight
    usual: Chances = {}
    for level, chance in sense.items():
        usual[level % 100] = usual.get(level % 100, 0.0) + chance
    total = sum(folded.values()) + TRUST
    plain = {level: (folded.get(level, 0.0) + TRUST * chance) / total for level, chance in usual.items()}
    return {level: plain[level % 100] * _share(rarity, trait, level) for level in sense}


def _share(rarity: Rarity, trait: str, level: int) -> float:
    """The share of a class of rarity in what is the same; 1 for what is not."""
    same = SAME_PLACE if trait == PLACE else SAME
    if trait not in COUNTED or level % 100 != same:
        return 1.0
    return rarity.share[trait].get(level // 100, _NOTHING)


def _told(rarity: Rarity, trait: str, by_chance: Chances, story: Mapping[str, Chances]) -> Chances:
    """The chances of each level met in a story; a trait it says nothing of is left to chance."""
    if trait == PLACE and story is ONE:
        return {level: _place(level % 100) * _share(rarity, trait, level) for level in by_chance}
    if trait not in story:
        return dict(by_chance)
    return {level: story[trait].get(level % 100, _NOTHING) * _share(rarity, trait, level) for level in by_chance}


def _place(level: int) -> float:
    code, town = divmod(level, 10)
    return _CODE.get(code, 1.0) * _TOWN.get(town, 1.0)  # 1: not known


def strangers(rarity: Rarity, portraits: Sequence[Portrait]) -> dict[str, Chances]:
    """What two people taken at random share: counted for what is the same, sampled for the rest."""
    drawn: dict[str, Counter[int]] = {trait: Counter() for trait in TRAITS}
    for one, other in _met(portraits):
        agreement = compare(one, other)
        for trait, level in zip(TRAITS, (*agreement[:-2], agreement[-2] * 10 + agreement[-1]), strict=True):
            drawn[trait][level] += 1
    found: dict[str, Chances] = {}
    for trait, counts in drawn.items():
        usual = ordinary.LEVELS[trait]
        if trait == "order":
            found[trait] = dict(usual)
            continue
        known = counts.total() - counts[MISSING] + ordinary.PEOPLE
        same = SAME_PLACE if trait == PLACE else SAME
        counted = trait in COUNTED
        found[trait] = {
            level: (counts[level] + ordinary.PEOPLE * usual.get(level, 0.0001)) / known
            for level in {*counts, *usual}
            if level and not (counted and level == same)
        }
        if counted:
            found[trait] |= {same + 100 * rare: value for rare, value in rarity.chance[trait].items()}
    return found


def _met(portraits: Sequence[Portrait]) -> Iterator[tuple[Portrait, Portrait]]:
    """Pairs taken at random, or all of them when there are few."""
    if len(portraits) * (len(portraits) - 1) // 2 <= STRANGERS:
        yield from combinations(portraits, 2)
        return
    chance = random.Random(len(portraits))
    for _ in range(STRANGERS):
        one = chance.choice(portraits)
        other = chance.choice(portraits)
        if one is not other:
            yield one, other
