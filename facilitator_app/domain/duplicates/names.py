"""Names as they must be compared: without accents, hyphens or particles, and by their sound in French."""

from __future__ import annotations

import re
from functools import lru_cache

from facilitator_app.domain.words import fold

_PARTICLES = """d de del della des di do dos du da l la le les el al ait ben bin bent bint ould van von der den ter
y e"""
_CIVIL = "m mr mme mlle monsieur madame mademoiselle nee epouse ep veuve vve divorcee"
PARTICLES = frozenset(_PARTICLES.split())  # one clerk writes them and the next leaves them out
CIVIL = frozenset(_CIVIL.split())

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"sch|sh|ch", "j"), (r"gn", "ni"), (r"qu?|ck|k", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"),
        (r"g(?=[eiy])", "j"), (r"gu(?=[eiy])", "g"), (r"eaux?|aux?", "o"), (r"(ai|ei|ey|ay)", "e"), (r"y", "i"),
        (r"ou|w", "u"), (r"z", "s"), (r"(en|em|an|am)(?=[^aeiou]|$)", "a"), (r"h", ""), (r"(.)\1+", r"\1"),
        (r"(?<=..)[estdxz]+$", ""),
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words that name somebody: «de La Fontaine, ép. N’Diaye» gives fontaine and ndiaye."""
    words = [word for word in _joined(fold(name)).split() if word not in CIVIL]
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


@lru_cache(maxsize=65536)
def compact(name: str) -> str:
    """A name in one piece, particles included: «Ben Ali» and «Benali», «Jean-Luc» and «JEAN LUC» are one."""
    return "".join(word for word in fold(name).split() if word not in CIVIL)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """How a folded word is heard, roughly: «gautier» and «gotié» are one."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def _joined(folded: str) -> str:
    """An elided letter belongs to its word, «n diaye» is one name, unless it is a French particle."""
    return re.sub(r"\b([mno]) (?=[a-z]{3})", r"\1", folded)
