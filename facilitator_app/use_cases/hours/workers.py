"""The people at work on a lot in a month, with their hours, fetched in five questions whatever their number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Company
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, Placement
from facilitator_app.domain.values import Hours, Month, hours, sum_hours
from facilitator_app.use_cases.hours.rows import PREVIOUS_MONTHS, HoursRow

SHORT_CONTRACTS = {
    EmploymentContract.FIXED_TERM_I: "CDDI",
    EmploymentContract.FIXED_TERM_USAGE: "CDDU",
    EmploymentContract.TEMPORARY: "Intérim",
    EmploymentContract.TEMPORARY_I: "Intérim d’insertion",
    EmploymentContract.APPRENTICESHIP: "Apprenti",
    EmploymentContract.PROFESSIONAL: "Contrat pro",
    EmploymentContract.PEC: "PEC",
}


class _Line(NamedTuple):
    declared: Hours | None
    proof_seen: bool
    note: str
    confirmed: bool


def placements_in(lot_id: str, month: Month) -> Select[Key]:
    """The placements of the lot that cover the month, or that hold hours in it all the same."""
    begun = Placement.starts_on <= month.last_day
    not_ended = or_(Placement.ends_on.is_(None), Placement.ends_on >= month.first_day)
    declared = (
        select(MonthlyHours.id)
        .where(
            MonthlyHours.placement_id == Placement.id,
            MonthlyHours.month == month,
            MonthlyHours.declared > hours(0),
        )
        .exists()
    )
    return select(Placement.id).where(Placement.lot_id == lot_id, or_(begun & not_ended, declared))


def workers(session: Session, lot_id: str, month: Month, renew_before: dt.date) -> list[HoursRow]:
    """By name; eligibility that ends before `renew_before` is marked."""
    shown = placements_in(lot_id, month)
    people = session.execute(_at_work(shown)).all()
    recent = _recent_hours(session, shown, month)
    sums = _sums(session, shown, month)
    others = _elsewhere(session, lot_id, shown, month)
    in_lot: dict[Key, list[Hours | None]] = defaultdict(list)
    for key, beneficiary_id, *_ in people:
        in_lot[beneficiary_id].append(_declared(recent, key, month))
    rows = []
    for key, beneficiary_id, last, first, kind, employer, starts, ends, eligible, until in people:
        now = recent.get((key, month))
        declared = now.declared if now else None
        away, lots = others.get(beneficiary_id, (hours(0), 0))
        same_lot = Hours(sum_hours(in_lot[beneficiary_id]) - (declared or 0))
        rows.append(
            HoursRow(
                placement_id=key,
                beneficiary_id=beneficiary_id,
                person=f"{last} {first}",
                spoken=f"{first} {last}",
                contract=f"{SHORT_CONTRACTS.get(kind, kind.label)} · {employer}",
                starts_on=starts,
                ends_on=ends,
                eligible=eligible,
                eligible_until=until,
                eligibility_tone=_tone(eligible, until, month, renew_before),
                previous=tuple(_declared(recent, key, month.plus(back)) for back in range(-PREVIOUS_MONTHS, 0)),
                declared=declared,
                proof_seen=bool(now and now.proof_seen),
                total=sums.get(key, hours(0)),
                note=now.note if now else "",
                confirmed=bool(now and now.confirmed),
                elsewhere=Hours(away + same_lot),
                other_lots=lots,
            )
        )
    return rows


def _at_work(
    shown: Select[Key],
) -> Select[Key, Key, str, str, EmploymentContract, str, dt.date, dt.date | None, bool, dt.date | None]:
    """Who works where and until when, by name."""
    return (
        select(
            Placement.id,
            Placement.beneficiary_id,
            Beneficiary.last_name,
            Beneficiary.first_name,
            Placement.contract_type,
            Company.name,
            Placement.starts_on,
            Placement.ends_on,
            Placement.eligible,
            Placement.eligible_until,
        )
        .join(Beneficiary, Beneficiary.id == Placement.beneficiary_id)
        .join(Company, Company.id == Placement.employer_id)
        .where(Placement.id.in_(shown))
        .order_by(Beneficiary.sort_name, Placement.starts_on, Placement.id)
    )


def _sums(session: Session, shown: Select[Key], month: Month) -> dict[Key, Hours]:
    """The hours of each placement up to this month."""
    rows = session.execute(
        select(MonthlyHours.placement_id, func.sum(MonthlyHours.declared))
        .where(MonthlyHours.placement_id.in_(shown), MonthlyHours.month <= month)
        .group_by(MonthlyHours.placement_id)
    )
    return {key: hours(total or 0) for key, total in rows}


def _recent_hours(session: Session, shown: Select[Key], month: Month) -> dict[tuple[Key, Month], _Line]:
    """By placement and month, this month and the three before."""
    found = session.execute(
        select(
            MonthlyHours.placement_id,
            MonthlyHours.month,
            MonthlyHours.declared,
            MonthlyHours.proof_seen,
            MonthlyHours.note,
            MonthlyHours.confirmed,
        ).where(MonthlyHours.placement_id.in_(shown), MonthlyHours.month.between(month.plus(-PREVIOUS_MONTHS), month))
    )
    return {(key, at): _Line(declared, seen, note, confirmed) for key, at, declared, seen, note, confirmed in found}


def _elsewhere(session: Session, lot_id: str, shown: Select[Key], month: Month) -> dict[Key, tuple[Hours, int]]:
    """What the people of the lot declared this month on other lots, and on how many."""
    people = select(Placement.beneficiary_id).where(Placement.id.in_(shown))
    found = session.execute(
        select(Placement.beneficiary_id, func.sum(MonthlyHours.declared), func.count(Placement.lot_id.distinct()))
        .join(MonthlyHours, MonthlyHours.placement_id == Placement.id)
        .where(
            Placement.beneficiary_id.in_(people),
            Placement.lot_id != lot_id,
            MonthlyHours.month == month,
            MonthlyHours.declared > hours(0),
        )
        .group_by(Placement.beneficiary_id)
    )
    return {person: (hours(total or 0), lots) for person, total, lots in found}


def _declared(recent: dict[tuple[Key, Month], _Line], key: Key, month: Month) -> Hours | None:
    line = recent.get((key, month))
    return line.declared if line else None


def _tone(eligible: bool, until: dt.date | None, month: Month, renew_before: dt.date) -> str:
    if not eligible or (until is not None and until < month.last_day):
        return "danger"
    return "warning" if until is not None and until < renew_before else ""
