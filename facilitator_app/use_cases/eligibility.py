"""The eligibility of a person in the file: judged any day, and frozen on the day a contract of employment begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.eligibility import Verdict, judge
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.proofs import DEFAULT_RULES, EligibilityRules, ProofSeen
from facilitator_app.domain.publics import publics_of
from facilitator_app.domain.refusal import Refusal

_LAST_WARNING_DAYS = 30
_SENTENCE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class FrozenEligibility:
    """What a placement keeps for ever; each field is the column of that name of `Placement`."""

    eligible: bool
    eligible_until: dt.date | None
    eligibility: str
    categories: tuple[str, ...]
    woman: bool
    senior: bool
    young_graduate: bool
    qpv: bool
    disabled: bool


def rules_of(session: Session) -> EligibilityRules:
    """The house's settings, or the usual ones while nothing was set."""
    months, days = DEFAULT_RULES.months, DEFAULT_RULES.warn_days[0]
    row = session.execute(
        select(Rules.eligibility_months, Rules.renewal_warning_days).where(Rules.id == RULES_KEY)
    ).first()
    if row is not None:
        months, days = row.eligibility_months, row.renewal_warning_days
    return EligibilityRules(
        months=months, warn_days=(days, _LAST_WARNING_DAYS) if days > _LAST_WARNING_DAYS else (days,)
    )


def proofs_of(session: Session, people: Iterable[Key]) -> dict[Key, list[ProofSeen]]:
    """The proofs of each of these people, in one question."""
    found: dict[Key, list[ProofSeen]] = {}
    for row in session.execute(
        select(
            EligibilityProof.beneficiary_id,
            EligibilityProof.category,
            EligibilityProof.proof,
            EligibilityProof.dated_on,
            EligibilityProof.seen_on,
            EligibilityProof.valid_until,
        )
        .where(EligibilityProof.beneficiary_id.in_(list(people)))
        .order_by(EligibilityProof.id)
    ):
        proof = ProofSeen(row.category, row.proof, row.dated_on, row.seen_on, row.valid_until)
        found.setdefault(row.beneficiary_id, []).append(proof)
    return found


def first_start(session: Session, beneficiary_id: Key) -> dt.date | None:
    """The first day of the first contract under the clause, all employers together."""
    return session.scalar(select(func.min(Placement.starts_on)).where(Placement.beneficiary_id == beneficiary_id))


def verdict(session: Session, beneficiary_id: Key, on: dt.date) -> Verdict:
    """Whether a contract may begin, or go on, that day. Raises Refusal when the person is unknown."""
    _sex, birth_date, _in_qpv = _person(session, beneficiary_id)
    proofs = proofs_of(session, [beneficiary_id]).get(beneficiary_id, [])
    return judge(birth_date, proofs, on, first_start(session, beneficiary_id), rules_of(session))


def freeze(session: Session, beneficiary_id: Key, starts_on: dt.date) -> FrozenEligibility:
    """What was known on the first day of a placement, whether or not the person was eligible.

    The period opened by an earlier placement goes on; a placement earlier than
    all those known opens the period itself.
    """
    sex, birth_date, in_qpv = _person(session, beneficiary_id)
    judged = verdict(session, beneficiary_id, starts_on)
    publics = publics_of(sex, birth_date, judged.categories, in_qpv == YesNoUnknown.YES, starts_on)
    return FrozenEligibility(
        eligible=judged.eligible,
        eligible_until=judged.until,
        eligibility=f"{judged.title}. {judged.sentence}"[:_SENTENCE_LENGTH],
        categories=judged.categories,
        woman=publics.woman,
        senior=publics.senior,
        young_graduate=publics.young_graduate,
        qpv=publics.qpv,
        disabled=publics.disabled,
    )


def _person(session: Session, beneficiary_id: Key) -> tuple[Sex, dt.date | None, YesNoUnknown]:
    row = session.execute(
        select(Beneficiary.sex, Beneficiary.birth_date, Beneficiary.in_qpv).where(Beneficiary.id == beneficiary_id)
    ).first()
    if row is None:
        raise Refusal.because("Cette personne n’est plus dans le fichier\u00a0: actualisez la liste.")
    return row.sex, row.birth_date, row.in_qpv
