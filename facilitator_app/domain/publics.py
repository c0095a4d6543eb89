"""Which of the followed publics a person belongs to: for counting, never for scoring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category, Public
from facilitator_app.domain.values import age_on

SENIOR_AGE = 50


@dataclass(frozen=True, slots=True)
class Publics:
    """Flags of one person on one day."""

    woman: bool = False
    senior: bool = False
    young_graduate: bool = False
    qpv: bool = False
    disabled: bool = False

    def includes(self, public: Public) -> bool:
        return bool(getattr(self, public.value))


def publics_of(
    sex: str | None,
    birth_date: dt.date | None,
    categories: Iterable[str],
    in_qpv: bool,
    on: dt.date,
    reference: Iterable[Category] = DEFAULT_CATEGORIES,
) -> Publics:
    """Flags from the register: `sex` is «woman» for a woman, `categories` are the codes proved."""
    by_code = {category.code: category.public for category in reference}
    proved = {by_code.get(code) for code in categories}
    return Publics(
        woman=sex == "woman",
        senior=Public.SENIOR in proved or (birth_date is not None and age_on(birth_date, on) >= SENIOR_AGE),
        young_graduate=Public.YOUNG_GRADUATE in proved,
        qpv=in_qpv or Public.QPV in proved,
        disabled=Public.DISABLED in proved,
    )
