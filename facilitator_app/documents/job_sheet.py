"""The post a company needs filled (fiche de poste), written with the facilitator."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Form, Part, Signatures
from facilitator_app.documents.heading import TO_COMPANY, Heading, form_naming
from facilitator_app.documents.questionnaire import Choices, Question, numbered, yes_or_no

CONTRACTS = ("CDI", "CDD", "Apprentissage", "Professionnalisation", "Autre")
"""The boxes of the paper; any other kind of contract is «Autre», in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSheet:
    """What is known of the post; empty or None where it is to be written. `contract` is one of CONTRACTS."""

    code: str = ""
    job: str = ""
    title: str = ""
    company: str = ""
    place: str = ""
    context: str = ""
    contract: str = ""
    contract_detail: str = ""
    hours_per_week: str = ""
    posts: str = ""
    starts_on: str = ""
    duration: str = ""
    wage: str = ""
    duties: str = ""
    requirements: str = ""
    wishes: str = ""
    cv_needed: bool | None = None
    qpv_only: bool | None = None
    schedule: str = ""
    without_car: bool | None = None
    welcome: str = ""
    tutor: str = ""
    equipment: str = ""
    machines: bool | None = None
    asked_to: str = ""
    note: str = ""


def job_sheet(heading: Heading, sheet: JobSheet) -> Form:
    """The order is the one in which the answers are typed back."""
    post = (
        Question("Métier (appellation ROME)", sheet.job),
        Question("Intitulé du poste", sheet.title),
        Question("Entreprise", sheet.company),
        Question("Adresse exacte du poste", sheet.place),
        Question("Marché et lot", sheet.context),
        Choices("Type de contrat", CONTRACTS, frozenset(filter(None, (sheet.contract,)))),
        Question("Précision sur le contrat", sheet.contract_detail),
        Question("Heures par semaine", sheet.hours_per_week),
        Question("Nombre de postes", sheet.posts),
        Question("Début", sheet.starts_on),
        Question("Durée", sheet.duration),
        Question("Salaire", sheet.wage),
    )
    work = (
        Question("Missions", sheet.duties, 4),
        Question("Exigences (qualifications, habilitations)", sheet.requirements, 2),
        Question("Souhaits", sheet.wishes),
        yes_or_no("CV demandé", sheet.cv_needed),
        yes_or_no("Réservé aux habitants des quartiers prioritaires", sheet.qpv_only),
    )
    life = (
        Question("Horaires de la première semaine, puis des suivantes, pauses", sheet.schedule, 2),
        yes_or_no("Accessible sans voiture aux heures de prise de poste", sheet.without_car),
        Question("Accueil du premier jour (heure, lieu, par qui)", sheet.welcome),
        Question("Tuteur (nom, fonction, disponibilité)", sheet.tutor),
        Question("Équipements de protection, fournis par", sheet.equipment),
        yes_or_no("Conduite d’engins", sheet.machines),
        Question("Ce qui n’est pas disponible\u00a0: demandé à qui, pour quand", sheet.asked_to),
        Question("Remarques", sheet.note, 2),
    )
    parts: list[Part] = []
    number = 1
    for title, questions in (("Poste", post), ("Missions et profil", work), ("Conditions de travail", life)):
        parts.append(Part(title, numbered(questions, number)))
        number += len(questions)
    house = heading.letterhead.short_name
    parts.append(Part("Signatures", (Signatures(("Le référent de l’entreprise", f"Pour {house}")),)))
    about = " · ".join(part for part in (sheet.title, sheet.company) if part) or "À remplir avec l’entreprise"
    word = f"Fiche de poste {sheet.code}".strip()
    return form_naming(heading, word, "Fiche de poste", about, tuple(parts), TO_COMPANY)
