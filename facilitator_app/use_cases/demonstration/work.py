"""The demonstration's placements, twelve months of hours, and what holders need now."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from facilitator_app.domain.company import CompanyKind
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Need
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month, add_months, age_on, hours, written_date
from facilitator_app.use_cases.demonstration.lots import BuiltLot
from facilitator_app.use_cases.demonstration.people import BuiltPerson
from facilitator_app.use_cases.demonstration.rows import Rows

_USUAL_HOURS = ("42", "49", "56", "63", "70", "77", "84", "91", "98", "105", "112", "126", "140", "151.67")
_IN_AUGUST = ("0", "21", "35", "42", "63", "70", "84")
_LATE_ONE_LOT_IN = 5
_MONTHS_KEPT = 12
_NEEDS_AT_SCALE_ONE = 14


def work_rows(
    rows: Rows, random: Random, today: dt.date, lots: list[BuiltLot], people: list[BuiltPerson]
) -> dict[Key, Decimal]:
    """Put about two thirds of the people to work, record their hours up to the last complete month; hours by lot."""
    done: dict[Key, Decimal] = {}
    waiting = sorted(people, key=lambda person: person.registered_on)
    last_month = Month.of(today).plus(-1)
    for number, lot in enumerate(lots):
        months = [m for m in Month.of(lot.starts_on).until(last_month) if m >= last_month.plus(1 - _MONTHS_KEPT)]
        declared_late = number % _LATE_ONE_LOT_IN == 2
        for _ in range(lot.pattern.workers):
            if not waiting:
                break
            person = _fitting(waiting, lot)
            waiting.remove(person)
            worked = _one_placement(rows, random, today, lot, person, months, skip_last=declared_late)
            done[lot.key] = done.get(lot.key, Decimal(0)) + worked
        for month in months:
            if month == last_month and (declared_late or number % 2):
                continue
            rows.add(
                MonthStatement,
                id=MonthStatement.key(lot.key, month),
                lot_id=lot.key,
                month=month,
                state=StatementState.VALIDATED,
                validated_on=month.plus(1).first_day + dt.timedelta(days=9),
                validated_by="Hélène Arnoux",
            )
    return done


def _fitting(waiting: list[BuiltPerson], lot: BuiltLot) -> BuiltPerson:
    """The person waiting longest who aims at the lot's trade, else the one waiting longest."""
    return next((person for person in waiting if lot.pattern.rome in person.jobs), waiting[0])


def _one_placement(
    rows: Rows,
    random: Random,
    today: dt.date,
    lot: BuiltLot,
    person: BuiltPerson,
    months: list[Month],
    *,
    skip_last: bool,
) -> Decimal:
    """One person's contract and months; returns the hours worked."""
    earliest = max(lot.starts_on, person.registered_on)
    latest = max(earliest, today - dt.timedelta(days=70))
    starts_on = earliest + dt.timedelta(days=random.randrange(0, max(1, min(60, (latest - earliest).days))))
    structure, kind = random.choice(lot.structures)
    employer, contract = structure, _SECONDED[kind]
    if random.random() < 0.5:
        employer, contract = lot.holder, random.choice(_DIRECT)
    placement = key_of("demo", "placement", lot.code, person.key)
    ends_on = _end(random, starts_on, lot, contract, today)
    eligible_until = add_months(starts_on, 24) - dt.timedelta(days=1)
    if random.random() < 0.05:
        eligible_until = today + dt.timedelta(days=random.randrange(5, 55))
    rows.add(
        Placement,
        id=placement,
        beneficiary_id=person.key,
        lot_id=lot.key,
        employer_id=employer,
        contract_type=contract,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=random.choice((24, 28, 35, 35, 35)),
        eligible_until=eligible_until,
        eligibility=f"Éligible du {written_date(starts_on)} au {written_date(eligible_until)}.",
        categories=person.categories,
        **publics(person, starts_on),
    )
    total = Decimal(0)
    for month in months:
        covered = starts_on <= month.last_day and (ends_on is None or ends_on >= month.first_day)
        if not covered or (skip_last and month == months[-1]):
            continue
        whole = hours(0 if random.random() < 0.06 else random.choice(_hours_of(month)))
        worked = within(whole, month, starts_on, ends_on)
        total += worked
        rows.add(
            MonthlyHours,
            id=MonthlyHours.key(placement, month),
            placement_id=placement,
            month=month,
            declared=worked,
            proof_seen=random.random() < 0.9,
        )
    return total


def within(whole: Decimal, month: Month, starts_on: dt.date, ends_on: dt.date | None) -> Decimal:
    """What a month begun or left on the way leaves of its hours, in days of seven hours."""
    first, last = max(starts_on, month.first_day), min(ends_on or month.last_day, month.last_day)
    days, of_month = (last - first).days + 1, (month.last_day - month.first_day).days + 1
    return whole if days == of_month else hours(whole * days / of_month // 7 * 7)


_DIRECT = (EmploymentContract.FIXED_TERM, EmploymentContract.FIXED_TERM, EmploymentContract.PERMANENT,
           EmploymentContract.APPRENTICESHIP)  # fmt: skip
_SECONDED = {
    CompanyKind.ETTI: EmploymentContract.TEMPORARY_I,
    CompanyKind.GEIQ: EmploymentContract.PROFESSIONAL,
    CompanyKind.AI: EmploymentContract.FIXED_TERM_USAGE,
    CompanyKind.EI: EmploymentContract.FIXED_TERM_I,
}


def _hours_of(month: Month) -> tuple[str, ...]:
    return _IN_AUGUST if month.number == 8 else _USUAL_HOURS


def _end(
    random: Random, starts_on: dt.date, lot: BuiltLot, contract: EmploymentContract, today: dt.date
) -> dt.date | None:
    if contract is EmploymentContract.PERMANENT:
        return None
    end = min(lot.ends_on, add_months(starts_on, random.choice((6, 9, 12, 18))))
    return None if end < today - dt.timedelta(days=45) and random.random() < 0.5 else max(end, starts_on)


def publics(person: BuiltPerson, on: dt.date) -> dict[str, Any]:
    return {
        "woman": person.woman,
        "senior": age_on(person.birth_date, on) >= 50,
        "young_graduate": "YOUTH_GRADUATE" in person.categories,
        "qpv": person.in_qpv,
        "disabled": "DISABLED" in person.categories,
    }


def need_rows(rows: Rows, random: Random, today: dt.date, lots: list[BuiltLot]) -> None:
    """Open posts on the lots that lag most, fourteen for each copy of the house."""
    copies = max(1, len(lots) // 34)
    lagging = sorted(lots, key=lambda lot: (lot.pattern.pace, lot.code))[: _NEEDS_AT_SCALE_ONE * copies]
    for number, lot in enumerate(lagging, start=101):
        rows.add(
            Need,
            id=_need_key(lot),
            code=f"B-{number}",
            lot_id=lot.key,
            company_id=lot.holder,
            title=lot.pattern.job,
            rome_code=lot.pattern.rome,
            commune_code=lot.commune_code,
            starts_on=today + dt.timedelta(days=random.randrange(6, 60)),
            duration_months=random.choice((3, 6, 6, 9)),
            hours_per_week=random.choice((24, 30, 35, 35)),
            posts=random.choice((1, 1, 1, 2)),
            contract_type=random.choice((EmploymentContract.FIXED_TERM, EmploymentContract.TEMPORARY_I)),
            wishes=("CACES R482",) if lot.pattern.rome.startswith("F17") else (),
            without_car=random.random() < 0.7,
        )


def _need_key(lot: BuiltLot) -> Key:
    return key_of("demo", "need", lot.code)
