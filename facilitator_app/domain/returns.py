"""What each holder must send and when, and what came: hours of a month or of a quarter, forecasts of a half-year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.values import Month

QUARTER_DAY = 15
"""Returns of a quarter come before the 15th, as clauses usually write it."""


class Rhythm(Labelled):
    MONTHLY = "monthly", "Chaque mois"
    QUARTERLY = "quarterly", "Chaque trimestre"
    NONE = "none", "Aucun relevé"


class ReturnKind(Labelled):
    MONTH = "month", "Heures du mois"
    QUARTER = "quarter", "Heures du trimestre"
    FORECAST = "forecast", "Prévisions du semestre"

    @property
    def months(self) -> int:
        return {ReturnKind.MONTH: 1, ReturnKind.QUARTER: 3, ReturnKind.FORECAST: 6}[self]


class Answer(Labelled):
    """What came. «Néant» is an answer: nobody worked, and the holder says so."""

    RECEIVED = "received", "Reçu"
    ZERO = "zero", "Néant"
    REFUSED = "refused", "À refaire"


class ReturnSetting(Record):
    """What a contract, or one of its lots, asks for; without one, hours each month on the house's day."""

    __tablename__ = "return_setting"

    contract_id: Mapped[Key | None] = mapped_column(ForeignKey("contract.id"), index=True)
    lot_id: Mapped[Key | None] = mapped_column(ForeignKey("lot.id"), index=True)
    rhythm: Mapped[Rhythm] = mapped_column(Choice(Rhythm), default=Rhythm.MONTHLY)
    day: Mapped[int | None] = mapped_column(Whole(1, 28))  # of the month after the period; None: as usual
    forecast: Mapped[bool] = mapped_column(default=False)
    article: Mapped[str] = mapped_column(Text(60), default="")

    @staticmethod
    def key(about_id: str) -> Key:
        """The key of what a contract or a lot asks for."""
        return key_of("return_setting", about_id)


class HolderReturn(Record):
    """What a holder sent for a period of a lot; the key is computed from them. `ends` is its last month.

    `paper` is where the paper received is kept: it is opened, never copied.
    """

    __tablename__ = "holder_return"
    __table_args__ = (Index("ix_holder_return_ends", "ends", "removed", "lot_id", "company_id", "kind", "answer"),)

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    kind: Mapped[ReturnKind] = mapped_column(Choice(ReturnKind))
    ends: Mapped[Month]
    expected_on: Mapped[dt.date]
    answer: Mapped[Answer] = mapped_column(Choice(Answer))
    received_on: Mapped[dt.date]
    proof: Mapped[str] = mapped_column(Text(120), default="")
    paper: Mapped[str] = mapped_column(Text(400), default="")
    note: Mapped[str] = mapped_column(Text(500), default="")

    @staticmethod
    def key(lot_id: str, company_id: str, kind: ReturnKind, ends: Month) -> Key:
        return key_of("holder_return", lot_id, company_id, kind.value, ends)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a lot asks for. `day` is of the month that follows the period; forecasts come before the 15th of theirs."""

    rhythm: Rhythm
    day: int
    forecast: bool = False
    article: str = ""

    @property
    def kinds(self) -> tuple[ReturnKind, ...]:
        hours = {Rhythm.MONTHLY: (ReturnKind.MONTH,), Rhythm.QUARTERLY: (ReturnKind.QUARTER,), Rhythm.NONE: ()}
        return (*hours[self.rhythm], *((ReturnKind.FORECAST,) if self.forecast else ()))


@dataclass(frozen=True, slots=True)
class Expected:
    """A return to come, known by its kind and the last month of its period."""

    kind: ReturnKind
    ends: Month
    expected_on: dt.date

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(self.ends.plus(1 - self.kind.months).until(self.ends))


def asked_of(rhythm: Rhythm, day: int | None, forecast: bool, house_day: int, article: str = "") -> Asked:
    """A setting with its silences filled."""
    usual = QUARTER_DAY if rhythm is Rhythm.QUARTERLY else house_day
    return Asked(rhythm, day or usual, forecast, article)


def periods(kind: ReturnKind, day: int, first: Month, last: Month) -> Iterator[Expected]:
    """The periods of that kind which end in these months, the earliest first."""
    for month in first.until(last):
        if month.number % kind.months == 0:
            before = kind is ReturnKind.FORECAST
            due = month.plus(1 - kind.months) if before else month.plus(1)
            yield Expected(kind, month, due.first_day.replace(day=QUARTER_DAY if before else day))


def period_name(kind: ReturnKind, ends: Month) -> str:
    """`octobre 2026`, `3e trimestre 2026`, `2e semestre 2026`."""
    if kind is ReturnKind.MONTH:
        return ends.full_name
    part = (ends.number - 1) // kind.months + 1
    what = "trimestre" if kind is ReturnKind.QUARTER else "semestre"
    return f"{'1er' if part == 1 else f'{part}e'} {what} {ends.year}"
