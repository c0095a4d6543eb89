"""Balance of publics in the proposals of ninety days, beside the people available: for whole lists, never a score."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, String, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.balance import PROPOSAL_DAYS, Gauge, proposal_gauges
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.domain.eligibility import judge
from facilitator_app.domain.need import Proposal
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.publics import SENIOR_AGE, Publics, publics_of
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases import beneficiary_list
from facilitator_app.use_cases.eligibility import rules_of
from facilitator_app.use_cases.matching.profiles import OFFERED

_TELLING = tuple(category.code for category in DEFAULT_CATEGORIES if category.public)
"""The criteria that say something of a followed public; the others need not be judged."""


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
_PROVED = EligibilityProof.category.in_(_TELLING)


def _available(session: Session, today: dt.date) -> Counter[Publics]:
    """How many people available have the same flags.

    Only those with a proof that tells something are judged one by one; the file counts the others.
    """
    chosen = beneficiary_list.keys_of(session, beneficiary_list.Filter.AVAILABLE, today)
    judged = select(EligibilityProof.beneficiary_id).where(_PROVED, ~EligibilityProof.removed)
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
    proofs: dict[str, list[ProofSeen]] = {}
    asked = select(
        EligibilityProof.beneficiary_id, EligibilityProof.category, EligibilityProof.dated_on,
        EligibilityProof.seen_on, EligibilityProof.valid_until,
    ).where(_PROVED, EligibilityProof.beneficiary_id.in_(people))  # fmt: skip
    for owner, category, dated_on, seen_on, valid_until in session.execute(asked):
        proofs.setdefault(owner, []).append(ProofSeen(category, "", dated_on, seen_on, valid_until))
    rules = rules_of(session)
    for person, sex, birth_date, in_qpv in rows:
        seen = proofs.get(person, ())
        proved = judge(birth_date, seen, today, None, rules).categories if seen else ()
        yield person, publics_of(sex, birth_date, proved, in_qpv == YesNoUnknown.YES, today)
