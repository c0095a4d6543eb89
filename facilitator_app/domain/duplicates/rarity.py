"""How rare what two people share is in this base: sharing «Zoltán» says more than sharing «Marie»."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator_app.domain.duplicates import ordinary
from facilitator_app.domain.duplicates.comparing import SAME, TURNED, Agreement
from facilitator_app.domain.duplicates.person import Portrait

STEP = 4  # each class of rarity is four times rarer than the one before
PLACE = "place"
TRAITS = ("last", "first", "order", "born", "sex", "phone", "email", "address", PLACE)
COUNTED = ("last", "first", "born", "phone", "email", "address", PLACE)
Clue = tuple[int, ...]
"""One figure for each of TRAITS: the level, plus a hundred times the class of rarity of what is the same."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """For each counted trait: the class of rarity of each value, and the part of people and of pairs in a class."""

    count: int
    class_of: dict[str, dict[str, int]]
    share: dict[str, dict[int, float]]  # of the people
    chance: dict[str, dict[int, float]]  # that two people taken at random share a value of this class

    @classmethod
    def ordinary(cls, count: int) -> Rarity:
        """What is expected of a base of so many people that nobody counted."""
        classes = {trait: _class(shared) for trait, shared in ordinary.SHARED.items()}
        return cls(
            count,
            {trait: {} for trait in COUNTED},
            {trait: {rarity: 1.0} for trait, rarity in classes.items()},
            {trait: {rarity: ordinary.SHARED[trait]} for trait, rarity in classes.items()},
        )

    @classmethod
    def of(cls, portraits: Sequence[Portrait]) -> Rarity:
        class_of: dict[str, dict[str, int]] = {}
        share: dict[str, dict[int, float]] = {}
        chance: dict[str, dict[int, float]] = {}
        for trait in COUNTED:
            counts = Counter(value for one in portraits for value in values(one, trait))
            total = counts.total()
            class_of[trait], share[trait], chance[trait] = {}, {}, {}
            for value, count in counts.items():
                among_others = (count - 1 + ordinary.PEOPLE * ordinary.SHARED[trait]) / (total + ordinary.PEOPLE)
                rarity, part = _class(among_others), count / total
                class_of[trait][value] = rarity
                share[trait][rarity] = share[trait].get(rarity, 0) + part
                chance[trait][rarity] = chance[trait].get(rarity, 0) + part * among_others
        return cls(len(portraits), class_of, share, chance)

    def clue(self, agreement: Agreement, one: Portrait, other: Portrait) -> Clue:
        """The agreement of two people with the rarity of what they share."""
        last, first, order, born, sex, phone, email, address, postal_code, town = agreement
        crossed = order == TURNED
        return (
            self._with("last", _shared_last(one, other, crossed)) if last == SAME else last,
            self._with("first", one.last.whole if crossed else one.first.whole) if first == SAME else first,
            order,
            self._with("born", one.born) if born == SAME else born,
            sex,
            self._with("phone", one.phone) if phone == SAME else phone,
            self._with("email", one.email) if email == SAME else email,
            self._with("address", door(one)) if address == SAME else address,
            self._with(PLACE, place(one), SAME_PLACE) if postal_code == town == SAME else postal_code * 10 + town,
        )

    def _with(self, trait: str, value: str, level: int = SAME) -> int:
        rarity = self.class_of[trait].get(value)
        return level + 100 * (_class(ordinary.SHARED[trait]) if rarity is None else rarity)


SAME_PLACE = SAME * 10 + SAME


def _shared_last(one: Portrait, other: Portrait, crossed: bool) -> str:
    """The name both bear, which may be one's name at birth and the other's by marriage."""
    if crossed or len(one.lasts) == 1:
        return one.last.whole
    theirs = {name.whole for name in other.lasts}
    return next((name.whole for name in one.lasts if name.whole in theirs), one.last.whole)


def values(one: Portrait, trait: str) -> Iterable[str]:
    """What a person has for a trait: nothing, one value, or several names."""
    match trait:
        case "last":
            return [name.whole for name in one.lasts if name.whole]
        case "first":
            found = one.first.whole
        case "address":
            found = door(one)
        case "place":
            found = place(one)
        case _:
            found = getattr(one, trait)
    return [found] if found else []


def door(one: Portrait) -> str:
    return f"{one.number} {one.street}" if one.street else ""


def place(one: Portrait) -> str:
    return f"{one.postal_code} {one.town}" if one.postal_code and one.town else ""


def _class(part: float) -> int:
    return min(9, int(-math.log(part, STEP)))
