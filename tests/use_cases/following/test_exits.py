"""An exit is classified from where the person goes, and she is asked 3, 6 and 12 months later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.exits import ExitClass, ExitReason, Outcome, classify
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, add_months, hours
from facilitator_app.use_cases.following import (
    ExitDraft,
    calls_due,
    exit_rates,
    exits_of,
    keep_exit,
    keep_later_situation,
    remove_exit,
)
from tests import make
from tests.conftest import TODAY

BEGAN = dt.date(2026, 3, 1)
HIRED = ExitDraft(dt.date(2026, 11, 13), ExitReason.HIRED, Outcome.PERMANENT)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.PERMANENT, ExitClass.DURABLE),
        (Outcome.FIXED_LONG, ExitClass.DURABLE),
        (Outcome.APPRENTICESHIP, ExitClass.DURABLE),
        (Outcome.BUSINESS, ExitClass.DURABLE),
        (Outcome.FIXED_SHORT, ExitClass.TRANSITION),
        (Outcome.AIDED, ExitClass.TRANSITION),
        (Outcome.TRAINING, ExitClass.POSITIVE),
        (Outcome.INSERTION, ExitClass.POSITIVE),
        (Outcome.SEEKING, ExitClass.OTHER),
        (Outcome.NOT_REACHED, ExitClass.UNKNOWN),
        (None, ExitClass.UNKNOWN),
    ],
)
def test_the_class_follows_the_situation(outcome: Outcome | None, expected: ExitClass) -> None:
    assert classify(ExitReason.COMPLETED, outcome, BEGAN, TODAY) is expected


def test_every_situation_has_a_class() -> None:
    assert all(classify(ExitReason.COMPLETED, outcome, None, TODAY) in ExitClass for outcome in Outcome)


@pytest.mark.parametrize("reason", [ExitReason.DIED, ExitReason.MOVED, ExitReason.PREVENTED])
def test_some_reasons_withdraw_the_exit_from_the_count(reason: ExitReason) -> None:
    assert classify(reason, Outcome.PERMANENT, BEGAN, TODAY) is ExitClass.EXCLUDED


def test_a_stay_shorter_than_three_months_is_not_counted() -> None:
    assert classify(ExitReason.HIRED, Outcome.PERMANENT, BEGAN, dt.date(2026, 5, 31)) is ExitClass.EXCLUDED
    assert classify(ExitReason.HIRED, Outcome.PERMANENT, BEGAN, dt.date(2026, 6, 1)) is ExitClass.DURABLE


def test_an_exit_ends_the_placement_and_is_noted_once(session: Session) -> None:
    placement = make.a_placement(session, starts_on=BEGAN)
    draft = replace(HIRED, placement_id=placement.id)
    key = keep_exit(session, placement.beneficiary_id, draft, TODAY)
    assert (placement.ends_on, placement.end_reason) == (HIRED.day, "Embauche")
    (line,) = exits_of(session, placement.beneficiary_id)
    assert (line.classified, line.placement_id) == (ExitClass.DURABLE, placement.id)
    assert line.employer
    with pytest.raises(Refusal, match="déjà notée"):
        keep_exit(session, placement.beneficiary_id, draft, TODAY)
    assert keep_exit(session, placement.beneficiary_id, replace(draft, remark="Vu"), TODAY, key) == key


def test_hours_after_the_exit_are_said_and_nothing_is_written(session: Session) -> None:
    placement = make.a_placement(session, starts_on=BEGAN)
    october = MonthlyHours(placement_id=placement.id, month=Month(2026, 10), declared=hours(70))
    make.kept(session, october)
    early = replace(HIRED, placement_id=placement.id, day=dt.date(2026, 9, 15))
    with pytest.raises(Refusal, match="octobre"):
        keep_exit(session, placement.beneficiary_id, early, TODAY)
    assert exits_of(session, placement.beneficiary_id) == []


def test_another_class_needs_a_written_reason(session: Session) -> None:
    person = make.a_beneficiary(session)
    other = replace(HIRED, classified=ExitClass.TRANSITION)
    with pytest.raises(Refusal) as refused:
        keep_exit(session, person.id, other, TODAY)
    assert [problem.field for problem in refused.value.problems] == ["class_reason"]
    keep_exit(session, person.id, replace(other, class_reason="CDI rompu en période d’essai"), TODAY)
    assert exits_of(session, person.id)[0].classified is ExitClass.TRANSITION


def test_the_day_and_the_reason_are_required(session: Session) -> None:
    person = make.a_beneficiary(session)
    with pytest.raises(Refusal) as refused:
        keep_exit(session, person.id, ExitDraft(TODAY + dt.timedelta(days=1), None), TODAY)
    assert {problem.field for problem in refused.value.problems} == {"day", "reason"}


def test_people_are_asked_at_three_six_and_twelve_months_then_no_more(session: Session) -> None:
    person = make.a_beneficiary(session)
    key = keep_exit(session, person.id, HIRED, TODAY)
    left = HIRED.day
    assert left

    def asked(day: dt.date) -> list[int]:
        return [call.months for call in calls_due(session, day)]

    assert asked(add_months(left, 3) - dt.timedelta(days=1)) == []
    for months in (3, 6, 12):
        day = add_months(left, months)
        assert asked(day) == [months]
        keep_later_situation(session, key, months, Outcome.NOT_REACHED, day, day)
        assert asked(day) == []
    assert asked(add_months(left, 20)) == []
    assert [line.months for line in exits_of(session, person.id)[0].later] == [3, 6, 12]


def test_nobody_asked_for_fifteen_months_is_no_longer_asked_and_the_dead_never(session: Session) -> None:
    keep_exit(session, make.a_beneficiary(session).id, HIRED, TODAY)
    keep_exit(session, make.a_beneficiary(session).id, replace(HIRED, reason=ExitReason.DIED), TODAY)
    assert HIRED.day
    assert len(calls_due(session, add_months(HIRED.day, 7))) == 1
    assert calls_due(session, add_months(HIRED.day, 15)) == []


def test_not_reached_then_reached_is_one_answer(session: Session) -> None:
    person = make.a_beneficiary(session)
    key = keep_exit(session, person.id, HIRED, TODAY)
    first = keep_later_situation(session, key, 3, Outcome.NOT_REACHED, TODAY, TODAY)
    assert keep_later_situation(session, key, 3, Outcome.PERMANENT, TODAY, TODAY) == first
    (said,) = exits_of(session, person.id)[0].later
    assert said.answer is Outcome.PERMANENT


@pytest.mark.parametrize(
    ("months", "answer", "day", "field"),
    [
        (4, Outcome.PERMANENT, TODAY, "months"),
        (3, None, TODAY, "answer"),
        (3, Outcome.PERMANENT, TODAY + dt.timedelta(days=1), "asked_on"),
        (3, Outcome.PERMANENT, dt.date(2026, 1, 1), "asked_on"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    session: Session, months: int, answer: Outcome | None, day: dt.date, field: str
) -> None:
    key = keep_exit(session, make.a_beneficiary(session).id, HIRED, TODAY)
    with pytest.raises(Refusal) as refused:
        keep_later_situation(session, key, months, answer, day, TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_an_exit_followed_by_answers_is_not_taken_away(session: Session) -> None:
    person = make.a_beneficiary(session)
    key = keep_exit(session, person.id, HIRED, TODAY)
    keep_later_situation(session, key, 3, Outcome.PERMANENT, TODAY, TODAY)
    with pytest.raises(Refusal):
        remove_exit(session, key)


def test_rates_leave_out_the_withdrawn_with_and_without_the_unknown(session: Session) -> None:
    for outcome, reason in (
        (Outcome.PERMANENT, ExitReason.HIRED),
        (Outcome.TRAINING, ExitReason.TRAINING),
        (Outcome.SEEKING, ExitReason.COMPLETED),
        (None, ExitReason.LOST),
        (None, ExitReason.DIED),
    ):
        keep_exit(session, make.a_beneficiary(session).id, ExitDraft(TODAY, reason, outcome), TODAY)
    rates = exit_rates(session, TODAY, TODAY)
    assert rates.dynamic == 2
    assert rates.rate == Decimal("0.5")
    assert rates.rate_of_known == Decimal(2) / 3
    assert exit_rates(session, BEGAN, BEGAN).rate is None


def test_a_placement_already_ended_earlier_keeps_its_end(session: Session) -> None:
    placement = make.a_placement(session, starts_on=BEGAN, ends_on=dt.date(2026, 10, 31), end_reason="Fin de mission")
    keep_exit(session, placement.beneficiary_id, replace(HIRED, placement_id=placement.id), TODAY)
    kept = session.get_one(Placement, placement.id)
    assert (kept.ends_on, kept.end_reason) == (dt.date(2026, 10, 31), "Fin de mission")
