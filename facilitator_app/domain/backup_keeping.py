"""Which copies of a house are worth keeping: many of the last days, fewer of the last months, none beyond."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

DAYS, WEEKS, MONTHS = 7, 4, 6
"""One copy a day, then one a week, then one a month. Six months at most: what was erased must go from copies too."""
IN_FULL = dt.timedelta(days=2)
"""Every copy of the last two days stays: they are those of before an import, a restoration or a slip of today."""
OLDEST = dt.timedelta(days=MONTHS * 31)


def worth_keeping(taken: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Among moments when copies were taken, those to keep; the newest always is, and so is one from the future."""
    kept: set[dt.datetime] = set()
    days: set[object] = set()
    weeks: set[object] = set()
    months: set[object] = set()
    for moment in sorted(taken, reverse=True):
        if kept and now - moment > OLDEST:
            continue
        day, week, month = moment.date(), moment.isocalendar()[:2], (moment.year, moment.month)
        if not kept or now - moment <= IN_FULL:
            kept.add(moment)
        for period, seen, most in ((day, days, DAYS), (week, weeks, WEEKS), (month, months, MONTHS)):
            if period not in seen and len(seen) < most:
                kept.add(moment)
                seen.add(period)
    return kept
