"""Sums kept beside the hours so that a dashboard over millions of rows opens at once.

They are computed from the hours, never typed, never journalled, and can be
rebuilt at any time; `arrimage check` compares them with the hours.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.base import Base
from facilitator_app.domain.columns import Choice, Whole
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Hours, Month


class LotMonthTotal(Base):
    """Hours declared on a lot in a month, in all and by public (a person may belong to several)."""

    __tablename__ = "lot_month_total"
    __table_args__ = (  # the sums of a year are read from the index alone
        Index(
            "ix_lot_month_total_month", "month", "lot_id", "hours", "women", "seniors", "young_graduates", "qpv",
            "disabled",
        ),
    )  # fmt: skip

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), primary_key=True)
    month: Mapped[Month] = mapped_column(primary_key=True)
    hours: Mapped[Hours]
    people: Mapped[int] = mapped_column(Whole())
    women: Mapped[Hours]
    seniors: Mapped[Hours]
    young_graduates: Mapped[Hours]
    qpv: Mapped[Hours]
    disabled: Mapped[Hours]


class LotTotal(Base):
    """Hours declared on a lot since its beginning."""

    __tablename__ = "lot_total"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), primary_key=True)
    hours: Mapped[Hours]
    people: Mapped[int] = mapped_column(Whole())
    first_month: Mapped[Month | None]
    last_month: Mapped[Month | None]


class UncountedHours(Base):
    """Hours of a placement in a month that are declared and not counted, and why; most months have none."""

    __tablename__ = "uncounted_hours"

    placement_id: Mapped[Key] = mapped_column(ForeignKey("placement.id"), primary_key=True)
    month: Mapped[Month] = mapped_column(primary_key=True)
    reason: Mapped[Uncounted] = mapped_column(Choice(Uncounted), primary_key=True)
    hours: Mapped[Hours]
