"""The best overall allocation of people to posts: the true optimum, and what it changes from today's."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from operator import itemgetter
from typing import Generic, TypeVar

Need = TypeVar("Need", bound=Hashable)
Person = TypeVar("Person", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Allocation(Generic[Need, Person]):
    """Who goes where. Each person appears once at most."""

    assigned: tuple[tuple[Need, Person, int], ...]

    @property
    def total(self) -> int:
        return sum(score for _, _, score in self.assigned)

    @property
    def filled(self) -> int:
        """Number of posts with somebody."""
        return len(self.assigned)

    @property
    def mean(self) -> Decimal | None:
        """Mean score of the filled posts, rounded half up to the point."""
        if not self.assigned:
            return None
        return (Decimal(self.total) / self.filled).quantize(Decimal(1), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Changes(Generic[Need, Person]):
    """What goes from one allocation to another; `moved` holds (person, need today, need proposed)."""

    kept: tuple[tuple[Need, Person], ...]
    added: tuple[tuple[Need, Person], ...]
    removed: tuple[tuple[Need, Person], ...]
    moved: tuple[tuple[Person, Need, Need], ...]
    gain: int

    @property
    def count(self) -> int:
        return len(self.added) + len(self.removed) + len(self.moved)


def allocate(
    pairs: Mapping[Need, Sequence[tuple[Person, int]]],
    posts: Mapping[Need, int],
    waiting_days: Mapping[Person, int] | None = None,
) -> Allocation[Need, Person]:
    """The allocation with the highest total score, each person on one post at most, each need on `posts` people.

    A need absent from `posts` has one. Pairs scored zero or less are not used. Among the allocations of highest
    total, the one whose people have waited longest altogether; what still ties follows the order given.
    """
    needs = [need for need in pairs if posts.get(need, 1) > 0]
    people: dict[Person, int] = {}
    for need in needs:
        for person, _ in pairs[need]:
            people.setdefault(person, len(people))
    names = list(people)
    waits = [max(0, waiting_days.get(person, 0)) if waiting_days else 0 for person in names]
    # Large enough that all the waiting put together weighs less than one point.
    point = min(sum(posts.get(need, 1) for need in needs), len(names)) * max(waits, default=0) + 1
    arcs = []
    for need in needs:
        known = [(people[person], score) for person, score in pairs[need] if score > 0]
        row_arcs = [(score * point + waits[person], person) for person, score in known]
        row_arcs.sort(key=itemgetter(1))
        row_arcs.sort(key=itemgetter(0), reverse=True)  # what ties stays in the order of people
        arcs.append(row_arcs)
    holder = _best_holders(arcs, [posts.get(need, 1) for need in needs], len(names))
    assigned = sorted(
        (row, person, value // point)
        for row, row_arcs in enumerate(arcs)
        for value, person in row_arcs
        if holder[person] == row
    )
    return Allocation(tuple((needs[row], names[person], score) for row, person, score in assigned))


def compare(today: Allocation[Need, Person], proposed: Allocation[Need, Person]) -> Changes[Need, Person]:
    """What would change, person by person, in the order of each allocation."""
    before = {person: need for need, person, _ in today.assigned}
    after = {person: need for need, person, _ in proposed.assigned}
    return Changes(
        kept=tuple((need, person) for person, need in before.items() if after.get(person) == need),
        added=tuple((need, person) for person, need in after.items() if person not in before),
        removed=tuple((need, person) for person, need in before.items() if person not in after),
        moved=tuple(
            (person, before[person], need)
            for person, need in after.items()
            if person in before and before[person] != need
        ),
        gain=proposed.total - today.total,
    )


def _best_holders(arcs: list[list[tuple[int, int]]], posts: list[int], people: int) -> list[int]:
    """For each person, the row (need) that takes her, or -1. The arcs (value, person) of a row come by falling value.

    Successive shortest augmenting paths on the transportation problem. `wage[row]` and `price[person]` are the dual
    values: wage + price >= value on every arc, with equality on the arcs used; a wage is above zero only on full rows,
    a price only on people taken. These conditions prove the optimum.
    """
    market = _Market(arcs, people)
    for row in sorted(range(len(arcs)), key=lambda row: (len(arcs[row]), row)):  # little choice settles first
        market.enter(row)
        for _ in range(posts[row]):
            if market.wage[row] <= 0:
                break  # nobody more is worth taking
            market.fill_one_post(row)
    return market.holder


class _Market:
    """The allocation under way, with its dual values."""

    def __init__(self, arcs: list[list[tuple[int, int]]], people: int) -> None:
        self.arcs = arcs
        self.wage = [0] * len(arcs)
        self.price = [0] * people
        self.holder = [-1] * people
        self.held: list[set[int]] = [set() for _ in arcs]

    def enter(self, row: int) -> None:
        """Give a row that holds nobody yet the lowest wage its arcs allow."""
        lowest = 0
        for value, person in self.arcs[row]:
            if value <= lowest:
                break  # a price only lowers what an arc offers, and the next arcs are worth less still
            lowest = max(lowest, value - self.price[person])
        self.wage[row] = lowest

    def fill_one_post(self, start: int) -> None:
        """Let `start` fill one more post in the way that is best for the whole, moving others when that is worth it.

        A path goes from row to row through people who would change hands; it ends at a free person,
        or at a row that does better to leave a post empty (perhaps `start` itself).
        """
        wage, price, holder, arcs = self.wage, self.price, self.holder, self.arcs
        loss_at = {start: 0}  # smallest known loss for reaching each row
        came_by: dict[int, tuple[int, int]] = {}  # row -> (row that takes, person taken from it)
        settled: list[int] = []
        frontier = [(0, start)]
        best = wage[start] + 1
        last_row, free_person = start, -1
        while frontier:
            loss, row = heapq.heappop(frontier)
            if loss >= best:
                break
            if loss > loss_at[row]:
                continue  # reached since by a better way
            settled.append(row)
            level = loss + wage[row]
            if level < best:
                best, last_row, free_person = level, row, -1
            for value, person in arcs[row]:
                if level - value >= best:
                    break  # prices only add to the loss, and the next arcs are worth less still
                through = level - value + price[person]
                if through >= best:
                    continue
                owner = holder[person]
                if owner < 0:
                    best, last_row, free_person = through, row, person
                elif through < loss_at.get(owner, best):
                    loss_at[owner] = through
                    came_by[owner] = (row, person)
                    heapq.heappush(frontier, (through, owner))
        for row in settled:
            change = best - loss_at[row]
            if change > 0:
                wage[row] -= change
                for person in self.held[row]:
                    price[person] += change
        self._hand_over(last_row, free_person, came_by)

    def _hand_over(self, row: int, free_person: int, came_by: dict[int, tuple[int, int]]) -> None:
        """Follow the path back to its start, each row taking its person."""
        if free_person >= 0:
            self.holder[free_person] = row
            self.held[row].add(free_person)
        while row in came_by:
            taker, person = came_by[row]
            self.held[row].remove(person)
            self.held[taker].add(person)
            self.holder[person] = taker
            row = taker
