"""Everything that happened to a person, and what is still to come, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from facilitator_app.domain.exits import MILESTONES, NOT_CALLED
from facilitator_app.domain.following import Role
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import add_months, written_hours
from facilitator_app.use_cases.following.evaluations import EvaluationLine, evaluations_of
from facilitator_app.use_cases.following.events import EventLine, events_of
from facilitator_app.use_cases.following.exits import ExitLine, exits_of
from facilitator_app.use_cases.following.obstacles import ObstacleLine, obstacles_of
from facilitator_app.use_cases.following.referrals import ReferralLine, referrals_of
from facilitator_app.use_cases.following.to_do import ASKED_UNTIL
from facilitator_app.use_cases.following.trainings import TrainingLine, trainings_of


class Moment(StrEnum):
    """What a point of the timeline is; a reminder is still to come, or late."""

    EVENT = "event"
    TRAINING = "training"
    OBSTACLE = "obstacle"
    EVALUATION = "evaluation"
    REFERRAL = "referral"
    EXIT = "exit"
    LATER = "later"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Point:
    """A day of a person, or several when `until` is given; `title` in a few words, `detail` as long as was typed."""

    moment: Moment
    day: dt.date
    until: dt.date | None
    title: str
    detail: str
    record_id: Key


@dataclass(frozen=True, slots=True)
class Following:
    """All that was noted of a person, as her documents print it."""

    events: tuple[EventLine, ...]
    trainings: tuple[TrainingLine, ...]
    obstacles: tuple[ObstacleLine, ...]
    evaluations: tuple[EvaluationLine, ...]
    referrals: tuple[ReferralLine, ...]
    exits: tuple[ExitLine, ...]


def following_of(session: Session, beneficiary_id: Key) -> Following:
    """Everything noted, in one reading."""
    return Following(
        tuple(events_of(session, beneficiary_id)),
        tuple(trainings_of(session, beneficiary_id)),
        tuple(obstacles_of(session, beneficiary_id)),
        tuple(evaluations_of(session, beneficiary_id)),
        tuple(referrals_of(session, beneficiary_id)),
        tuple(exits_of(session, beneficiary_id)),
    )


def timeline(session: Session, beneficiary_id: Key, today: dt.date) -> list[Point]:
    """From the oldest day to those still to come."""
    noted = following_of(session, beneficiary_id)
    points = [*_past(noted), *_to_come(noted, today)]
    return sorted(points, key=lambda point: (point.day, point.moment, point.record_id))


def _past(noted: Following) -> Iterator[Point]:
    for event in noted.events:
        yield Point(Moment.EVENT, event.day, None, event.kind.label, event.text, event.id)
    for training in noted.trainings:
        hours = f"{training.kind.label}, {written_hours(training.hours)}" if training.hours else training.kind.label
        yield Point(Moment.TRAINING, training.starts_on, training.ends_on, training.title, hours, training.id)
    for obstacle in noted.obstacles:
        title = f"Frein\u00a0: {obstacle.kind.label}"
        yield Point(Moment.OBSTACLE, obstacle.noted_on, obstacle.resolved_on, title, obstacle.answer, obstacle.id)
    for evaluation in noted.evaluations:
        title = f"Évaluation du tuteur, {evaluation.employer}"
        yield Point(Moment.EVALUATION, evaluation.day, None, title, evaluation.summary, evaluation.id)
    for referral in noted.referrals:
        kind = referral.prescriber.label if referral.role is Role.REFERRER and referral.prescriber else ""
        title = f"{referral.role.label}\u00a0: {referral.name}"
        yield Point(Moment.REFERRAL, referral.since, referral.until, title, kind, referral.id)
    for leaving in noted.exits:
        detail = leaving.outcome.label if leaving.outcome else ""
        yield Point(Moment.EXIT, leaving.day, None, f"Sortie\u00a0: {leaving.reason.label}", detail, leaving.id)
        for said in leaving.later:
            yield Point(Moment.LATER, said.asked_on, None, f"À {said.months} mois", said.answer.label, leaving.id)


def _to_come(noted: Following, today: dt.date) -> Iterator[Point]:
    for event in noted.events:
        if event.is_open:
            by = f"par {event.next_by}" if event.next_by else ""
            yield Point(Moment.REMINDER, event.next_before or today, None, event.next_action, by, event.id)
    for leaving in noted.exits:
        asked = {said.months for said in leaving.later}
        if leaving.reason in NOT_CALLED or add_months(leaving.day, ASKED_UNTIL) <= today:
            continue
        for months in MILESTONES:
            if months not in asked:
                day = add_months(leaving.day, months)
                yield Point(Moment.REMINDER, day, None, f"Appeler à {months} mois", leaving.reason.label, leaving.id)
