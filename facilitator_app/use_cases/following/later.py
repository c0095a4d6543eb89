"""Asking people 3, 6 and 12 months after an exit what became of them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.exits import MILESTONES, LaterSituation, Outcome, PersonExit
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.following.writing import check_past, keep, person
from facilitator_app.use_cases.writing import Problems, found, tidy


def keep_later_situation(
    session: Session, exit_id: Key, months: int, answer: Outcome | None, asked_on: dt.date | None, today: dt.date,
    remark: str = "",
) -> Key:  # fmt: skip
    """Note what the person answered 3, 6 or 12 months after an exit, «non joint» included; the last word counts."""
    leaving = found(session, PersonExit, exit_id, "Cette sortie")
    problems = Problems()
    if months not in MILESTONES:
        problems.say("months", "Choisissez 3, 6 ou 12 mois.")
    if answer is None:
        problems.say("answer", "Choisissez la situation, ou «\u00a0Non joint\u00a0».")
    check_past(problems, "asked_on", asked_on, today)
    if asked_on is not None and asked_on < leaving.day:
        problems.say("asked_on", f"La sortie est du {written_date(leaving.day)}\u00a0: indiquez une date après elle.")
    problems.refuse()
    values = {
        "beneficiary_id": leaving.beneficiary_id, "exit_id": exit_id, "months": months, "asked_on": asked_on,
        "answered_on": None if answer is Outcome.NOT_REACHED else asked_on, "answer": answer, "remark": tidy(remark),
    }  # fmt: skip
    label = f"Situation à {months} mois de {person(session, leaving.beneficiary_id).full_name}"
    key = LaterSituation.key(exit_id, months)
    known = session.get(LaterSituation, key, execution_options={"include_removed": True})
    if known is None:
        return keep(session, LaterSituation, None, values | {"id": key}, label).id
    known.removed = False
    return keep(session, LaterSituation, key, values, label).id
