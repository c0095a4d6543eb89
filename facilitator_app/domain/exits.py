"""Leaving the clause: why, for what, how it is classified, and what became of the person 3, 6 and 12 months later."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.values import add_months

MILESTONES = (3, 6, 12)
"""Months after which the person is asked where she stands."""
LEAST_MONTHS = 3
"""A shorter stay is withdrawn from the count of exits (practice of the insertion structures)."""


class ExitReason(Labelled):
    """Why it ended. Illness and imprisonment are «empêchement durable»: nothing more is the house's to keep."""

    COMPLETED = "completed", "Fin prévue du contrat ou du chantier"
    HIRED = "hired", "Embauche"
    TRAINING = "training", "Entrée en formation"
    RESIGNED = "resigned", "Démission"
    TRIAL = "trial", "Fin de la période d’essai"
    AGREED = "agreed", "Rupture d’un commun accord"
    DISMISSED = "dismissed", "Rupture par l’employeur"
    LOST = "lost", "Plus de nouvelles"
    MOVED = "moved", "Départ du territoire"
    PREVENTED = "prevented", "Empêchement durable"
    DIED = "died", "Décès"
    OTHER = "other", "Autre"


class Outcome(Labelled):
    """Where the person stands, on leaving or months later."""

    PERMANENT = "permanent", "CDI"
    FIXED_LONG = "fixed_long", "CDD ou mission de 6 mois et plus"
    APPRENTICESHIP = "apprenticeship", "Apprentissage, professionnalisation"
    PUBLIC = "public", "Titularisation"
    BUSINESS = "business", "Création d’entreprise"
    FIXED_SHORT = "fixed_short", "CDD ou mission de moins de 6 mois"
    AIDED = "aided", "Contrat aidé hors insertion"
    TRAINING = "training", "Formation"
    INSERTION = "insertion", "Autre structure d’insertion"
    SEEKING = "seeking", "Recherche d’emploi"
    INACTIVE = "inactive", "Sans activité"
    NOT_REACHED = "not_reached", "Non joint"


class ExitClass(Labelled):
    DURABLE = "durable", "Emploi durable"
    TRANSITION = "transition", "Emploi de transition"
    POSITIVE = "positive", "Sortie positive"
    OTHER = "other", "Autre sortie"
    UNKNOWN = "unknown", "Non connue"
    EXCLUDED = "excluded", "Non comptée"


DYNAMIC = (ExitClass.DURABLE, ExitClass.TRANSITION, ExitClass.POSITIVE)
"""What the insertion structures call dynamic exits."""
_WITHDRAWN = (ExitReason.MOVED, ExitReason.PREVENTED, ExitReason.DIED)
NOT_CALLED = (ExitReason.PREVENTED, ExitReason.DIED)
"""Nobody is called to ask what became of them."""
_CLASSES = {
    Outcome.PERMANENT: ExitClass.DURABLE,
    Outcome.FIXED_LONG: ExitClass.DURABLE,
    Outcome.APPRENTICESHIP: ExitClass.DURABLE,  # never shorter than six months (Code du travail, L6222-7-1, L6325-11)
    Outcome.PUBLIC: ExitClass.DURABLE,
    Outcome.BUSINESS: ExitClass.DURABLE,
    Outcome.FIXED_SHORT: ExitClass.TRANSITION,
    Outcome.AIDED: ExitClass.TRANSITION,
    Outcome.TRAINING: ExitClass.POSITIVE,
    Outcome.INSERTION: ExitClass.POSITIVE,
    Outcome.SEEKING: ExitClass.OTHER,
    Outcome.INACTIVE: ExitClass.OTHER,
    Outcome.NOT_REACHED: ExitClass.UNKNOWN,
}


def classify(reason: ExitReason, outcome: Outcome | None, worked_since: dt.date | None, day: dt.date) -> ExitClass:
    """The class of an exit that day of somebody at work since the first day given, None when it is not known."""
    too_short = worked_since is not None and day < add_months(worked_since, LEAST_MONTHS)
    if reason in _WITHDRAWN or too_short:
        return ExitClass.EXCLUDED
    return ExitClass.UNKNOWN if outcome is None else _CLASSES[outcome]


class PersonExit(Record):
    """The end of a placement, or of the whole following when there is none.

    `classified` is the class computed, or another one chosen for a written reason.
    """

    __tablename__ = "person_exit"
    __table_args__ = (Index("ix_person_exit_day", "removed", "day", "beneficiary_id"),)

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    placement_id: Mapped[Key | None] = mapped_column(ForeignKey("placement.id"), index=True)
    day: Mapped[dt.date]
    reason: Mapped[ExitReason] = mapped_column(Choice(ExitReason))
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    classified: Mapped[ExitClass] = mapped_column(Choice(ExitClass))
    class_reason: Mapped[str] = mapped_column(Text(200), default="")
    remark: Mapped[str] = mapped_column(Text(600), default="")


class LaterSituation(Record):
    """What the person said some months after an exit; the key is computed from both.

    `answered_on` stays empty when she was not reached: asking is no contact with her.
    """

    __tablename__ = "later_situation"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    exit_id: Mapped[Key] = mapped_column(ForeignKey("person_exit.id"), index=True)
    months: Mapped[int] = mapped_column(Whole(1, 60))
    asked_on: Mapped[dt.date]
    answered_on: Mapped[dt.date | None]
    answer: Mapped[Outcome] = mapped_column(Choice(Outcome))
    remark: Mapped[str] = mapped_column(Text(300), default="")

    @staticmethod
    def key(exit_id: str, months: int) -> Key:
        return key_of("later_situation", exit_id, months)
