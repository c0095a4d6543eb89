"""The shape of the journal: who changed which field of which record, when, and what it replaced.

Nothing here is ever rewritten nor deleted, with one exception: erasing a person
empties the values about her. History, undo and, later, exchange between
machines are read from it. Each entry and each gesture carries a digest that
depends on all those before it (`journal_chain`), so that rewriting one shows.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Base
from facilitator_app.domain.columns import Text
from facilitator_app.domain.keys import Key

CREATION = "*"
"""The field name of the entry that creates a record: its value holds every field at once, as one JSON object."""


class Replica(Base):
    """A copy of the house's file, by its own identity, and how far its counter has gone."""

    __tablename__ = "replica"

    id: Mapped[Key] = mapped_column(primary_key=True)
    counter: Mapped[int] = mapped_column(BigInteger)
    lamport: Mapped[int] = mapped_column(BigInteger)
    mine: Mapped[bool]
    chain: Mapped[bytes]  # the seal of its last gesture


class Gesture(Base):
    """One thing a person did, in one transaction: what Ctrl+Z undoes at once."""

    __tablename__ = "gesture"

    id: Mapped[Key] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(Text(200))
    author: Mapped[str] = mapped_column(Text(120))
    at: Mapped[dt.datetime]
    undoes: Mapped[Key | None] = mapped_column(ForeignKey("gesture.id"), index=True)
    salt: Mapped[bytes | None]  # mixed with the label in its digest, so that an erased one cannot be guessed
    digest: Mapped[bytes | None]  # what is left of a label once erased, in the place of the salt
    seal: Mapped[bytes]


class JournalEntry(Base):
    """One field of one record given a value; `replica` and `counter` say which change of which file this is."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_record", "record_id", "lamport"),)

    replica: Mapped[Key] = mapped_column(primary_key=True)
    counter: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    lamport: Mapped[int] = mapped_column(BigInteger)  # grows with every gesture seen: orders without clocks
    gesture_id: Mapped[Key] = mapped_column(ForeignKey("gesture.id"), index=True)
    table_name: Mapped[str] = mapped_column(Text(40))
    record_id: Mapped[Key] = mapped_column()
    field: Mapped[str] = mapped_column(Text(40))
    value: Mapped[str | None] = mapped_column(LongText)  # JSON; None once erased
    salt: Mapped[bytes | None]  # mixed with the value in its digest, so that an erased one cannot be guessed
    digest: Mapped[bytes | None]  # what is left of a value once erased, in the place of the salt
    chain: Mapped[bytes]
    replaces: Mapped[str] = mapped_column(Text(60), default="")  # «replica:counter» of the entry seen when writing
