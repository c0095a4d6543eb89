"""Which declared hours a contract counts: the clauses of a lot, and those of the house where the contract is silent."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Share, Text, Whole
from facilitator_app.domain.keys import Key, key_of


class CountBasis(Labelled):
    """Leave, sickness, bad weather and public holidays are paid but not worked."""

    WORKED = "worked", "Heures travaillées"
    PAID = "paid", "Heures payées"


class AfterEligibility(Labelled):
    """What becomes of the hours once the eligibility has ended."""

    REFUSED = "refused", "Non comptées"
    CONTRACT = "contract", "Comptées jusqu’à la fin du contrat de travail"


class CountingRules(Record):
    """One row per lot, whose key is computed from it, and one for the house (no lot); None: as the house, as usual.

    How long a contract of employment counts is not said here but with the eligibility, in the rules of the house and
    on the contract: `permanent_months`, `work_study_whole` and `work_study_months` were moved there and are not read.
    """

    __tablename__ = "counting_rules"

    lot_id: Mapped[Key | None] = mapped_column(ForeignKey("lot.id"), index=True)
    article: Mapped[str] = mapped_column(Text(60), default="")
    basis: Mapped[CountBasis | None] = mapped_column(Choice(CountBasis))
    overtime: Mapped[bool | None]
    training: Mapped[bool | None]
    training_cap: Mapped[Decimal | None] = mapped_column(Share())  # share of the hours due; None: no cap
    centre: Mapped[bool | None]
    other_sites: Mapped[bool | None]
    outside_dates: Mapped[bool | None]
    before_validation: Mapped[bool | None]  # months over before the eligibility was judged
    permanent_months: Mapped[int | None] = mapped_column(Whole(1, 120))
    work_study_whole: Mapped[bool | None]
    work_study_months: Mapped[int | None] = mapped_column(Whole(1, 60))
    after_eligibility: Mapped[AfterEligibility | None] = mapped_column(Choice(AfterEligibility))

    @staticmethod
    def key(lot_id: str | None) -> Key:
        return key_of("counting_rules", lot_id or "house")
