"""Pairs of people whom somebody looked at and found to be two: they are not shown as possible duplicates again."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Text
from facilitator_app.domain.keys import Key, key_of


class NotTheSame(Record):
    """Two people who resemble each other and are two; its key is computed from both, in order."""

    __tablename__ = "not_the_same"

    one_id: Mapped[Key] = mapped_column(index=True)
    other_id: Mapped[Key] = mapped_column(index=True)
    said_by: Mapped[str] = mapped_column(Text(120), default="")

    @staticmethod
    def key(one: str, other: str) -> Key:
        return key_of("not_the_same", *sorted((one, other)))
