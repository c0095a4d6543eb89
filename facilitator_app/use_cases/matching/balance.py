"""Balance of publics in the proposals of ninety days, beside the people available: for whole lists, never a score."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.balance import PROPOSAL_DAYS, Gauge, proposal_gauges
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, YesNoUnknown
from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.domain.eligibility import judge
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Proposal
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.publics import Publics, publics_of
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
    available = beneficiary_list.search(session, "", beneficiary_list.Filter.AVAILABLE, today)
    publics = _publics(session, today)
    nobody = Publics()
    return proposal_gauges(
        [(day, publics.get(person, nobody)) for day, person in offered],
        [publics[person] for person in available],
        today,
    )


def _publics(session: Session, today: dt.date) -> dict[Key, Publics]:
    """Everybody's: the keys of all those available would be too many for one question."""
    proofs: dict[Key, list[ProofSeen]] = {}
    for person, category, dated_on, seen_on, valid_until in session.execute(
        select(
            EligibilityProof.beneficiary_id, EligibilityProof.category, EligibilityProof.dated_on,
            EligibilityProof.seen_on, EligibilityProof.valid_until,
        ).where(EligibilityProof.category.in_(_TELLING))
    ):  # fmt: skip
        proofs.setdefault(person, []).append(ProofSeen(category, "", dated_on, seen_on, valid_until))
    rules = rules_of(session)
    found: dict[Key, Publics] = {}
    for person, sex, birth_date, in_qpv in session.execute(
        select(Beneficiary.id, Beneficiary.sex, Beneficiary.birth_date, Beneficiary.in_qpv)
    ):
        seen = proofs.get(person, ())
        proved = judge(birth_date, seen, today, None, rules).categories if seen else ()
        found[person] = publics_of(sex, birth_date, proved, in_qpv is YesNoUnknown.YES, today)
    return found
