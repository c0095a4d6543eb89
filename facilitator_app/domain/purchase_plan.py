"""What buyers intend to buy, before it becomes contracts (plan de programmation des achats)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, validates

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.contract import ClauseKind, Segment
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_requirement import LegalException
from facilitator_app.domain.legal_threshold import ContractKind
from facilitator_app.domain.values import Euros, Hours, Month
from facilitator_app.domain.words import fold


class Screening(Labelled):
    """What was decided about a clause."""

    KEEP = "keep", "Avec clause"
    STUDY = "study", "À étudier"
    NONE = "none", "Sans clause"


class PlanStep(Labelled):
    """Where a purchase stands, in order."""

    FORESEEN = "foreseen", "Recensé"
    SCREENED = "screened", "Examiné"
    CALIBRATED = "calibrated", "Calibré"
    DRAFTED = "drafted", "Rédigé"
    CONSULTATION = "consultation", "En consultation"
    NOTIFIED = "notified", "Notifié"
    CONTRACT = "contract", "Devenu marché"

    @property
    def rank(self) -> int:
        return list(PlanStep).index(self)


KINDS_OF_SEGMENT: dict[Segment, tuple[ContractKind, ...]] = {
    Segment.WORKS: (ContractKind.WORKS,),
    Segment.MAINTENANCE: (ContractKind.WORKS, ContractKind.SERVICES),
    Segment.SUPPORT: (ContractKind.SERVICES,),
    Segment.INTELLECTUAL: (ContractKind.SERVICES,),
    Segment.SUPPLIES: (ContractKind.SUPPLIES,),
}
"""What a segment may be for the thresholds, as long as the nature of the contract is not typed."""


class PlannedPurchase(Record):
    """A line of a buyer's plan. `amount` is that of the whole need, lots, options and renewals included."""

    __tablename__ = "planned_purchase"
    __table_args__ = (Index("ix_planned_purchase_year", "removed", "year"),)

    buyer_id: Mapped[Key] = mapped_column(ForeignKey("buyer.id"), index=True)
    year: Mapped[int] = mapped_column(Whole(1990, 2100))
    title: Mapped[str] = mapped_column(Text(300))
    folded: Mapped[str] = mapped_column(Text(400))
    segment: Mapped[Segment | None] = mapped_column(Choice(Segment))
    contract_kind: Mapped[ContractKind | None] = mapped_column(Choice(ContractKind))
    family: Mapped[str] = mapped_column(Text(120), default="")
    amount: Mapped[Euros | None]
    lots: Mapped[int | None] = mapped_column(Whole(1, 200))
    consultation: Mapped[Month | None]
    consultation_day: Mapped[int | None] = mapped_column(Whole(1, 31))
    notification: Mapped[Month | None]
    duration_months: Mapped[int | None] = mapped_column(Whole(1, 600))
    forecast_hours: Mapped[Hours | None]
    suppliers: Mapped[int | None] = mapped_column(Whole(0, 10_000))  # insertion structures able to answer, as counted
    step: Mapped[PlanStep] = mapped_column(Choice(PlanStep), default=PlanStep.FORESEEN)
    screening: Mapped[Screening | None] = mapped_column(Choice(Screening))
    screening_reason: Mapped[str] = mapped_column(Text(500), default="")
    clause: Mapped[ClauseKind | None] = mapped_column(Choice(ClauseKind))
    defence: Mapped[bool] = mapped_column(default=False)
    exception: Mapped[LegalException | None] = mapped_column(Choice(LegalException))
    exception_reason: Mapped[str] = mapped_column(Text(1000), default="")
    decided_by: Mapped[str] = mapped_column(Text(120), default="")
    decided_on: Mapped[dt.date | None]
    contract_id: Mapped[Key | None] = mapped_column(ForeignKey("contract.id"))
    note: Mapped[str] = mapped_column(Text(2000), default="")

    @validates("title")
    def _fold(self, _key: str, title: str) -> str:
        self.folded = fold(title)[:400]
        return title


def consultation_days(month: Month | None, day: int | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day a consultation may be launched on, as far as it is known."""
    if month is None:
        return None, None
    if day is not None:
        only = month.first_day.replace(day=min(day, month.last_day.day))
        return only, only
    return month.first_day, month.last_day
