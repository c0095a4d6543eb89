"""Months already validated on which somebody's work now bears: they are to be validated again, and say why.

A validated month says that the hours of everyone at work are known. As soon as a
placement covers it whose hours nobody has typed, that is no longer so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month, written_date

JOINED = "salarié ajouté après la validation, ses heures sont à indiquer"
MOVED = "salarié passé d’un lot à l’autre avec ses heures"


def months_joined(
    session: Session, lot_id: str, starts_on: dt.date, ends_on: dt.date | None, placement: Placement | None = None
) -> list[MonthStatement]:
    """The validated months of the lot that these dates cover, where the placement has no hours on that lot yet."""
    known: set[Month] = set() if placement is None or placement.lot_id != lot_id else set(_typed(session, placement.id))
    return [
        statement
        for statement in _validated(session, lot_id)
        if _covers(starts_on, ends_on, statement.month) and statement.month not in known
    ]


def months_typed(session: Session, placement: Placement) -> tuple[list[Month], list[Month]]:
    """The months of which the placement has hours: those validated on its lot, then the others."""
    validated = {statement.month for statement in _validated(session, placement.lot_id)}
    typed = _typed(session, placement.id)
    return [month for month in typed if month in validated], [month for month in typed if month not in validated]


def incomplete(session: Session, lot_id: str) -> set[Month]:
    """The validated months of the lot in which the hours of somebody at work are not known.

    None is made so any more; an act undone, or a file of before, may hold some.
    """
    with session.no_autoflush:
        typed = set(
            session.execute(
                select(MonthlyHours.placement_id, MonthlyHours.month)
                .join(Placement, Placement.id == MonthlyHours.placement_id)
                .where(Placement.lot_id == lot_id, MonthlyHours.declared.is_not(None))
            ).all()
        )
        at_work = session.execute(
            select(Placement.id, Placement.starts_on, Placement.ends_on).where(Placement.lot_id == lot_id)
        ).all()
    return {
        statement.month
        for statement in _validated(session, lot_id)
        for key, starts_on, ends_on in at_work
        if _covers(starts_on, ends_on, statement.month) and (key, statement.month) not in typed
    }


def open_months(session: Session, lot_id: str) -> list[Month]:
    """The months with hours that are not validated, or not with the hours of everybody; the oldest first."""
    months = session.scalars(
        select(MonthlyHours.month)
        .join(Placement, Placement.id == MonthlyHours.placement_id)
        .where(Placement.lot_id == lot_id, MonthlyHours.declared.is_not(None))
        .distinct()
    )
    done = {statement.month for statement in _validated(session, lot_id)} - incomplete(session, lot_id)
    return sorted(set(months) - done)


def reopen(months: Sequence[MonthStatement], why: str, today: dt.date) -> None:
    """Each keeps the reason, and the day and name of its validation until the next one."""
    for statement in months:
        statement.state = StatementState.REOPENED
        statement.reopened_reason = f"Rouvert le {written_date(today)}\u00a0: {why}."


def named(months: Iterable[Month], most: int = 3) -> str:
    """`août 2026, septembre 2026 et octobre 2026`; `8 mois, de mars 2026 à octobre 2026` when there are many."""
    known = sorted(months)
    if len(known) > most:
        return f"{len(known)} mois, de {known[0].full_name} à {known[-1].full_name}"
    return " et ".join(filter(None, (", ".join(month.full_name for month in known[:-1]), known[-1].full_name)))


def _covers(starts_on: dt.date, ends_on: dt.date | None, month: Month) -> bool:
    return starts_on <= month.last_day and (ends_on is None or ends_on >= month.first_day)


def _validated(session: Session, lot_id: str) -> list[MonthStatement]:
    with session.no_autoflush:
        found = session.scalars(
            select(MonthStatement).where(
                MonthStatement.lot_id == lot_id, MonthStatement.state == StatementState.VALIDATED
            )
        )
        return list(found)


def _typed(session: Session, placement_id: Key) -> list[Month]:
    with session.no_autoflush:
        found = session.scalars(
            select(MonthlyHours.month).where(
                MonthlyHours.placement_id == placement_id, MonthlyHours.declared.is_not(None)
            )
        )
        return list(found)
