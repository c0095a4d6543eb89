"""What comes next on a lot: posts to fill, eligibilities to renew, declarations expected, its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import Month, add_months
from facilitator_app.use_cases.office import LocalRules

DEADLINES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    day: dt.date
    words: str


def deadlines(
    session: Session, lot: Lot, today: dt.date, rules: LocalRules, validated: set[Month]
) -> tuple[Deadline, ...]:
    """The next things to happen on the lot, the soonest first; `validated`: the months already closed."""
    coming = [
        Deadline(starts_on, f"{posts} poste{'s' if posts > 1 else ''} à pourvoir\u00a0: {title} ({code})")
        for starts_on, posts, title, code in session.execute(
            select(Need.starts_on, Need.posts, Need.title, Need.code).where(
                Need.lot_id == lot.id, Need.state == NeedState.OPEN, Need.starts_on >= today
            )
        )
    ]
    coming += [
        Deadline(until, f"Éligibilité de {first_name} {last_name} à renouveler")
        for until, first_name, last_name in session.execute(
            select(func.min(Placement.eligible_until), Beneficiary.first_name, Beneficiary.last_name)
            .join(Beneficiary, Beneficiary.id == Placement.beneficiary_id)
            .where(
                Placement.lot_id == lot.id,
                Placement.eligible_until.between(today, today + dt.timedelta(rules.renewal_warning_days)),
                or_(Placement.ends_on.is_(None), Placement.ends_on >= today),
            )
            .group_by(Beneficiary.id)
        )
        if until is not None
    ]
    for month in (Month.of(today).plus(-1), Month.of(today)):
        expected = month.plus(1).first_day.replace(day=rules.reporting_day)
        if expected >= today and month not in validated and _runs_in(lot, month):
            coming.append(Deadline(expected, f"Déclaration de {month.name} attendue"))
    if lot.ends_on and today <= lot.ends_on <= add_months(today, 3):
        coming.append(Deadline(lot.ends_on, "Fin du lot"))
    return tuple(sorted(coming, key=lambda deadline: (deadline.day, deadline.words))[:DEADLINES_SHOWN])


def _runs_in(lot: Lot, month: Month) -> bool:
    return bool(
        lot.starts_on and lot.starts_on <= month.last_day and (lot.ends_on is None or lot.ends_on >= month.first_day)
    )


def month_to_enter(lot: Lot, today: dt.date) -> Month | None:
    """The month that has just ended; the first one of a lot just begun, the last one of a lot that is over."""
    if lot.starts_on is None or lot.starts_on > today:
        return None
    month = max(Month.of(today).plus(-1), Month.of(lot.starts_on))
    return min(month, Month.of(lot.ends_on)) if lot.ends_on else month
