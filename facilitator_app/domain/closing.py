"""The end of a lot: how its account stood when it was closed, and why it was opened again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Hours, hours

NEARLY = Decimal("0.95")


class ClosingAct(Labelled):
    CLOSED = "closed", "Clôture"
    REOPENED = "reopened", "Réouverture"


class Outcome(Labelled):
    """How an obligation ended; it binds nobody: the buyer alone says whether the contract was carried out."""

    EXCEEDED = "exceeded", "Dépassé"
    REACHED = "reached", "Atteint"
    NEARLY = "nearly", "Quasi atteint"
    PARTLY = "partly", "Partiel"
    NONE = "none", "Non réalisé"
    UNKNOWN = "unknown", "Heures dues non connues"


class LotClosing(Record):
    """A lot closed, with what it owed and did that day, or opened again for a reason. Never edited.

    `received` and `given` are the hours that pass between the lots put in common with it.
    """

    __tablename__ = "lot_closing"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    act: Mapped[ClosingAct] = mapped_column(Choice(ClosingAct))
    day: Mapped[dt.date]
    due: Mapped[Hours | None]
    counted: Mapped[Hours]
    received: Mapped[Hours] = mapped_column(default=hours(0))
    given: Mapped[Hours] = mapped_column(default=hours(0))
    done_by: Mapped[str] = mapped_column(Text(120), default="")
    reason: Mapped[str] = mapped_column(Text(300), default="")


def outcome(due: Decimal | None, counted: Decimal) -> Outcome:
    """By thresholds of house practice: within 5 % of the hours due is nearly reached."""
    if due is None:
        return Outcome.UNKNOWN
    if counted > due:
        return Outcome.EXCEEDED
    if counted == due:
        return Outcome.REACHED
    if counted >= due * NEARLY:
        return Outcome.NEARLY
    return Outcome.PARTLY if counted > 0 else Outcome.NONE
