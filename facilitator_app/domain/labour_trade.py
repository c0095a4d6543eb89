"""The house's own table of trades: the share of work in their price, and what an hour of it costs."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Share, Text
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.values import Euros
from facilitator_app.domain.words import fold


class LabourTrade(Record):
    """A line of the table; its key is computed from the trade. Without a cost, that of the house."""

    __tablename__ = "labour_trade"

    trade: Mapped[str] = mapped_column(Text(120))
    share: Mapped[Decimal] = mapped_column(Share())
    hourly_cost: Mapped[Euros | None]
    confirmed: Mapped[bool] = mapped_column(default=False)

    @staticmethod
    def key(trade: str) -> Key:
        return key_of("labour_trade", fold(trade))
