"""What is read on a screen that others see: the people of the house by their initials, wherever they are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.words import fold, initials
from facilitator_app.use_cases.gestures.done import batches

Answer = TypeVar("Answer")

_LONGEST = 6  # words of a name: «de la Tour d’Argent Marie-Claude» is rare enough
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s\u00a0\u202f,.\-’']{1,3}")
_CAPITALISED = r"[A-ZÀ-Þ][\w’'-]+"  # longer than an initial: «M. A.» is somebody already hidden
_TITLED = re.compile(rf"\b(M\.|Mme|Mlle|Mr|Monsieur|Madame)([\s\u00a0]+)({_CAPITALISED}(?:[\s\u00a0]+{_CAPITALISED})*)")


def without_names(session: Session, answer: Answer) -> Answer:
    """The answer of a question with initials in the place of the names, in every text it holds; the same one if none.

    A name is the first and last name of somebody of the house, in either order; or what follows «M.» or «Mme». Names
    are looked for in the texts, not the texts in the names: 50 000 people are not read for one sentence.
    """
    texts = set(_texts(answer))
    named = _known(session.connection(), {name for text in texts for name in _possible_names(text)})
    said = {text: hidden for text in texts if (hidden := _initialled(text, named)) != text}
    rewritten: Answer = _rewritten(answer, said) if said else answer
    return rewritten


def _texts(answer: Any) -> Iterator[str]:
    if type(answer) is str:  # a choice written as a word names nobody
        yield answer
    elif is_dataclass(answer):
        for field in fields(answer):
            yield from _texts(getattr(answer, field.name))
    elif isinstance(answer, Mapping):
        for value in answer.values():
            yield from _texts(value)
    elif isinstance(answer, (tuple, list, set, frozenset)):
        for value in answer:
            yield from _texts(value)


def _rewritten(answer: Any, said: Mapping[str, str]) -> Any:
    """The same objects where nothing differs."""
    if type(answer) is str:
        return said.get(answer, answer)
    if is_dataclass(answer) and not isinstance(answer, type):
        values = {field.name: getattr(answer, field.name) for field in fields(answer) if field.init}
        changed = {name: new for name, old in values.items() if (new := _rewritten(old, said)) is not old}
        return replace(answer, **changed) if changed else answer
    if isinstance(answer, Mapping):
        by_key = {key: _rewritten(value, said) for key, value in answer.items()}
        return by_key if any(by_key[key] is not old for key, old in answer.items()) else answer
    if isinstance(answer, (tuple, list)):
        values_of = [_rewritten(value, said) for value in answer]
        if all(new is old for new, old in zip(values_of, answer, strict=True)):
            return answer
        return tuple(values_of) if type(answer) is tuple else values_of if type(answer) is list else answer
    return answer


def _runs(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every series of words that follow each other: where it begins and ends, and its words folded."""
    words = [(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]
    for first, (start, _, word) in enumerate(words):
        series = [word]
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


def _possible_names(text: str) -> Iterator[str]:
    for _, _, series in _runs(text):
        yield from _orders(series)


def _known(connection: Connection, possible: Iterable[str]) -> set[str]:
    """Those that somebody of the house bears, removed records included."""
    name = Beneficiary.__table__.c.sort_name
    return {
        known
        for some in batches(sorted(possible))
        for known in connection.scalars(select(name).where(name.in_(some)))
    }  # fmt: skip


def _initialled(text: str, named: set[str]) -> str:
    written, done = [], 0
    longest_first = sorted(_runs(text), key=lambda run: (run[0], -run[1])) if named else []
    for start, end, series in longest_first:
        if start >= done and not named.isdisjoint(_orders(series)):
            written += [text[done:start], initials(text[start:end])]
            done = end
    return _TITLED.sub(_after_title, "".join(written) + text[done:])


def _after_title(found: re.Match[str]) -> str:
    return f"{found.group(1)}{found.group(2)}{initials(found.group(3))}"
