"""Everybody available today: the pool that placements are compared with."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, Sex, YesNoUnknown
from facilitator_app.domain.categories import Public
from facilitator_app.domain.public_counts import NOT_SAID, PLACES, AgeBand, Dimension, Fact, Values
from facilitator_app.domain.publics import SENIOR_AGE
from facilitator_app.use_cases import beneficiary_search
from facilitator_app.use_cases.every_proof import KINDS
from facilitator_app.use_cases.publics.changed import People, of_people
from facilitator_app.use_cases.publics.criteria import Criteria
from facilitator_app.use_cases.publics.fetching import age_between, fetched


@dataclass(frozen=True, slots=True)
class Pool:
    """Those available, and the ROME jobs that each aims at, as her file keeps them."""

    facts: list[Fact]
    aims: dict[str, str]

    def jobs(self) -> dict[str, Counter[str]]:
        """For each public, how many people aim at each job."""
        aimed: dict[str, Counter[str]] = {public.value: Counter() for public in Public}
        for person, _, values in self.facts:
            for public in values[_PUBLICS]:
                aimed[public][self.aims[person]] += 1
        return {public: _by_job(lists) for public, lists in aimed.items()}

    def but(self, people: People, again: Pool) -> Pool:
        """The same, some people as they have just been counted."""
        facts = [fact for fact in self.facts if fact.person not in people]
        aims = {person: jobs for person, jobs in self.aims.items() if person not in people}
        return Pool(facts + again.facts, aims | again.aims)


_PUBLICS = PLACES[Dimension.PUBLIC]


def pool(session: Session, today: dt.date, people: People | None = None) -> Pool:
    """Of these people or of all; a criterion counts as long as its document bears no end or has not ended."""
    criteria, noted = Criteria(session), _noted(session, today, people)
    telling = [(public, criteria.telling(public)) for public in Public]
    asked = beneficiary_search.keys_of(session, beneficiary_search.Filter.AVAILABLE, today).with_only_columns(
        Beneficiary.id, Beneficiary.sex, Beneficiary.birth_date, Beneficiary.education, Beneficiary.in_qpv,
        Beneficiary.commune_code, Beneficiary.town, Beneficiary.jobs_aimed,
    )  # fmt: skip
    if people is not None:
        asked = asked.where(of_people(Beneficiary.id, people))
    facts: list[Fact] = []
    aims: dict[str, str] = {}
    ages: dict[str | None, int | None] = {None: None}
    known: dict[tuple[object, ...], Values] = {}
    for key, sex, born, level, district, commune, town, jobs in fetched(session, asked.where(~Beneficiary.removed)):
        if born not in ages:
            ages[born] = age_between(born, str(today))
        codes, place = noted.get(key, ()), commune or town or NOT_SAID
        told = (sex, ages[born], level, district, place, codes)
        values = known.get(told)
        if values is None:
            age = ages[born]
            publics = tuple(
                public.value
                for public, shown_by in telling
                if _belongs(public, sex, age, district) or not shown_by.isdisjoint(codes)
            )
            band = AgeBand.of(age).value if age is not None else NOT_SAID
            families, named = criteria.told(codes)
            values = (publics, (band,), (sex,), (level,), families, named, (district,), (place,), ())
            known[told] = values
        facts.append(Fact(key, 0, values))
        aims[key] = jobs
    return Pool(facts, aims)


def _belongs(public: Public, sex: str, age: int | None, district: str) -> bool:
    """What the file says without any criterion."""
    if public is Public.WOMAN:
        return sex == Sex.WOMAN
    if public is Public.SENIOR:
        return age is not None and age >= SENIOR_AGE
    return public is Public.QPV and district == YesNoUnknown.YES


def _noted(session: Session, today: dt.date, people: People | None) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        current = or_(kind.valid_until.is_(None), kind.valid_until >= today)
        asked = select(kind.beneficiary_id, kind.category).where(current, ~kind.removed)
        if people is not None:
            asked = asked.where(of_people(kind.beneficiary_id, people))
        for key, code in fetched(session, asked):
            found[key].append(code)
    return {key: tuple(codes) for key, codes in found.items()}


def _by_job(lists: Counter[str]) -> Counter[str]:
    """From lists of jobs, as the file keeps them, to people for each job."""
    jobs: Counter[str] = Counter()
    for written, people in lists.items():
        for job in set(json.loads(written)):
            jobs[job] += people
    return jobs
