"""Keeping every figure a month had: one that changes after the day it was first known leaves a signed line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from facilitator_app.domain.hours_correction import HoursCorrection
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, StatementState
from facilitator_app.domain.values import Hours, hours

BEFORE_VALIDATION = "Chiffre modifié avant la validation du mois"


def parts_beyond(line: MonthlyHours | None, declared: Hours | None) -> Hours | None:
    """What the parts of the month make together, when these hours could no longer hold them.

    Without any hours there are no parts either: nothing is in the way.
    """
    if line is None or line.removed or not declared:
        return None
    return line.detailed if line.detailed > declared else None


def change_figure(
    session: Session,
    line: MonthlyHours,
    declared: Hours | None,
    today: dt.date | None,
    statement: MonthStatement | None,
    reason: str = "",
) -> None:
    """Give the month another figure. Without `today`, a figure that was never validated is simply replaced.

    The line says why: the reason given, else that of the reopening.
    """
    before = line.declared
    line.declared = declared
    if not declared:  # nothing is made of nothing
        for name in ("training", "centre", "overtime", "not_worked", "elsewhere"):
            if getattr(line, name):
                setattr(line, name, hours(0))
    was_validated = statement is not None and not statement.removed and statement.state is not StatementState.DRAFT
    known_on = line.recorded_on or (None if before is None else line.month.last_day)
    if known_on is None:
        line.recorded_on = today
        return
    if not was_validated and (today is None or known_on >= today):
        return
    if line.recorded_on is None:
        line.recorded_on = known_on
    if today is None:  # the earliest day it may have been
        validated_on = statement.validated_on if statement else None
        today = max(known_on, validated_on or known_on)
    session.add(
        HoursCorrection(
            placement_id=line.placement_id,
            month=line.month,
            hours=hours((declared or Decimal(0)) - (before or Decimal(0))),
            recorded_on=today,
            reason=reason or (statement.reopened_reason if was_validated and statement else "") or BEFORE_VALIDATION,
        )
    )
