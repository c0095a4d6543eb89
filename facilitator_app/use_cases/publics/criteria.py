"""What the criteria noted say of somebody, with nothing that names a protected one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy.orm import Session

from facilitator_app.domain.categories import Category, CategoryGroup, Public
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.domain.public_counts import NOT_SAID
from facilitator_app.use_cases.eligibility_categories import categories


class Criteria:
    """The house's criteria by code; each set of codes is read once, whoever has it."""

    def __init__(self, session: Session) -> None:
        self._known: dict[str, Category] = {category.code: category for category in categories(session)}
        self.told = lru_cache(maxsize=None)(self._told)

    def of_json(self, codes: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.told(tuple(json.loads(codes)) if codes else ())

    def telling(self, public: Public) -> frozenset[str]:
        """The criteria that show that somebody belongs to a public."""
        return frozenset(code for code, category in self._known.items() if category.public is public)

    def label(self, code: str) -> str:
        known = self._known.get(code)
        return known.label if known else code

    def _told(self, codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The families and the criteria; «not said» when there is none."""
        families, criteria = [], []
        for code in codes:
            if protection_of(code) is not None:
                families.append(CategoryGroup.PROTECTED.value)
                criteria.append(CategoryGroup.PROTECTED.value)
            else:
                known = self._known.get(code)
                families.append(known.group.value if known else NOT_SAID)
                criteria.append(code)
        return tuple(dict.fromkeys(families)) or (NOT_SAID,), tuple(dict.fromkeys(criteria)) or (NOT_SAID,)
