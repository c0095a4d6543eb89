"""Starting, correcting and ending placements, on a real file."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import EligibilityProof, Sex
from facilitator_app.domain.contract import ContractState
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import EmploymentContract, Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import gestures, placement_choices, placements
from facilitator_app.use_cases import hours as monthly
from facilitator_app.use_cases.placements import PlacementDraft, ToConfirm
from tests import make

TODAY = dt.date(2026, 11, 24)
STARTS = dt.date(2026, 3, 12)


def someone_eligible(session: Session, **details: Any) -> Key:
    person = make.a_beneficiary(session, **({"sex": Sex.WOMAN} | details))
    proof = EligibilityProof(
        beneficiary_id=person.id, category="LTU", dated_on=dt.date(2026, 2, 3), seen_on=dt.date(2026, 2, 10)
    )
    make.kept(session, proof)
    return person.id


def a_draft(session: Session, **details: Any) -> PlacementDraft:
    usual: dict[str, Any] = {"contract_type": EmploymentContract.TEMPORARY, "starts_on": STARTS}
    if "beneficiary_id" not in details:
        usual["beneficiary_id"] = someone_eligible(session)
    if "lot_id" not in details:
        usual["lot_id"] = make.a_lot(session).id
    if "employer_id" not in details:
        usual["employer_id"] = make.a_company(session).id
    return PlacementDraft(**(usual | details))


def fields_refused(session: Session, draft: PlacementDraft) -> set[str]:
    with pytest.raises(Refusal) as refused:
        placements.start_placement(session, draft, TODAY)
    return {problem.field for problem in refused.value.problems}


def test_a_placement_freezes_what_is_known_on_its_first_day(session: Session) -> None:
    kept = session.get_one(Placement, placements.start_placement(session, a_draft(session), TODAY))
    assert (kept.eligible, kept.eligible_until) == (True, dt.date(2028, 3, 11))
    assert (kept.categories, kept.woman, kept.disabled) == (("LTU",), True, False)
    session.get_one(EligibilityProof, session.query(EligibilityProof).one().id).removed = True
    session.flush()
    assert kept.eligible_until == dt.date(2028, 3, 11)


def test_everything_missing_is_named_at_once(session: Session) -> None:
    draft = PlacementDraft(hours_per_week=60)
    expected = {"beneficiary_id", "lot_id", "employer_id", "contract_type", "starts_on", "hours_per_week"}
    assert fields_refused(session, draft) == expected


def test_nobody_starts_with_a_sheet_taken_away_since(session: Session) -> None:
    company, person = make.a_company(session), make.a_beneficiary(session)
    draft = a_draft(session, employer_id=company.id, beneficiary_id=person.id)
    company.removed = person.removed = True
    session.flush()
    assert fields_refused(session, draft) == {"employer_id", "beneficiary_id"}


def test_dates_must_follow_each_other_and_the_lot(session: Session) -> None:
    assert fields_refused(session, a_draft(session, ends_on=dt.date(2026, 3, 11))) == {"ends_on"}
    late_lot = make.a_lot(session, starts_on=dt.date(2026, 4, 1)).id
    assert fields_refused(session, a_draft(session, lot_id=late_lot)) == {"starts_on"}
    closed = make.a_lot(session, closed_on=dt.date(2026, 3, 1)).id
    assert fields_refused(session, a_draft(session, lot_id=closed)) == {"lot_id"}


@pytest.mark.parametrize(
    ("dates", "field"),
    [({"ends_on": dt.date(2027, 2, 1)}, "ends_on"), ({"starts_on": dt.date(2027, 1, 4)}, "starts_on")],
)
def test_going_past_the_end_of_the_lot_asks_to_be_confirmed(
    session: Session, dates: dict[str, dt.date], field: str
) -> None:
    draft = a_draft(session, confirmed_reason="Accord du référent", **dates)
    with pytest.raises(ToConfirm) as asked:
        placements.start_placement(session, draft, TODAY)
    assert [problem.field for problem in asked.value.problems] == [field]
    assert placements.start_placement(session, dataclasses.replace(draft, confirmed=True), TODAY)


def test_more_than_a_full_week_in_the_same_period_asks_to_be_confirmed(session: Session) -> None:
    person = someone_eligible(session)
    placements.start_placement(session, a_draft(session, beneficiary_id=person, hours_per_week=20), TODAY)
    placements.start_placement(session, a_draft(session, beneficiary_id=person, hours_per_week=15), TODAY)
    draft = a_draft(session, beneficiary_id=person, hours_per_week=5)
    with pytest.raises(ToConfirm, match=r"déjà 35\sh par semaine depuis le 12/03/2026.*40\sh"):
        placements.start_placement(session, draft, TODAY)
    assert placements.start_placement(session, dataclasses.replace(draft, confirmed=True), TODAY)


def test_a_placement_that_ended_leaves_the_week_free(session: Session) -> None:
    person = someone_eligible(session)
    ended = a_draft(session, beneficiary_id=person, ends_on=dt.date(2026, 4, 30))
    placements.start_placement(session, ended, TODAY)
    again = dataclasses.replace(ended, starts_on=dt.date(2026, 5, 4), ends_on=None)
    assert placements.start_placement(session, again, TODAY)


def test_the_same_placement_twice_is_refused(session: Session) -> None:
    draft = a_draft(session)
    placements.start_placement(session, draft, TODAY)
    assert fields_refused(session, dataclasses.replace(draft, confirmed=True)) == {"beneficiary_id"}


def test_without_eligibility_a_written_reason_is_needed_and_kept(session: Session) -> None:
    draft = a_draft(session, beneficiary_id=make.a_beneficiary(session).id)
    assert fields_refused(session, draft) == {"confirmed_reason"}
    reasoned = dataclasses.replace(draft, confirmed_reason="Pièce attendue le 20/03, accord de l’acheteur")
    kept = session.get_one(Placement, placements.start_placement(session, reasoned, TODAY))
    assert not kept.eligible
    assert "motif\u00a0: Pièce attendue le 20/03" in kept.eligibility


def test_a_need_is_filled_when_its_last_post_is_taken(session: Session) -> None:
    need = make.a_need(session, posts=2)
    for expected in (NeedState.OPEN, NeedState.FILLED):
        draft = a_draft(session, lot_id=need.lot_id, need_id=need.id)
        placements.start_placement(session, draft, TODAY)
        assert session.get_one(Need, need.id).state is expected
        proposal = session.get_one(Proposal, key_of("proposal", need.id, draft.beneficiary_id))
        assert (proposal.state, proposal.answered_on) == (ProposalState.PLACED, TODAY)
    assert fields_refused(session, a_draft(session, lot_id=need.lot_id, need_id=need.id)) == {"need_id"}


def test_the_proposal_already_made_becomes_the_placement(session: Session) -> None:
    need = make.a_need(session)
    draft = a_draft(session, lot_id=need.lot_id, need_id=need.id)
    key = key_of("proposal", need.id, draft.beneficiary_id)
    proposal = Proposal(
        id=key, need_id=need.id, beneficiary_id=draft.beneficiary_id, state=ProposalState.PROPOSED,
        proposed_on=dt.date(2026, 3, 1), score=81,
    )  # fmt: skip
    make.kept(session, proposal)
    placements.start_placement(session, draft, TODAY)
    kept = session.get_one(Proposal, key)
    assert (kept.state, kept.score, kept.proposed_on) == (ProposalState.PLACED, 81, dt.date(2026, 3, 1))


def test_a_need_of_another_lot_or_cancelled_is_refused(session: Session) -> None:
    assert fields_refused(session, a_draft(session, need_id=make.a_need(session).id)) == {"need_id"}
    cancelled = make.a_need(session, state=NeedState.CANCELLED)
    assert fields_refused(session, a_draft(session, lot_id=cancelled.lot_id, need_id=cancelled.id)) == {"need_id"}


def test_starting_a_placement_is_one_gesture_undone_at_once(database: Database) -> None:
    with database.transaction() as session:
        need = make.a_need(session)
        need_id, lot_id = need.id, need.lot_id
        draft = a_draft(session, lot_id=lot_id, need_id=need_id)
    with database.transaction() as session:
        placements.start_placement(session, draft, TODAY)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last
        assert last.label.startswith("Mise à l’emploi de Camille Testard")
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert placements.placements_of_lot(session, lot_id) == []
        assert session.get_one(Need, need_id).state is NeedState.OPEN


def test_ending_keeps_the_reason_and_refuses_what_contradicts_it(session: Session) -> None:
    draft = a_draft(session)
    key = placements.start_placement(session, draft, TODAY)
    monthly.record(session, draft.lot_id or "", Month(2026, 5), {key: hours(80)})
    for day, field in ((None, "ends_on"), (dt.date(2026, 3, 1), "ends_on"), (dt.date(2026, 4, 30), "ends_on")):
        with pytest.raises(Refusal) as refused:
            placements.end_placement(session, key, day, "Fin de chantier")
        assert refused.value.problems[0].field == field
        session.expire(session.get_one(Placement, key))
    assert "mai 2026" in str(refused.value)
    placements.end_placement(session, key, dt.date(2026, 5, 15), " Fin de  chantier ")
    session.flush()
    row = placements.placements_of_lot(session, draft.lot_id or "")[0]
    assert (row.ends_on, row.end_reason, row.hours) == (dt.date(2026, 5, 15), "Fin de chantier", hours(80))


def test_correcting_judges_again_only_when_the_first_day_changes(session: Session) -> None:
    key = placements.start_placement(session, a_draft(session), TODAY)
    session.query(EligibilityProof).one().removed = True
    session.flush()
    draft = placements.draft_of(session, key)
    placements.correct_placement(session, key, dataclasses.replace(draft, hours_per_week=28))
    assert session.get_one(Placement, key).eligible
    with pytest.raises(Refusal) as refused:
        placements.correct_placement(session, key, dataclasses.replace(draft, starts_on=dt.date(2026, 3, 16)))
    assert refused.value.problems[0].field == "confirmed_reason"


def test_moving_to_a_lot_whose_contract_counts_longer_judges_again(session: Session) -> None:
    key = placements.start_placement(session, a_draft(session), TODAY)
    longer = make.a_contract(session, eligibility_months=36)
    lot = make.a_lot(session, contract_id=longer.id, code="LONGER")
    placements.correct_placement(session, key, dataclasses.replace(placements.draft_of(session, key), lot_id=lot.id))
    kept = session.get_one(Placement, key)
    assert (kept.eligible_until, kept.eligibility_rule[:7]) == (dt.date(2029, 3, 11), "36 mois")


def test_moving_to_another_lot_needs_no_document_seen_long_ago(session: Session) -> None:
    key = placements.start_placement(session, a_draft(session), TODAY)
    session.query(EligibilityProof).one().removed = True
    for contract in (make.a_contract(session), make.a_contract(session, eligibility_months=36)):
        lot = make.a_lot(session, contract_id=contract.id, code=f"L-{contract.number}")
        draft = placements.draft_of(session, key)
        placements.correct_placement(session, key, dataclasses.replace(draft, lot_id=lot.id))
        kept = session.get_one(Placement, key)
        assert (kept.lot_id, kept.eligible, kept.eligible_until) == (lot.id, True, dt.date(2028, 3, 11))


def test_an_apprenticeship_that_ends_later_is_covered_to_its_new_end(session: Session) -> None:
    lot = make.a_lot(session, ends_on=dt.date(2030, 12, 31)).id
    draft = a_draft(session, lot_id=lot, contract_type=EmploymentContract.APPRENTICESHIP, ends_on=dt.date(2028, 8, 31))
    key = placements.start_placement(session, draft, TODAY)
    session.query(EligibilityProof).one().removed = True  # what was judged is not judged again
    session.flush()
    placements.correct_placement(session, key, dataclasses.replace(draft, ends_on=dt.date(2028, 12, 31)))
    kept = session.get_one(Placement, key)
    assert (kept.eligible, kept.eligible_until) == (True, dt.date(2028, 12, 31))
    placements.end_placement(session, key, dt.date(2029, 6, 30), "Diplôme obtenu")
    assert kept.eligible_until == dt.date(2029, 3, 11)  # 36 months, the limit of the house
    placements.end_placement(session, key, dt.date(2028, 1, 31), "Rupture")
    assert kept.eligible_until == dt.date(2029, 3, 11)


def test_correcting_refuses_to_leave_hours_outside(session: Session) -> None:
    draft = a_draft(session)
    key = placements.start_placement(session, draft, TODAY)
    monthly.record(session, draft.lot_id or "", Month(2026, 3), {key: hours(80)})
    with pytest.raises(Refusal, match="mars 2026"):
        placements.correct_placement(session, key, dataclasses.replace(draft, starts_on=dt.date(2026, 4, 1)))


def test_a_placement_typed_by_mistake_goes_while_it_has_no_hours(session: Session) -> None:
    need = make.a_need(session)
    draft = a_draft(session, lot_id=need.lot_id, need_id=need.id)
    key = placements.start_placement(session, draft, TODAY)
    monthly.record(session, need.lot_id, Month(2026, 3), {key: hours(80)})
    with pytest.raises(Refusal, match="date de fin"):
        placements.remove_placement(session, key)
    monthly.record(session, need.lot_id, Month(2026, 3), {key: hours(0)})
    placements.remove_placement(session, key)
    session.flush()
    assert placements.placements_of_lot(session, need.lot_id) == []
    assert session.get_one(Need, need.id).state is NeedState.OPEN


def test_people_are_found_by_any_beginning_of_their_names_without_accents(session: Session) -> None:
    person = make.a_beneficiary(session, last_name="Œuvré", first_name="Élise", town="Port-Calme").id
    make.a_beneficiary(session, last_name="Œuvré", first_name="Marc", archived_on=TODAY)
    assert placement_choices.people_to_place(session, "eli oeu") == [(person, "Œuvré Élise, Port-Calme")]
    assert placement_choices.people_to_place(session, "lise") == []


def test_lots_and_employers_are_offered_by_name(session: Session) -> None:
    lot = make.a_lot(session)
    make.a_lot(session, closed_on=TODAY)
    for state in (ContractState.TO_SORT, ContractState.SET_ASIDE, ContractState.CLOSED):
        make.a_lot(session, contract_id=make.a_contract(session, state=state).id)
    assert [key for key, _ in placement_choices.lots_to_place_on(session)] == [lot.id]
    assert all(" · Entreprise" in name for _, name in placement_choices.employers(session))
