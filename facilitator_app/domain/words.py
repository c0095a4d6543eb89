"""Text as the trade compares it: without accents, case, hyphens or odd spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Letters that Unicode does not decompose although a French reader types them with plain letters.
_SPELT_OUT = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "ø": "o", "ı": "i", "þ": "th", "ð": "d"}
)
_COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_NOT_A_WORD = re.compile(r"[^\w]+|_+")
_NOT_A_WORD_OF_A_LINE = re.compile(r"[^\w\n]+|_+")
_BETWEEN_NAMES = re.compile(r"[\s\u00a0,.-]+")
_MOST_WORDS_SOUGHT = 20  # each is a condition of the query, and SQLite accepts hundreds of them
_HELD_BY_NOTHING = "\uffff"  # no sign at all, by its definition: no text can hold it
_LONGEST_NAME = 80
_RESERVED_NAMES = {
    "con",
    "prn",
    "aux",
    "nul",
    "conin",
    "conout",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The searchable form of a text: «L’Œuvre, Élise-Anne» becomes «l oeuvre elise anne»."""
    return _NOT_A_WORD.sub(" ", _bare(text)).strip()


def _bare(text: str) -> str:
    """In small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT_OUT))
    return decomposed if decomposed.isascii() else _COMBINING.sub("", decomposed).translate(_SPELT_OUT)


def fold_each(texts: Sequence[str]) -> list[str]:
    """`fold` of many texts that are all different, such as the names of a list, several times quicker together."""
    together = "\n".join(texts)
    if together.count("\n") >= max(len(texts), 1):  # one of them is of several lines
        return list(map(fold, texts))
    return [text.strip() for text in _NOT_A_WORD_OF_A_LINE.sub(" ", _bare(together)).split("\n")] if texts else []


def words_sought(text: str) -> list[str]:
    """What to look for when somebody types this: each folded word once, the first twenty of a whole page pasted.

    Signs alone, such as «!!!», are no word: they are found nowhere, as an unknown word would be.
    """
    words = list(dict.fromkeys(fold(text).split()))[:_MOST_WORDS_SOUGHT]
    return words if words or not text.strip() else [_HELD_BY_NOTHING]


def ended(text: str) -> str:
    """With the full stop that ends a sentence, which whoever typed it may have written already."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def initials(name: str) -> str:
    """`L. P.` for Laure Pignol."""
    return " ".join(f"{word[0].upper()}." for word in _BETWEEN_NAMES.split(name) if word)


def slug(text: str, longest: int = 60) -> str:
    """A piece of file name that every office system accepts."""
    name = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:longest].strip("-")
    return f"{name}-" if name in _RESERVED_NAMES else name or "sans-nom"


def file_name(*parts: str, kind: str) -> str:
    """The name of a file that we propose or write: «import», «2026-11-24», kind «txt»; 80 signs at most.

    Every part goes through `slug`: no separator, no reserved name of Windows, no sign that turns the direction of
    writing ever reaches a folder, whatever was typed.
    """
    return f"{slug(' '.join(parts), _LONGEST_NAME - len(kind) - 2)}.{kind}"
