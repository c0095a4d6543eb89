"""The people ranked for one need, those left out, and why, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.matching import (
    Assessment,
    Candidate,
    MatchingRules,
    NeedProfile,
    Score,
    Weights,
    rank,
    weigh,
)
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.beneficiary_situation import WAITING
from facilitator_app.use_cases.matching.needs import NeedHeader, need_header
from facilitator_app.use_cases.matching.profiles import (
    Member,
    Spelling,
    followed,
    free_by,
    house_rules,
    members,
    near,
    need_profiles,
)

OUT = (ProposalState.SET_ASIDE, ProposalState.REFUSED, ProposalState.DECLINED, ProposalState.PLACED)
"""States that take a person out of the ranking of the need."""


@dataclass(frozen=True, slots=True)
class RankedLine:
    """A person who meets the hard conditions. `state` is that of her proposal for this need, `elsewhere` how many
    other open needs she is considered for."""

    person: Key
    name: str
    town: str
    place: int
    score: Score
    state: ProposalState | None
    decided_on: dt.date | None
    elsewhere: int
    waiting_days: int | None
    candidate: Candidate

    @property
    def total(self) -> int:
        return self.score.total


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A person left out. `decision` says why when somebody decided it; otherwise a hard condition is not met."""

    person: Key
    name: str
    town: str
    state: ProposalState | None
    decision: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class NeedRanking:
    """The people for one need. `available` counts those free in time for it; `unrelated` those who are not in
    `left_out` although none of their jobs is near."""

    need: NeedHeader
    ranked: tuple[RankedLine, ...]
    left_out: tuple[LeftOutLine, ...]
    available: int
    unrelated: int
    rules: MatchingRules
    profile: NeedProfile

    @property
    def weights(self) -> Weights:
        return self.rules.weights

    @property
    def retained(self) -> tuple[RankedLine, ...]:
        return tuple(line for line in self.ranked if line.state is ProposalState.RETAINED)

    def why(self, line: RankedLine) -> Assessment:
        """What speaks for and against a person ranked: written only for those one looks at."""
        return weigh(line.candidate, self.profile, self.rules)

    def reasons(self, line: LeftOutLine) -> tuple[str, ...]:
        """Why a person is left out."""
        if line.decision:
            return (line.decision,)
        return tuple(reason.sentence for reason in weigh(line.candidate, self.profile, self.rules).excluded)


@dataclass(frozen=True, slots=True)
class NeedFit:
    """One open need, for a person one starts from; `score` None when a hard condition is not met."""

    need_id: Key
    code: str
    title: str
    company: str
    starts_on: dt.date
    score: Score | None
    state: ProposalState | None
    pluses: tuple[str, ...]
    minuses: tuple[str, ...]
    reasons: tuple[str, ...]


def ranking(session: Session, need_id: str, today: dt.date, everybody: bool = False) -> NeedRanking:
    """The people for one need, best first; at the same score, the one who has waited longest comes first.

    Those none of whose jobs is in the domain of the need are read and listed among those left out only for
    `everybody`. Raises Refusal when the need is no longer there.
    """
    need, spelling = need_header(session, need_id), Spelling()
    (profile,) = need_profiles(session, spelling, [need_id])
    rules = house_rules(session)
    pool = members(session, today, spelling, None if everybody else near(profile.rome_code))
    proposals = {row.beneficiary_id: row for row in session.execute(_PROPOSALS.where(Proposal.need_id == need_id))}
    elsewhere = _elsewhere(session, need_id)
    decided = {person: row for person, row in proposals.items() if row.state in OUT and person in pool}
    considered = [member.candidate for person, member in pool.items() if person not in decided]
    found = rank(considered, profile, rules)
    lines = []
    for place, entry in enumerate(found.ranked, start=1):
        person = Key(str(entry.candidate.key))
        member, proposal = pool[person], proposals.get(person)
        lines.append(
            RankedLine(
                person=person,
                name=member.name,
                town=member.town,
                place=place,
                score=entry.score,
                state=proposal.state if proposal else None,
                decided_on=proposal.proposed_on if proposal else None,
                elsewhere=elsewhere.get(person, 0),
                waiting_days=_days(entry.candidate.waiting_since, today),
                candidate=entry.candidate,
            )
        )
    left_out = [_left_out(pool[person], row.state, _decision(row)) for person, row in decided.items()]
    for candidate in found.left_out:
        proposal = proposals.get(Key(str(candidate.key)))
        left_out.append(_left_out(pool[Key(str(candidate.key))], proposal.state if proposal else None, ""))
    latest = profile.start + dt.timedelta(rules.late_days)
    unrelated = 0 if everybody else followed(session) - len(pool)
    return NeedRanking(need, tuple(lines), tuple(left_out), free_by(session, latest), unrelated, rules, profile)


def needs_for(session: Session, beneficiary_id: str, today: dt.date) -> tuple[str, list[NeedFit]]:
    """The name of a person, and the open needs for her: those she suits, best first, then the others.

    Raises Refusal when she is archived or no longer there.
    """
    spelling, rules = Spelling(), house_rules(session)
    profiles = {profile.key: profile for profile in need_profiles(session, spelling)}
    member = members(session, today, spelling, [beneficiary_id]).get(Key(beneficiary_id))
    if member is None:
        raise Refusal.because("Cette personne n’est plus suivie\u00a0: actualisez la liste des bénéficiaires.")
    states = {
        row.need_id: row.state for row in session.execute(_PROPOSALS.where(Proposal.beneficiary_id == beneficiary_id))
    }
    fits = []
    for need_id, profile in profiles.items():
        header, found = need_header(session, str(need_id)), weigh(member.candidate, profile, rules)
        fits.append(
            NeedFit(
                need_id=header.id,
                code=header.code,
                title=header.title,
                company=header.company,
                starts_on=header.starts_on,
                score=found.score,
                state=states.get(header.id),
                pluses=found.pluses,
                minuses=found.minuses,
                reasons=tuple(reason.sentence for reason in found.excluded),
            )
        )
    return member.name, sorted(fits, key=lambda fit: (fit.score is None, -fit.score.total if fit.score else 0))


_PROPOSALS = select(
    Proposal.need_id, Proposal.beneficiary_id, Proposal.state, Proposal.proposed_on, Proposal.answered_on,
    Proposal.reason,
)  # fmt: skip


def _elsewhere(session: Session, need_id: str) -> Counter[Key]:
    """On how many other open needs each person is considered."""
    return Counter(
        session.scalars(
            select(Proposal.beneficiary_id)
            .join(Need, Need.id == Proposal.need_id)
            .where(Proposal.need_id != need_id, Proposal.state.in_(WAITING), Need.state == NeedState.OPEN)
        )
    )


def _left_out(member: Member, state: ProposalState | None, decision: str) -> LeftOutLine:
    return LeftOutLine(Key(str(member.candidate.key)), member.name, member.town, state, decision, member.candidate)


def _decision(row: object) -> str:
    """`Écartée le 24/11/2026 : permis suspendu.`"""
    state, day, reason = (getattr(row, name) for name in ("state", "answered_on", "reason"))
    when = f" le {written_date(day)}" if day else ""
    return f"{state.label}{when}\u00a0: {reason}" if reason else f"{state.label}{when}."


def _days(since: dt.date | None, today: dt.date) -> int | None:
    return max(0, (today - since).days) if since else None


def names_of(session: Session, people: list[Key]) -> dict[Key, str]:
    """How to call these people, archived or not."""
    asked = select(Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name).where(Beneficiary.id.in_(people))
    return {key: f"{last} {first}" for key, last, first in session.execute(asked)}
