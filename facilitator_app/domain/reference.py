"""The published tables that the house loaded: jobs, communes, priority districts, codes and travel times.

They can be loaded again at any time from the file of their publisher: nothing of them is journalled.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, LargeBinary
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Base, Labelled
from facilitator_app.domain.columns import Choice, Text


class TableKind(Labelled):
    """One table of the page «Référentiels»."""

    JOBS = "jobs", "Métiers ROME"
    JOB_NAMES = "job_names", "Appellations de métiers"
    COMMUNES = "communes", "Communes et codes postaux"
    DISTRICTS = "districts", "Quartiers prioritaires (QPV)"
    CPV = "cpv", "Codes CPV des marchés"
    NAF = "naf", "Codes NAF des entreprises"
    TRAVEL = "travel", "Temps de trajet entre communes"


CODED = frozenset({TableKind.JOBS, TableKind.JOB_NAMES, TableKind.CPV, TableKind.NAF})
"""The tables that are a code and what it says."""


class ReferenceTable(Base):
    """Which edition of a table is loaded; no line while the house has only what the program ships."""

    __tablename__ = "reference_table"

    kind: Mapped[TableKind] = mapped_column(Choice(TableKind), primary_key=True)
    version: Mapped[str] = mapped_column(Text(60), default="")
    loaded_on: Mapped[dt.date]
    source_name: Mapped[str] = mapped_column(Text(200), default="")
    rows: Mapped[int]


class CodedLabel(Base):
    """A line of one of the tables `CODED`; `attached_to` is the ROME code of a job name, empty elsewhere."""

    __tablename__ = "reference_label"

    kind: Mapped[TableKind] = mapped_column(Choice(TableKind), primary_key=True)
    code: Mapped[str] = mapped_column(Text(20), primary_key=True)
    label: Mapped[str] = mapped_column(Text(300))
    attached_to: Mapped[str] = mapped_column(Text(20), default="")
    folded: Mapped[str] = mapped_column(LongText)


class KnownCommune(Base):
    """A commune by its INSEE code; its postal codes are separated by spaces. Its centre may be unknown."""

    __tablename__ = "reference_commune"

    code: Mapped[str] = mapped_column(Text(5), primary_key=True)
    name: Mapped[str] = mapped_column(Text(120))
    postal_codes: Mapped[str] = mapped_column(LongText, default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    folded: Mapped[str] = mapped_column(LongText)


class QpvDistrict(Base):
    """A priority district. `communes` are separated by spaces; the box around it is in units of `districts.UNIT`."""

    __tablename__ = "reference_district"
    __table_args__ = (Index("ix_reference_district_box", "west", "east", "south", "north"),)

    code: Mapped[str] = mapped_column(Text(12), primary_key=True)
    name: Mapped[str] = mapped_column(Text(300))
    communes: Mapped[str] = mapped_column(LongText, default="")
    west: Mapped[int | None]
    south: Mapped[int | None]
    east: Mapped[int | None]
    north: Mapped[int | None]
    outline: Mapped[bytes | None] = mapped_column(LargeBinary)  # see `districts.packed`; None: only its name is known
    folded: Mapped[str] = mapped_column(LongText)


class TravelTime(Base):
    """How long a journey really takes, in minutes; None for a way of travelling that the house does not know."""

    __tablename__ = "reference_travel_time"

    start: Mapped[str] = mapped_column(Text(5), primary_key=True)  # INSEE codes
    end: Mapped[str] = mapped_column(Text(5), primary_key=True)
    car: Mapped[int | None]
    public: Mapped[int | None]
