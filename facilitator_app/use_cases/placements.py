"""Starting, correcting and ending a placement: a person at work for an employer on a lot."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Company
from facilitator_app.domain.durations import Hire, whole_alternance
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Hours, Month, hours, written_date
from facilitator_app.use_cases import eligibility, gestures
from facilitator_app.use_cases.months_reopened import JOINED, MOVED, months_joined, reopen
from facilitator_app.use_cases.placement_checks import PlacementDraft, ToConfirm, check

__all__ = [
    "PlacementDraft", "PlacementRow", "ToConfirm", "correct_placement", "draft_of", "end_placement",
    "placements_of_lot", "remove_placement", "start_placement",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One line of the placements of a lot; `hours` is what was declared since the beginning."""

    placement_id: Key
    beneficiary_id: Key
    person: str
    employer: str
    contract: str
    starts_on: dt.date
    ends_on: dt.date | None
    end_reason: str
    hours_per_week: int
    eligible: bool
    eligible_until: dt.date | None
    hours: Hours


def start_placement(session: Session, draft: PlacementDraft, today: dt.date) -> Key:
    """Put a person at work; the eligibility of the first day is frozen in the placement.

    The months already validated that she worked in are to be validated again, with her hours.

    The need answered, if any, is filled when its last post is taken. Raises Refusal naming each field, or ToConfirm
    when what is asked is unusual and not confirmed.
    """
    check(session, draft)
    placement = Placement(need_id=draft.need_id)
    _fill(placement, draft)
    gestures.call_it(session, f"Mise à l’emploi de {_spoken(session, placement)}")
    _freeze(session, placement, draft, today)
    reopen(months_joined(session, placement.lot_id, placement.starts_on, placement.ends_on), JOINED, today)
    session.add(placement)
    session.flush()
    if draft.need_id:
        _answer_need(session, draft.need_id, placement.beneficiary_id, today)
    return placement.id


def correct_placement(session: Session, placement_id: str, draft: PlacementDraft, today: dt.date | None = None) -> None:
    """Correct what was typed; the eligibility is judged again only when the person, the first day or the kind changes.

    On the lot of a contract that sets other lengths, an eligible placement takes those. Validated months that it now
    covers are to be validated again. Raises Refusal, also when hours would fall outside the corrected dates, or when
    hours validated on a lot would go to another.
    """
    placement = _placement(session, placement_id)
    check(session, draft, placement)
    gestures.call_it(session, f"Correction du parcours de {_spoken(session, placement)}")
    before = placement.beneficiary_id, placement.starts_on, placement.contract_type
    lengths = eligibility.rules_for(session, placement.lot_id)
    day = today or placement.judged_on or placement.starts_on
    assert draft.lot_id
    assert draft.starts_on
    why = MOVED if placement.lot_id != draft.lot_id else JOINED
    reopen(months_joined(session, draft.lot_id, draft.starts_on, draft.ends_on, placement), why, day)
    judged_again = before != (draft.beneficiary_id, draft.starts_on, draft.contract_type)
    _fill(placement, draft)
    _cover_the_new_end(session, placement)
    _refuse_hours_outside(session, placement)
    if judged_again:
        session.flush()
        _freeze(session, placement, draft, day)
    elif placement.eligible and lengths != eligibility.rules_for(session, placement.lot_id):
        session.flush()
        _take_lengths(placement, _frozen(session, placement))


def end_placement(session: Session, placement_id: str, ends_on: dt.date | None, reason: str) -> None:
    """Write the last day worked. Raises Refusal when it precedes the first, or when hours are declared after it."""
    placement = _placement(session, placement_id)
    if ends_on is None:
        raise Refusal.because("Indiquez le dernier jour travaillé, par exemple 31/10/2026.", "ends_on")
    if ends_on < placement.starts_on:
        first = written_date(placement.starts_on)
        raise Refusal.because(f"La date de fin précède le début du contrat, le {first}.", "ends_on")
    gestures.call_it(session, f"Fin du parcours de {_spoken(session, placement)}")
    placement.ends_on, placement.end_reason = ends_on, " ".join(reason.split())
    _cover_the_new_end(session, placement)
    _refuse_hours_outside(session, placement)


def remove_placement(session: Session, placement_id: str) -> None:
    """Take away a placement recorded by mistake. Raises Refusal when hours were declared in it."""
    placement = _placement(session, placement_id)
    if _months_with_hours(session, placement):
        raise Refusal.because("Des heures sont déclarées dans ce parcours\u00a0: indiquez plutôt sa date de fin.")
    gestures.call_it(session, f"Retrait du parcours de {_spoken(session, placement)}")
    placement.removed = True
    if placement.need_id and (need := session.get(Need, placement.need_id)) and need.state is NeedState.FILLED:
        need.state = NeedState.OPEN


def draft_of(session: Session, placement_id: str) -> PlacementDraft:
    """What a form shows to correct a placement."""
    placement = _placement(session, placement_id)
    return PlacementDraft(
        beneficiary_id=placement.beneficiary_id,
        lot_id=placement.lot_id,
        employer_id=placement.employer_id,
        contract_type=placement.contract_type,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        hours_per_week=placement.hours_per_week,
        need_id=placement.need_id,
    )


def placements_of_lot(session: Session, lot_id: str) -> list[PlacementRow]:
    """Everyone who works or worked on the lot, by name."""
    found = session.execute(
        select(
            Placement.id,
            Placement.beneficiary_id,
            Beneficiary.last_name,
            Beneficiary.first_name,
            Company.name,
            Placement.contract_type,
            Placement.starts_on,
            Placement.ends_on,
            Placement.end_reason,
            Placement.hours_per_week,
            Placement.eligible,
            Placement.eligible_until,
            func.sum(MonthlyHours.declared).label("declared"),
        )
        .join(Beneficiary, Beneficiary.id == Placement.beneficiary_id)
        .join(Company, Company.id == Placement.employer_id)
        .outerjoin(MonthlyHours, MonthlyHours.placement_id == Placement.id)
        .where(Placement.lot_id == lot_id)
        .group_by(Placement.id, Beneficiary.id, Company.id)
        .order_by(Beneficiary.sort_name, Placement.starts_on)
    )
    return [
        PlacementRow(
            placement_id=row.id,
            beneficiary_id=row.beneficiary_id,
            person=f"{row.last_name} {row.first_name}",
            employer=row.name,
            contract=row.contract_type.label,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            end_reason=row.end_reason,
            hours_per_week=row.hours_per_week,
            eligible=row.eligible,
            eligible_until=row.eligible_until,
            hours=hours(row.declared or 0),
        )
        for row in found
    ]


def _fill(placement: Placement, draft: PlacementDraft) -> None:
    """The draft was checked: what is required is there."""
    assert draft.beneficiary_id
    assert draft.lot_id
    assert draft.employer_id
    assert draft.contract_type
    assert draft.starts_on
    assert draft.hours_per_week
    placement.beneficiary_id, placement.lot_id = draft.beneficiary_id, draft.lot_id
    placement.employer_id, placement.contract_type = draft.employer_id, draft.contract_type
    placement.starts_on, placement.ends_on = draft.starts_on, draft.ends_on
    placement.hours_per_week = draft.hours_per_week


def _freeze(session: Session, placement: Placement, draft: PlacementDraft, today: dt.date) -> None:
    frozen = _frozen(session, placement)
    reason = " ".join(draft.confirmed_reason.split())
    if not frozen.eligible and not reason:
        raise Refusal(Problem("confirmed_reason", f"{frozen.eligibility} Pour continuer sans elle, écrivez le motif."))
    for field in fields(frozen):
        setattr(placement, field.name, getattr(frozen, field.name))
    if not frozen.eligible:
        placement.eligibility = f"Sans éligibilité établie, motif\u00a0: {reason}"[:500]
    placement.judged_on = today


def _frozen(session: Session, placement: Placement) -> eligibility.FrozenEligibility:
    return eligibility.freeze(
        session,
        placement.beneficiary_id,
        placement.starts_on,
        lot_id=placement.lot_id,
        kind=placement.contract_type,
        ends_on=placement.ends_on,
    )


def _take_lengths(placement: Placement, frozen: eligibility.FrozenEligibility) -> None:
    """Where the documents of that day are no longer in the file, what was seen then still holds."""
    if frozen.eligible:
        placement.eligible_until, placement.eligibility_rule = frozen.eligible_until, frozen.eligibility_rule
        placement.eligibility = frozen.eligibility


def _cover_the_new_end(session: Session, placement: Placement) -> None:
    """A contract of alternance counts whole: one that ends later is covered longer, and nothing else changes."""
    if not placement.eligible or placement.eligible_until is None:
        return
    hire = Hire(placement.contract_type, placement.starts_on, placement.ends_on)
    whole = whole_alternance(hire, eligibility.rules_for(session, placement.lot_id))
    if whole and whole.until and whole.until > placement.eligible_until:
        placement.eligible_until, placement.eligibility_rule = whole.until, whole.rule


def _answer_need(session: Session, need_id: Key, beneficiary_id: Key, today: dt.date) -> None:
    key = key_of("proposal", need_id, beneficiary_id)
    proposal = session.get(Proposal, key, execution_options={"include_removed": True})
    if proposal is None:
        proposal = Proposal(id=key, need_id=need_id, beneficiary_id=beneficiary_id, proposed_on=today)
        session.add(proposal)
    proposal.removed = False
    proposal.state, proposal.answered_on = ProposalState.PLACED, today
    need = session.get_one(Need, need_id)
    taken = session.scalar(select(func.count()).select_from(Placement).where(Placement.need_id == need_id))
    if (taken or 0) >= need.posts:
        need.state = NeedState.FILLED


def _refuse_hours_outside(session: Session, placement: Placement) -> None:
    outside = [month for month in _months_with_hours(session, placement) if not placement.covers(month)]
    if outside:
        said = ", ".join(month.full_name for month in outside[:3])
        raise Refusal.because(
            f"Des heures sont déclarées hors de ces dates ({said}). Videz ces cases, ou changez les dates.",
            "starts_on" if outside[0] < Month.of(placement.starts_on) else "ends_on",
        )


def _months_with_hours(session: Session, placement: Placement) -> list[Month]:
    with session.no_autoflush:
        found = session.scalars(
            select(MonthlyHours.month)
            .where(MonthlyHours.placement_id == placement.id)
            .where(MonthlyHours.declared > hours(0))
            .order_by(MonthlyHours.month)
        )
        return list(found)


def _placement(session: Session, placement_id: str) -> Placement:
    placement = session.get(Placement, placement_id)
    if placement is None or placement.removed:
        raise Refusal.because("Ce parcours n’existe plus. Actualisez la page.")
    return placement


def _spoken(session: Session, placement: Placement) -> str:
    person = session.get_one(Beneficiary, placement.beneficiary_id, execution_options={"include_removed": True})
    return f"{person.first_name} {person.last_name}"
