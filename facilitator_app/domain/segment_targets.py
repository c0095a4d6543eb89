"""What a house aims at in one purchase segment: the share of its hours for each public."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.categories import Public
from facilitator_app.domain.columns import Choice, Share
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.keys import Key, key_of


class SegmentTarget(Record):
    """One row for each public and segment that has a target of its own; the key is computed from both."""

    __tablename__ = "segment_target"

    segment: Mapped[Segment] = mapped_column(Choice(Segment))
    public: Mapped[Public] = mapped_column(Choice(Public))
    share: Mapped[Decimal] = mapped_column(Share())

    @staticmethod
    def key(segment: Segment, public: Public) -> Key:
        return key_of("segment_target", segment.value, public.value)
