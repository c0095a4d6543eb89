"""The amendment that brings an obligation to other hours from a day on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from facilitator_app.domain.account.due import BY_AMOUNT, Change, due_at
from facilitator_app.domain.account.rounding import rounded
from facilitator_app.domain.account.whole import Obliged
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.obligation import ChangeKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours


def amendment_to(one: Obliged, wanted: Decimal, effective_on: dt.date, today: dt.date) -> Change | None:
    """What to write so that exactly `wanted` hours are due on that day; None when they already are.

    Raises Refusal when no amendment can: volumes decide, or the obligation is not in force that day.
    """
    if one.terms.form in BY_AMOUNT:
        raise Refusal.because(
            "Les heures de ce lot suivent ce qui est facturé, commandé ou travaillé\u00a0: gardez ce calibrage sans en"
            " faire les heures dues.",
            "use",
        )
    goal = rounded(Fraction(wanted), one.terms.rounding)
    due = due_at(one.terms, one.changes, one.amounts, effective_on).hours
    if due == goal:
        return None
    change = Change(
        key=new_key(), kind=ChangeKind.AMENDMENT_HOURS, effective_on=effective_on, recorded_on=today,
        hours=Hours(goal - due),
    )  # fmt: skip
    if due_at(one.terms, (*one.changes, change), one.amounts, effective_on).hours != goal:
        raise Refusal.because(
            "À cette date, l’obligation est suspendue, résiliée ou pas encore due\u00a0: choisissez une autre date, ou"
            " écrivez l’événement dans le compte d’heures.",
            "effective_on",
        )
    return change
