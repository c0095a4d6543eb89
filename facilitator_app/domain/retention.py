"""How long a person's file is kept: in use, then apart, then without anything that names her."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Base, Labelled, Record
from facilitator_app.domain.columns import Text
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import add_months

UNDONE_MONTHS = 1
"""Nothing is done with a file whose registration was undone: it stays the time one may take to do it again."""


class Stage(Labelled):
    """Where a file stands on its clock."""

    IN_USE = "in_use", "En cours"
    TO_ARCHIVE = "to_archive", "À archiver"
    ARCHIVED = "archived", "Archivée"
    TO_ANONYMISE = "to_anonymise", "À anonymiser"
    HELD = "held", "Conservation prolongée"


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """Months after the last contact, then months apart (CNIL 2023-095; same lengths in CASF R. 263-8)."""

    active_months: int = 24
    archive_months: int = 24


@dataclass(frozen=True, slots=True)
class Clock:
    """`archive_on` and `anonymise_on` are the first days on which each may be done."""

    stage: Stage
    archive_on: dt.date
    anonymise_on: dt.date


class RetentionHold(Record):
    """A file that must outlive its clock, such as for a lawsuit or a European subsidy, until a given day."""

    __tablename__ = "retention_hold"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    reason: Mapped[str] = mapped_column(Text(200))
    until: Mapped[dt.date]


class Restriction(Record):
    """A person who asked that her data be left alone (GDPR art. 18): kept, but in no list and no export."""

    __tablename__ = "restriction"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    reason: Mapped[str] = mapped_column(Text(200))
    since: Mapped[dt.date]


class Erasure(Base):
    """The key of somebody anonymised, so that an older copy of the file, put back, forgets her too."""

    __tablename__ = "erasure"

    id: Mapped[Key] = mapped_column(primary_key=True)
    erased_on: Mapped[dt.date]


def clock(
    last_contact: dt.date,
    archived_on: dt.date | None,
    today: dt.date,
    rules: RetentionRules,
    held_until: dt.date | None = None,
) -> Clock:
    """The stage of a file that day.

    Closed early, it stays apart for its full time from then on; closed late, it does not stay longer for that.
    """
    archive_on = add_months(last_contact, rules.active_months)
    apart_from = archive_on if archived_on is None else min(archive_on, max(archived_on, last_contact))
    anonymise_on = add_months(apart_from, rules.archive_months)
    if held_until is not None and held_until >= today:
        stage = Stage.HELD
    elif today >= anonymise_on:
        stage = Stage.TO_ANONYMISE
    elif archived_on is not None:
        stage = Stage.ARCHIVED
    else:
        stage = Stage.TO_ARCHIVE if today >= archive_on else Stage.IN_USE
    return Clock(stage, archive_on, anonymise_on)
