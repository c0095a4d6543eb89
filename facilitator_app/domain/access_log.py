"""Who looked at whose file: kept as long as the house says, apart from the journal; it measures nobody’s work."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Base, Labelled
from facilitator_app.domain.columns import Choice, Text
from facilitator_app.domain.keys import Key, new_key

KEPT_MONTHS = 12
LEAST_MONTHS, MOST_MONTHS = 6, 36
"""The CNIL asks for six months to a year, up to three years for internal control."""
SAME_LOOK = dt.timedelta(minutes=10)
"""Coming back to the same file within this time is the same look."""


class Look(Labelled):
    """What was looked at."""

    SHEET = "sheet", "Fiche ouverte"
    PROTECTED = "protected", "Critère protégé montré"
    DOCUMENT = "document", "Document relu"
    WHOLE_FILE = "whole_file", "Dossier complet remis"


class Consultation(Base):
    """A person's file was looked at; only her key is kept, so that the line outlives her name."""

    __tablename__ = "consultation"
    __table_args__ = (Index("ix_consultation_beneficiary", "beneficiary_id", "at"),)

    id: Mapped[Key] = mapped_column(primary_key=True, default=new_key)
    beneficiary_id: Mapped[Key]
    author: Mapped[str] = mapped_column(Text(120), default="")
    at: Mapped[dt.datetime] = mapped_column(index=True)
    look: Mapped[Look] = mapped_column(Choice(Look))
    reason: Mapped[str] = mapped_column(Text(200), default="")  # of a document, its number
