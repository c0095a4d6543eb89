"""What is to be talked about at the next meeting of the house: a lot, a company or a planned purchase, and why."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Text
from facilitator_app.domain.keys import Key, key_of


class AgendaItem(Record):
    """A lot, or a company when there is no lot, or else a planned purchase: the one its key is computed from.

    Removed once it was talked about.
    """

    __tablename__ = "agenda_item"

    lot_id: Mapped[Key | None] = mapped_column(ForeignKey("lot.id"), index=True)
    company_id: Mapped[Key | None] = mapped_column(ForeignKey("company.id"), index=True)
    day: Mapped[dt.date]
    put_by: Mapped[str] = mapped_column(Text(120), default="")
    why: Mapped[str] = mapped_column(Text(300), default="")

    @staticmethod
    def key(about_id: str) -> Key:
        """The key of what is said of a lot, a company or a planned purchase."""
        return key_of("agenda_item", about_id)
