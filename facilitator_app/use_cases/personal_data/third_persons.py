"""Taking other people out of what is handed over to somebody: their names become initials."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Contact
from facilitator_app.domain.keys import Key
from facilitator_app.domain.words import fold, initials
from facilitator_app.use_cases.personal_data.names import Names

_BETWEEN = r"[\s\u00a0\u202f,.\-’']+"
_TITLE = re.compile(r"\b(M\.|Mme|Mlle|Mr|Monsieur|Madame)([\s\u00a0]+)((?:[A-ZÀ-Þ][\w’'-]*[\s\u00a0]*)+)")
_NAMING = ("tutor", "author")
_SHORTEST = 2  # signs of a name worth looking for


def names_somebody_else(field: str) -> bool:
    """Whether a column holds the name of whoever acted, not of the person: `seen_by`, `tutor`…"""
    return field in _NAMING or field.endswith("_by")


class ThirdPersons:
    """Knows the people of the house who may be named in some texts, the person herself excepted."""

    def __init__(self, session: Session, own: Names, own_keys: Iterable[Key], texts: Iterable[str]) -> None:
        texts = list(texts)
        self._own = {fold(name) for name in own.last | own.first}
        words = {word for text in texts for word in fold(text).split()}
        known = set(_people(session, words, set(own_keys))) | set(_contacts(session, words))
        self._pattern = _pattern(known)

    def learn(self, names: Iterable[str]) -> None:
        """People named in the file itself, such as a tutor."""
        more = _pattern({tuple(name.split()) for name in names if len(name.split()) > 1})
        if more is not None:
            both = "|".join(pattern.pattern for pattern in (self._pattern, more) if pattern)
            self._pattern = re.compile(both, re.IGNORECASE)

    def clean(self, text: str) -> str:
        """The text with initials in the place of the names."""
        if self._pattern is not None:
            text = self._pattern.sub(self._shortened, text)
        return _TITLE.sub(self._after_title, text)

    def _shortened(self, found: re.Match[str]) -> str:
        return found.group() if set(fold(found.group()).split()) <= self._own else initials(found.group())

    def _after_title(self, found: re.Match[str]) -> str:
        name = found.group(3)
        if set(fold(name).split()) & self._own:
            return found.group()
        space = name[len(name.rstrip()) :]
        return f"{found.group(1)}{found.group(2)}{initials(name)}{space}"


def _people(session: Session, words: set[str], own: set[Key]) -> Iterable[tuple[str, ...]]:
    """Everybody followed, or once followed, whose whole name may be written in the texts."""
    rows = session.connection().execute(
        select(
            Beneficiary.__table__.c.id, Beneficiary.__table__.c.sort_name, Beneficiary.__table__.c.last_name,
            Beneficiary.__table__.c.first_name,
        )
    )  # fmt: skip
    for key, folded, last, first in rows:
        if key not in own and last and first and words.issuperset(folded.split()):
            yield (*last.split(), *first.split())
            yield (*first.split(), *last.split())


def _contacts(session: Session, words: set[str]) -> Iterable[tuple[str, ...]]:
    for name in session.scalars(select(Contact.name), execution_options={"include_removed": True}):
        parts = name.split()
        if len(parts) > 1 and words.issuperset(fold(name).split()):
            yield tuple(parts)
            yield tuple(reversed(parts))


def _pattern(names: set[tuple[str, ...]]) -> re.Pattern[str] | None:
    kept = [name for name in names if all(len(part) >= _SHORTEST for part in name)]
    if not kept:
        return None
    written = sorted({_BETWEEN.join(map(re.escape, name)) for name in kept}, key=lambda text: (-len(text), text))
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)
