"""Training, obstacles, tutors, prescribers; and what merging, anonymising and the clock make of all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.exits import ExitReason, LaterSituation, Outcome, PersonExit
from facilitator_app.domain.following import (
    EventKind,
    Mark,
    Obstacle,
    ObstacleKind,
    PersonEvent,
    Referral,
    Role,
    Training,
    TrainingKind,
    TutorEvaluation,
)
from facilitator_app.domain.keys import Key
from facilitator_app.domain.prescribers import Prescriber
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.following import (
    EvaluationDraft,
    EventDraft,
    ExitDraft,
    Following,
    Moment,
    ObstacleDraft,
    ReferralDraft,
    TrainingDraft,
    evaluations_of,
    following_of,
    keep_evaluation,
    keep_event,
    keep_exit,
    keep_later_situation,
    keep_obstacle,
    keep_referral,
    keep_training,
    placements_to_evaluate,
    referrals_of,
    remove_referral,
    timeline,
)
from facilitator_app.use_cases.following.careful import advice
from facilitator_app.use_cases.merging import merge
from facilitator_app.use_cases.personal_data.erasure import anonymise
from facilitator_app.use_cases.personal_data.last_contacts import last_contacts
from tests import make
from tests.conftest import TODAY

SPRING = dt.date(2026, 4, 6)


def somebody_followed(session: Session) -> Key:
    """One record of each kind."""
    placement = make.a_placement(session, starts_on=dt.date(2025, 9, 1))
    person = placement.beneficiary_id
    keep_event(session, person, EventDraft(SPRING, EventKind.VISIT, "Chantier calme", "Rappeler", "", TODAY), TODAY)
    keep_training(
        session, person, TrainingDraft("CACES R489", TrainingKind.SAFETY, SPRING, SPRING, "AFPA", hours(21), True)
    )
    keep_obstacle(session, person, ObstacleDraft(ObstacleKind.HOUSING, SPRING, "Orientée vers l’ADIL"), TODAY)
    keep_evaluation(session, EvaluationDraft(placement.id, SPRING, "M. Roux", {"safety": Mark.GOOD}, "Sérieux"), TODAY)
    keep_referral(session, person, ReferralDraft(Role.REFERRER, "Mission locale", SPRING, None, Prescriber.ML), TODAY)
    key = keep_exit(
        session, person, ExitDraft(dt.date(2026, 7, 31), ExitReason.HIRED, Outcome.PERMANENT, placement.id), TODAY
    )
    keep_later_situation(session, key, 3, Outcome.PERMANENT, dt.date(2026, 11, 2), TODAY, "Toujours en poste")
    return person


def sizes(noted: Following) -> list[int]:
    return [
        len(part)
        for part in (
            noted.events, noted.trainings, noted.obstacles, noted.evaluations, noted.referrals, noted.exits,
        )
    ]  # fmt: skip


def test_the_timeline_goes_from_the_oldest_day_to_what_is_to_come(session: Session) -> None:
    points = timeline(session, somebody_followed(session), TODAY)
    assert [point.day for point in points] == sorted(point.day for point in points)
    assert {point.moment for point in points} == set(Moment)
    reminders = [(point.title, point.day) for point in points if point.moment is Moment.REMINDER]
    assert reminders == [
        ("Rappeler", TODAY),
        ("Appeler à 6 mois", dt.date(2027, 1, 31)),
        ("Appeler à 12 mois", dt.date(2027, 7, 31)),
    ]


def test_the_placements_to_evaluate_are_hers_the_latest_first(session: Session) -> None:
    person, company = make.a_beneficiary(session).id, make.a_company(session, name="Batirade").id
    make.a_placement(session, employer_id=company, starts_on=dt.date(2026, 4, 1))
    for starts_on in (dt.date(2026, 3, 2), dt.date(2026, 9, 1)):
        make.a_placement(session, beneficiary_id=person, employer_id=company, starts_on=starts_on)
    offered = [said for _, said in placements_to_evaluate(session, person)]
    assert offered == ["Batirade, depuis le 01/09/2026", "Batirade, depuis le 02/03/2026"]


@pytest.mark.parametrize(("role", "named"), [(Role.REFERRER, "Prescripteur"), (Role.COACH, "Référent")])
def test_the_gesture_says_what_somebody_is_to_the_person(database: Database, role: Role, named: str) -> None:
    with database.transaction() as session:
        person = make.a_beneficiary(session, last_name="Testard", first_name="Inès").id
    with database.transaction() as session:
        keep_referral(session, person, ReferralDraft(role, "Mission locale", SPRING), TODAY)
    with database.reading() as session:
        last = gestures.last_to_undo(session)
    assert last is not None
    assert last.label == f"{named} de Testard Inès"


def test_merging_two_records_moves_all_of_it(session: Session) -> None:
    keep, gone = somebody_followed(session), somebody_followed(session)
    merge(session, keep, gone)
    noted = following_of(session, keep)
    assert sizes(noted) == [2, 2, 2, 2, 2, 2]
    assert [len(leaving.later) for leaving in noted.exits] == [1, 1]
    assert sizes(following_of(session, gone)) == [0, 0, 0, 0, 0, 0]


def test_anonymising_leaves_figures_and_no_word(session: Session) -> None:
    person = somebody_followed(session)
    anonymise(session, [person], TODAY)
    session.expire_all()
    event = session.scalars(select(PersonEvent)).one()
    assert (event.text, event.next_action, event.done_by, event.next_before) == ("", "", "", None)
    assert (event.kind, event.day) == (EventKind.VISIT, dt.date(2026, 4, 1))
    training = session.scalars(select(Training)).one()
    assert (training.title, training.organiser, training.hours) == ("", "", hours(21))
    obstacle = session.scalars(select(Obstacle)).one()
    assert (obstacle.kind, obstacle.answer) == (ObstacleKind.OTHER, "")
    evaluation = session.scalars(select(TutorEvaluation)).one()
    assert (evaluation.tutor, evaluation.remark, evaluation.safety) == ("", "", None)
    referral = session.scalars(select(Referral)).one()
    assert (referral.name, referral.prescriber) == ("", None)
    leaving = session.scalars(select(PersonExit)).one()
    assert (leaving.outcome, leaving.day) == (Outcome.PERMANENT, dt.date(2026, 7, 1))
    assert session.scalars(select(LaterSituation)).one().remark == ""


def test_a_call_and_an_answer_hold_the_clock_but_not_reaching_her_does_not(session: Session) -> None:
    person = make.a_beneficiary(session)
    keep_event(session, person.id, EventDraft(SPRING, text="Appelée"), TODAY)
    key = keep_exit(session, person.id, ExitDraft(dt.date(2026, 5, 4), ExitReason.COMPLETED, Outcome.SEEKING), TODAY)
    keep_later_situation(session, key, 3, Outcome.NOT_REACHED, dt.date(2026, 8, 10), TODAY)
    assert last_contacts(session, TODAY)[person.id] == SPRING
    keep_later_situation(session, key, 3, Outcome.SEEKING, dt.date(2026, 8, 24), TODAY)
    assert last_contacts(session, TODAY)[person.id] == dt.date(2026, 8, 24)


def test_a_new_coach_ends_the_former_and_is_the_one_the_sheet_names(session: Session) -> None:
    person = make.a_beneficiary(session, advisor="Paul Vidal")
    keep_referral(session, person.id, ReferralDraft(Role.COACH, "Paul Vidal", SPRING, None, Prescriber.ML), TODAY)
    new = keep_referral(session, person.id, ReferralDraft(Role.COACH, "Lina Roque", TODAY), TODAY)
    now, former = referrals_of(session, person.id)
    assert (now.name, former.until) == ("Lina Roque", TODAY - dt.timedelta(days=1))
    assert former.prescriber is None  # a coach sends nobody
    assert session.get_one(Beneficiary, person.id).advisor == "Lina Roque"
    remove_referral(session, new, TODAY)
    assert [line.name for line in referrals_of(session, person.id)] == ["Paul Vidal"]


def test_one_who_comes_later_does_not_take_the_place_of_today_s(session: Session) -> None:
    person = make.a_beneficiary(session, advisor="Paul Vidal")
    later = ReferralDraft(Role.COACH, "Lina Roque", TODAY + dt.timedelta(days=30))
    keep_referral(session, person.id, later, TODAY)
    assert session.get_one(Beneficiary, person.id).advisor == "Paul Vidal"


def test_marks_are_said_in_words(session: Session) -> None:
    placement = make.a_placement(session)
    keep_evaluation(
        session,
        EvaluationDraft(placement.id, SPRING, marks={"punctuality": Mark.WEAK, "safety": Mark.GOOD, "team": None}),
        TODAY,
    )
    (line,) = evaluations_of(session, placement.beneficiary_id)
    assert line.summary == "Ponctualité\u00a0: à travailler · Sécurité\u00a0: satisfaisant"


def test_what_is_missing_is_asked_for_under_its_field(session: Session) -> None:
    person = make.a_beneficiary(session).id
    late = dt.date(2026, 1, 1)
    acts: list[tuple[Callable[[], Key], set[str]]] = [
        (lambda: keep_training(session, person, TrainingDraft("", None, None)), {"title", "kind", "starts_on"}),
        (lambda: keep_training(session, person, TrainingDraft("SST", TrainingKind.SAFETY, SPRING, late)), {"ends_on"}),
        (lambda: keep_training(session, person, TrainingDraft("SST", TrainingKind.SAFETY, SPRING, hours=hours(0))),
         {"hours"}),
        (lambda: keep_obstacle(session, person, ObstacleDraft(None, None), TODAY), {"kind", "noted_on"}),
        (lambda: keep_evaluation(session, EvaluationDraft(None, None), TODAY), {"placement_id", "day", "remark"}),
        (lambda: keep_referral(session, person, ReferralDraft(None, " ", None), TODAY), {"role", "name", "since"}),
    ]  # fmt: skip
    for act, fields in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert {problem.field for problem in refused.value.problems} == fields


def test_a_word_about_health_or_justice_is_pointed_out_and_ordinary_words_are_not() -> None:
    assert "santé" in advice("En ARRÊT-MALADIE depuis lundi")
    assert "justice" in advice("sortie de prison")
    assert advice("Vol de nuit, permis de conduire, aime la politesse") == ""
    assert advice("") == ""
