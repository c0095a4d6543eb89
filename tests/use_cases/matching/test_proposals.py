"""Retaining, proposing, noting answers and setting aside, from a real file."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.balance import Gauge
from facilitator_app.domain.beneficiary import Sex
from facilitator_app.domain.categories import Public
from facilitator_app.domain.need import NeedState, Proposal, ProposalState
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.matching.balance import gauges
from facilitator_app.use_cases.matching.proposals import (
    note_answer,
    placement_draft,
    prepare_proposal,
    proposals_of,
    retain,
    set_aside,
    withdraw,
)
from facilitator_app.use_cases.placements import start_placement
from tests import make
from tests.use_cases.matching.house import START, TODAY, a_mason, a_need, proposal

LATER = dt.date(2026, 12, 1)


def test_a_proposal_keeps_the_score_its_parts_and_the_weights_of_that_day(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    prepare_proposal(session, need.id, [person], TODAY)
    make.kept(session, Rules(id=RULES_KEY, weight_skills=100, weight_travel=0, weight_availability=0, weight_project=0))
    kept = proposal(session, need.id, person)
    assert (kept.state, kept.proposed_on, kept.score) == (ProposalState.PROPOSED, TODAY, 100)
    assert kept.score_parts == ("skills 35/35", "travel 25/25", "availability 20/20", "project 20/20")


def test_nobody_who_misses_a_hard_condition_is_proposed_and_nothing_is_written(database: Database) -> None:
    with database.transaction() as session:
        need_id = a_need(session).id
        good, bad = a_mason(session), a_mason(session, proved=False, last_name="Sanspreuve")
    with pytest.raises(Refusal, match=r"Sanspreuve .*Éligibilité à établir"), database.transaction() as session:
        prepare_proposal(session, need_id, [good, bad], TODAY)
    with database.reading() as session:
        assert proposals_of(session, need_id) == []


def test_proposing_nobody_says_how_to_retain_somebody(session: Session) -> None:
    with pytest.raises(Refusal, match="Espace"):
        prepare_proposal(session, a_need(session).id, [], TODAY)


def test_a_closed_need_takes_nobody_more(session: Session) -> None:
    need, person = a_need(session, state=NeedState.CANCELLED), a_mason(session)
    with pytest.raises(Refusal, match="n’est plus ouvert"):
        retain(session, need.id, [person], TODAY)


def test_retaining_again_after_a_withdrawal_takes_up_the_same_proposal(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    retain(session, need.id, [person], TODAY)
    withdraw(session, need.id, [person])
    session.flush()
    assert proposal(session, need.id, person).removed
    retain(session, need.id, [person], LATER)
    kept = proposal(session, need.id, person)
    assert (kept.removed, kept.state, kept.proposed_on) == (False, ProposalState.RETAINED, LATER)


def test_retaining_leaves_a_person_already_proposed_as_she_is(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    prepare_proposal(session, need.id, [person], TODAY)
    retain(session, need.id, [person], LATER)
    assert proposal(session, need.id, person).state is ProposalState.PROPOSED


@pytest.mark.parametrize("state", [ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.DECLINED])
def test_an_answer_is_kept_with_its_day_and_reason(session: Session, state: ProposalState) -> None:
    need, person = a_need(session), a_mason(session)
    prepare_proposal(session, need.id, [person], TODAY)
    note_answer(session, proposal(session, need.id, person).id, state, " poste  pourvu ", LATER)
    session.flush()
    (line,) = proposals_of(session, need.id)
    assert (line.state, line.answered_on, line.reason) == (state, LATER, "poste pourvu")


def test_an_answer_noted_by_mistake_can_be_taken_back(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    prepare_proposal(session, need.id, [person], TODAY)
    key = proposal(session, need.id, person).id
    note_answer(session, key, ProposalState.REFUSED, "", LATER)
    note_answer(session, key, ProposalState.PROPOSED, "", LATER)
    assert proposal(session, need.id, person).answered_on is None


def test_somebody_only_retained_has_no_answer_to_note(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    retain(session, need.id, [person], TODAY)
    with pytest.raises(Refusal, match="pas encore été proposée"):
        note_answer(session, proposal(session, need.id, person).id, ProposalState.ACCEPTED, "", TODAY)


def test_setting_aside_needs_a_reason(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    with pytest.raises(Refusal, match="motif") as refusal:
        set_aside(session, need.id, person, "  ", TODAY)
    assert refusal.value.problems[0].field == "reason"


def test_a_person_proposed_is_not_set_aside_behind_the_company_s_back(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    prepare_proposal(session, need.id, [person], TODAY)
    with pytest.raises(Refusal, match="notez la réponse"):
        set_aside(session, need.id, person, "Erreur", TODAY)


def test_a_person_set_aside_can_come_back(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    set_aside(session, need.id, person, "Permis suspendu", TODAY)
    withdraw(session, need.id, [person])
    retain(session, need.id, [person], LATER)
    assert proposal(session, need.id, person).reason == ""


def test_an_accepted_proposal_leads_to_a_placement(session: Session) -> None:
    lot = make.a_lot(session, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2027, 12, 31))
    need, person = a_need(session, lot_id=lot.id), a_mason(session)
    prepare_proposal(session, need.id, [person], TODAY)
    key = proposal(session, need.id, person).id
    with pytest.raises(Refusal, match="acceptée"):
        placement_draft(session, key)
    note_answer(session, key, ProposalState.ACCEPTED, "", LATER)
    draft = placement_draft(session, key)
    assert (draft.beneficiary_id, draft.need_id, draft.lot_id, draft.starts_on) == (person, need.id, lot.id, START)
    start_placement(session, dataclasses.replace(draft, confirmed=True), LATER)
    assert session.get_one(Proposal, key).state is ProposalState.PLACED
    with pytest.raises(Refusal, match="déjà démarré"):
        withdraw(session, need.id, [person])


def test_each_act_is_one_gesture_named_after_the_person_and_the_need(database: Database) -> None:
    with database.transaction() as session:
        need = a_need(session)
        need_id, code = need.id, need.code
        person = a_mason(session, last_name="Mansouri", first_name="Aïcha")
    with database.transaction() as session:
        prepare_proposal(session, need_id, [person], TODAY)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == f"Aïcha Mansouri, besoin {code}\u00a0: proposer"
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert proposals_of(session, need_id) == []


def test_the_gauges_compare_what_was_proposed_with_who_is_available(session: Session) -> None:
    need = a_need(session)
    woman, man = a_mason(session, sex=Sex.WOMAN), a_mason(session, sex=Sex.MAN)
    a_mason(session, sex=Sex.MAN, birth_date=dt.date(1970, 1, 1))
    retained = a_mason(session, sex=Sex.MAN)
    prepare_proposal(session, need.id, [woman, man], TODAY)
    retain(session, need.id, [retained], TODAY)
    old = a_need(session)
    prepare_proposal(session, old.id, [retained], TODAY)
    proposal(session, old.id, retained).proposed_on = TODAY - dt.timedelta(90)
    session.flush()
    women: Gauge = {gauge.public: gauge for gauge in gauges(session, TODAY)}[Public.WOMAN]
    assert [int(women.count), int(women.total)] == [1, 2]
    assert women.mark is not None
    assert women.mark * 4 == 1
