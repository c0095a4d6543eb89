"""What stays true of the score whoever the person and whatever the need."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.domain.matching import (
    Candidate,
    Job,
    Level,
    MatchingRules,
    NeedProfile,
    Weights,
    rank,
    score_all_pairs,
    weigh,
)
from facilitator_app.domain.travel import Place, Transport

START = dt.date(2026, 12, 7)
codes = st.sampled_from(("F1703", "F1702", "F1201", "K2204"))
soon = st.dates(START - dt.timedelta(60), START + dt.timedelta(20))
held = st.frozensets(st.sampled_from(("Permis B", "CACES", "SST")))
near_days = st.dates(START - dt.timedelta(30), START + dt.timedelta(60))
places = st.none() | st.builds(Place, st.floats(43.0, 43.2), st.floats(5.8, 6.1))
week = st.none() | st.integers(0, 48).map(Decimal)
people = st.builds(
    Candidate,
    key=st.uuids(),
    jobs=st.lists(st.builds(Job, codes, st.sampled_from(Level)), max_size=3).map(tuple),
    held=held,
    place=places,
    max_travel_minutes=st.none() | st.integers(0, 180),
    transports=st.frozensets(st.sampled_from(Transport)),
    available_from=st.none() | soon,
    placed_until=st.none() | soon,
    hours_min=week,
    hours_max=week,
    eligible_until=st.one_of(st.none(), near_days, st.just(dt.date.max), st.just(dt.date(2028, 1, 1))),
    waiting_since=st.none() | near_days,
)
needs = st.builds(
    NeedProfile,
    key=st.uuids(),
    rome_code=codes,
    label=st.just("Poste"),
    start=near_days,
    hours_per_week=st.integers(1, 48).map(Decimal),
    place=places,
    requirements=st.sampled_from((frozenset[str](),) * 3 + (frozenset({"SST"}),)),
    wishes=held,
    reachable_without_car=st.sampled_from((True, True, True, False)),
)


def weights_between(one: int, two: int, three: int) -> Weights:
    """A hundred points cut in four at three places."""
    return Weights(one, two - one, three - two, 100 - three)


rules = st.builds(
    MatchingRules,
    weights=st.lists(st.integers(0, 100), min_size=3, max_size=3).map(lambda cuts: weights_between(*sorted(cuts))),
    travel_stretch_percent=st.integers(100, 200),
    late_days=st.integers(0, 60),
)


@settings(max_examples=200)
@given(people, needs, rules)
def test_a_score_stays_within_its_weights_and_an_exclusion_always_has_a_reason(
    person: Candidate, need: NeedProfile, house: MatchingRules
) -> None:
    found = weigh(person, need, house)
    if found.score is None:
        assert found.excluded
        assert all(reason.sentence.endswith(".") for reason in found.excluded)
        return
    assert not found.excluded
    weights = house.weights
    limits = (weights.skills, weights.travel, weights.availability, weights.project)
    assert all(0 <= points <= limit for points, limit in zip(found.score, limits, strict=True))
    assert found.total == sum(found.score) <= 100
    assert found.pluses or found.minuses


@settings(max_examples=200)
@given(people, needs, rules)
def test_being_better_never_costs_a_point(person: Candidate, need: NeedProfile, house: MatchingRules) -> None:
    before = weigh(person, need, house)
    experienced = Job(need.rome_code, Level.EXPERIENCED)
    for better in (
        replace(person, held=person.held | need.wishes | need.requirements),
        replace(person, jobs=(*person.jobs, experienced)),
        replace(person, transports=person.transports | {Transport.CAR, Transport.PUBLIC}),
        replace(person, available_from=None, placed_until=None),
        replace(person, hours_min=None, hours_max=None),
        replace(person, max_travel_minutes=240),
        replace(person, eligible_until=dt.date.max),
    ):
        after = weigh(better, need, house)
        assert after.total >= before.total
        assert before.score is None or after.score is not None


@given(people, needs)
def test_waiting_never_changes_the_score(person: Candidate, need: NeedProfile) -> None:
    assert weigh(person, need) == weigh(replace(person, waiting_since=dt.date(2020, 1, 1)), need)


@settings(max_examples=60)
@given(st.lists(people, max_size=12), st.lists(needs, max_size=6), rules)
def test_scoring_all_pairs_at_once_changes_nothing(
    everybody: list[Candidate], asked: list[NeedProfile], house: MatchingRules
) -> None:
    one_by_one = {
        need.key: [
            (person.key, found.total) for person in everybody if (found := weigh(person, need, house)).score is not None
        ]
        for need in asked
    }
    assert score_all_pairs(everybody, asked, house) == one_by_one


def test_people_and_needs_that_share_much_are_scored_as_if_each_were_alone() -> None:
    chance = random.Random(7)
    spots = [Place(43.0 + 0.2 * chance.random(), 5.8 + 0.3 * chance.random()) for _ in range(3)]
    skilled = [(Job(code, level),) for code in ("F1703", "F1702", "F1201") for level in Level]
    everybody = [
        Candidate(
            key=number,
            jobs=chance.choice(skilled),
            held=frozenset(chance.sample(("Permis B", "SST"), chance.randrange(3))),
            place=chance.choice((None, *spots)),
            max_travel_minutes=chance.choice((None, 0, 15, 60)),
            transports=frozenset(chance.sample(list(Transport), chance.randrange(3))),
            available_from=START + dt.timedelta(chance.randrange(-9, 30)),
            hours_min=chance.choice((None, Decimal(20))),
            hours_max=chance.choice((None, Decimal(0), Decimal(28))),
            eligible_until=START + dt.timedelta(chance.randrange(-5, 40)),
        )
        for number in range(300)
    ]
    asked = [
        NeedProfile(
            key=f"B-{number}",
            rome_code=chance.choice(("F1703", "F1701", "K2204")),
            label="Poste",
            start=START + dt.timedelta(chance.randrange(25)),
            hours_per_week=Decimal(chance.choice((17, 35))),
            place=chance.choice((None, *spots)),
            requirements=frozenset(chance.sample(("Permis B", "SST"), chance.randrange(2))),
            wishes=frozenset(chance.sample(("Permis B", "SST"), chance.randrange(3))),
            reachable_without_car=chance.random() < 0.7,
        )
        for number in range(60)
    ]
    pairs = score_all_pairs(everybody, asked)
    alone = {
        need.key: [(p.key, score.total) for p in everybody if (score := weigh(p, need).score) is not None]
        for need in asked
    }
    assert pairs == alone
    assert sum(map(len, pairs.values())) > 500


@given(st.lists(people, max_size=12), needs)
def test_a_ranking_forgets_nobody_and_agrees_with_the_words(everybody: list[Candidate], need: NeedProfile) -> None:
    ranking = rank(everybody, need)
    assert len(ranking.ranked) + len(ranking.left_out) == len(everybody)
    totals = [entry.score.total for entry in ranking.ranked]
    assert totals == sorted(totals, reverse=True)
    assert all(weigh(entry.candidate, need).score == entry.score for entry in ranking.ranked)
    assert all(weigh(person, need).score is None for person in ranking.left_out)
