"""Who suits a need, best first, and every possible pair of people and needs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from facilitator_app.domain.matching.profiles import Candidate, NeedProfile
from facilitator_app.domain.matching.rules import DEFAULT_RULES, MatchingRules
from facilitator_app.domain.matching.score import Known, Likeness, Person, Score, Scorer, Trades
from facilitator_app.domain.travel import Place


@dataclass(frozen=True, slots=True)
class Ranked:
    """A person who meets the hard conditions, with her score."""

    candidate: Candidate
    score: Score


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody: those who suit, best first, and those left out, in the order given. `weigh` puts it into words."""

    ranked: tuple[Ranked, ...]
    left_out: tuple[Candidate, ...]


def rank(candidates: Iterable[Candidate], need: NeedProfile, rules: MatchingRules = DEFAULT_RULES) -> Ranking:
    """The people ranked for one need; at the same score, the one who has waited longest comes first."""
    scorer = Scorer(need, rules)
    ranked: list[Ranked] = []
    left_out: list[Candidate] = []
    for candidate in candidates:
        score = scorer.score(Person(candidate, rules))
        if score is None:
            left_out.append(candidate)
        else:
            ranked.append(Ranked(candidate, score))
    ranked.sort(key=lambda entry: (-entry.score.total, entry.candidate.waiting_since or dt.date.max))
    return Ranking(tuple(ranked), tuple(left_out))


def score_all_pairs(
    candidates: Iterable[Candidate], needs: Iterable[NeedProfile], rules: MatchingRules = DEFAULT_RULES
) -> dict[Hashable, list[tuple[Hashable, int]]]:
    """For each need, in the order given, the people who meet its hard conditions, with their totals.

    A person is only compared with the needs of the domains (ROME letter) of her jobs:
    everywhere else the hard condition on jobs leaves her out.
    """
    by_domain: dict[str, list[Person]] = defaultdict(list)
    likeness = Likeness()
    for candidate in candidates:
        person = Person(candidate, rules, likeness)
        for domain in {job.rome_code[:1] for job in candidate.jobs}:
            by_domain[domain].append(person)
    trades: dict[str, Trades] = defaultdict(dict)
    journeys: dict[Place | None, Known] = defaultdict(dict)
    near: dict[tuple[str, Place | None], list[Person]] = {}
    pairs: dict[Hashable, list[tuple[Hashable, int]]] = {}
    for need in needs:
        scorer, domain = Scorer(need, rules), need.rome_code[:1]
        people = near.get((domain, need.place))
        if people is None:
            people = near[domain, need.place] = scorer.within_reach(by_domain.get(domain, ()))
        pairs.setdefault(need.key, []).extend(scorer.totals(people, journeys[need.place], trades[need.rome_code]))
    return pairs
