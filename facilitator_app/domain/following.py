"""What happens to a person from day to day: events, training, obstacles, evaluations, who sent and who helps her."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text
from facilitator_app.domain.keys import Key
from facilitator_app.domain.prescribers import Prescriber
from facilitator_app.domain.values import Hours


class EventKind(Labelled):
    CALL = "call", "Appel"
    MEETING = "meeting", "Entretien"
    VISIT = "visit", "Visite sur site"
    TRIPARTITE = "tripartite", "Entretien à trois"
    MAIL = "mail", "Courriel ou courrier"
    ABSENCE = "absence", "Absence"
    INCIDENT = "incident", "Incident"
    OTHER = "other", "Autre"


class PersonEvent(Record):
    """What happened one day, and what is to be done next: what, by whom, before when, and the day it was done."""

    __tablename__ = "person_event"
    __table_args__ = (
        Index("ix_person_event_beneficiary", "beneficiary_id", "removed", "day"),
        # What is still to be done, by everybody, is asked without reading the events themselves.
        Index("ix_person_event_next", "removed", "next_done_on", "next_before", "beneficiary_id"),
    )

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"))
    kind: Mapped[EventKind] = mapped_column(Choice(EventKind))
    day: Mapped[dt.date]
    done_by: Mapped[str] = mapped_column(Text(120), default="")
    text: Mapped[str] = mapped_column(Text(1000), default="")
    next_action: Mapped[str] = mapped_column(Text(200), default="")
    next_by: Mapped[str] = mapped_column(Text(120), default="")
    next_before: Mapped[dt.date | None]
    next_done_on: Mapped[dt.date | None]

    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return bool(self.next_action) and self.next_done_on is None


class TrainingKind(Labelled):
    QUALIFYING = "qualifying", "Qualifiante"
    PREPARATORY = "preparatory", "Préqualifiante, remise à niveau"
    LANGUAGE = "language", "Français, savoirs de base"
    SAFETY = "safety", "Sécurité, habilitation, CACES"
    WORKSHOP = "workshop", "Atelier, préparation au poste"
    IMMERSION = "immersion", "Immersion (PMSMP)"
    OTHER = "other", "Autre"


class Training(Record):
    """A training followed; `certified` is None as long as it is not known."""

    __tablename__ = "training"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    title: Mapped[str] = mapped_column(Text(160))
    kind: Mapped[TrainingKind] = mapped_column(Choice(TrainingKind))
    organiser: Mapped[str] = mapped_column(Text(120), default="")
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    hours: Mapped[Hours | None]
    certified: Mapped[bool | None]


class ObstacleKind(Labelled):
    """What stands in the way of work. No word for health: it is not the house’s to keep."""

    MOBILITY = "mobility", "Mobilité"
    HOUSING = "housing", "Logement"
    CHILDCARE = "childcare", "Garde d’enfants"
    LANGUAGE = "language", "Français"
    DIGITAL = "digital", "Numérique"
    PAPERS = "papers", "Démarches administratives"
    BUDGET = "budget", "Budget"
    SKILLS = "skills", "Qualification"
    OTHER = "other", "Autre"


class Obstacle(Record):
    """An obstacle met, the answer given to it, and the day it was overcome."""

    __tablename__ = "obstacle"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    kind: Mapped[ObstacleKind] = mapped_column(Choice(ObstacleKind))
    noted_on: Mapped[dt.date]
    answer: Mapped[str] = mapped_column(Text(300), default="")
    resolved_on: Mapped[dt.date | None]


class Mark(Labelled):
    WEAK = "1", "À travailler"
    FAIR = "2", "En progrès"
    GOOD = "3", "Satisfaisant"
    VERY_GOOD = "4", "Très satisfaisant"


class TutorEvaluation(Record):
    """What the tutor of a placement thinks, on six points; None where nothing was said."""

    __tablename__ = "tutor_evaluation"

    placement_id: Mapped[Key] = mapped_column(ForeignKey("placement.id"), index=True)
    day: Mapped[dt.date]
    tutor: Mapped[str] = mapped_column(Text(120), default="")
    punctuality: Mapped[Mark | None] = mapped_column(Choice(Mark))
    instructions: Mapped[Mark | None] = mapped_column(Choice(Mark))
    team: Mapped[Mark | None] = mapped_column(Choice(Mark))
    quality: Mapped[Mark | None] = mapped_column(Choice(Mark))
    autonomy: Mapped[Mark | None] = mapped_column(Choice(Mark))
    safety: Mapped[Mark | None] = mapped_column(Choice(Mark))
    remark: Mapped[str] = mapped_column(Text(600), default="")


POINTS = {
    "punctuality": "Ponctualité", "instructions": "Respect des consignes", "team": "Travail en équipe",
    "quality": "Qualité du travail", "autonomy": "Autonomie", "safety": "Sécurité",
}  # fmt: skip
"""The points of a tutor's evaluation: the columns that hold a mark."""


class Role(Labelled):
    REFERRER = "referrer", "Prescripteur"
    COACH = "coach", "Référent"


class Referral(Record):
    """Who sent the person, or who helps her, from one day to another; `prescriber` only tells of whoever sent her."""

    __tablename__ = "referral"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    role: Mapped[Role] = mapped_column(Choice(Role))
    name: Mapped[str] = mapped_column(Text(120))
    prescriber: Mapped[Prescriber | None] = mapped_column(Choice(Prescriber))
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]
