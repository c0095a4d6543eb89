"""The months of a lot turned into the lines of its trajectory: done, projected, planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.domain.values import Month, written_date
from facilitator_app.use_cases.lot_sheet import LotSheet

MOST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One amount per month, None where a line is not drawn; `today` is a place among the months and its words."""

    labels: tuple[str, ...]
    done: tuple[float | None, ...]
    projected: tuple[float | None, ...]
    planned: tuple[float | None, ...]
    goal: float | None
    today: tuple[float, str] | None


def trajectory(sheet: LotSheet, today: dt.date) -> Trajectory | None:
    """None while the lot has no dates; hours of months outside its dates are drawn too."""
    if sheet.starts_on is None or sheet.ends_on is None or sheet.ends_on < sheet.starts_on:
        return None
    known = [line.month for line in sheet.months]
    first = min([Month.of(sheet.starts_on), *known])
    last = max([Month.of(sheet.ends_on), *known])
    months = list(first.until(last))[:MOST_MONTHS]
    totals = {line.month: float(line.total) for line in sheet.months}
    latest = sheet.last_month.month if sheet.last_month else None
    done: list[float | None] = []
    total = 0.0
    for month in months:
        total = totals.get(month, total)
        done.append(total if latest is not None and month <= latest else None)
    due = None if sheet.due is None else float(sheet.due)
    end = _place(months, sheet.ends_on)
    projected: list[float | None] = [None] * len(months)
    aim = sheet.projection
    if latest in months and aim is not None and today <= sheet.ends_on and end is not None and sheet.last_month:
        here, reached = months.index(latest), float(sheet.last_month.total)
        there = int(end)
        for place in range(here, there + 1):
            share = (place - here) / (there - here) if there > here else 0.0
            projected[place] = reached + (float(aim) - reached) * share
    return Trajectory(
        labels=tuple(month.abbreviation.capitalize() for month in months),
        done=tuple(done),
        projected=tuple(projected),
        planned=tuple(_planned(sheet.starts_on, sheet.ends_on, due, month) for month in months) if due else (),
        goal=due,
        today=_today(months, today),
    )


def _planned(starts_on: dt.date, ends_on: dt.date, due: float, month: Month) -> float | None:
    """What an even pace would have reached at the end of the month."""
    if month > Month.of(ends_on):
        return None
    days = (ends_on - starts_on).days + 1
    gone = (min(month.last_day, ends_on) - starts_on).days + 1
    return due * min(max(gone, 0), days) / days


def _place(months: list[Month], day: dt.date) -> float | None:
    month = Month.of(day)
    if month not in months:
        return None
    return months.index(month) + (day.day - 1) / month.last_day.day


def _today(months: list[Month], today: dt.date) -> tuple[float, str] | None:
    place = _place(months, today)
    return None if place is None else (place, written_date(today))
