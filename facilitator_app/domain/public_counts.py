"""Counting people and hours along a dimension: shares, targets, and small numbers that must not point at anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.categories import CategoryGroup, Public
from facilitator_app.domain.values import Hours, hours

LEAST_SHOWN = 5
"""People: fewer could be recognised (usual threshold of French public statistics on persons)."""
SMALL = f"<\u00a0{LEAST_SHOWN}"
NOT_SAID = ""
"""The value of those whose file does not say."""


class Dimension(Labelled):
    """What people are told apart by."""

    PUBLIC = "public", "Public"
    AGE = "age", "Tranche d’âge"
    SEX = "sex", "Sexe"
    EDUCATION = "education", "Niveau de formation"
    FAMILY = "family", "Famille de critères"
    CRITERION = "criterion", "Critère"
    QPV = "qpv", "Quartier prioritaire"
    COMMUNE = "commune", "Commune"
    SEGMENT = "segment", "Segment d’achat"

    @property
    def exclusive(self) -> bool:
        """Whether each person has one value only, so that the lines add up to the total."""
        return self not in (Dimension.PUBLIC, Dimension.FAMILY, Dimension.CRITERION, Dimension.SEGMENT)

    @property
    def of_pool(self) -> bool:
        """Whether people without a contract have a value too."""
        return self is not Dimension.SEGMENT


class AgeBand(Labelled):
    """Bands that both the national report and the public of those of 50 and over can be read from."""

    UNDER_26 = "under_26", "Moins de 26 ans"
    TO_40 = "26_40", "26 à 40 ans"
    TO_49 = "41_49", "41 à 49 ans"
    FROM_50 = "from_50", "50 ans et plus"

    @classmethod
    def of(cls, age: int) -> AgeBand:
        if age < 26:
            return cls.UNDER_26
        if age <= 40:
            return cls.TO_40
        return cls.TO_49 if age < 50 else cls.FROM_50


PLACES = {dimension: place for place, dimension in enumerate(Dimension)}
Values = tuple[tuple[str, ...], ...]
"""The values of one fact, dimension by dimension, in the order of `Dimension`."""


class Fact(NamedTuple):
    """Somebody of the pool, or one placement of somebody; the hours are hundredths, as the file keeps them.

    A named tuple, made three times as fast as a dataclass: there are tens of thousands.
    """

    person: str
    hundredths: int
    values: Values


Groups = dict[str, dict[str, int]]
"""For each value of a dimension, the people and the hundredths of hours of each."""


def grouped(facts: Iterable[Fact], dimension: Dimension) -> Groups:
    place = PLACES[dimension]
    found: Groups = {}
    for person, hundredths, values in facts:
        for value in values[place]:
            people = found.setdefault(value, {})
            people[person] = people.get(person, 0) + hundredths
    return found


def as_hours(hundredths: int) -> Hours:
    return hours(Decimal(hundredths) / 100)


def is_protected(dimension: Dimension, value: str) -> bool:
    """Counted, never listed: health and judicial past (GDPR, articles 9 and 10)."""
    if dimension is Dimension.PUBLIC:
        return value == Public.DISABLED
    return dimension in (Dimension.FAMILY, Dimension.CRITERION) and value == CategoryGroup.PROTECTED


def small(count: int) -> bool:
    """Nobody is recognised in an empty group."""
    return 0 < count < LEAST_SHOWN


def hidden_places(counts: Sequence[int], exclusive: bool) -> set[int]:
    """Which counts to hide where others will read them.

    When the lines add up to a known total, one hidden count would be found by subtraction: the smallest of the
    others is then hidden with it.
    """
    hidden = {place for place, count in enumerate(counts) if small(count)}
    if exclusive and len(hidden) == 1:
        others = [place for place, count in enumerate(counts) if count and place not in hidden]
        if others:
            hidden.add(min(others, key=lambda place: counts[place]))
    return hidden
