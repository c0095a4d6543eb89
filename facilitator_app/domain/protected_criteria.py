"""Criteria of eligibility that reveal health or judicial past: kept apart, and named to nobody who does not ask."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import lru_cache

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category, Public
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


def protection_of(code: str) -> Protection | None:
    """None for an ordinary criterion."""
    return _PROTECTION.get(code)


@lru_cache(maxsize=256)
def said_aloud(category: Category) -> Category:
    """The criterion as sentences name it: a protected one is judged as itself and called by no name."""
    if category.code not in _PROTECTION:
        return category
    return dataclasses.replace(category, label=PROTECTED, test="", article="la ", proof="pièce d’un critère protégé")


def without_protected(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Each judicial criterion becomes one that was verified; the share of each public is counted elsewhere."""
    plain = (VERIFIED if code in _PROTECTION else code for code in codes)
    return tuple(dict.fromkeys(plain))
