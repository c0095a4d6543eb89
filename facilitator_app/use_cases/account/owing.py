"""What a lot owes as its account says it: its first obligation, its amendments, the sum kept on the lot."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.due import BY_AMOUNT, due_at
from facilitator_app.domain.account.recalibrating import amendment_to
from facilitator_app.domain.account.whole import Obliged
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Obligation, ObligationChange, ObligationForm, ObligationState, Rounding
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Euros, Hours, hours
from facilitator_app.use_cases.account.reading import IN_ORDER, obligations_of
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_REVIVED = {"include_removed": True}


def written_obligation(session: Session, lot_id: str) -> Key | None:
    """The only or first obligation of the lot, written down when the lot had nothing but its hours; None without."""
    lot = found(session, Lot, lot_id, "Ce lot")
    known = session.scalar(select(Obligation.id).where(Obligation.lot_id == lot.id).order_by(*IN_ORDER).limit(1))
    if known is not None or lot.due_hours is None:
        return known
    return _write_first(session, lot, hours=lot.due_hours, article=lot.due_reason[:60], recorded_on=None)


def owe(
    session: Session, lot_id: str, wanted: Hours, today: dt.date, *, effective_on: dt.date | None = None,
    obligation_id: str | None = None, reason: str = "", article: str = "", amount: Euros | None = None,
) -> None:  # fmt: skip
    """Make a lot owe these hours from a day on (today): its first obligation, else an amendment of the one it has.

    Part of a gesture that has its own name. Raises Refusal when the lot has several obligations and none is named.
    """
    lot = found(session, Lot, lot_id, "Ce lot")
    day = effective_on or today
    if written_obligation(session, lot_id) is None:
        starts_on = effective_on if effective_on and effective_on > today else None
        _write_first(
            session, lot, hours=wanted, article=tidy(article)[:60], recorded_on=today, starts_on=starts_on,
            label=reason[:120], amount=amount,
        )  # fmt: skip
    else:
        one = _to_amend(obligations_of(session, lot), obligation_id)
        change = amendment_to(one, wanted, day, today)
        if change is not None:
            values = {"hours": change.hours, "article": tidy(article), "reason": reason[:500]}
            problems = Problems()
            problems.check(ObligationChange, values)
            problems.refuse()
            session.add(
                ObligationChange(
                    id=change.key, lot_id=lot.id, obligation_id=one.terms.key, kind=change.kind, effective_on=day,
                    recorded_on=today, **values,
                )
            )  # fmt: skip
    keep_in_step(session, lot, today)


def _to_amend(obliged: list[Obliged], obligation_id: str | None) -> Obliged:
    """The one named; the only one; else the only one whose hours do not follow volumes."""
    if obligation_id:
        named = [one for one in obliged if one.terms.key == obligation_id]
    elif len(obliged) == 1:
        named = obliged
    else:
        named = [one for one in obliged if one.terms.form not in BY_AMOUNT]
    if len(named) != 1:
        raise Refusal.because("Ce lot a plusieurs obligations\u00a0: choisissez celle que ce calibrage change.",
                              "obligation_id")  # fmt: skip
    return named[0]


def _write_first(session: Session, lot: Lot, **values: Any) -> Key:
    """What the contract says, to the hundredth: it has rounded itself. Taken up again when it was undone."""
    key = Obligation.first_key(lot.id)
    values = {"starts_on": None, "label": "", "amount": lot.amount, "rounding": Rounding.NONE} | values
    first = session.get(Obligation, key, execution_options=_REVIVED)
    if first is None:
        first = Obligation(id=key, lot_id=lot.id, **values)
        session.add(first)
    else:
        write(first, {**values, "form": ObligationForm.FIXED, "state": ObligationState.FIRM, "removed": False})
    session.flush()
    return first.id


def keep_in_step(session: Session, lot: Lot, today: dt.date) -> None:
    """The hours of the lot are those its obligations make due today: lists and sums read them there."""
    session.flush()
    write(lot, {"due_hours": due_on(session, lot, today)})
    session.flush()


def due_on(session: Session, lot: Lot, day: dt.date) -> Hours:
    """The sum of what its obligations make due."""
    dues = (due_at(one.terms, one.changes, one.amounts, day).hours for one in obligations_of(session, lot))
    return hours(sum(dues, Decimal(0)))


def hours_as_signed(session: Session, lot_id: str, on: dt.date) -> Hours | None:
    """What the contract said before any event; None when nothing is written or known."""
    lot = found(session, Lot, lot_id, "Ce lot")
    obliged = obligations_of(session, lot)
    if not obliged:
        return None
    signed = (due_at(one.terms, one.changes, one.amounts, on).as_signed for one in obliged)
    return hours(sum(signed, Decimal(0)))
