"""The social security number (NIR), which no decree lets the house keep: noticed, refused, or taken out of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

REFUSAL = (
    "Ce texte contient un numéro de sécurité sociale\u00a0: effacez-le, la structure n’a pas le droit de le conserver."
)
TAKEN_OUT = "[numéro de sécurité sociale retiré]"

FEWEST = 13
"""Signs of such a number: a shorter text holds none."""
# What people, forms and spreadsheets put between the groups of digits.
_GAP = "[\\s.\\-_/·:\u00ad\u200b\u2010-\u2015\u2060\ufeff]{0,3}"
# Thirteen signs in a row, whatever stands between them; nearly every text stops here.
_MAYBE = re.compile(f"[123478](?:{_GAP}[0-9]){{4}}(?:{_GAP}[0-9ABab]){{2}}(?:{_GAP}[0-9]){{6}}")
_AS_SIGNS = {
    code: "0" if chr(code) in "0123456789ABab" else None if re.fullmatch(_GAP, chr(code)) else "|"
    for code in range(128)
}  # fmt: skip
_RUN_OF_SIGNS = "0" * FEWEST
_RUN = re.compile(f"(?<![0-9A-Za-z])[0-9](?:{_GAP}[0-9ABab]){{12,}}(?![0-9A-Za-z])")
# Sex; year; month, 20 and from 30 on when unknown (Insee); department, 2A and 2B for Corsica; town; order; key.
_SHAPE = re.compile(
    r"[123478]\d\d(?:0[1-9]|1[0-2]|20|3\d|4[0-2]|[5-9]\d)(?:0[1-9]|[1-8]\d|9[0-9]|2[AB])(?!000)\d{3}(?!000)\d{3}(\d\d)?"
)
_GROUP = re.compile("[0-9ABab]+")
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?:\s?[0-9A-Z]{4}){2,7}(?:\s?[0-9A-Z]{1,3})?\b", re.IGNORECASE)
_NAMED = re.compile(r"s[ée]cu|\bnir\b|\bn\.?\s?i\.?\s?r\b|\bss\b|insee|assur[ée]|immatriculation", re.IGNORECASE)
_BEFORE = 40  # signs before a number, where its name may stand


class _Found(NamedTuple):
    start: int
    end: int


def may_hold_one(text: str) -> bool:
    """A quick look, which sees too many: enough digits in a row."""
    # Plain letters are looked at ten times quicker still, as runs of one sign.
    if text.isascii() and _RUN_OF_SIGNS not in text.translate(_AS_SIGNS):
        return False
    return _MAYBE.search(text) is not None


def holds_one(text: str) -> bool:
    """Whether the text seems to hold such a number."""
    return len(text) >= FEWEST and _MAYBE.search(text) is not None and next(_each(text), None) is not None


def taken_out(text: str) -> str:
    """The text with a mention in the place of each such number; for what comes from files and is not typed."""
    if len(text) < FEWEST or _MAYBE.search(text) is None:
        return text
    pieces, last = [], 0
    for found in _each(text):
        pieces += [text[last : found.start], TAKEN_OUT]
        last = found.end
    return "".join([*pieces, text[last:]])


def has_right_key(signs: str) -> bool:
    """Whether fifteen signs, Corsican letters included, end with the key of the first thirteen."""
    number = signs[:13].replace("2A", "19").replace("2B", "18")
    return int(signs[13:]) == 97 - int(number) % 97


def _each(text: str) -> Iterator[_Found]:
    """Fifteen signs count with a right key; thirteen, which have none, when the text says or is nothing else."""
    accounts = [iban.span() for iban in _IBAN.finditer(text)]
    whole = _Found(len(text) - len(text.lstrip()), len(text.rstrip(" .,;\n")))
    for run in _RUN.finditer(text):
        groups = list(_GROUP.finditer(run[0]))
        place = 0
        while place < len(groups):
            last = _number_at(text, run.start(), groups, place, whole)
            start = run.start() + groups[place].start()
            if last is not None and not any(begin <= start < end for begin, end in accounts):
                yield _Found(start, run.start() + groups[last].end())
                place = last
            place += 1


def _number_at(text: str, offset: int, groups: list[re.Match[str]], first: int, whole: _Found) -> int | None:
    """The last of the groups of digits that make such a number from the first on; None when they make none."""
    signs, short = "", None
    start = offset + groups[first].start()
    for place in range(first, len(groups)):
        signs += groups[place][0].upper()
        if len(signs) > FEWEST + 2:
            break
        if len(signs) == FEWEST + 2 and _SHAPE.fullmatch(signs) and has_right_key(signs):
            return place
        if len(signs) == FEWEST and _SHAPE.fullmatch(signs):
            alone = whole == (start, offset + groups[place].end())
            if alone or _NAMED.search(text, max(0, start - _BEFORE), start):
                short = place
    return short
