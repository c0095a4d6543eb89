"""What the window showed when it was last closed, so that it can show it again before anything is counted."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Base
from facilitator_app.domain.columns import Text


class Snapshot(Base):
    """True only for a state of the journal, a day and a version of the program; nothing of it is journalled.

    What is being typed is kept here too, under names of its own, whatever the journal says. It may name people: what
    erases somebody from the house empties this table.
    """

    __tablename__ = "snapshot"

    name: Mapped[str] = mapped_column(Text(40), primary_key=True)
    journal: Mapped[str] = mapped_column(LongText)  # «replica:counter», separated by spaces
    day: Mapped[dt.date]
    version: Mapped[str] = mapped_column(Text(40))
    content: Mapped[str] = mapped_column(LongText)  # JSON
