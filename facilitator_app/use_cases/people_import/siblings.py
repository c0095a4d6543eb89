"""Rows of one list that may be one person: written twice with a slip, or two people whom a number mixes up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator_app.domain.duplicates.comparing import compare
from facilitator_app.domain.duplicates.explaining import differing, in_common
from facilitator_app.domain.duplicates.finding import PROBABLE, alike
from facilitator_app.domain.duplicates.person import portrait
from facilitator_app.domain.words import fold, fold_each
from facilitator_app.exchange.people import ReadPerson
from facilitator_app.use_cases.people_import.known import Identity, as_person

MOST = 3
"""More rows than that are not shown beside one."""
_SAME_NUMBER = "même numéro de dossier"
_CROWD = 12  # rows that share a clue: beyond, it is a hostel's telephone or a day written for want of a better one


@dataclass(frozen=True, slots=True)
class Sibling:
    """An earlier row of the file, what both say alike and what differs, in words."""

    key: str
    """That of its line."""
    number: int
    name: str
    birth_date: dt.date | None
    same: tuple[str, ...]
    differs: tuple[str, ...]


def siblings_of(
    people: Sequence[ReadPerson], identities: Mapping[int, Identity], among: int
) -> dict[int, tuple[Sibling, ...]]:
    """The earlier rows that may be the same person as each row, by its number; rows without any are left out.

    Rows of the very same identity are one person, and are not asked about. `among` is how many people there are in
    all, from which what a shared name is worth is worked out: comparing every row with every other in depth would
    take longer than the rest of the import.
    """
    ranks = _meetings(people, identities)
    found: dict[int, tuple[Sibling, ...]] = {}
    for rank, near in sorted(ranks.items()):
        person = people[rank]
        others = [
            people[other] for other in sorted(near) if identities[people[other].number] != identities[person.number]
        ]
        if others and (kept := tuple(_probable(person, others, among))):
            found[person.number] = kept[:MOST]
    return found


def _meetings(people: Sequence[ReadPerson], identities: Mapping[int, Identity]) -> dict[int, set[int]]:
    """The ranks of the earlier rows that share a clue with each row."""
    ranks: dict[int, set[int]] = {}
    for clues in _clues(people, [identities[person.number][0] for person in people]):
        if len(set(clues)) == len(clues):
            continue
        shared = {clue for clue, count in Counter(clues).items() if count > 1 and clue}  # most are one row's
        blocks: dict[Hashable, list[int]] = {clue: [] for clue in shared}
        for rank, clue in enumerate(clues) if shared else ():
            if clue in shared and len(before := blocks[clue]) <= _CROWD:
                ranks.setdefault(rank, set()).update(before)
                before.append(rank)
    return ranks


def _probable(person: ReadPerson, others: Sequence[ReadPerson], among: int) -> Iterator[Sibling]:
    """The likeliest first; then those of the same file number, first name or birthday."""
    by_key = {as_person(other).key: other for other in others}
    pairs = alike(as_person(person), [as_person(other) for other in others], max(among, 2), PROBABLE)
    for pair in pairs:
        other = by_key.pop(pair.other)
        number = (_SAME_NUMBER,) if _same_number(person, other) else ()
        yield _sibling(other, (*number, *in_common(pair.agreement)), differing(pair.agreement))
    for other in by_key.values():
        close = fold(person.first_name) == fold(other.first_name) or person.birth_date == other.birth_date
        if close and _same_number(person, other):
            agreement = compare(portrait(as_person(person)), portrait(as_person(other)))
            yield _sibling(other, (_SAME_NUMBER, *in_common(agreement)), differing(agreement))


def _sibling(other: ReadPerson, same: Sequence[str], differs: Sequence[str]) -> Sibling:
    return Sibling(str(other.number), other.number, other.name, other.birth_date, tuple(same), tuple(differs))


def _same_number(one: ReadPerson, other: ReadPerson) -> bool:
    return bool(one.identifier) and one.identifier == other.identifier


def _clues(people: Sequence[ReadPerson], folded: Sequence[str]) -> Iterator[Sequence[Hashable]]:
    """What somebody written twice nearly always shares, kind by kind: a slip is rarely in two of them.

    Each kind has one clue for each person, which may be empty. `folded` are their names, last then first.
    """
    yield [" ".join(sorted(names.split())) for names in folded]
    firsts = fold_each([person.first_name for person in people])
    born = [person.birth_date for person in people]
    yield [day and (day, first) for day, first in zip(born, firsts, strict=True)]
    # Day and month may have been exchanged, and last and first name too.
    yield [
        day and (day.year, day.day + day.month, day.day * day.month, *sorted((names[:1], first[:1])))
        for day, names, first in zip(born, folded, firsts, strict=True)
    ]
    yield [person.phone for person in people]
    yield [person.email for person in people]
    yield [person.identifier for person in people]
