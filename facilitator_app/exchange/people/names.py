"""Names as they are written in one column, in either order, in capitals, or masked."""

from __future__ import annotations

import re

_TITLE = re.compile(r"^(?:mme|mlle|mr?|madame|monsieur|mademoiselle)\.?\s+(?=\S)", re.IGNORECASE)
_MASKED = re.compile(r"(?:\w(?:…|\.{3}|\*{2,})\s*)+|\*+|(?:[xX]{3,}\s*)+")
_LETTER = re.compile(r"[^\W\d_]")
_WIFE_OF = re.compile(r"(.+?)[\s,]+(?:[ée]pouse|[ée]p\.|[ée]pse)\s+(.+)", re.IGNORECASE)
_BORN = re.compile(r"(.+?)[\s,]+\(?n[ée]e\s+([^()]+)\)?", re.IGNORECASE)
_LONGEST = 250  # signs of two names; a whole page of commas would be looked at for minutes
_BETWEEN_TWO_NAMES = frozenset(["épouse", "epouse", "ép.", "née", "nee"])
_PARTICLE_WORDS = "de du des la le el al ben van von da dos di d abd bel ait"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def cut_in_two(text: str, *, first_name_first: bool) -> tuple[str, str, bool]:
    """The last and the first name, and whether one should look again; the word in capitals is the last name."""
    text = _TITLE.sub("", text)
    if "," in text:
        one, _, other = (part.strip() for part in text.partition(","))
        return (one, other, False) if one and other else (one or other, "", True)
    words = text.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        last = [word for word in words if word in capitals or word.casefold() in _BETWEEN_TWO_NAMES]
        return " ".join(last), " ".join(word for word in words if word not in last), False
    if len(words) < 2:
        return text, "", True
    if first_name_first:
        return " ".join(words[1:]), words[0], len(words) > 2
    cut = 1
    while cut < len(words) - 1 and words[cut - 1].casefold() in _PARTICLES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:]), len(words) > cut + 1


def borne_and_at_birth(text: str) -> tuple[str, str]:
    """The last name borne, and the one at birth when the text says both: «Roux épouse Petit», «Petit née Roux»."""
    if len(text) > _LONGEST:
        return text, ""
    if wife := _WIFE_OF.fullmatch(text):
        return wife[2], wife[1]
    born = _BORN.fullmatch(text)
    return (born[1], born[2].strip()) if born else (text, "")


def is_masked(text: str) -> bool:
    """«D… M…»: the sender was not allowed to see the name."""
    return _MASKED.fullmatch(text) is not None


def is_a_name(text: str) -> bool:
    return _LETTER.search(text) is not None
