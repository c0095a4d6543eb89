"""Which copies stay, over years of a simulated clock."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.backup_keeping import DAYS, MONTHS, OLDEST, WEEKS, worth_keeping

NOW = dt.datetime(2026, 11, 23, 9, 0)


def test_a_year_of_daily_copies_leaves_days_weeks_and_months() -> None:
    kept: set[dt.datetime] = set()
    for day in range(365, -1, -1):
        now = NOW - dt.timedelta(days=day)
        kept = worth_keeping(kept | {now}, now)
    days = {NOW - dt.timedelta(days=day) for day in range(DAYS)}
    assert days <= kept
    assert len({moment.isocalendar()[:2] for moment in kept}) >= WEEKS
    assert len({(moment.year, moment.month) for moment in kept}) == MONTHS
    assert len(kept) <= DAYS + WEEKS + MONTHS
    assert min(kept) >= NOW - OLDEST


def test_every_copy_of_the_last_two_days_stays() -> None:
    taken = {NOW - dt.timedelta(hours=hour) for hour in range(48)}
    assert worth_keeping(taken, NOW) == taken


def test_the_only_copy_stays_however_old_it_is() -> None:
    old = NOW - dt.timedelta(days=3000)
    assert worth_keeping([old], NOW) == {old}
    assert worth_keeping([old, NOW], NOW) == {NOW}


@given(st.sets(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2027, 1, 1)), max_size=60))
def test_the_newest_always_stays_and_nothing_is_invented(taken: set[dt.datetime]) -> None:
    kept = worth_keeping(taken, NOW)
    assert kept <= taken
    assert not taken or max(taken) in kept
