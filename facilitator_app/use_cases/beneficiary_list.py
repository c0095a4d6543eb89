"""The lines of the list of people, read a page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.durations import Decisions, covered_until
from facilitator_app.domain.eligibility import Verdict, judge
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Proposal
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.proofs import EligibilityRules, ProofSeen
from facilitator_app.domain.values import age_on, written_date
from facilitator_app.use_cases.beneficiary_situation import WAITING, Work, situation
from facilitator_app.use_cases.eligibility import decisions_of, proofs_of, rules_of
from facilitator_app.use_cases.following.to_do import Standing, standings


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list. `eligible_until` is the end of the period opened by the first contract, or the last day on
    which a first contract may start; tones are those of the look (`success`, `warning`, …)."""

    id: Key
    name: str
    age: int | None
    town: str
    situation: str
    situation_tone: str
    eligible_until: dt.date | None
    eligibility: str
    eligibility_tone: str
    explanation: str
    standing: Standing  # when somebody last acted, and who must act next

    @property
    def second_line(self) -> str:
        return " · ".join(part for part in (f"{self.age}\u00a0ans" if self.age is not None else "", self.town) if part)


def rows(session: Session, ids: Sequence[Key], today: dt.date) -> list[PersonRow]:
    """The lines of these people, in the order given; those removed meanwhile are left out."""
    columns = select(
        Beneficiary.id,
        Beneficiary.last_name,
        Beneficiary.first_name,
        Beneficiary.birth_date,
        Beneficiary.town,
        Beneficiary.archived_on,
        Beneficiary.available_from,
        Beneficiary.removed,
    ).where(Beneficiary.id.in_(list(ids)))
    # Asked to leave out the removed, SQLite goes through all the people instead of these few keys.
    asked = session.execute(columns, execution_options={"include_removed": True})
    people = {row.id: row for row in asked if not row.removed}
    placements, proposals = _placements(session, ids), _proposals(session, ids)
    proofs, rules, stands = proofs_of(session, ids), rules_of(session), standings(session, ids, today)
    decisions, nothing = decisions_of(session, ids), Decisions()
    lines: list[PersonRow] = []
    for key in ids:
        if (person := people.get(key)) is None:
            continue
        work = placements.get(key, [])
        until, words, tone, why = _eligibility(
            person.birth_date, proofs.get(key, []), work, rules, today, decisions.get(key, nothing)
        )
        over = bool(work) and until is not None and until < today
        where = situation(person.archived_on, person.available_from, work, proposals.get(key, 0), over, today)
        lines.append(
            PersonRow(
                id=key,
                name=f"{person.last_name} {person.first_name}",
                age=age_on(person.birth_date, today) if person.birth_date else None,
                town=person.town,
                situation=where.label,
                situation_tone=where.tone,
                eligible_until=until,
                eligibility=words,
                eligibility_tone=tone,
                explanation=why,
                standing=stands[key],
            )
        )
    return lines


def _eligibility(
    birth_date: dt.date | None,
    proofs: list[ProofSeen],
    work: Sequence[Work],
    rules: EligibilityRules,
    today: dt.date,
    decisions: Decisions,
) -> tuple[dt.date | None, str, str, str]:
    """The date shown, its words, its tone and why: what was frozen when there is work, else today's judgement."""
    if refusal := decisions.refusal(today):
        return None, "refusée", "danger", refusal.sentence
    if frozen := [placement for placement in work if placement.eligibility and placement.eligible]:
        until = covered_until([placement.eligible_until for placement in frozen], None, decisions.extensions, today)
        if until is not None and until < today and rules.renewal_gap_months is not None:
            starts = [placement.starts_on for placement in frozen]
            again = judge(birth_date, proofs, today, starts[0], rules, decisions=decisions, starts=starts)
            if again.eligible:  # newer proofs allow another period, which no contract has begun
                return _to_come(again)
        if until is None:
            return None, "sans limite", "", frozen[-1].eligibility
        tone = "danger" if until < today else "warning" if (until - today).days <= rules.warn_days[0] else ""
        return until, written_date(until), tone, frozen[-1].eligibility
    first = min((placement.starts_on for placement in work if placement.eligible), default=None)
    judged = judge(birth_date, proofs, today, first, rules, decisions=decisions)
    if not judged.eligible:
        return (
            judged.until,
            "à établir" if judged.until is None else written_date(judged.until),
            "danger" if (judged.until) else "warning",
            judged.sentence,
        )
    return _to_come(judged)


def _to_come(judged: Verdict) -> tuple[dt.date | None, str, str, str]:
    if judged.last_start is None:
        return None, "sans limite", "", judged.sentence
    why = f"Un premier contrat peut commencer jusqu’au {written_date(judged.last_start)}. {judged.sentence}"
    return judged.last_start, written_date(judged.last_start), "", why


def _placements(session: Session, ids: Sequence[Key]) -> dict[Key, list[Work]]:
    found: dict[Key, list[Work]] = {}
    for row in session.execute(
        select(
            Placement.beneficiary_id,
            Placement.starts_on,
            Placement.ends_on,
            Placement.eligible,
            Placement.eligible_until,
            Placement.eligibility,
        )
        .where(Placement.beneficiary_id.in_(list(ids)))
        .order_by(Placement.starts_on)
    ):
        work = Work(row.starts_on, row.ends_on, row.eligible, row.eligible_until, row.eligibility)
        found.setdefault(row.beneficiary_id, []).append(work)
    return found


def _proposals(session: Session, ids: Sequence[Key]) -> dict[Key, int]:
    rows = session.execute(
        select(Proposal.beneficiary_id, func.count())
        .where(Proposal.beneficiary_id.in_(list(ids)), Proposal.state.in_(WAITING))
        .group_by(Proposal.beneficiary_id)
    )
    return {key: count for key, count in rows}
