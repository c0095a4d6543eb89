"""Some months, as the bits of one number: thousands of lots are compared month by month in a blink."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from facilitator_app.domain.values import Month

ORIGIN = 1970  # the year of the first bit; no month before it is ever declared


@dataclass(frozen=True, slots=True)
class MonthSet:
    """The lowest bit is January of the year of origin; going through the set gives its months, the oldest first."""

    bits: int = 0

    @classmethod
    def of(cls, months: str) -> MonthSet:
        """From `2026-01,2026-03`."""
        return cls(reduce(or_, map(_month_bit, months.split(",")), 0))

    @classmethod
    def covered(cls, periods: str, last: Month) -> MonthSet:
        """From `2026-01:2026-07,2026-05:2026-09`, leaving out what comes after `last`."""
        up_to_last = (_month_bit(str(last)) << 1) - 1
        return cls(reduce(or_, map(_period_bits, periods.split(",")), 0) & up_to_last)

    @property
    def first_bit(self) -> int:
        """The older the first month, the smaller; 0 when there is none."""
        return self.bits & -self.bits

    @property
    def first(self) -> Month | None:
        return _month_at(self.first_bit)

    @property
    def last(self) -> Month | None:
        return _month_at(self.bits)

    def __contains__(self, month: Month) -> bool:
        return bool(self.bits & _month_bit(str(month)))

    def __iter__(self) -> Iterator[Month]:
        left = self.bits
        while left:
            bit = left & -left
            if month := _month_at(bit):
                yield month
            left ^= bit

    def __bool__(self) -> bool:
        return self.bits != 0

    def __sub__(self, other: MonthSet) -> MonthSet:
        return MonthSet(self.bits & ~other.bits)


def _month_at(bits: int) -> Month | None:
    """The month of the highest bit."""
    year, month = divmod(bits.bit_length() - 1, 12)
    return Month(ORIGIN + year, month + 1) if bits else None


@cache
def _month_bit(written: str) -> int:
    return 1 << _place(written)


@cache
def _period_bits(written: str) -> int:
    start, end = map(_place, written.split(":"))
    return (1 << end + 1) - (1 << start) if start <= end else 0


def _place(written: str) -> int:
    month = Month.read(written)
    return max((month.year - ORIGIN) * 12 + month.number - 1, 0)
