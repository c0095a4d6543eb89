"""Reminding holders of what they did not send, by steps, and the log of what was said with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key, key_of


class Step(Labelled):
    """Each step follows the one before; the last tells the buyer, who alone may give formal notice."""

    FIRST = "first", "Première relance"
    SECOND = "second", "Deuxième relance"
    FORMAL = "formal", "Courrier à l’acheteur"


class Means(Labelled):
    LETTER = "letter", "Courrier"
    EMAIL = "email", "Courriel"


class ChasingRules(Record):
    """One row: when the house reminds. Days are counted from the day the return was expected."""

    __tablename__ = "chasing_rules"

    first_days: Mapped[int] = mapped_column(Whole(0, 365), default=10)
    second_days: Mapped[int] = mapped_column(Whole(0, 365), default=20)
    formal_days: Mapped[int] = mapped_column(Whole(0, 365), default=30)
    gap_days: Mapped[int] = mapped_column(Whole(0, 365), default=7)  # between two messages about the same lot
    contact_months: Mapped[int] = mapped_column(Whole(1, 60), default=6)

    @staticmethod
    def key() -> Key:
        return key_of("chasing_rules")


class Reminder(Record):
    """A message to a holder, or to the buyer about it, for the late returns of a lot (their keys in `returns`)."""

    __tablename__ = "reminder"
    __table_args__ = (Index("ix_reminder_lot", "lot_id", "company_id", "removed", "day"),)

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"))
    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    step: Mapped[Step] = mapped_column(Choice(Step))
    means: Mapped[Means] = mapped_column(Choice(Means))
    day: Mapped[dt.date]
    sent_by: Mapped[str] = mapped_column(Text(120), default="")
    returns: Mapped[tuple[str, ...]] = mapped_column(default=())
    periods: Mapped[str] = mapped_column(Text(500), default="")


class ExchangeKind(Labelled):
    CALL = "call", "Appel"
    MAIL = "mail", "Courriel ou courrier"
    MEETING = "meeting", "Réunion"
    KICK_OFF = "kick_off", "Réunion de démarrage"
    SITE_VISIT = "site_visit", "Visite de chantier"
    EXPLANATIONS = "explanations", "Explications du titulaire"
    OTHER = "other", "Autre"

    @property
    def face_to_face(self) -> bool:
        """Both sides were there, and can sign the report."""
        return self in (ExchangeKind.MEETING, ExchangeKind.KICK_OFF, ExchangeKind.SITE_VISIT)


class Exchange(Record):
    """What was said one day with a company, about a lot or in general; a visit has people present, and actions."""

    __tablename__ = "exchange"
    __table_args__ = (
        Index("ix_exchange_lot", "lot_id", "removed", "day"),
        Index("ix_exchange_company", "company_id", "removed", "day"),
        Index("ix_exchange_day", "removed", "day"),
    )

    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"))
    lot_id: Mapped[Key | None] = mapped_column(ForeignKey("lot.id"))
    kind: Mapped[ExchangeKind] = mapped_column(Choice(ExchangeKind))
    day: Mapped[dt.date]
    done_by: Mapped[str] = mapped_column(Text(120), default="")
    summary: Mapped[str] = mapped_column(Text(1000), default="")
    present: Mapped[str] = mapped_column(Text(500), default="")
    remarks: Mapped[str] = mapped_column(Text(2000), default="")
    actions: Mapped[str] = mapped_column(Text(1000), default="")
    actions_before: Mapped[dt.date | None]
    actions_done_on: Mapped[dt.date | None]


@dataclass(frozen=True, slots=True)
class Steps:
    """The rules as numbers; the defaults are those of common practice."""

    first_days: int = 10
    second_days: int = 20
    formal_days: int = 30
    gap_days: int = 7
    contact_months: int = 6

    def days_of(self, step: Step) -> int:
        return {Step.FIRST: self.first_days, Step.SECOND: self.second_days, Step.FORMAL: self.formal_days}[step]


_ORDER = tuple(Step)


def next_step(
    late_since: dt.date, sent: set[Step], last_day: dt.date | None, today: dt.date, rules: Steps
) -> Step | None:
    """The message to send today about a return expected on `late_since`, if any.

    `sent` are the steps already gone through for that return, `last_day` the day of the last message about the lot:
    none leaves within `gap_days` of it, and no step is skipped, however late.
    """
    wanted = next((step for step in _ORDER if step not in sent), None)
    if wanted is None or (today - late_since).days < max(1, rules.days_of(wanted)):
        return None
    return None if last_day is not None and (today - last_day).days < rules.gap_days else wanted
