"""A person put forward for a need, with the part the company sends back (fiche de positionnement)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Fact, Facts, Form, Part, Signatures, Ticks, Words
from facilitator_app.documents.heading import TO_COMPANY, Heading, form_naming, signed_by
from facilitator_app.documents.person import Identity, identity_facts
from facilitator_app.domain.values import written_date


@dataclass(frozen=True, slots=True)
class PositioningSheet:
    """`eligible` is the conclusion alone; nothing here says why."""

    heading: Heading
    person: Identity
    need_code: str
    post: str
    company: str
    contract: str
    lot: str
    place: str
    starts_on: dt.date
    contract_type: str
    hours_per_week: int
    duration_months: int | None
    needed: str
    skills: str
    jobs_done: str
    education: str
    transport: str
    available_from: dt.date | None
    weekly_hours: str
    eligible: str
    proposed_on: dt.date | None


def positioning_sheet(sheet: PositioningSheet) -> Form:
    """What is printed: the post, the person, then the answer to send back."""
    heading = sheet.heading
    length = f"{sheet.duration_months} mois" if sheet.duration_months else "–"
    post = (
        (Fact("Poste", f"{sheet.post} ({sheet.need_code})"), Fact("Entreprise", sheet.company)),
        (Fact("Marché", sheet.contract), Fact("Lot", sheet.lot)),
        (Fact("Lieu", sheet.place), Fact("À partir du", written_date(sheet.starts_on))),
        (Fact("Contrat", sheet.contract_type), Fact("Durée", length)),
        (Fact("Par semaine", f"{sheet.hours_per_week}\u00a0h"), Fact("Acquis demandés", sheet.needed or "aucun")),
    )
    profile = identity_facts(
        sheet.person,
        ("Métiers exercés", sheet.jobs_done),
        ("Acquis", sheet.skills),
        ("Niveau", sheet.education),
        ("Déplacement", sheet.transport),
        ("Disponible", f"Dès le {written_date(sheet.available_from)}" if sheet.available_from else "Tout de suite"),
        ("Heures souhaitées", sheet.weekly_hours),
        ("Clause sociale", sheet.eligible),
    )
    parts = (
        Part("Poste", (Facts(post),)),
        Part("Personne proposée", (Facts(profile),)),
        Part("Motif du positionnement", (Blanks("", 2),)),
        Part(
            "Accord de la personne",
            (
                Words("J’accepte que ces informations soient transmises à l’entreprise pour ce poste."),
                Signatures(("La personne", f"Pour {heading.letterhead.short_name}")),
            ),
        ),
        Part(
            "Transmission à l’entreprise",
            (Ticks(("Courriel", "Courrier", "Remise en main propre"), in_line=True), Blanks("Transmise le, par")),
        ),
        Part("Réponse de l’entreprise, à renvoyer", _answer(sheet)),
        Part("", (Signatures((f"Pour {sheet.company}",)),)),
    )
    proposed = f" · proposée le {written_date(sheet.proposed_on)}" if sheet.proposed_on else ""
    return form_naming(
        heading, "Fiche", "Fiche de positionnement", f"{sheet.person.name} · {sheet.post}{proposed}", parts, TO_COMPANY
    )


def _answer(sheet: PositioningSheet) -> tuple[Words | Ticks | Blanks, ...]:
    """It comes back alone: it names the person and the post again."""
    heading = sheet.heading
    where = ", ".join(filter(None, (signed_by(heading), heading.contact)))
    return (
        Words(
            f"{sheet.person.name}, poste {sheet.post} ({sheet.need_code}). À renvoyer à\u00a0: "
            f"{where or heading.letterhead.name}."
        ),
        Blanks("Entretien le, à l’adresse, pièces à y apporter"),
        Ticks(("Est venue, venu", "Ne s’est pas présentée, présenté", "S’est excusée, excusé"), in_line=True),
        Ticks(("Retenue, retenu", "Non retenue, retenu", "Réponse différée au …………………"), in_line=True),
        Blanks("Motif si non, en lien avec le poste seulement"),
        Blanks("Date d’embauche, type de contrat, durée"),
    )
