"""The calibrations of a lot: each is kept with every figure it was made from, and the newest is used."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Choice, Share, Text, Whole
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.values import Euros, Hours


class CalibrationVersion(Record):
    """A calibration of a lot, or of a lot foreseen in a planned purchase; never corrected, followed by another.

    `kept_hours` are those put in the contract; `reason` says why when they are not those of the formula.
    """

    __tablename__ = "calibration_version"

    lot_id: Mapped[Key | None] = mapped_column(ForeignKey("lot.id"), index=True)
    purchase_id: Mapped[Key | None] = mapped_column(ForeignKey("planned_purchase.id"), index=True)
    lot_number: Mapped[str] = mapped_column(Text(10), default="")  # of the lot foreseen
    title: Mapped[str] = mapped_column(Text(200), default="")
    number: Mapped[int] = mapped_column(Whole(1, 10_000))
    made_on: Mapped[dt.date]
    made_by: Mapped[str] = mapped_column(Text(120), default="")
    rounding: Mapped[Rounding] = mapped_column(Choice(Rounding), default=Rounding.NEAREST)
    months: Mapped[int | None] = mapped_column(Whole(1, 600))
    computed_hours: Mapped[Hours]
    kept_hours: Mapped[Hours]
    reason: Mapped[str] = mapped_column(Text(500), default="")


class CalibrationPart(Record):
    """One trade of a calibration: its part of the amount and the three figures of the formula."""

    __tablename__ = "calibration_part"

    version_id: Mapped[Key] = mapped_column(ForeignKey("calibration_version.id"), index=True)
    place: Mapped[int] = mapped_column(Whole(0, 100))
    trade: Mapped[str] = mapped_column(Text(120), default="")
    amount: Mapped[Euros]
    labour_share: Mapped[Decimal] = mapped_column(Share())
    insertion_rate: Mapped[Decimal] = mapped_column(Share())
    hourly_cost: Mapped[Euros]
