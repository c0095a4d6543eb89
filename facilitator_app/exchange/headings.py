"""What the heading of a column announces, whatever its accents and its small words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Generic, TypeVar

from facilitator_app.domain.base import Labelled

Field = TypeVar("Field", bound=Labelled)


class Headings(Generic[Field]):
    """The spellings of each field, folded and parted by semicolons; a field met earlier keeps its spelling."""

    def __init__(
        self, spellings: Mapping[Field, str], small_words: str, also: Mapping[str, Field] | None = None
    ) -> None:
        """`small_words` say nothing; `also` are spellings that only count whole, over all others."""
        self._spellings, self._also = spellings, also or {}
        self._small = frozenset(small_words.split())

    def meaning(self, folded: str) -> Field | None:
        """None when nothing is known by that name."""
        return self._known.get(folded) or self._known.get(self._bare(folded))

    @cached_property
    def _known(self) -> dict[str, Field]:
        found: dict[str, Field] = {}
        for field, spellings in self._spellings.items():
            for spelling in re.split(r";\s+", spellings):
                found.setdefault(spelling, field)
                found.setdefault(self._bare(spelling), field)
        found.update(self._also)
        found.pop("", None)
        return found

    def _bare(self, folded: str) -> str:
        return " ".join(word for word in folded.split() if word not in self._small)
