"""The eligibility of a person in the file: judged any day, and frozen on the day a contract of employment begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, Sex, YesNoUnknown
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.durations import Decisions, Extension, Hire, RefusalMade
from facilitator_app.domain.eligibility import Verdict, judge
from facilitator_app.domain.eligibility_file import EligibilityExtension, EligibilityRefusal
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.placement import EmploymentContract, Placement
from facilitator_app.domain.proofs import DEFAULT_RULES, EligibilityRules
from facilitator_app.domain.publics import publics_of
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.eligibility_categories import spoken
from facilitator_app.use_cases.every_proof import proofs_of

__all__ = [
    "FrozenEligibility",
    "decisions_of",
    "first_start",
    "freeze",
    "proofs_of",
    "rules_for",
    "rules_of",
    "starts_of",
    "verdict",
]

_SENTENCE_LENGTH, _WORDS_LENGTH = 500, 300
_FEW = 500  # people named in a question; beyond, it is quicker to read the few decisions of everybody


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
    eligibility_way: str
    eligibility_family: str
    eligibility_proof: str
    eligibility_rule: str
    eligibility_checked_by: str


def rules_of(session: Session) -> EligibilityRules:
    """The house's criteria and settings, or the usual ones while nothing was set."""
    row = session.execute(
        select(
            Rules.eligibility_months,
            Rules.check_lapse_months,
            Rules.new_period_gap_months,
            Rules.permanent_months,
            Rules.alternating_months,
            Rules.renewal_warning_days,
            Rules.last_warning_days,
            Rules.fresh_at_hire,
        ).where(Rules.id == RULES_KEY)
    ).first()
    categories = spoken(session)
    if row is None:
        usual = Rules.__table__.c
        permanent, alternating = (usual[name].default.arg for name in ("permanent_months", "alternating_months"))
        return replace(
            DEFAULT_RULES, categories=categories, permanent_months=permanent, alternating_months=alternating
        )  # fmt: skip
    return EligibilityRules(
        categories=categories,
        months=row.eligibility_months,
        prehire_lapse_months=row.check_lapse_months,
        renewal_gap_months=row.new_period_gap_months,
        permanent_months=row.permanent_months,
        alternating_months=row.alternating_months,
        warn_days=_warnings(row.renewal_warning_days, row.last_warning_days),
        fresh_at_hire=row.fresh_at_hire,
    )


def _warnings(first: int, last: int) -> tuple[int, ...]:
    return (first, last) if first > last else (first,)


def rules_for(session: Session, lot_id: Key | None) -> EligibilityRules:
    """The house's rules, with the durations that the contract of this lot sets itself."""
    rules = rules_of(session)
    own = session.execute(
        select(Contract.eligibility_months, Contract.permanent_months, Contract.alternating_months)
        .join(Lot, Lot.contract_id == Contract.id)
        .where(Lot.id == lot_id)
    ).first()
    if own is None:
        return rules
    if own.eligibility_months:  # what the contract says goes before the length of a criterion in the house
        rules = replace(rules, categories={code: replace(kind, months=None) for code, kind in rules.categories.items()})
    return replace(
        rules,
        months=own.eligibility_months or rules.months,
        permanent_months=own.permanent_months or rules.permanent_months,
        alternating_months=own.alternating_months or rules.alternating_months,
    )


def first_start(session: Session, beneficiary_id: Key) -> dt.date | None:
    """The first day of the first contract under the clause, all employers together.

    A contract begun without eligibility, whose hours do not count, opens no period.
    """
    return session.scalar(
        select(func.min(Placement.starts_on)).where(Placement.beneficiary_id == beneficiary_id, Placement.eligible)
    )


def starts_of(session: Session, beneficiary_id: Key) -> list[dt.date]:
    """The first days of the contracts under the clause."""
    under_the_clause = (Placement.beneficiary_id == beneficiary_id, Placement.eligible)
    return list(session.scalars(select(Placement.starts_on).where(*under_the_clause)))


def decisions_of(session: Session, people: Iterable[Key] | None) -> dict[Key, Decisions]:
    """The extensions and refusals of these people, or of everybody; most people have none and are left out."""
    keys = None if people is None else set(people)
    few = keys if keys is not None and len(keys) <= _FEW else None
    extensions: dict[Key, list[Extension]] = {}
    for person, until, reason, decided_on in session.execute(
        select(
            EligibilityExtension.beneficiary_id,
            EligibilityExtension.until,
            EligibilityExtension.reason,
            EligibilityExtension.decided_on,
        ).where(true() if few is None else EligibilityExtension.beneficiary_id.in_(few))
    ):
        extensions.setdefault(person, []).append(Extension(until, reason, decided_on))
    refusals: dict[Key, list[RefusalMade]] = {}
    for person, code, note, decided_on, lifted_on in session.execute(
        select(
            EligibilityRefusal.beneficiary_id,
            EligibilityRefusal.code,
            EligibilityRefusal.note,
            EligibilityRefusal.decided_on,
            EligibilityRefusal.lifted_on,
        ).where(true() if few is None else EligibilityRefusal.beneficiary_id.in_(few))
    ):
        refusals.setdefault(person, []).append(RefusalMade(code, note, decided_on, lifted_on))
    return {
        person: Decisions(tuple(extensions.get(person, ())), tuple(refusals.get(person, ())))
        for person in extensions.keys() | refusals.keys()
        if keys is None or person in keys
    }


def verdict(
    session: Session, beneficiary_id: Key, on: dt.date, lot_id: Key | None = None, hire: Hire | None = None
) -> Verdict:
    """Whether a contract may begin, or go on, that day, on that lot. Raises Refusal when the person is unknown."""
    _sex, birth_date, _in_qpv = _person(session, beneficiary_id)
    starts = starts_of(session, beneficiary_id)
    return judge(
        birth_date,
        proofs_of(session, [beneficiary_id]).get(beneficiary_id, []),
        on,
        min(starts, default=None),
        rules_for(session, lot_id) if lot_id else rules_of(session),
        decisions=decisions_of(session, [beneficiary_id]).get(beneficiary_id, Decisions()),
        hire=hire,
        starts=starts,
    )


def freeze(
    session: Session,
    beneficiary_id: Key,
    starts_on: dt.date,
    *,
    lot_id: Key | None = None,
    kind: EmploymentContract | None = None,
    ends_on: dt.date | None = None,
) -> FrozenEligibility:
    """What was known on the first day of a placement, whether or not the person was eligible.

    The period opened by an earlier placement goes on; a placement earlier than
    all those known opens the period itself.
    """
    sex, birth_date, in_qpv = _person(session, beneficiary_id)
    hire = Hire(kind, starts_on, ends_on) if kind else None
    judged = verdict(session, beneficiary_id, starts_on, lot_id, hire)
    reference = spoken(session).values()
    publics = publics_of(sex, birth_date, judged.categories, in_qpv == YesNoUnknown.YES, starts_on, reference)
    return FrozenEligibility(
        eligible=judged.eligible,
        eligible_until=judged.until,
        eligibility=f"{judged.title}. {judged.reason}"[:_SENTENCE_LENGTH],
        categories=judged.categories,
        woman=publics.woman,
        senior=publics.senior,
        young_graduate=publics.young_graduate,
        qpv=publics.qpv,
        disabled=publics.disabled,
        eligibility_way=judged.way or "",
        eligibility_family=judged.family or "",
        eligibility_proof=judged.proof[:_WORDS_LENGTH],
        eligibility_rule=judged.rule[:_WORDS_LENGTH],
        eligibility_checked_by=judged.decisive.proof.seen_by if judged.decisive else "",
    )


def _person(session: Session, beneficiary_id: Key) -> tuple[Sex, dt.date | None, YesNoUnknown]:
    row = session.execute(
        select(Beneficiary.sex, Beneficiary.birth_date, Beneficiary.in_qpv).where(Beneficiary.id == beneficiary_id)
    ).first()
    if row is None:
        raise Refusal.because("Cette personne n’est plus dans le fichier\u00a0: actualisez la liste.")
    return row.sex, row.birth_date, row.in_qpv
