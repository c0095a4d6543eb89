"""Every name a person has borne in the file, and where it may be written in other texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator_app.domain.erasure import NOBODY
from facilitator_app.domain.words import fold

_BETWEEN = r"[\s\u00a0\u202f,.\-]+"
_SHORTEST = 2  # signs of a name that can be looked for in other texts


@dataclass(slots=True)
class Names:
    """Last and first names, as they were typed and corrected."""

    last: set[str] = field(default_factory=set)
    first: set[str] = field(default_factory=set)

    def note(self, fields: dict[str, object]) -> None:
        for known, name in (
            (self.last, "last_name"),
            (self.last, "birth_name"),
            (self.first, "first_name"),
        ):
            value = fields.get(name)
            if isinstance(value, str) and value.strip():
                known.add(value.strip())

    def any_in(self, label: str) -> bool:
        """Whether a text about this person names her, be it by one name only."""
        words = f" {fold(label)} "
        return any(f" {fold(name)} " in words for name in self.last | self.first)


def whole_names(people: Iterable[Names]) -> re.Pattern[str] | None:
    """What finds first and last name together, in either order, whatever the capitals; None without any name."""
    pairs = [
        pair
        for names in people
        for last in names.last
        for first in names.first
        if len(last) >= _SHORTEST and len(first) >= _SHORTEST
        for pair in ((last, first), (first, last))
    ]
    if not pairs:
        return None
    written = sorted({_BETWEEN.join(map(re.escape, pair)) for pair in pairs}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def without(pattern: re.Pattern[str], text: str) -> str:
    """The text with a mention in the place of each name."""
    return pattern.sub(NOBODY, text)
