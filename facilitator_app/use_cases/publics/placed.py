"""Everybody with a contract of employment during a period, and the hours that count of each month of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Date, Integer, Select, String, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.beneficiary import Beneficiary, Sex, YesNoUnknown
from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.public_counts import NOT_SAID, AgeBand, Fact, Values
from facilitator_app.domain.totals import UncountedHours
from facilitator_app.domain.values import age_on
from facilitator_app.use_cases.publics.criteria import Criteria
from facilitator_app.use_cases.publics.periods import Period

_FLAGS = (Placement.woman, Placement.senior, Placement.young_graduate, Placement.qpv, Placement.disabled)
"""In the order of `Public`: what was known on the first day of each contract, frozen there."""
_WOMAN, _QPV = 0, 3
_Person = tuple[tuple[str, ...], ...]


def placed_facts(session: Session, period: Period, today: dt.date) -> list[Fact]:
    """One fact per placement, the first of each person deciding of her age, sex, level, district and commune.

    People restricted or anonymised count: their hours were done. Only lists leave them out.
    """
    criteria = Criteria(session)
    not_counted = _not_counted(session, period)
    people: dict[str, _Person] = {}
    known: dict[tuple[Any, ...], Values] = {}
    facts = []
    for row in session.execute(_asked(period, today)):
        (key, person, starts, where, categories, declared, sex, born, level, district, place, town, *flags) = row
        about = people.get(person)
        if about is None:
            about = people[person] = _about(sex, born, starts, level, district, place or town, flags)
        codes = (*flags, categories, about, where)
        values = known.get(codes)
        if values is None:
            families, named = criteria.of_json(categories)
            publics = tuple(public.value for public, flag in zip(Public, flags, strict=True) if flag)
            age, sex_of, education, in_qpv, commune = about
            values = (publics, age, sex_of, education, families, named, in_qpv, commune, (where or NOT_SAID,))
            known[codes] = values
        facts.append(Fact(person, (declared or 0) - not_counted.get(key, 0), values))
    return facts


def _asked(period: Period, today: dt.date) -> Select[Any]:
    """Texts and numbers as the file holds them: turning each into what it stands for is most of the time."""
    declared = (
        select(func.sum(type_coerce(MonthlyHours.declared, Integer)))
        .where(
            MonthlyHours.placement_id == Placement.id,
            MonthlyHours.month.between(period.first, period.last),
            ~MonthlyHours.removed,
        )
        .correlate(Placement)
        .scalar_subquery()
    )
    return (
        select(
            _text(Placement.id), _text(Placement.beneficiary_id), type_coerce(Placement.starts_on, Date),
            _text(Lot.segment), _text(Placement.categories), declared, _text(Beneficiary.sex),
            type_coerce(Beneficiary.birth_date, Date), _text(Beneficiary.education), _text(Beneficiary.in_qpv),
            _text(Beneficiary.commune_code), _text(Beneficiary.town),
            *(type_coerce(flag, Integer) for flag in _FLAGS),
        )
        .join(Lot, Lot.id == Placement.lot_id)
        .outerjoin(Beneficiary, Beneficiary.id == Placement.beneficiary_id)
        .where(
            Placement.starts_on <= min(period.last_day, today),
            or_(Placement.ends_on.is_(None), Placement.ends_on >= period.first_day),
        )
        .order_by(Placement.starts_on, Placement.id)
    )  # fmt: skip


def _text(column: InstrumentedAttribute[Any]) -> Any:
    return type_coerce(column, String())


def _not_counted(session: Session, period: Period) -> dict[str, int]:
    """Hundredths of hours declared that the rules of the contract leave out."""
    amount = func.sum(type_coerce(UncountedHours.hours, Integer))
    asked = select(_text(UncountedHours.placement_id), amount).where(
        UncountedHours.month.between(period.first, period.last)
    )
    return {key: hundredths for key, hundredths in session.execute(asked.group_by(UncountedHours.placement_id))}


def _about(
    sex: str | None, born: dt.date | None, starts: dt.date, level: str | None, district: str | None, place: str | None,
    flags: list[int],
) -> _Person:  # fmt: skip
    """What the first contract says of somebody; sex and district as they were known then."""
    band = AgeBand.of(age_on(born, starts)).value if born else NOT_SAID
    sex_then = Sex.WOMAN.value if flags[_WOMAN] else Sex.MAN.value if sex == Sex.MAN else Sex.UNKNOWN.value
    outside = YesNoUnknown.NO.value if district == YesNoUnknown.NO else YesNoUnknown.UNKNOWN.value
    in_qpv = YesNoUnknown.YES.value if flags[_QPV] else outside
    return (band,), (sex_then,), (level or "unknown",), (in_qpv,), (place or NOT_SAID,)
