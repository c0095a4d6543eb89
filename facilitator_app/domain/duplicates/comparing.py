"""How much two people agree, field by field, on a short scale for each."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from facilitator_app.domain.duplicates.person import Name, Portrait


class Level(IntEnum):
    """From nothing known to nothing alike. Each field uses some of them."""

    MISSING = 0
    SAME = 1
    PART = 2  # one word of several, an initial, a shortened name; for an address the street without the number
    TURNED = 3  # day and month exchanged
    CLOSE = 4  # one slip of the keyboard, or the same sound
    NEAR = 5  # two slips; two parts of a date out of three
    DIFFERENT = 6


Agreement = tuple[Level, Level, Level, Level, Level, Level, Level, Level, Level, Level]
FIELDS = ("last", "first", "order", "born", "sex", "phone", "email", "address", "postal_code", "town")
MISSING, SAME, PART, TURNED, CLOSE, NEAR, DIFFERENT = Level
_GOOD = frozenset((SAME, PART, CLOSE))
_BORN = frozenset((SAME, TURNED, CLOSE))
_DOOR = frozenset((SAME, CLOSE))
_COST = {SAME: 0, PART: 1, CLOSE: 1, NEAR: 3, MISSING: 4, DIFFERENT: 6}


def compare(one: Portrait, other: Portrait) -> Agreement:
    """The agreement of two people, in the order of FIELDS."""
    last, first, order = names(one, other)
    return (
        last,
        first,
        order,
        dates(one.born, other.born),
        _plain(one.sex, other.sex),
        _plain(one.phone, other.phone),
        _plain(one.email, other.email),
        addresses(one, other),
        _codes(one.postal_code, other.postal_code),
        _towns(one.town, other.town),
    )


def worth_comparing(one: Portrait, other: Portrait) -> bool:
    """Whether the birth date, both names, or one name with the door, telephone or e-mail speak for the pair."""
    if dates(one.born, other.born) in _BORN:
        return True
    last, first, _ = names(one, other)
    if last in _GOOD or first in _GOOD:
        return (
            (last in _GOOD and first in _GOOD)
            or addresses(one, other) in _DOOR
            or _plain(one.phone, other.phone) is SAME
            or _plain(one.email, other.email) is SAME
        )
    return False


def names(one: Portrait, other: Portrait) -> tuple[Level, Level, Level]:
    """Last name, first name, and whether they are in the same order (SAME) or exchanged (TURNED)."""
    if len(one.lasts) == len(other.lasts) == 1:
        last = name(one.lasts[0], other.lasts[0])
    else:
        last = min([name(mine, its) for mine in one.lasts for its in other.lasts], key=_COST.__getitem__)
    first = name(one.first, other.first)
    if first is PART and _contradict(one.first, other.first):
        first = DIFFERENT
    if last in _GOOD and first in _GOOD:
        return last, first, SAME
    crossed_last = name(one.lasts[0], other.first)
    if crossed_last is not DIFFERENT:
        crossed_first = name(one.first, other.lasts[0])
        if crossed_first is not DIFFERENT and (_COST[crossed_last] + _COST[crossed_first] < _COST[last] + _COST[first]):
            return crossed_last, crossed_first, TURNED
    return last, first, SAME


@lru_cache(maxsize=1 << 15)
def name(one: Name, other: Name) -> Level:
    """How much two names agree."""
    mine, its = one.whole, other.whole
    if not mine or not its:
        return MISSING
    if mine == its or one.words == other.words:
        return SAME
    if len(one.words) > 1 and sorted(one.words) == sorted(other.words):
        return SAME
    shorter, longer = (mine, its) if len(mine) < len(its) else (its, mine)
    slips = OSA.distance(mine, its, score_cutoff=2)
    if (slips == 1 and len(shorter) > 2) or (one.sounds == other.sounds and len(one.sounds[0]) > 1):
        return CLOSE
    if _shares_a_word(one, other) or (len(shorter) != 2 and longer.startswith(shorter)):
        return PART
    if (slips == 2 and len(shorter) > 6) or JaroWinkler.similarity(mine, its) >= 0.88:
        return NEAR
    return DIFFERENT


def _shares_a_word(one: Name, other: Name) -> bool:
    if len(one.words) == 1 and len(other.words) == 1:
        return False
    if any(len(heard) > 1 and heard in other.sounds for heard in one.sounds) or _initials(one, other):
        return True
    long = [word for word in other.words if len(word) > 3]
    return any(len(word) > 3 and OSA.distance(word, its, score_cutoff=1) == 1 for word in one.words for its in long)


def _initials(one: Name, other: Name) -> bool:
    """«J.-P.» stands for «Jean-Pierre»."""
    pairs = list(zip(one.words, other.words, strict=False))
    return all(1 in (len(mine), len(its)) and mine[0] == its[0] for mine, its in pairs)


@lru_cache(maxsize=1 << 12)
def _contradict(one: Name, other: Name) -> bool:
    """Two first names that begin alike and go on otherwise, such as Jean-Paul and Jean-Pierre: brothers have them."""
    if len(one.words) < 2 or len(one.words) != len(other.words) or one.words[0] != other.words[0]:
        return False
    return all(
        mine[0] != its[0] or (min(len(mine), len(its)) > 3 and OSA.distance(mine, its, score_cutoff=1) > 1)
        for mine, its in zip(one.words[1:], other.words[1:], strict=True)
    )


def dates(one: str, other: str) -> Level:
    """How much two days written YYYYMMDD agree."""
    if not one or not other:
        return MISSING
    if one == other:
        return SAME
    year, month, day = one[:4], one[4:6], one[6:]
    if year == other[:4] and month == other[6:] and day == other[4:6]:
        return TURNED
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return CLOSE
    if (year == other[:4]) + (month == other[4:6]) + (day == other[6:]) == 2:
        return NEAR
    return DIFFERENT


def addresses(one: Portrait, other: Portrait) -> Level:
    """The same door, nearly the same writing of it, the same street, or a resemblance."""
    if not one.street or not other.street:
        return MISSING
    same_number = one.number == other.number or not one.number or not other.number
    if one.street == other.street:
        return SAME if same_number else PART
    alike = _streets(one.street, other.street)
    if alike >= 85:
        return CLOSE if same_number else PART
    return NEAR if alike >= 65 else DIFFERENT


@lru_cache(maxsize=1 << 15)
def _streets(one: str, other: str) -> float:
    return max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other))


def _plain(one: str, other: str) -> Level:
    if not one or not other:
        return MISSING
    return SAME if one == other else DIFFERENT


@lru_cache(maxsize=1 << 15)
def _codes(one: str, other: str) -> Level:
    if not one or not other:
        return MISSING
    if one == other:
        return SAME
    return CLOSE if OSA.distance(one, other, score_cutoff=1) == 1 else DIFFERENT


@lru_cache(maxsize=1 << 15)
def _towns(one: str, other: str) -> Level:
    if not one or not other:
        return MISSING
    if one == other:
        return SAME
    if OSA.distance(one, other, score_cutoff=2) <= 2 and min(len(one), len(other)) > 4:
        return CLOSE
    return DIFFERENT
