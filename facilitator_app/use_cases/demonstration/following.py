"""The demonstration's events, training, obstacles, tutors' evaluations, exits, and who sent or helps each person."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.exits import MILESTONES, ExitReason, LaterSituation, Outcome, PersonExit, classify
from facilitator_app.domain.following import (
    POINTS,
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
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.prescribers import Prescriber
from facilitator_app.domain.values import add_months, hours
from facilitator_app.use_cases.demonstration.people import BuiltPerson
from facilitator_app.use_cases.demonstration.rows import Rows

_FACILITATOR = "Hélène Arnoux"
_SILENCE = 95  # days without any word from some of them
_DAYS_BETWEEN = (25, 60)
_EVENTS: tuple[tuple[EventKind, str, str], ...] = (
    (EventKind.CALL, "Cherche un temps plein, accepte les horaires décalés.", "Proposer les besoins de la semaine"),
    (EventKind.CALL, "Demande une attestation d’heures.", "Envoyer l’attestation"),
    (EventKind.MEETING, "CV relu, projet confirmé.", ""),
    (EventKind.MEETING, "Souhaite passer le CACES R482.", "Demander un devis à l’organisme"),
    (EventKind.VISIT, "Visite du chantier, équipements portés, équipe satisfaite.", ""),
    (EventKind.TRIPARTITE, "Point à mi-parcours avec le tuteur, objectifs tenus.", "Préparer le renouvellement"),
    (EventKind.MAIL, "Pièces reçues par courriel.", ""),
    (EventKind.ABSENCE, "Absente deux jours, employeur prévenu.", "Rappeler la personne"),
    (EventKind.INCIDENT, "Retards répétés, cadre rappelé avec le chef d’équipe.", "Refaire le point"),
)
_TRAININGS = (
    ("Préparation au chantier", TrainingKind.WORKSHOP, "Pôle clause sociale", 38),
    ("CACES R482 catégorie A", TrainingKind.SAFETY, "Centre de formation des Salins", 21),
    ("Sauveteur secouriste du travail", TrainingKind.SAFETY, "Centre de formation des Salins", 14),
    ("Français à visée professionnelle", TrainingKind.LANGUAGE, "Atelier des mots", 90),
    ("Titre professionnel agent de propreté", TrainingKind.QUALIFYING, "Campus de la Rade", 420),
)
_OBSTACLES = (
    (ObstacleKind.MOBILITY, "Abonnement de transport demandé"),
    (ObstacleKind.CHILDCARE, "Orientation vers une crèche à vocation d’insertion"),
    (ObstacleKind.HOUSING, "Rendez-vous avec l’ADIL"),
    (ObstacleKind.DIGITAL, "Atelier numérique de la médiathèque"),
    (ObstacleKind.LANGUAGE, "Inscription au cours de français"),
)
_LEAVING = (
    (ExitReason.HIRED, Outcome.PERMANENT), (ExitReason.HIRED, Outcome.FIXED_LONG), (ExitReason.COMPLETED, None),
    (ExitReason.COMPLETED, Outcome.SEEKING), (ExitReason.COMPLETED, Outcome.FIXED_SHORT),
    (ExitReason.TRAINING, Outcome.TRAINING), (ExitReason.MOVED, None), (ExitReason.LOST, Outcome.NOT_REACHED),
)  # fmt: skip
_PRESCRIBERS = {
    "Mission locale": Prescriber.ML, "France Travail": Prescriber.FT, "PLIE": Prescriber.PLIE,
    "Cap emploi": Prescriber.CAP_EMPLOI, "Département": Prescriber.DEPT, "CCAS": Prescriber.CCAS,
}  # fmt: skip


def following_rows(rows: Rows, today: dt.date, people: list[BuiltPerson], seed: int) -> None:
    """Its own chance, so that the rest of the house stays what it was."""
    random = Random(f"following {seed}")
    around = {row["id"]: (row["referrer"], row["advisor"]) for row in rows.of(Beneficiary)}
    quiet = Random(f"quiet {seed}")
    for person in people:
        _events(rows, random, today, person, _SILENCE if quiet.random() < 0.12 else 0)
        _referrals(rows, person, *around[person.key])
        if random.random() < 0.3:
            _training(rows, random, today, person)
        if random.random() < 0.35:
            _obstacle(rows, random, today, person)
    for placement in rows.of(Placement):
        if random.random() < 0.3:
            _evaluation(rows, random, today, placement)
        if placement["ends_on"] is not None and placement["ends_on"] < today:
            _exit(rows, random, today, placement)


def _events(rows: Rows, random: Random, today: dt.date, person: BuiltPerson, silence: int) -> None:
    """From the latest, that many days ago or a little before, back to the day the person was registered; little of
    what was to be done is left undone."""
    day = today - dt.timedelta(days=silence + random.randrange(1, 40))
    for number in range(random.randrange(1, 6)):
        if day < person.registered_on:
            return
        kind, text, action = random.choice(_EVENTS)
        before = day + dt.timedelta(days=random.randrange(5, 21)) if action else None
        left = number == 0 and random.random() < 0.2 and not silence
        rows.add(
            PersonEvent,
            id=key_of("demo", "event", person.key, number),
            beneficiary_id=person.key,
            kind=kind,
            day=day,
            done_by=_FACILITATOR,
            text=text,
            next_action=action,
            next_by=_FACILITATOR if action else "",
            next_before=before,
            next_done_on=None if before is None or left else min(before, today),
        )
        day -= dt.timedelta(days=random.randrange(*_DAYS_BETWEEN))


def _referrals(rows: Rows, person: BuiltPerson, referrer: str, advisor: str) -> None:
    kind = next((kind for name, kind in _PRESCRIBERS.items() if name in referrer), Prescriber.OTHER)
    for role, name, prescriber in ((Role.REFERRER, referrer, kind), (Role.COACH, advisor, None)):
        rows.add(
            Referral, id=key_of("demo", "referral", person.key, role), beneficiary_id=person.key, role=role, name=name,
            prescriber=prescriber, since=person.registered_on,
        )  # fmt: skip


def _training(rows: Rows, random: Random, today: dt.date, person: BuiltPerson) -> None:
    title, kind, organiser, length = random.choice(_TRAININGS)
    first = person.registered_on + dt.timedelta(days=random.randrange(5, 60))
    last = first + dt.timedelta(days=max(1, length // 7))
    rows.add(
        Training, id=key_of("demo", "training", person.key), beneficiary_id=person.key, title=title, kind=kind,
        organiser=organiser, starts_on=first, ends_on=last, hours=hours(length),
        certified=random.random() < 0.8 if last < today else None,
    )  # fmt: skip


def _obstacle(rows: Rows, random: Random, today: dt.date, person: BuiltPerson) -> None:
    kind, answer = random.choice(_OBSTACLES)
    noted = person.registered_on + dt.timedelta(days=random.randrange(0, 20))
    resolved = min(today, noted + dt.timedelta(days=random.randrange(20, 120))) if random.random() < 0.5 else None
    rows.add(
        Obstacle, id=key_of("demo", "obstacle", person.key), beneficiary_id=person.key, kind=kind, noted_on=noted,
        answer=answer, resolved_on=resolved,
    )  # fmt: skip


def _evaluation(rows: Rows, random: Random, today: dt.date, placement: dict[str, Any]) -> None:
    last = min(today, placement["ends_on"] or today)
    if last <= placement["starts_on"]:
        return
    day = placement["starts_on"] + (last - placement["starts_on"]) / 2
    marks = {point: random.choices(list(Mark), (1, 3, 5, 3))[0] for point in POINTS}
    rows.add(
        TutorEvaluation, id=key_of("demo", "evaluation", placement["id"]), placement_id=placement["id"], day=day,
        tutor=random.choice(("M. Roux", "Mme Alessi", "M. Perrin", "Mme Tosello")), remark="", **marks,
    )  # fmt: skip


def _exit(rows: Rows, random: Random, today: dt.date, placement: dict[str, Any]) -> None:
    """An exit, and the answers to the questions asked since; the last one is sometimes still to be asked."""
    reason, outcome = random.choice(_LEAVING)
    day: dt.date = placement["ends_on"]
    key = key_of("demo", "exit", placement["id"])
    person: Key = placement["beneficiary_id"]
    rows.add(
        PersonExit, id=key, beneficiary_id=person, placement_id=placement["id"], day=day, reason=reason,
        outcome=outcome, classified=classify(reason, outcome, placement["starts_on"], day),
    )  # fmt: skip
    for months in MILESTONES:
        asked_on = add_months(day, months) + dt.timedelta(days=random.randrange(0, 15))
        lately = day > add_months(today, -MILESTONES[-1])
        if asked_on > today or (random.random() < 0.4 and lately):
            return
        answer = random.choice((outcome or Outcome.SEEKING, Outcome.NOT_REACHED, Outcome.FIXED_LONG))
        rows.add(
            LaterSituation, id=LaterSituation.key(key, months), beneficiary_id=person, exit_id=key, months=months,
            asked_on=asked_on, answered_on=None if answer is Outcome.NOT_REACHED else asked_on, answer=answer,
        )  # fmt: skip
