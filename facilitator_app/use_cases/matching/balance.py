"""Balance of publics in the proposals of ninety days, beside the people available: for whole lists, never a score."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, String, func, select, type_coerce, union_all
from sqlalchemy.orm import Session

from facilitator_app.domain.balance import PROPOSAL_DAYS, Gauge, proposal_gauges
from facilitator_app.domain.beneficiary import Beneficiary, Sex, YesNoUnknown
from facilitator_app.domain.eligibility import judge
from facilitator_app.domain.need import Proposal
from facilitator_app.domain.proofs import EligibilityRules, ProofSeen
from facilitator_app.domain.publics import SENIOR_AGE, Publics, publics_of
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases import beneficiary_search
from facilitator_app.use_cases.eligibility import rules_of
from facilitator_app.use_cases.every_proof import KINDS, explained, first_day, named, pass_number
from facilitator_app.use_cases.matching.profiles import OFFERED


def gauges(session: Session, today: dt.date) -> tuple[Gauge, ...]:
    """The share of each public in the proposals of the last ninety days, beside its share among those available."""
    offered = [
        (day, person)
        for person, day in session.execute(
            select(Proposal.beneficiary_id, Proposal.proposed_on).where(
                Proposal.state.in_(OFFERED), Proposal.proposed_on > today - dt.timedelta(PROPOSAL_DAYS)
            )
        )
    ]
    people = sorted({person for _, person in offered})
    publics = dict(_one_by_one(session, select(Beneficiary.id).where(Beneficiary.id.in_(people)), today))
    nobody = Publics()
    return proposal_gauges(
        [(day, publics.get(person, nobody)) for day, person in offered], _available(session, today), today
    )


_KEY = type_coerce(Beneficiary.id, String())
_SEX, _QPV = type_coerce(Beneficiary.sex, String()), type_coerce(Beneficiary.in_qpv, String())


def _available(session: Session, today: dt.date) -> Counter[Publics]:
    """How many people available have the same flags.

    Only those with a proof that tells something are judged one by one; the file counts the others.
    """
    chosen = beneficiary_search.keys_of(session, beneficiary_search.Filter.AVAILABLE, today)
    telling = _telling(rules_of(session))
    judged = union_all(
        *(select(kind.beneficiary_id).where(kind.category.in_(telling), ~kind.removed) for kind in KINDS)
    )
    found = Counter(publics for _, publics in _one_by_one(session, chosen.where(Beneficiary.id.in_(judged)), today))
    senior = func.coalesce(Beneficiary.birth_date <= add_months(today, -12 * SENIOR_AGE), False)
    flags = (_SEX == Sex.WOMAN, senior, _QPV == YesNoUnknown.YES)
    counted = chosen.with_only_columns(*flags, func.count()).where(Beneficiary.id.not_in(judged)).group_by(*flags)
    for woman, is_senior, in_qpv, count in session.execute(counted):
        found[Publics(woman=bool(woman), senior=bool(is_senior), qpv=bool(in_qpv))] += count
    return found


def _one_by_one(session: Session, people: Select[Any], today: dt.date) -> Iterator[tuple[str, Publics]]:
    """The flags of each of these people, given by the question of their keys; their proofs are judged."""
    rows = session.execute(people.with_only_columns(_KEY, _SEX, Beneficiary.birth_date, _QPV)).all()
    rules = rules_of(session)
    proofs: dict[str, list[ProofSeen]] = {}
    for kind in KINDS:
        asked = select(
            kind.beneficiary_id, kind.category, kind.dated_on, kind.seen_on, kind.valid_until, named(kind),
            explained(kind), first_day(kind), pass_number(kind),
        ).where(kind.category.in_(_telling(rules)), kind.beneficiary_id.in_(people))  # fmt: skip
        for owner, category, dated_on, seen_on, until, proof, is_explained, since, number in session.execute(asked):
            seen = ProofSeen(
                category, proof, dated_on, seen_on, until, valid_from=since, explained=bool(is_explained), number=number
            )
            proofs.setdefault(owner, []).append(seen)
    reference = rules.categories.values()
    for person, sex, birth_date, in_qpv in rows:
        known = proofs.get(person, ())
        proved = judge(birth_date, known, today, None, rules).categories if known else ()
        yield person, publics_of(sex, birth_date, proved, in_qpv == YesNoUnknown.YES, today, reference)


def _telling(rules: EligibilityRules) -> list[str]:
    """The criteria that say something of a followed public; the others need not be judged."""
    return [code for code, category in rules.categories.items() if category.public]
