"""The best overall allocation beside today's, from a real file: asked without effect, applied as one gesture."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.keys import Key
from facilitator_app.domain.matching import score_all_pairs
from facilitator_app.domain.need import Need, Proposal, ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.demonstration.house import build
from facilitator_app.use_cases.matching.overall import Overall, apply_overall, overall
from facilitator_app.use_cases.matching.profiles import Spelling, house_rules, members, need_profiles
from facilitator_app.use_cases.matching.proposals import note_answer, prepare_proposal, retain, set_aside
from tests import make
from tests.domain.outside_solver import best_total
from tests.use_cases.matching.house import TODAY, TOULON, a_mason, a_need, proposal


def _where(found: Overall) -> dict[Key, Key]:
    return {person: need for need, person, _ in found.assigned}


def _crossed(session: Session) -> tuple[Key, Key, Key, Key]:
    """Two needs and two people, each retained where the other would suit better."""
    here, there = a_need(session), a_need(session, commune_code=TOULON)
    from_here, from_there = a_mason(session), a_mason(session, commune_code=TOULON, town="Toulon")
    retain(session, here.id, [from_there], TODAY)
    retain(session, there.id, [from_here], TODAY)
    return here.id, there.id, from_here, from_there


def test_people_retained_where_another_suits_better_are_moved(session: Session) -> None:
    here, there, from_here, from_there = _crossed(session)
    found = overall(session, TODAY)
    assert _where(found) == {from_here: here, from_there: there}
    assert (found.posts, found.today.filled, found.proposed.filled) == (2, 2, 2)
    assert found.gain == found.proposed.total - found.today.total > 0
    moved = {change.person: change for change in found.changes}
    before, after = moved[from_here].before, moved[from_here].after
    assert before is not None
    assert after is not None
    assert (before.id, after.id) == (there, here)
    assert sum(change.gain for change in found.changes) == found.gain


def test_asking_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        _crossed(session)
    with database.reading() as session:
        before = session.scalar(select(func.count()).select_from(Gesture))
        overall(session, TODAY)
        states = list(session.scalars(select(Proposal.state)))
        assert session.scalar(select(func.count()).select_from(Gesture)) == before
    assert states == [ProposalState.RETAINED] * 2


def test_applying_is_one_gesture_and_is_undone_in_one(database: Database) -> None:
    with database.transaction() as session:
        here, there, from_here, from_there = _crossed(session)
    with database.transaction() as session:
        before = session.scalar(select(func.count()).select_from(Gesture)) or 0
        apply_overall(session, overall(session, TODAY).changes, TODAY)
    with database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Gesture)) == before + 1
        assert proposal(session, here, from_there).removed
        assert proposal(session, here, from_here).state is ProposalState.RETAINED
        assert proposal(session, here, from_here).score == 100
        assert overall(session, TODAY).changes == ()
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == "Répartition des besoins\u00a0: 2 changements"
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert not proposal(session, here, from_there).removed
        assert not proposal(session, there, from_here).removed
        assert proposal(session, here, from_here).removed


def test_only_the_chosen_changes_are_applied(session: Session) -> None:
    here, there, from_here, from_there = _crossed(session)
    (chosen,) = [change for change in overall(session, TODAY).changes if change.person == from_here]
    apply_overall(session, [chosen], TODAY)
    assert proposal(session, here, from_here).state is ProposalState.RETAINED
    assert proposal(session, there, from_here).removed
    assert not proposal(session, here, from_there).removed


def test_applying_nothing_is_refused(session: Session) -> None:
    with pytest.raises(Refusal, match="Cochez"):
        apply_overall(session, [], TODAY)


def test_people_already_proposed_keep_their_post(session: Session) -> None:
    need = a_need(session)
    told = a_mason(session, commune_code=TOULON)
    a_mason(session)
    prepare_proposal(session, need.id, [told], TODAY)
    found = overall(session, TODAY)
    assert (_where(found), found.changes) == ({told: need.id}, ())


def test_a_pair_refused_or_set_aside_is_not_proposed_again(session: Session) -> None:
    need = a_need(session)
    refused, aside = a_mason(session), a_mason(session)
    prepare_proposal(session, need.id, [refused], TODAY)
    note_answer(session, proposal(session, need.id, refused).id, ProposalState.REFUSED, "", TODAY)
    set_aside(session, need.id, aside, "Ne souhaite plus", TODAY)
    assert overall(session, TODAY).assigned == ()


def test_a_need_with_two_posts_takes_two_people_and_a_person_one_post(session: Session) -> None:
    double, single = a_need(session, posts=2), a_need(session)
    people = {a_mason(session) for _ in range(4)}
    found = overall(session, TODAY)
    assert found.proposed.filled == 3
    assert set(_where(found)) < people
    assert sorted(_where(found).values()) == sorted([double.id, double.id, single.id])


def test_changes_computed_before_somebody_was_told_are_refused(database: Database) -> None:
    with database.transaction() as session:
        _here, there, from_here, _from_there = _crossed(session)
        changes = overall(session, TODAY).changes
        prepare_proposal(session, there, [from_here], TODAY)
    with pytest.raises(Refusal, match="a changé depuis le calcul"), database.transaction() as session:
        apply_overall(session, changes, TODAY)
    with database.reading() as session:
        assert proposal(session, there, from_here).state is ProposalState.PROPOSED


def test_an_empty_house_has_nothing_to_allocate(session: Session) -> None:
    found = overall(session, TODAY)
    assert (found.posts, found.changes, found.proposed.mean) == (0, (), None)


def test_the_demonstration_house_gets_the_true_optimum(session: Session) -> None:
    build(session, TODAY, seed=11)
    spelling = Spelling()
    needs = need_profiles(session, spelling)
    pool = [member.candidate for member in members(session, TODAY, spelling).values()]
    pairs = score_all_pairs(pool, needs, house_rules(session))
    posts = {need.key: need.posts for need in needs}
    assert overall(session, TODAY).proposed.total == best_total(pairs, posts)


def test_posts_already_taken_are_not_filled_twice(session: Session) -> None:
    need, _person = a_need(session, posts=1), a_mason(session)
    make.a_placement(session, need_id=need.id, starts_on=dt.date(2026, 11, 2))
    assert overall(session, TODAY).assigned == ()
    assert session.get_one(Need, need.id).posts == 1
