"""A line typed is a line kept; what is to be done next is asked for until it is said to be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.following import EventKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.following import (
    EventDraft,
    actions_due,
    events_of,
    finish_action,
    keep_event,
    remove_event,
    standings,
)
from facilitator_app.use_cases.personal_data.restriction import restrict
from tests import make
from tests.conftest import TODAY

CALL = EventDraft(TODAY, EventKind.CALL, " Souhaite  un temps plein. ", "Appeler Batirade", "", dt.date(2026, 11, 27))


def test_a_line_is_kept_tidied_and_signed_by_whoever_typed_it(session: Session) -> None:
    person = make.a_beneficiary(session)
    keep_event(session, person.id, CALL, TODAY)
    (line,) = events_of(session, person.id)
    assert (line.day, line.kind, line.text) == (TODAY, EventKind.CALL, "Souhaite un temps plein.")
    assert line.done_by == line.next_by == "Hélène Arnoux"
    assert line.is_open
    assert not line.is_late(dt.date(2026, 11, 27))
    assert line.is_late(dt.date(2026, 11, 28))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(CALL, day=None), "day"),
        (replace(CALL, day=TODAY + dt.timedelta(days=1)), "day"),
        (EventDraft(TODAY), "text"),
        (EventDraft(TODAY, text="Vu ce matin", next_before=TODAY), "next_action"),
        (replace(CALL, text="x" * 1001), "text"),
    ],
)
def test_what_is_wrong_is_said_under_its_field(session: Session, draft: EventDraft, field: str) -> None:
    person = make.a_beneficiary(session)
    with pytest.raises(Refusal) as refused:
        keep_event(session, person.id, draft, TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert events_of(session, person.id) == []


def test_a_social_security_number_is_refused_in_a_line(session: Session) -> None:
    person = make.a_beneficiary(session)
    with pytest.raises(Refusal):
        keep_event(session, person.id, replace(CALL, text="Numéro 1 85 05 78 006 084 91"), TODAY)


def test_a_line_is_corrected_and_taken_away(session: Session) -> None:
    person = make.a_beneficiary(session)
    key = keep_event(session, person.id, CALL, TODAY)
    assert keep_event(session, person.id, replace(CALL, kind=EventKind.VISIT), TODAY, key) == key
    assert [line.kind for line in events_of(session, person.id)] == [EventKind.VISIT]
    remove_event(session, key)
    assert events_of(session, person.id) == []


def test_the_most_pressing_action_comes_first_and_what_is_done_is_no_longer_asked(session: Session) -> None:
    one, other = make.a_beneficiary(session), make.a_beneficiary(session)
    later = keep_event(session, one.id, CALL, TODAY)
    keep_event(session, one.id, replace(CALL, next_action="Sans échéance", next_before=None), TODAY)
    keep_event(session, other.id, replace(CALL, next_before=TODAY, next_by="Mission locale"), TODAY)
    due = actions_due(session)
    assert [(line.beneficiary_id, line.by) for line in due][:2] == [
        (other.id, "Mission locale"),
        (one.id, "Hélène Arnoux"),
    ]
    assert [line.before for line in due] == [TODAY, dt.date(2026, 11, 27), None]
    assert [line.beneficiary_id for line in actions_due(session, TODAY)] == [other.id]
    finish_action(session, later, TODAY)
    assert standings(session, [one.id], TODAY)[one.id].next_action == "Sans échéance"
    with pytest.raises(Refusal):
        finish_action(session, later, TODAY)


def test_people_archived_or_restricted_are_not_on_the_list_of_what_is_to_be_done(session: Session) -> None:
    gone = make.a_beneficiary(session, archived_on=TODAY)
    alone = make.a_beneficiary(session)
    for person in (gone, alone):
        keep_event(session, person.id, CALL, TODAY)
    restrict(session, alone.id, "demande écrite", TODAY)
    assert actions_due(session) == []


def test_the_last_act_is_the_latest_of_all_that_was_done_for_the_person(session: Session) -> None:
    seen, worked, new = (make.a_beneficiary(session) for _ in range(3))
    keep_event(session, seen.id, replace(CALL, day=dt.date(2026, 10, 2)), TODAY)
    keep_event(session, seen.id, replace(CALL, day=dt.date(2026, 9, 1)), TODAY)
    make.a_placement(session, beneficiary_id=worked.id, starts_on=dt.date(2026, 3, 1))
    found = standings(session, [seen.id, worked.id, new.id], TODAY)
    assert found[seen.id].last_act == dt.date(2026, 10, 2)
    assert found[worked.id].last_act == dt.date(2026, 3, 1)
    assert found[new.id].last_act is None


def test_one_undo_takes_a_line_back(database: Database) -> None:
    with database.transaction() as session:
        person = make.a_beneficiary(session).id
    with database.transaction() as session:
        keep_event(session, person, CALL, TODAY)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last
        assert last.label.startswith("Appel, Testard")
        gestures.undo(session, last.gesture_id)
        assert events_of(session, person) == []
