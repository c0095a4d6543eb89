"""What stands in the way of work, the answer given, and whether it is overcome."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.following import Obstacle, ObstacleKind
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.following.writing import check_order, check_past, keep, person, take_away, tidied
from facilitator_app.use_cases.writing import Problems


@dataclass(frozen=True, slots=True)
class ObstacleDraft:
    """What is typed of an obstacle."""

    kind: ObstacleKind | None
    noted_on: dt.date | None
    answer: str = ""
    resolved_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """An obstacle of a person's sheet."""

    id: Key
    kind: ObstacleKind
    noted_on: dt.date
    answer: str
    resolved_on: dt.date | None


def keep_obstacle(
    session: Session, beneficiary_id: Key, draft: ObstacleDraft, today: dt.date, key: Key | None = None
) -> Key:
    """Note an obstacle, or correct it. Raises Refusal naming each field."""
    name = person(session, beneficiary_id).full_name
    problems, values = Problems(), tidied(draft)
    if draft.kind is None:
        problems.say("kind", "Choisissez la nature du frein. Ce qui touche à la santé se note «\u00a0Autre\u00a0».")
    check_past(problems, "noted_on", draft.noted_on, today)
    check_order(problems, "resolved_on", draft.noted_on, draft.resolved_on)
    problems.refuse()
    values["beneficiary_id"] = beneficiary_id
    return keep(session, Obstacle, key, values, f"Frein de {name}").id


def remove_obstacle(session: Session, key: Key) -> None:
    take_away(session, Obstacle, key, "Retrait d’un frein")


def obstacles_of(session: Session, beneficiary_id: Key) -> list[ObstacleLine]:
    """Those still there first, then the latest."""
    rows = session.execute(
        select(Obstacle.id, Obstacle.kind, Obstacle.noted_on, Obstacle.answer, Obstacle.resolved_on)
        .where(Obstacle.beneficiary_id == beneficiary_id)
        .order_by(Obstacle.resolved_on.is_not(None), Obstacle.noted_on.desc(), Obstacle.id)
    )
    return [ObstacleLine(*row) for row in rows]
