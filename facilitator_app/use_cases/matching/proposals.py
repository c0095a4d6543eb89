"""Retaining people for a need, proposing them, noting the answers, setting somebody aside with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.matching import PARTS, Assessment, MatchingRules, weigh
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.matching.profiles import Spelling, house_rules, members, need_profiles
from facilitator_app.use_cases.placements import PlacementDraft
from facilitator_app.use_cases.writing import found, tidy

ANSWERS = (ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.DECLINED)
"""What a company or a person may say to a proposal."""
_ENGAGED = (ProposalState.PROPOSED, ProposalState.ACCEPTED, ProposalState.PLACED)


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A person proposed for the need, with the score of that day."""

    id: Key
    person: Key
    name: str
    state: ProposalState
    proposed_on: dt.date
    answered_on: dt.date | None
    reason: str
    score: int


def proposals_of(session: Session, need_id: str) -> list[ProposalLine]:
    """Everybody proposed for a need, whatever was answered, the latest first."""
    asked = (
        select(Proposal, Beneficiary.last_name, Beneficiary.first_name)
        .join(Beneficiary, Beneficiary.id == Proposal.beneficiary_id)
        .where(Proposal.need_id == need_id, Proposal.state.in_((*_ENGAGED, *ANSWERS)))
        .order_by(Proposal.proposed_on.desc(), Proposal.score.desc(), Beneficiary.sort_name)
    )
    return [
        ProposalLine(
            id=proposal.id,
            person=proposal.beneficiary_id,
            name=f"{last} {first}",
            state=proposal.state,
            proposed_on=proposal.proposed_on,
            answered_on=proposal.answered_on,
            reason=proposal.reason,
            score=proposal.score,
        )
        for proposal, last, first in session.execute(asked)
    ]


def retain(session: Session, need_id: str, people: Sequence[str], today: dt.date) -> None:
    """Keep these people in mind for the need, without telling anybody. Raises Refusal as `prepare_proposal`."""
    need = _open_need(session, need_id)
    gestures.call_it(session, f"{_spoken(session, people)}, besoin {need.code}\u00a0: retenir")
    consider(session, need, people, ProposalState.RETAINED, today)


def prepare_proposal(session: Session, need_id: str, people: Sequence[str], today: dt.date) -> None:
    """Propose these people to the company; the score, its parts and the weights of today are kept with each.

    Raises Refusal when nobody is chosen, when the need is no longer open, or when somebody does not meet the hard
    conditions.
    """
    need = _open_need(session, need_id)
    if not people:
        raise Refusal.because("Retenez d’abord une personne\u00a0: placez-vous sur sa ligne, puis appuyez sur Espace.")
    gestures.call_it(session, f"{_spoken(session, people)}, besoin {need.code}\u00a0: proposer")
    consider(session, need, people, ProposalState.PROPOSED, today)


def note_answer(session: Session, proposal_id: str, state: ProposalState, reason: str, today: dt.date) -> None:
    """Write what was answered to a proposal; it may be corrected. Raises Refusal when the person was placed since."""
    proposal = found(session, Proposal, proposal_id, "Cette proposition")
    if state not in (*ANSWERS, ProposalState.PROPOSED):
        raise Refusal.because("Choisissez une réponse\u00a0: acceptée, non retenue ou déclinée.", "state")
    if proposal.state is ProposalState.PLACED:
        raise Refusal.because("Cette personne a déjà démarré son parcours sur ce besoin.")
    if proposal.state not in (*ANSWERS, ProposalState.PROPOSED):
        raise Refusal.because("Cette personne n’a pas encore été proposée\u00a0: préparez d’abord la proposition.")
    code = session.get_one(Need, proposal.need_id).code
    spoken = _spoken(session, [proposal.beneficiary_id])
    gestures.call_it(session, f"{spoken}, besoin {code}\u00a0: {state.label.lower()}")
    proposal.state, proposal.reason = state, tidy(reason)
    proposal.answered_on = None if state is ProposalState.PROPOSED else today


def set_aside(session: Session, need_id: str, beneficiary_id: str, reason: str, today: dt.date) -> None:
    """Take a person out of the ranking of a need, saying why. Raises Refusal without a reason."""
    need = found(session, Need, need_id, "Ce besoin")
    if not tidy(reason):
        raise Refusal.because(
            "Écrivez le motif, par exemple «\u00a0ne souhaite plus travailler sur un chantier\u00a0».", "reason"
        )
    proposal = _proposal(session, need, beneficiary_id, today)
    if not proposal.removed and proposal.state in _ENGAGED:
        raise Refusal.because(
            "Cette personne a été proposée\u00a0: notez la réponse dans «\u00a0Propositions en cours\u00a0», "
            "ou retirez-la."
        )
    gestures.call_it(session, f"{_spoken(session, [beneficiary_id])}, besoin {need.code}\u00a0: écarter")
    proposal.removed = False
    proposal.state, proposal.reason, proposal.answered_on = ProposalState.SET_ASIDE, tidy(reason), today


def withdraw(session: Session, need_id: str, people: Sequence[str]) -> None:
    """Consider these people no more, or again when they were set aside. Raises Refusal for somebody placed."""
    need = found(session, Need, need_id, "Ce besoin")
    gestures.call_it(session, f"{_spoken(session, people)}, besoin {need.code}\u00a0: retirer")
    for person in people:
        proposal = session.get(Proposal, key_of("proposal", need_id, person))
        if proposal is None or proposal.removed:
            continue
        if proposal.state is ProposalState.PLACED:
            raise Refusal.because("Cette personne a déjà démarré son parcours sur ce besoin.")
        proposal.removed = True


def placement_draft(session: Session, proposal_id: str) -> PlacementDraft:
    """What the placement form shows to start from a proposal that was accepted. Raises Refusal for any other."""
    proposal = found(session, Proposal, proposal_id, "Cette proposition")
    if proposal.state is not ProposalState.ACCEPTED:
        raise Refusal.because("Notez d’abord que la proposition est acceptée.")
    need = session.get_one(Need, proposal.need_id)
    return PlacementDraft(
        beneficiary_id=proposal.beneficiary_id,
        lot_id=need.lot_id,
        employer_id=need.company_id,
        contract_type=need.contract_type,
        starts_on=need.starts_on,
        hours_per_week=need.hours_per_week,
        need_id=need.id,
    )


def consider(session: Session, need: Need, people: Sequence[str], state: ProposalState, today: dt.date) -> None:
    """Write these people as retained or proposed, with the score of today; those further on are left as they are.

    Raises Refusal, naming each person who does not meet the hard conditions.
    """
    judged, rules = _judged(session, need, people, today)
    refused = []
    for person in people:
        name, assessment = judged.get(person, ("Cette personne", None))
        if assessment is None:
            refused.append(f"{name} n’est plus suivie.")
        elif assessment.score is None:
            refused.append(f"{name}\u00a0: {' '.join(reason.sentence for reason in assessment.excluded)}")
        else:
            _write(_proposal(session, need, person, today), state, assessment, rules, today)
    if refused:
        raise Refusal.because(" ".join(refused))


def score_written(assessment: Assessment, rules: MatchingRules) -> tuple[str, ...]:
    """The four parts with what each weighs that day: `skills 33/35`."""
    assert assessment.score is not None
    return tuple(f"{part} {getattr(assessment.score, part)}/{getattr(rules.weights, part)}" for part in PARTS)


def _write(
    proposal: Proposal, state: ProposalState, assessment: Assessment, rules: MatchingRules, today: dt.date
) -> None:
    if not proposal.removed and proposal.state in _ENGAGED:
        return
    proposal.removed = False
    proposal.state, proposal.proposed_on, proposal.answered_on, proposal.reason = state, today, None, ""
    proposal.score, proposal.score_parts = assessment.total, score_written(assessment, rules)


def _judged(
    session: Session, need: Need, people: Sequence[str], today: dt.date
) -> tuple[dict[str, tuple[str, Assessment]], MatchingRules]:
    """Name and assessment of each person still followed."""
    spelling, rules = Spelling(), house_rules(session)
    (profile,) = need_profiles(session, spelling, [need.id])
    pool = members(session, today, spelling, people)
    return {key: (member.name, weigh(member.candidate, profile, rules)) for key, member in pool.items()}, rules


def _proposal(session: Session, need: Need, beneficiary_id: str, today: dt.date) -> Proposal:
    """The only proposal there can be of this person for this need, taken up again when it had been removed."""
    key = key_of("proposal", need.id, beneficiary_id)
    proposal = session.get(Proposal, key, execution_options={"include_removed": True})
    if proposal is None:
        person = found(session, Beneficiary, beneficiary_id, "Cette personne")
        proposal = Proposal(
            id=key, need_id=need.id, beneficiary_id=person.id, state=ProposalState.RETAINED, proposed_on=today
        )
        session.add(proposal)
    return proposal


def _open_need(session: Session, need_id: str) -> Need:
    need = found(session, Need, need_id, "Ce besoin")
    if need.state is not NeedState.OPEN:
        raise Refusal.because(f"Le besoin {need.code} n’est plus ouvert ({need.state.label.lower()}).")
    return need


def _spoken(session: Session, people: Sequence[str]) -> str:
    """`Aïcha Mansouri`, or `3 personnes`."""
    if len(people) != 1:
        return f"{len(people)} personnes"
    person = session.get(Beneficiary, people[0])
    return f"{person.first_name} {person.last_name}" if person else "1 personne"
