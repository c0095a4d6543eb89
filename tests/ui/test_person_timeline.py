"""The line of time of a person: what is noted in her following shows beside her contracts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.exits import ExitReason, Outcome
from facilitator_app.domain.following import Mark, TrainingKind
from facilitator_app.domain.keys import Key
from facilitator_app.ui.beneficiaries.overview import periods
from facilitator_app.ui.charts.timeline import Period
from facilitator_app.use_cases import following
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.following import EvaluationDraft, EventDraft, ExitDraft, TrainingDraft
from tests import make
from tests.conftest import TODAY

JUNE = dt.date(2026, 6, 15)


def shown(session: Session, person: Key) -> dict[str, Period]:
    return {period.said: period for period in periods(sheet(session, person, TODAY), TODAY)}


def test_trainings_evaluations_exits_and_what_is_to_be_done_show(session: Session) -> None:
    placement = make.a_placement(session, starts_on=dt.date(2026, 2, 2), ends_on=JUNE)
    person = placement.beneficiary_id
    training = TrainingDraft("CACES R482", TrainingKind.SAFETY, dt.date(2026, 3, 2), dt.date(2026, 3, 6))
    following.keep_training(session, person, training)
    marks = {"punctuality": Mark.GOOD}
    following.keep_evaluation(session, EvaluationDraft(placement.id, dt.date(2026, 5, 4), "", marks), TODAY)
    leaving = ExitDraft(JUNE, ExitReason.HIRED, Outcome.PERMANENT, placement.id)
    leaving_key = following.keep_exit(session, person, leaving, TODAY)
    found = shown(session, person)
    assert (found["CACES R482"].kind, found["CACES R482"].end) == ("other", dt.date(2026, 3, 6))
    assert found["Sortie\u00a0: Embauche"].start == JUNE
    assert any(said.startswith("Évaluation du tuteur") for said in found)
    assert found["à faire\u00a0: Appeler à 3 mois"].start == dt.date(2026, 9, 15)
    answer = Outcome.NOT_REACHED
    following.keep_later_situation(session, leaving_key, 3, answer, TODAY, TODAY)
    found = shown(session, person)
    assert found["À 3 mois"].words == "À 3 mois"
    assert found["à faire\u00a0: Appeler à 6 mois"].start == dt.date(2026, 12, 15)


def test_only_the_last_thing_that_happened_has_its_words_drawn(session: Session) -> None:
    person = make.a_beneficiary(session).id
    for day in (3, 4, 5):
        following.keep_event(session, person, EventDraft(dt.date(2026, 11, day), text="Appelée"), TODAY)
    calls = [one for one in periods(sheet(session, person, TODAY), TODAY) if one.said == "Appel"]
    assert [(one.start.day, one.words) for one in calls] == [(3, ""), (4, ""), (5, "Appel")]
    assert len({one.line for one in calls}) == 1
