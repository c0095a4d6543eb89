"""The training a person followed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.following import Training, TrainingKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Hours
from facilitator_app.use_cases.following.writing import check_order, keep, person, take_away, tidied
from facilitator_app.use_cases.writing import Problems


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """What is typed of a training; it may be still to come."""

    title: str
    kind: TrainingKind | None
    starts_on: dt.date | None
    ends_on: dt.date | None = None
    organiser: str = ""
    hours: Hours | None = None
    certified: bool | None = None


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A training of a person's sheet; `certified` is None as long as it is not known."""

    id: Key
    title: str
    kind: TrainingKind
    organiser: str
    starts_on: dt.date
    ends_on: dt.date | None
    hours: Hours | None
    certified: bool | None


def keep_training(session: Session, beneficiary_id: Key, draft: TrainingDraft, key: Key | None = None) -> Key:
    """Note a training, or correct it. Raises Refusal naming each field."""
    name = person(session, beneficiary_id).full_name
    problems, values = Problems(), tidied(draft)
    if not values["title"]:
        problems.say("title", "Indiquez l’intitulé, par exemple «\u00a0CACES R489 catégorie 3\u00a0».")
    if draft.kind is None:
        problems.say("kind", "Choisissez la nature de la formation.")
    if draft.starts_on is None:
        problems.say("starts_on", "Indiquez le premier jour, par exemple 05/10/2026.")
    check_order(problems, "ends_on", draft.starts_on, draft.ends_on)
    if draft.hours is not None and not 0 < draft.hours <= 3000:
        problems.say("hours", "Indiquez de 1 à 3\u202f000 heures, par exemple 35.")
    problems.refuse()
    values["beneficiary_id"] = beneficiary_id
    return keep(session, Training, key, values, f"Formation de {name}").id


def remove_training(session: Session, key: Key) -> None:
    take_away(session, Training, key, "Retrait d’une formation")


def trainings_of(session: Session, beneficiary_id: Key) -> list[TrainingLine]:
    """The latest first."""
    rows = session.execute(
        select(
            Training.id, Training.title, Training.kind, Training.organiser, Training.starts_on, Training.ends_on,
            Training.hours, Training.certified,
        )
        .where(Training.beneficiary_id == beneficiary_id)
        .order_by(Training.starts_on.desc(), Training.id)
    )  # fmt: skip
    return [TrainingLine(*row) for row in rows]
