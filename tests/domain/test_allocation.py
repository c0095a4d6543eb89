"""The overall allocation is the true optimum."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator_app.domain.allocation import Allocation, allocate, compare
from tests.domain.outside_solver import best_total

Pairs = dict[int, list[tuple[int, int]]]


@st.composite
def problems(draw: st.DrawFn, most_needs: int, most_people: int, best_score: int) -> tuple[Pairs, dict[int, int]]:
    people = draw(st.integers(1, most_people))
    pairs: Pairs = {
        need: [
            (person, draw(st.integers(-1, best_score)))
            for person in draw(st.lists(st.integers(0, people - 1), unique=True))
        ]
        for need in range(draw(st.integers(0, most_needs)))
    }
    return pairs, {need: draw(st.integers(0, 3)) for need in pairs}


def checked(pairs: Mapping[int, Sequence[tuple[int, int]]], posts: Mapping[int, int]) -> Allocation[int, int]:
    """The allocation, after verifying that it keeps the rules."""
    allocation = allocate(pairs, posts)
    scores = {(need, person): score for need, arcs in pairs.items() for person, score in arcs}
    assert all(scores[need, person] == score > 0 for need, person, score in allocation.assigned)
    assert all(count == 1 for count in Counter(person for _, person, _ in allocation.assigned).values())
    taken = Counter(need for need, _, _ in allocation.assigned)
    assert all(count <= posts.get(need, 1) for need, count in taken.items())
    return allocation


def brute_force(pairs: Pairs, posts: Mapping[int, int]) -> int:
    """Every person tries every need, or none."""
    by_person: dict[int, list[tuple[int, int]]] = {}
    for need, arcs in pairs.items():
        for person, score in arcs:
            by_person.setdefault(person, [(-1, 0)]).append((need, score))
    best = 0
    for choice in itertools.product(*by_person.values()):
        taken = Counter(need for need, _ in choice if need >= 0)
        if all(count <= posts[need] for need, count in taken.items()):
            best = max(best, sum(score for _, score in choice))
    return best


def test_the_best_whole_is_not_the_best_pair_first() -> None:
    pairs = {"maçon": [("Aïcha", 90), ("Marvin", 80)], "peintre": [("Aïcha", 85)]}
    allocation = allocate(pairs, {})
    assert allocation.assigned == (("maçon", "Marvin", 80), ("peintre", "Aïcha", 85))
    assert (allocation.total, allocation.filled, allocation.mean) == (165, 2, Decimal(83))


def test_a_need_takes_as_many_people_as_it_has_posts() -> None:
    pairs = {"B-1": [("a", 50), ("b", 60), ("c", 70)], "B-2": [("a", 10)]}
    assert allocate(pairs, {"B-1": 2, "B-2": 0}).assigned == (("B-1", "b", 60), ("B-1", "c", 70))


def test_at_the_same_total_those_who_have_waited_longest_get_the_posts() -> None:
    pairs = {"B-1": [("recent", 70), ("patient", 70), ("weaker", 69)]}
    waiting = {"recent": 10, "patient": 300, "weaker": 9000}
    assert allocate(pairs, {}, waiting).assigned == (("B-1", "patient", 70),)
    assert allocate(pairs, {}).assigned == (("B-1", "recent", 70),)


def test_nothing_to_allocate_is_an_empty_allocation() -> None:
    empty: Allocation[str, str] = allocate({}, {})
    assert (empty.assigned, empty.total, empty.mean) == ((), 0, None)


@settings(max_examples=200)
@given(problems(most_needs=4, most_people=5, best_score=6))
def test_tiny_problems_against_every_possibility(problem: tuple[Pairs, dict[int, int]]) -> None:
    pairs, posts = problem
    assert checked(pairs, posts).total == brute_force(pairs, posts)


@settings(max_examples=200)
@example(({0: [(0, -1)], 1: [], 2: []}, {0: 0, 1: 0, 2: 1}))  # nobody worth a point
@given(problems(most_needs=12, most_people=20, best_score=100))
def test_random_problems_against_an_outside_solver(problem: tuple[Pairs, dict[int, int]]) -> None:
    pairs, posts = problem
    assert checked(pairs, posts).total == best_total(pairs, posts)


@given(problems(most_needs=8, most_people=12, best_score=10), st.randoms(use_true_random=False))
def test_the_total_does_not_depend_on_the_order(problem: tuple[Pairs, dict[int, int]], rng: random.Random) -> None:
    pairs, posts = problem
    shuffled = {need: rng.sample(pairs[need], len(pairs[need])) for need in rng.sample(list(pairs), len(pairs))}
    assert allocate(shuffled, posts).total == allocate(pairs, posts).total
    assert allocate(pairs, posts) == allocate(pairs, posts)


@given(problems(most_needs=8, most_people=12, best_score=5), st.lists(st.integers(0, 400), min_size=12, max_size=12))
def test_waiting_never_costs_the_whole_a_point(problem: tuple[Pairs, dict[int, int]], days: list[int]) -> None:
    pairs, posts = problem
    waiting = dict(enumerate(days))

    def waited(allocation: Allocation[int, int]) -> int:
        return sum(waiting[person] for _, person, _ in allocation.assigned)

    plain, fair = allocate(pairs, posts), allocate(pairs, posts, waiting)
    assert fair.total == plain.total
    assert waited(fair) >= waited(plain)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "best_score"), [(5_000, 100), (1_200, 100), (1_200, 6)])
def test_a_large_house_gets_the_optimum(people: int, best_score: int) -> None:
    rng = random.Random(people + best_score)
    pairs = {
        need: [(person, rng.randint(1, best_score)) for person in rng.sample(range(people), 90)]
        for need in range(1_000)
    }
    posts = {need: rng.choice((1, 2, 3)) for need in pairs}
    assert checked(pairs, posts).total == best_total(pairs, posts)


def test_what_changes_from_today_is_told_person_by_person() -> None:
    today = Allocation((("B-1", "a", 70), ("B-2", "b", 60), ("B-3", "c", 50)))
    proposed = Allocation((("B-1", "a", 70), ("B-3", "b", 80), ("B-2", "d", 75)))
    changes = compare(today, proposed)
    assert changes.kept == (("B-1", "a"),)
    assert changes.moved == (("b", "B-2", "B-3"),)
    assert changes.added == (("B-2", "d"),)
    assert changes.removed == (("B-3", "c"),)
    assert (changes.count, changes.gain) == (3, 45)
