"""Criteria of eligibility that reveal health or judicial past: kept apart, and named to nobody who does not ask."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import lru_cache

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category, CategoryGroup, Public
from facilitator_app.domain.columns import Text
from facilitator_app.domain.keys import Key


class Protection(Labelled):
    """Why a criterion is protected."""

    HEALTH = "health", "Santé (RGPD, article 9)"
    JUSTICE = "justice", "Situation judiciaire (RGPD, article 10)"


PROTECTED = "Critère protégé"
VERIFIED = "VERIFIED"
"""The code kept in the place of a judicial criterion: somebody verified it, the house does not keep which."""


class ProtectedProof(Record):
    """That somebody meets a protected criterion, until when, and who verified it; no document is described."""

    __tablename__ = "protected_proof"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    category: Mapped[str] = mapped_column(Text(40))
    dated_on: Mapped[dt.date | None]
    seen_on: Mapped[dt.date | None]
    seen_by: Mapped[str] = mapped_column(Text(120), default="")
    valid_until: Mapped[dt.date | None]


_PROTECTION: dict[str, Protection] = {
    **{category.code: Protection.HEALTH for category in DEFAULT_CATEGORIES if category.public is Public.DISABLED},
    "JUSTICE": Protection.JUSTICE,
    VERIFIED: Protection.JUSTICE,
}


HEALTH_CODES = frozenset(code for code, why in _PROTECTION.items() if why is Protection.HEALTH)
"""The usual criteria of health; those a house adds have a code of their own, see `protection_of`."""
PREFIXES = {Protection.HEALTH: "HEALTH_", Protection.JUSTICE: "JUSTICE_"}
"""What the codes of the protected criteria that a house adds begin with, so that a code alone says it."""


def protection_of(code: str) -> Protection | None:
    """None for an ordinary criterion."""
    known = _PROTECTION.get(code)
    if known is None:
        known = next((why for why, prefix in PREFIXES.items() if code.startswith(prefix)), None)
    return known


def is_kept_apart(code: str) -> bool:
    """Whether the criterion is one of health or of justice; «verified, no detail» says nothing, and stays."""
    return code != VERIFIED and protection_of(code) is not None


@lru_cache(maxsize=256)
def said_aloud(category: Category) -> Category:
    """The criterion as sentences name it: a protected one is judged as itself and called by no name."""
    if protection_of(category.code) is None:
        return category
    return dataclasses.replace(
        category, label=PROTECTED, test="", article="la ", proof="pièce d’un critère protégé",
        group=CategoryGroup.PROTECTED, other_proofs=(),
    )  # fmt: skip


def without_protected(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Each judicial criterion becomes one that was verified; the share of each public is counted elsewhere."""
    plain = (code if protection_of(code) is None else VERIFIED for code in codes)
    return tuple(dict.fromkeys(plain))


SPOKEN: dict[str, Category] = {category.code: said_aloud(category) for category in DEFAULT_CATEGORIES}
"""The usual criteria, by code, as sentences name them."""
