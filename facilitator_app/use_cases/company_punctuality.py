"""Whether a company sends what its lots ask for in time, over the last twelve months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import HolderRole, LotHolder
from facilitator_app.domain.placement import MonthStatement, StatementState
from facilitator_app.domain.returns import Answer, HolderReturn
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import office

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Punctuality:
    """`days_late` is the mean of the late ones. `from_returns` tells returns noted from months validated."""

    received: int
    on_time: int
    days_late: int
    from_returns: bool

    @property
    def late(self) -> int:
        return self.received - self.on_time

    @property
    def sentence(self) -> str:
        """`Sur douze mois : 7 relevés sur 9 reçus à temps, 2 en retard de 12 jours en moyenne`."""
        if not self.received:
            return "Aucun relevé reçu sur douze mois."
        what, done = ("relevé", "reçu") if self.from_returns else ("mois", "validé")
        many = "s" if self.on_time > 1 else ""
        counted = f"{self.on_time} {what}{many if self.from_returns else ''} sur {self.received}"
        told = f"Sur douze mois\u00a0: {counted} {done}{many} à temps"
        if self.late:
            days = f"{self.days_late} jour{'s' if self.days_late > 1 else ''}"
            told += f", {self.late} en retard de {days}{' en moyenne' if self.late > 1 else ''}"
        return f"{told}."


def punctuality(session: Session, company_id: str, today: dt.date) -> Punctuality:
    """From the returns noted; without any, from the months validated of the lots it holds or leads."""
    since = Month.of(today).plus(-MONTHS)
    rows = session.execute(
        select(HolderReturn.expected_on, HolderReturn.received_on).where(
            HolderReturn.company_id == company_id,
            HolderReturn.ends >= since,
            HolderReturn.answer.in_((Answer.RECEIVED, Answer.ZERO)),
        )
    ).all()
    if rows:
        return _counted([(expected, received) for expected, received in rows], from_returns=True)
    day = office.rules(session).reporting_day
    validated = session.execute(
        select(MonthStatement.month, MonthStatement.validated_on)
        .join(LotHolder, LotHolder.lot_id == MonthStatement.lot_id)
        .where(
            LotHolder.company_id == company_id,
            LotHolder.role.in_((HolderRole.HOLDER, HolderRole.LEAD)),
            MonthStatement.state == StatementState.VALIDATED,
            MonthStatement.month >= since,
            MonthStatement.validated_on.is_not(None),
        )
    )
    return _counted(
        [(_expected(month, day), done) for month, done in validated if done is not None], from_returns=False
    )


def _expected(month: Month, day: int) -> dt.date:
    following = month.plus(1)
    return following.first_day.replace(day=min(day, following.last_day.day))


def _counted(days: list[tuple[dt.date, dt.date]], from_returns: bool) -> Punctuality:
    late = [(came - expected).days for expected, came in days if came > expected]
    mean = round(sum(late) / len(late)) if late else 0
    return Punctuality(len(days), len(days) - len(late), mean, from_returns)
