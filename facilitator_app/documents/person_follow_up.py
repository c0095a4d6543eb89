"""The individual follow-up sheet: contracts, hours, events, training, obstacles, exit."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Fact, Facts, Form, Grid, Part, Signatures, Ticks, Words, pairs
from facilitator_app.documents.heading import INTERNAL, Heading, form_naming
from facilitator_app.documents.person import Identity, identity_facts

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonFollowUp:
    """Rows come in words, ready to print, in the order they are shown.

    `contracts`: for each, labels and values. `hours`: month, lot, hours. `events`: day, kind and who, what, next
    action, by whom, before. `evaluations`: day, point, mark or remark. `trainings`: title, organiser, dates, hours,
    certified. `obstacles`: since, kind, answer, overcome. `exits`: day, reason, situation, class, months later.
    """

    heading: Heading
    person: Identity
    eligibility: str
    contracts: tuple[Rows, ...]
    hours: Rows
    total: str
    events: Rows
    evaluations: Rows
    trainings: Rows
    obstacles: Rows
    exits: Rows


def person_follow_up(sheet: PersonFollowUp) -> Form:
    """What is printed. Criteria are not: only whether the person is eligible, and until when."""
    contracts: tuple[Facts | Words, ...] = tuple(map(_facts, sheet.contracts))
    hours = Grid(("Mois", "Lot", "Heures"), (25, 55, 20), sheet.hours, "Aucune heure déclarée.")
    events = Grid(
        ("Le", "Quoi, par qui", "Résumé", "À faire", "Par", "Avant le"), (11, 16, 32, 18, 11, 12), sheet.events,
        "Aucun événement noté.",
    )  # fmt: skip
    parts = [
        Part("Personne", (Facts(identity_facts(sheet.person, ("Éligibilité", sheet.eligibility))),)),
        Part("Contrats de travail", contracts or (Words("Aucun contrat de travail sous la clause."),)),
        Part("Heures", (hours, Words(f"Total\u00a0: {sheet.total}")) if sheet.hours else (hours,)),
        Part("Événements", (events,)),
    ]
    if sheet.evaluations:
        grid = Grid(("Le", "Point", "Avis du tuteur"), (15, 30, 55), sheet.evaluations)
        parts.append(Part("Évaluations", (grid,)))
    if sheet.trainings:
        trainings = Grid(
            ("Formation", "Organisme", "Dates", "Heures", "Validée"), (34, 24, 22, 10, 10), sheet.trainings
        )
        parts.append(Part("Formations", (trainings,)))
    if sheet.obstacles:
        obstacles = Grid(("Depuis le", "Frein", "Réponse apportée", "Levé le"), (13, 22, 51, 14), sheet.obstacles)
        parts.append(Part("Freins et réponses", (obstacles,)))
    if sheet.exits:
        exits = Grid(("Le", "Motif", "Situation", "Classement", "Ensuite"), (12, 24, 24, 17, 23), sheet.exits)
        parts.append(Part("Sortie", (exits,)))
    parts += [
        Part("Avis de la personne", (Ticks(("D’accord", "Pas d’accord"), in_line=True), Blanks("Remarque", 2))),
        Part("", (Signatures(("La personne", "Le tuteur", "Pour la structure")),)),
    ]
    return form_naming(
        sheet.heading, "Fiche", "Fiche de suivi individuelle", sheet.person.name, tuple(parts), INTERNAL
    )  # fmt: skip


def _facts(rows: Rows) -> Facts:
    return Facts(tuple(pairs(*(Fact(label, value) for label, value in rows))))
