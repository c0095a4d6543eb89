"""Small values with rules of their own: a month, an amount of hours, an amount of euros, and how French writes them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Hours = NewType("Hours", Decimal)
Euros = NewType("Euros", Decimal)

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MONTH_NAMES = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
MONTH_ABBREVIATIONS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)  # that a house may hold
_CENT = Decimal("0.01")


def hours(amount: str | int | Decimal) -> Hours:
    """An amount of hours, to the hundredth as on a payslip (151.67)."""
    return Hours(Decimal(amount).quantize(_CENT, ROUND_HALF_UP))


def sum_hours(amounts: Iterable[Decimal | None]) -> Hours:
    """Unknown counts for nothing."""
    return hours(sum((amount for amount in amounts if amount is not None), Decimal(0)))


def euros(amount: str | int | Decimal) -> Euros:
    """An amount of euros before tax, to the cent."""
    return Euros(Decimal(amount).quantize(_CENT, ROUND_HALF_UP))


def read_hours(text: str) -> Hours | None:
    """Hours as people type them: `151,67`, `151.67`, `151h40`, `7 h 30`; nothing typed is None.

    Raises ValueError when the text is no amount of hours.
    """
    typed = re.sub(r"\s", "", text).lower()
    if not typed:
        return None
    if clock := re.fullmatch(r"(\d{1,4})h(\d{1,2})?", typed):
        minutes = int(clock[2] or 0)
        if minutes > 59:
            raise ValueError(text)
        return hours(Decimal(clock[1]) + Decimal(minutes) / 60)
    if not re.fullmatch(r"\d{1,7}([.,]\d{1,4})?", typed):
        raise ValueError(text)
    return hours(typed.replace(",", "."))


def written_number(amount: Decimal | int, decimals: int | None = None) -> str:
    """A number as French writes it: 1 322,17 with a narrow no-break space.

    Without `decimals`, trailing zeros are dropped (151,5 and 84).
    """
    text = f"{amount:,.{2 if decimals is None else decimals}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", NARROW_SPACE).replace(".", ",")


def written_hours(amount: Decimal | None) -> str:
    """Hours with their unit: `1 322,17 h`; a dash when nothing is known."""
    return "–" if amount is None else f"{written_number(amount)}{NO_BREAK_SPACE}h"


def written_euros(amount: Decimal | None) -> str:
    """Euros with their unit: `7 440 000 €`, cents only when there are some."""
    if amount is None:
        return "–"
    return f"{written_number(amount, 0 if amount == amount.to_integral_value() else 2)}{NO_BREAK_SPACE}€"


def written_percent(share: Decimal | None, decimals: int = 0) -> str:
    """A share (0.338) as a percentage (33,8 %), rounded half up."""
    if share is None:
        return "–"
    percent = (share * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{written_number(percent, decimals)}{NO_BREAK_SPACE}%"


def counted(number: int, one: str, several: str = "") -> str:
    """`1 besoin`, `3 besoins`, `2 marchés créés`; without `several`, an s is added."""
    return f"{written_number(number)} {one if number < 2 else several or f'{one}s'}"


def plural(number: int) -> str:
    """The s that agrees with the number; French begins the plural at two."""
    return "s" if number > 1 else ""


def written_date(day: dt.date | None) -> str:
    """`12/03/2026`; a dash when unknown."""
    return "–" if day is None else f"{day:%d/%m/%Y}"


def written_long_date(day: dt.date) -> str:
    """`1er décembre 2026`."""
    return f"{'1er' if day.day == 1 else day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return dt.date(year, month + 1, day.day)
    except ValueError:  # the 31st of a month of thirty days
        return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Completed years on that day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month: the grain at which employers declare hours."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month:
        """From `2026-10`; raises ValueError."""
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
            raise ValueError(text)
        return cls(int(text[:4]), int(text[5:]))

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        """`octobre`."""
        return MONTH_NAMES[self.number - 1]

    @property
    def full_name(self) -> str:
        """`octobre 2026`."""
        return f"{self.name} {self.year}"

    @property
    def of_name(self) -> str:
        """`d’octobre`, `de mars`."""
        return f"{'d’' if self.name[0] in 'ao' else 'de '}{self.name}"

    @property
    def of_full_name(self) -> str:
        """`d’octobre 2026`."""
        return f"{self.of_name} {self.year}"

    @property
    def abbreviation(self) -> str:
        """`oct.`."""
        return MONTH_ABBREVIATIONS[self.number - 1]

    def plus(self, months: int) -> Month:
        year, month = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, month + 1)

    def until(self, last: Month) -> Iterator[Month]:
        """Every month from this one to `last`, both included; none when `last` is before."""
        month = self
        while month <= last:
            yield month
            month = month.plus(1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"
