"""People ranked for one need, from a real file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex, Transport, YesNoUnknown
from facilitator_app.domain.keys import Key
from facilitator_app.domain.matching import Score
from facilitator_app.domain.need import NeedState, ProposalState
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.eligibility import verdict
from facilitator_app.use_cases.matching.needs import NeedFilter, open_needs, people_available
from facilitator_app.use_cases.matching.proposals import prepare_proposal, retain, set_aside
from facilitator_app.use_cases.matching.ranking import NeedRanking, needs_for, ranking
from tests import make
from tests.use_cases.matching.house import START, TODAY, TOULON, a_mason, a_need


def _order(found: NeedRanking) -> list[Key]:
    return [line.person for line in found.ranked]


def _reason(session: Session, need_id: str, person: Key) -> str:
    found = ranking(session, need_id, TODAY, everybody=True)
    assert person not in _order(found)
    (line,) = [line for line in found.left_out if line.person == person]
    return " ".join(found.reasons(line))


@pytest.mark.parametrize(
    ("details", "asked", "said"),
    [
        ({"proved": False}, {}, "Éligibilité à établir"),
        ({"available_from": dt.date(2027, 2, 1)}, {}, "01/02/2027"),
        ({}, {"requirements": ("CACES R482",)}, "CACES R482"),
        ({"jobs_aimed": ("K2204",), "jobs_done": ()}, {}, "Aucun métier visé ou exercé proche"),
        ({}, {"without_car": False}, "pas de véhicule"),
        ({"commune_code": "83069", "max_travel_minutes": 10, "transport": Transport.ON_FOOT}, {}, "Trajet de"),
    ],
)
def test_a_hard_condition_that_is_not_met_leaves_out_and_says_why(
    session: Session, details: dict[str, Any], asked: dict[str, Any], said: str
) -> None:
    need, person = a_need(session, **asked), a_mason(session, **details)
    assert said in _reason(session, need.id, person)


@pytest.mark.parametrize(
    ("details", "suits"),
    [
        ({"pass_number": "999992612345", "valid_from": dt.date(2026, 11, 2)}, True),
        ({"pass_number": "", "valid_from": dt.date(2026, 11, 2)}, False),
        ({"pass_number": "999992612345", "valid_from": dt.date(2026, 12, 20)}, False),
    ],
)
def test_a_pass_is_judged_here_as_on_the_sheet_of_the_person(
    session: Session, details: dict[str, Any], suits: bool
) -> None:
    """Its number and its first day count, as for any other reader of the file."""
    need, person, day = a_need(session), a_mason(session, proved=False), dt.date(2026, 11, 2)
    proof = EligibilityProof(
        beneficiary_id=person, category="IAE", dated_on=day, seen_on=day, valid_until=dt.date(2028, 11, 1), **details
    )
    make.kept(session, proof)
    assert (person in _order(ranking(session, need.id, TODAY, everybody=True))) is suits
    assert verdict(session, person, TODAY).eligible is suits


def test_the_score_comes_in_four_parts_with_the_reasons_for_and_against(session: Session) -> None:
    need, person = a_need(session, wishes=("CACES R482",)), a_mason(session)
    found = ranking(session, need.id, TODAY)
    (line,) = found.ranked
    assert (line.person, line.place, line.score) == (person, 1, Score(26, 25, 20, 20))
    said = found.why(line)
    assert said.score == line.score
    assert any("Métier déjà exercé" in plus for plus in said.pluses)
    assert any("CACES R482" in minus for minus in said.minuses)


def test_requirements_are_compared_whatever_the_case_and_the_accents(session: Session) -> None:
    need = a_need(session, requirements=("Habilitation électrique",), wishes=("CACES R482",))
    person = a_mason(session, requirements=("habilitation electrique", "caces r482"))
    found = ranking(session, need.id, TODAY)
    assert _order(found) == [person]
    assert found.ranked[0].score.skills == 35


def test_those_at_work_are_left_out_until_their_contract_ends(session: Session) -> None:
    need = a_need(session)
    for_long, until_then = a_mason(session), a_mason(session)
    make.a_placement(session, beneficiary_id=for_long, starts_on=dt.date(2026, 11, 1), ends_on=None)
    make.a_placement(session, beneficiary_id=until_then, starts_on=dt.date(2026, 11, 1), ends_on=dt.date(2026, 12, 4))
    found = ranking(session, need.id, TODAY)
    assert _order(found) == [until_then]
    assert found.ranked[0].waiting_days is None
    assert found.available == 1


def test_archived_and_removed_people_are_nowhere(session: Session) -> None:
    need = a_need(session)
    a_mason(session, archived_on=dt.date(2026, 11, 1))
    a_mason(session, removed=True)
    found = ranking(session, need.id, TODAY, everybody=True)
    assert (found.ranked, found.left_out, found.available) == ((), (), 0)


def test_at_the_same_score_the_one_who_has_waited_longest_comes_first(session: Session) -> None:
    need, other = a_need(session), a_need(session, starts_on=dt.date(2026, 12, 14))
    recent = a_mason(session, registered_on=dt.date(2026, 10, 15))
    old = a_mason(session, registered_on=dt.date(2026, 3, 2))
    assert _order(ranking(session, need.id, TODAY)) == [old, recent]
    prepare_proposal(session, other.id, [old], TODAY)
    found = ranking(session, need.id, TODAY)
    assert _order(found) == [recent, old]
    assert [(line.waiting_days, line.elsewhere) for line in found.ranked] == [(40, 0), (0, 1)]


def test_the_weights_of_the_house_change_the_order(session: Session) -> None:
    need = a_need(session)
    near = a_mason(session, jobs_done=())
    experienced = a_mason(session, commune_code=TOULON)
    assert _order(ranking(session, need.id, TODAY)) == [experienced, near]
    make.kept(
        session,
        Rules(id=RULES_KEY, weight_skills=5, weight_travel=85, weight_availability=5, weight_project=5),
    )
    assert _order(ranking(session, need.id, TODAY)) == [near, experienced]


def test_people_of_other_trades_are_counted_and_listed_only_when_asked(session: Session) -> None:
    need = a_need(session)
    a_mason(session)
    stranger = a_mason(session, jobs_aimed=("K2204",), jobs_done=("G1602",))
    found = ranking(session, need.id, TODAY)
    assert (found.unrelated, found.left_out) == (1, ())
    everybody = ranking(session, need.id, TODAY, everybody=True)
    assert (everybody.unrelated, [line.person for line in everybody.left_out]) == (0, [stranger])
    assert everybody.ranked == found.ranked


def test_a_person_set_aside_is_left_out_of_that_need_only_with_the_reason(session: Session) -> None:
    need, other, person = a_need(session), a_need(session), a_mason(session)
    set_aside(session, need.id, person, "Ne veut plus de chantier", TODAY)
    assert _reason(session, need.id, person) == "Écartée le 24/11/2026\u00a0: Ne veut plus de chantier"
    assert _order(ranking(session, other.id, TODAY)) == [person]


def test_a_need_whose_job_is_unknown_ranks_nobody(session: Session) -> None:
    need = a_need(session, rome_code="")
    a_mason(session)
    found = ranking(session, need.id, TODAY)
    assert (found.ranked, found.unrelated) == ((), 1)


def test_a_need_that_is_gone_is_refused(session: Session) -> None:
    with pytest.raises(Refusal, match="n’existe plus"):
        ranking(session, "0" * 32, TODAY)


def test_the_needs_of_one_person_come_best_first_with_what_leaves_her_out(session: Session) -> None:
    near, far = a_need(session), a_need(session, commune_code=TOULON)
    no, person = a_need(session, requirements=("SST",)), a_mason(session)
    _name, fits = needs_for(session, person, TODAY)
    assert [fit.need_id for fit in fits] == [near.id, far.id, no.id]
    assert fits[2].score is None
    assert "SST" in fits[2].reasons[0]


def test_the_list_of_needs_counts_posts_people_and_what_is_urgent(session: Session) -> None:
    late = a_need(session, starts_on=dt.date(2027, 1, 4), posts=2)
    soon = a_need(session, starts_on=START, posts=2)
    a_need(session, state=NeedState.FILLED)
    first, second = a_mason(session), a_mason(session)
    make.a_placement(session, need_id=late.id, starts_on=dt.date(2026, 11, 2))
    found = open_needs(session, TODAY)
    assert [line.id for line in found.lines] == [soon.id, late.id]
    assert (found.posts, found.counts[NeedFilter.URGENT], people_available(session, TODAY)) == (3, 1, 2)
    assert [line.id for line in open_needs(session, TODAY, NeedFilter.URGENT).lines] == [soon.id]
    retain(session, soon.id, [first], TODAY)
    prepare_proposal(session, soon.id, [second], TODAY)
    found = open_needs(session, TODAY, NeedFilter.URGENT)
    assert (found.lines, found.counts) == ((), {NeedFilter.OPEN: 2, NeedFilter.URGENT: 0})
    assert [(line.retained, line.proposed) for line in open_needs(session, TODAY).lines] == [(1, 1), (0, 0)]


def test_the_line_of_a_person_says_where_her_proposal_stands(session: Session) -> None:
    need, person = a_need(session), a_mason(session)
    retain(session, need.id, [person], TODAY)
    found = ranking(session, need.id, TODAY)
    assert found.ranked[0].state is ProposalState.RETAINED
    assert found.retained == found.ranked


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sex=st.sampled_from(Sex),
    birth_date=st.dates(dt.date(1950, 1, 1), dt.date(2010, 1, 1)),
    in_qpv=st.sampled_from(YesNoUnknown),
    job=st.sampled_from(("F1703", "F1704", "F1602")),
    least=st.integers(0, 35),
)
def test_sex_birth_date_and_district_never_change_the_score(
    database: Database, sex: Sex, birth_date: dt.date, in_qpv: YesNoUnknown, job: str, least: int
) -> None:
    with database.transaction() as session:
        need = a_need(session, wishes=("SST",))
        person = a_mason(session, jobs_aimed=(job,), jobs_done=(), weekly_hours_least=least)
        before = {line.person: line.score for line in ranking(session, need.id, TODAY).ranked}
        record = session.get_one(Beneficiary, person)
        record.sex, record.birth_date, record.in_qpv = sex, birth_date, in_qpv
        session.flush()
        assert {line.person: line.score for line in ranking(session, need.id, TODAY).ranked} == before
        assert person in before
