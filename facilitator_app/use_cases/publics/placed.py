"""Everybody with a contract of employment during a period, and the hours that count of each month of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, String, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, Sex, YesNoUnknown
from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.public_counts import NOT_SAID, AgeBand, Fact, Values
from facilitator_app.domain.totals import UncountedHours
from facilitator_app.use_cases.account.counted_today import moved_hours
from facilitator_app.use_cases.publics.changed import People, of_people
from facilitator_app.use_cases.publics.criteria import Criteria
from facilitator_app.use_cases.publics.fetching import age_between, fetched
from facilitator_app.use_cases.publics.periods import Period

_FLAGS = (Placement.woman, Placement.senior, Placement.young_graduate, Placement.qpv, Placement.disabled)
"""In the order of `Public`: what was known on the first day of each contract, frozen there."""
_WOMAN, _QPV = 0, 3
_Person = tuple[str, str, str, str, str]
_NOBODY = ("", Sex.UNKNOWN.value, None, "unknown", YesNoUnknown.UNKNOWN.value, None, "")


def placed_facts(session: Session, period: Period, today: dt.date, only: People | None = None) -> list[Fact]:
    """One fact per placement of these people or of all.

    The first of each person decides of her age, sex, level, district and commune. People restricted or anonymised
    count: their hours were done. Only lists leave them out.
    """
    criteria, files, segments = Criteria(session), _files(session, only), _segments(session)
    declared, not_counted = _declared(session, period, only), _not_counted(session, period, today, only)
    people: dict[str, _Person] = {}
    known: dict[tuple[Any, ...], Values] = {}
    facts = []
    for key, person, starts, lot, categories, *flags in sorted(
        _placements(session, period, today, only), key=_IN_ORDER
    ):
        about = people.get(person)
        if about is None:
            about = people[person] = _about(files.get(person, _NOBODY), starts, flags)
        where = segments.get(lot) or NOT_SAID
        told = (*flags, categories, *about, where)
        values = known.get(told)
        if values is None:
            families, named = criteria.of_json(categories)
            publics = tuple(public.value for public, flag in zip(Public, flags, strict=True) if flag)
            age, sex, education, in_qpv, commune = about
            values = (publics, (age,), (sex,), (education,), families, named, (in_qpv,), (commune,), (where,))
            known[told] = values
        facts.append(Fact(person, declared.get(key, 0) - not_counted.get(key, 0), values))
    return facts


_IN_ORDER = itemgetter(2, 0)


def _placements(session: Session, period: Period, today: dt.date, only: People | None) -> list[tuple[Any, ...]]:
    asked = select(
        Placement.id, Placement.beneficiary_id, Placement.starts_on, Placement.lot_id, Placement.categories, *_FLAGS
    ).where(
        Placement.starts_on <= min(period.last_day, today),
        or_(Placement.ends_on.is_(None), Placement.ends_on >= period.first_day),
        ~Placement.removed,
    )
    return fetched(session, asked if only is None else asked.where(of_people(Placement.beneficiary_id, only)))


def _files(session: Session, only: People | None) -> dict[str, Sequence[Any]]:
    """What each file says, all read at once: looking up one after the other would take longer."""
    asked = select(
        Beneficiary.id, Beneficiary.sex, Beneficiary.birth_date, Beneficiary.education, Beneficiary.in_qpv,
        Beneficiary.commune_code, Beneficiary.town,
    ).where(~Beneficiary.removed)  # fmt: skip
    if only is not None:
        asked = asked.where(of_people(Beneficiary.id, only))
    return {row[0]: row for row in fetched(session, asked)}


def _segments(session: Session) -> dict[str, str | None]:
    return {key: segment for key, segment in fetched(session, select(Lot.id, Lot.segment))}


def _declared(session: Session, period: Period, only: People | None) -> dict[str, int]:
    """Hundredths of hours by placement."""
    asked = select(MonthlyHours.placement_id, func.sum(MonthlyHours.declared)).where(
        MonthlyHours.month.between(period.first, period.last), ~MonthlyHours.removed
    )
    if only is not None:
        asked = asked.where(MonthlyHours.placement_id.in_(_placements_of(only)))
    rows = fetched(session, asked.group_by(MonthlyHours.placement_id))
    return {key: hundredths or 0 for key, hundredths in rows}


def _not_counted(session: Session, period: Period, today: dt.date, only: People | None) -> dict[str, int]:
    """Hundredths of hours declared that the rules of the contract leave out."""
    asked = select(UncountedHours.placement_id, func.sum(UncountedHours.hours)).where(
        UncountedHours.month.between(period.first, period.last)
    )
    if only is not None:
        asked = asked.where(UncountedHours.placement_id.in_(_placements_of(only)))
    found = {key: hundredths for key, hundredths in fetched(session, asked.group_by(UncountedHours.placement_id))}
    for line in moved_hours(session, today):
        if period.first <= line.month <= period.last:
            found[line.placement_id] = found.get(line.placement_id, 0) - int(line.hours * 100)
    return found


def _placements_of(people: People) -> Select[str]:
    return select(type_coerce(Placement.id, String())).where(of_people(Placement.beneficiary_id, people))


def _about(file: Sequence[Any], starts: str, flags: Sequence[int]) -> _Person:
    """What is known of somebody at her first contract: sex and district as they were frozen then."""
    _, sex, born, level, district, commune, town = file
    band = AgeBand.of(age_between(born, starts)).value if born else NOT_SAID
    sex_then = Sex.WOMAN.value if flags[_WOMAN] else Sex.MAN.value if sex == Sex.MAN else Sex.UNKNOWN.value
    outside = YesNoUnknown.NO.value if district == YesNoUnknown.NO else YesNoUnknown.UNKNOWN.value
    in_qpv = YesNoUnknown.YES.value if flags[_QPV] else outside
    return band, sex_then, level, in_qpv, commune or town or NOT_SAID
