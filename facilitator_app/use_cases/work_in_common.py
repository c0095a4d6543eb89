"""Two records that worked on one lot at the same time: merged, their hours may be those of one contract typed twice."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Lot, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.values import Month, written_number

_FAR = dt.date.max


def work_in_common(session: Session, one: Key, other: Key) -> tuple[str, ...]:
    """One sentence for each lot where both have a placement on the same days; nothing when there is none."""
    columns = Placement.id, Placement.lot_id, Placement.starts_on, Placement.ends_on
    mine, theirs = (
        session.execute(select(*columns).where(Placement.beneficiary_id == person)).all() for person in (one, other)
    )
    pairs = [
        (first, second)
        for first in mine
        for second in theirs
        if first.lot_id == second.lot_id
        and first.starts_on <= (second.ends_on or _FAR)
        and second.starts_on <= (first.ends_on or _FAR)
    ]
    months: dict[Key, set[Month]] = {}
    for first, second in pairs:
        months.setdefault(first.lot_id, set()).update(_months(session, first.id) & _months(session, second.id))
    return tuple(_sentence(session, lot, both) for lot, both in sorted(months.items()))


def _months(session: Session, placement: Key) -> set[Month]:
    wanted = select(MonthlyHours.month).where(MonthlyHours.placement_id == placement, MonthlyHours.declared > 0)
    return set(session.scalars(wanted))


def _sentence(session: Session, lot_id: Key, months: set[Month]) -> str:
    lot = session.execute(select(Lot.number, Lot.title).where(Lot.id == lot_id)).one()
    where = f"Les deux fiches travaillent aux mêmes dates sur «\u00a0{lot_name(lot.number, lot.title)}\u00a0»"
    if not months:
        return f"{where}\u00a0: après la fusion, vérifiez que ce contrat de travail n’est pas noté deux fois."
    named = f"en {min(months).full_name}" if len(months) == 1 else f"pour {written_number(len(months))} mois communs"
    return f"{where}, avec des heures {named}\u00a0: après la fusion, vérifiez qu’elles ne sont pas comptées deux fois."
