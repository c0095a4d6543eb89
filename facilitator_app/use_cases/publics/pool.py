"""Everybody available today: the pool that placements are compared with."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, String, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, Sex, YesNoUnknown
from facilitator_app.domain.categories import Public
from facilitator_app.domain.public_counts import NOT_SAID, AgeBand, Fact
from facilitator_app.domain.publics import SENIOR_AGE
from facilitator_app.domain.values import age_on
from facilitator_app.use_cases import beneficiary_list
from facilitator_app.use_cases.every_proof import KINDS
from facilitator_app.use_cases.publics.criteria import Criteria


@dataclass(frozen=True, slots=True)
class Pool:
    """Those available, and for each public how many of them aim at each ROME job."""

    facts: list[Fact]
    jobs: dict[str, Counter[str]]


def pool(session: Session, today: dt.date) -> Pool:
    """People are read once; a criterion counts as long as its document bears no end or has not ended."""
    criteria = Criteria(session)
    noted = _noted(session, today)
    telling = {public: criteria.telling(public) for public in Public}
    asked = beneficiary_list.keys_of(session, beneficiary_list.Filter.AVAILABLE, today).with_only_columns(
        *(type_coerce(column, String()) for column in (Beneficiary.id, Beneficiary.sex)),
        type_coerce(Beneficiary.birth_date, Date),
        *(
            type_coerce(column, String())
            for column in (
                Beneficiary.education, Beneficiary.in_qpv, Beneficiary.commune_code, Beneficiary.town,
                Beneficiary.jobs_aimed,
            )
        ),
    )  # fmt: skip
    facts: list[Fact] = []
    aimed: dict[str, Counter[str]] = {public.value: Counter() for public in Public}
    bands: dict[dt.date | None, tuple[str | None, bool]] = {}
    rows: Iterable[tuple[Any, ...]] = session.execute(asked)
    for key, sex, born, level, district, place, town, jobs in rows:
        if born not in bands:
            age = age_on(born, today) if born else None
            bands[born] = (AgeBand.of(age) if age is not None else None, age is not None and age >= SENIOR_AGE)
        band, senior = bands[born]
        codes = noted.get(key, ())
        publics = tuple(
            public.value
            for public in Public
            if _belongs(public, sex, senior, district) or any(code in telling[public] for code in codes)
        )
        families, named = criteria.told(codes)
        values = (
            publics, (band or NOT_SAID,), (sex,), (level,), families, named, (district,),
            (place or town or NOT_SAID,), (),
        )  # fmt: skip
        facts.append(Fact(key, 0, values))
        for public in publics:
            aimed[public].update({jobs: 1})
    return Pool(facts, {public: _by_job(lists) for public, lists in aimed.items()})


def _belongs(public: Public, sex: str, senior: bool, district: str) -> bool:
    """What the file says without any criterion."""
    if public is Public.WOMAN:
        return sex == Sex.WOMAN
    if public is Public.SENIOR:
        return senior
    return public is Public.QPV and district == YesNoUnknown.YES


def _noted(session: Session, today: dt.date) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        person, code = type_coerce(kind.beneficiary_id, String()), type_coerce(kind.category, String())
        current = or_(kind.valid_until.is_(None), kind.valid_until >= today)
        for key, category in session.execute(select(person, code).where(current)):
            found[key].append(category)
    return {key: tuple(codes) for key, codes in found.items()}


def _by_job(lists: Counter[str]) -> Counter[str]:
    """From lists of jobs, as the file keeps them, to people for each job."""
    jobs: Counter[str] = Counter()
    for written, people in lists.items():
        for job in set(json.loads(written)):
            jobs[job] += people
    return jobs
