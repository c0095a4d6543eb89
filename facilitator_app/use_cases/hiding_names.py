"""What is read on a screen that others see: the people of the house by their initials, wherever they are named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import repeat
from typing import Any, TypeVar

from facilitator_app.domain.words import fold, initials
from facilitator_app.use_cases.names_borne import NamesBorne

Answer = TypeVar("Answer")
Said = tuple[str, bool]
"""A text, and whether somebody typed it freely."""

FREE_TEXTS = frozenset({
    "actions", "answer", "class_reason", "decided", "lifted_reason", "next_action", "note", "opinion", "present",
    "reason", "remark", "remarks", "summary", "text", "why",
})  # fmt: skip
"""The fields of an answer where a person may be called by her last name alone."""
_LONGEST = 6  # words of a name: «de la Tour d’Argent Marie-Claude» is rare enough
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s\u00a0\u202f,.\-’']{1,3}")
_CAPITALISED = r"[A-ZÀ-Þ][\w’'-]+"  # longer than an initial: «M. A.» is somebody already hidden
_TITLED = re.compile(
    rf"\b(M\.|Mme|Mlle|Mr|Monsieur|Madame|née?|épouse|veuve)([\s\u00a0]+)({_CAPITALISED}(?:[\s\u00a0]+{_CAPITALISED})*)"
)


def without_names(borne: NamesBorne, answer: Answer) -> Answer:
    """The answer of a question with initials in the place of the names, in every text it holds; the same one if none.

    A name is the first and last name, or birth name, that somebody of the house bears or bore, in either order; or
    what follows «M.», «Mme» or «née»; or, in what is typed freely, a last name alone with its capital.
    """
    said = {one: hidden for one in set(_texts(answer)) if (hidden := _initialled(*one, borne)) != one[0]}
    rewritten: Answer = _rewritten(answer, said) if said else answer
    return rewritten


def _texts(answer: Any, free: bool = False) -> Iterator[Said]:
    if type(answer) is str:  # a choice written as a word names nobody
        yield answer, free
    elif is_dataclass(answer):
        for field in fields(answer):
            yield from _texts(getattr(answer, field.name), field.name in FREE_TEXTS)
    elif isinstance(answer, Mapping):
        for value in answer.values():
            yield from _texts(value, free)
    elif isinstance(answer, (tuple, list, set, frozenset)):
        for value, its_free in zip(answer, _freedoms(answer, free), strict=True):
            yield from _texts(value, its_free)


def _rewritten(answer: Any, said: Mapping[Said, str], free: bool = False) -> Any:
    """The same objects where nothing differs."""
    if type(answer) is str:
        return said.get((answer, free), answer)
    if is_dataclass(answer) and not isinstance(answer, type):
        values = {field.name: getattr(answer, field.name) for field in fields(answer) if field.init}
        changed = {
            name: new
            for name, old in values.items()
            if (new := _rewritten(old, said, name in FREE_TEXTS)) is not old
        }  # fmt: skip
        return replace(answer, **changed) if changed else answer
    if isinstance(answer, Mapping):
        by_key = {key: _rewritten(value, said, free) for key, value in answer.items()}
        return by_key if any(by_key[key] is not old for key, old in answer.items()) else answer
    if isinstance(answer, (tuple, list, set, frozenset)):
        values_of = [
            _rewritten(value, said, its_free)
            for value, its_free in zip(answer, _freedoms(answer, free), strict=True)
        ]  # fmt: skip
        if all(new is old for new, old in zip(values_of, answer, strict=True)):
            return answer
        make = getattr(answer, "_make", type(answer))  # of a named tuple
        return make(values_of)
    return answer


def _freedoms(answer: Collection[Any], free: bool) -> Iterator[bool]:
    """Of each value, whether it is typed freely: a named tuple says it by the names of its fields."""
    names = getattr(answer, "_fields", None)
    return (name in FREE_TEXTS for name in names) if names else repeat(free, len(answer))


def _runs(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every series of words that follow each other: where it begins and ends, and its words folded."""
    words = [(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]
    for first, (start, end, word) in enumerate(words):
        series = [word]
        yield start, end, (word,)
        for (_, before, _), (begins, end, following) in zip(
            words[first:], words[first + 1 : first + _LONGEST], strict=False
        ):
            if not _BETWEEN.fullmatch(text, before, begins):
                break
            series.append(following)
            yield start, end, tuple(series)


def _orders(series: tuple[str, ...]) -> Iterator[str]:
    """As the house sorts names, whichever of the first and last names comes first in the text."""
    for place in range(len(series)):
        yield " ".join(series[place:] + series[:place])


def _initialled(text: str, free: bool, borne: NamesBorne) -> str:
    written, done = [], 0
    for start, end, series in sorted(_runs(text), key=lambda run: (run[0], -run[1])):  # the longest name first
        if start < done:
            continue
        whole = len(series) > 1 and not borne.whole.isdisjoint(_orders(series))
        alone = free and " ".join(series) in borne.last and any(sign.isupper() for sign in text[start:end])
        if whole or alone:
            written += [text[done:start], initials(text[start:end])]
            done = end
    return _TITLED.sub(_after_title, "".join(written) + text[done:])


def _after_title(found: re.Match[str]) -> str:
    return f"{found.group(1)}{found.group(2)}{initials(found.group(3))}"
