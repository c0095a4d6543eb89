"""What a contract's own article would make a holder pay: a proposal to the buyer, never more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Euros, Hours, counted, euros, written_euros, written_hours


class Decision(Labelled):
    """The buyer's: only the buyer may apply a penalty."""

    APPLY = "apply", "Appliquée"
    REDUCE = "reduce", "Réduite"
    WAIVE = "waive", "Abandonnée"


class PenaltyProposal(Record):
    """The figures are those of the contract, typed; no law gives any. What supports the proposal is kept with it."""

    __tablename__ = "penalty_proposal"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    article: Mapped[str] = mapped_column(Text(60))
    day: Mapped[dt.date]
    missing_hours: Mapped[Hours]
    per_hour: Mapped[Euros | None]
    late_days: Mapped[int | None] = mapped_column(Whole(0, 3650))
    per_late_day: Mapped[Euros | None]
    flat: Mapped[Euros | None]
    cap: Mapped[Euros | None]
    amount: Mapped[Euros]
    explanations_text: Mapped[str] = mapped_column(Text(2000), default="")
    explained_on: Mapped[dt.date | None]
    opinion_text: Mapped[str] = mapped_column(Text(2000), default="")
    decision: Mapped[Decision | None] = mapped_column(Choice(Decision))
    decided_on: Mapped[dt.date | None]
    decided_by: Mapped[str] = mapped_column(Text(120), default="")
    decided_amount: Mapped[Euros | None]


@dataclass(frozen=True, slots=True)
class Formula:
    """The figures of the article; an empty one is not in it."""

    per_hour: Decimal | None = None
    per_late_day: Decimal | None = None
    flat: Decimal | None = None
    cap: Decimal | None = None

    @property
    def says_something(self) -> bool:
        return any(one is not None for one in (self.per_hour, self.per_late_day, self.flat))


def penalty(formula: Formula, missing: Decimal, late_days: int = 0) -> Euros:
    """Rounded once, to the cent, then held under the cap."""
    whole = (
        (formula.per_hour or Decimal(0)) * missing
        + (formula.per_late_day or Decimal(0)) * late_days
        + (formula.flat or Decimal(0))
    )
    return euros(whole if formula.cap is None else min(whole, formula.cap))


def reckoning(formula: Formula, missing: Decimal, late_days: int = 0) -> Iterator[str]:
    """The calculation in words, a line for each figure of the article."""
    if formula.per_hour is not None:
        worth = euros(formula.per_hour * missing)
        yield f"{written_hours(missing)} manquantes × {written_euros(formula.per_hour)} = {written_euros(worth)}"
    if formula.per_late_day is not None:
        worth = euros(formula.per_late_day * late_days)
        yield f"{counted(late_days, 'jour')} de retard × {written_euros(formula.per_late_day)} = {written_euros(worth)}"
    if formula.flat is not None:
        yield f"Forfait\u00a0: {written_euros(formula.flat)}"
    if formula.cap is not None and penalty(formula, missing, late_days) == formula.cap:
        yield f"Plafonnée à {written_euros(formula.cap)}"


def missing_from_file(reminders: int, explanations: str, opinion: str) -> list[str]:
    """What the file still lacks before the buyer can be asked to decide: the holder is always heard first."""
    lacking = []
    if not reminders:
        lacking.append("au moins une relance écrite")
    if not explanations:
        lacking.append("les explications du titulaire")
    if not opinion:
        lacking.append("l’avis de la structure")
    return lacking
