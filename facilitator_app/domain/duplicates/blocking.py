"""Which pairs are worth comparing: those that share a key, such as a name and most of a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from facilitator_app.domain.duplicates.person import Portrait

CROWD = 24  # a key shared by more people than this says nothing by itself
FEW = 8  # the same for a place, where people meet who have nothing else in common
_PLACES = frozenset("atsdn")
_BOTH_NAMES = "="
_NAMED = frozenset("ats=")  # a name is in the key already
HALL = 400  # people of the very same names, beyond which only the first are looked at


def candidates(portraits: Sequence[Portrait]) -> set[int]:
    """The pairs worth comparing: `first * len(portraits) + second`, the places of both, the least first."""
    alone: dict[str, int] = {}  # most keys are one person's: a list for each would cost more than the search
    blocks: dict[str, list[int]] = {}
    for place, one in enumerate(portraits):
        for key in set(keys(one)):
            if (members := blocks.get(key)) is not None:
                members.append(place)
            elif (other := alone.setdefault(key, place)) != place:
                blocks[key] = [other, place]
    del alone
    count = len(portraits)
    found: set[int] = set()
    for key, block in blocks.items():
        for group in _small_enough(key, block, portraits):
            found.update([first * count + second for first, second in combinations(group, 2)])
    return found


def _small_enough(key: str, members: list[int], portraits: Sequence[Portrait]) -> Iterator[list[int]]:
    """The people who share a key, in groups that can be compared two by two."""
    kind = key[0]
    if len(members) <= (FEW if kind in _PLACES else CROWD):
        yield members
    elif kind == _BOTH_NAMES:
        yield members[:HALL]
    elif kind not in _NAMED:
        yield from _by_name(members, portraits)


def keys(one: Portrait) -> Iterator[str]:
    """What a double of this person would probably share, one slip or one missing field allowed."""
    first = one.first.sounds[0] if one.first.sounds else ""
    heard = {word for name in one.lasts for word in name.sounds if len(word) > 1}
    yield from (f"={'|'.join(sorted((first, last)))}" for last in heard if first)
    born, place = one.born, one.postal_code
    if len(born) == 8:
        year, month, day = born[:4], born[4:6], born[6:]
        yield f"born {year}{min(month, day)}{max(month, day)}"
        for word in (*heard, *(sound for sound in one.first.sounds if len(sound) > 1)):
            yield f"ym {word} {year}{month}"
            yield f"yd {word} {year}{day}"
            yield f"md {word} {month}{day}"
    for word in (*heard, first):
        if word and place:
            yield f"at {word} {place}"
        if word and one.town:
            yield f"town {word} {one.town}"
    if one.street:
        yield from (f"street {word} {one.street}" for word in (*heard, first) if word)
    if one.phone:
        yield f"phone {one.phone}"
    if one.email:
        yield f"email {one.email}"
    if one.street:
        yield f"door {one.number} {one.street}"
        if one.number:
            yield f"number {one.number} {place}"


def _by_name(members: Sequence[int], portraits: Sequence[Portrait]) -> Iterator[list[int]]:
    """A crowd divided by the sound of each name; the groups that are still crowds are left out."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place in members:
        one = portraits[place]
        for word in {*one.first.sounds[:1], *(word for name in one.lasts for word in name.sounds)}:
            groups[word].append(place)
    for group in groups.values():
        if 1 < len(group) <= CROWD:
            yield group
