"""The CV of a person on a sheet: no photo, no allowance, no criterion, no age."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Fact, Facts, Form, Grid, Part, Words
from facilitator_app.documents.heading import TO_COMPANY, Heading, form_naming


@dataclass(frozen=True, slots=True)
class CvSheet:
    """`trainings` and `experience`: dates, what, where, in words."""

    heading: Heading
    name: str
    town: str
    phone: str
    email: str
    jobs_aimed: tuple[str, ...]
    jobs_done: tuple[str, ...]
    requirements: tuple[str, ...]
    education: str
    transport: str
    availability: str
    trainings: tuple[tuple[str, ...], ...]
    experience: tuple[tuple[str, ...], ...]


def cv_sheet(cv: CvSheet) -> Form:
    """What is printed; what the house does not know is left to write by hand."""
    contact = tuple(
        (Fact(label, value),)
        for label, value in (("Commune", cv.town), ("Téléphone", cv.phone), ("Courriel", cv.email))
        if value
    )
    project = tuple(
        (Fact(label, value),)
        for label, value in (
            ("Recherche", ", ".join(cv.jobs_aimed)),
            ("Disponibilité", cv.availability),
            ("Déplacement", cv.transport),
            ("Niveau", cv.education),
        )
        if value
    )
    known = (Words("\n".join(f"• {job}" for job in cv.jobs_done)),) if cv.jobs_done else ()
    blanks = Blanks("Autres emplois (dates, poste, entreprise)" if known or cv.experience else "", 3)
    grid = (Grid(("Dates", "Poste ou contrat", "Employeur"), (28, 36, 36), cv.experience),) if cv.experience else ()
    trainings = (Grid(("Dates", "Formation", "Organisme"), (28, 42, 30), cv.trainings),) if cv.trainings else ()
    skills = (Words("\n".join(f"• {skill}" for skill in cv.requirements)),) if cv.requirements else ()
    parts = (
        Part("Contact", (Facts(contact),) if contact else (Blanks("Téléphone"),)),
        Part("Projet", (Facts(project),)),
        Part("Expérience", (*grid, *known, blanks)),
        Part("Formation", (*trainings, Blanks("Diplômes (date, intitulé, lieu)", 2))),
        Part("Permis, habilitations, savoir-faire", skills or (Blanks("", 1),)),
        Part("Langues (parlée, écrite)", (Blanks("", 2),)),
    )
    return form_naming(cv.heading, "CV", cv.name, " · ".join(cv.jobs_aimed[:2]) or "Fiche CV", parts, TO_COMPANY)
