"""What changed in the hours of a month after they were first known: each correction is a line that stays."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Text
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Hours, Month


class HoursCorrection(Record):
    """A signed change of the figure of a month: the first figure is the present one less all its corrections."""

    __tablename__ = "hours_correction"
    __table_args__ = (Index("ix_hours_correction_placement_month", "placement_id", "month", "removed"),)

    placement_id: Mapped[Key] = mapped_column(ForeignKey("placement.id"))
    month: Mapped[Month]
    hours: Mapped[Hours]
    recorded_on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(Text(300), default="")
