"""The best total found by scipy, written apart from ours: one column per person, one row per post."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

Need = TypeVar("Need", bound=Hashable)
Person = TypeVar("Person", bound=Hashable)


def best_total(pairs: Mapping[Need, Sequence[tuple[Person, int]]], posts: Mapping[Need, int]) -> int:
    """Each post may also stay empty: a column of its own, worth nothing."""
    people: dict[Person, int] = {}
    for arcs in pairs.values():
        for person, _ in arcs:
            people.setdefault(person, len(people))
    # Costs stay above zero, because a stored zero could pass for «no arc».
    empty_post = 1 + max((score for arcs in pairs.values() for _, score in arcs if score > 0), default=0)
    rows: list[int] = []
    columns: list[int] = []
    costs: list[int] = []
    row = 0
    for need, arcs in pairs.items():
        for _ in range(posts.get(need, 1)):
            for person, score in arcs:
                if score > 0:
                    rows.append(row)
                    columns.append(people[person])
                    costs.append(empty_post - score)
            rows.append(row)
            columns.append(len(people) + row)
            costs.append(empty_post)
            row += 1
    if row == 0:
        return 0
    matrix = csr_array((numpy.array(costs, dtype=float), (rows, columns)), shape=(row, len(people) + row))
    matched_rows, matched_columns = min_weight_full_bipartite_matching(matrix)
    return int(row * empty_post - matrix[matched_rows, matched_columns].sum())
