"""Who was in a file that was lost or seen by somebody, for the notification to the CNIL and to the people."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Form, Grid, Part, Signatures, Ticks, Words
from facilitator_app.documents.heading import INTERNAL, Heading, form_naming
from facilitator_app.domain.values import counted, written_number

_WHAT_TO_DO = (
    "La violation est notifiée à la CNIL dans les 72 heures si elle présente un risque (RGPD, article 33)",
    "Les personnes sont informées si le risque est élevé (RGPD, article 34)",
    "Elle est inscrite au registre des violations, notifiée ou non",
    "Le fichier était chiffré et la phrase de passe n’était ni notée ni enregistrée avec lui",
    "Les phrases de passe ont été changées et la clé renouvelée",
)


@dataclass(frozen=True, slots=True)
class ExposedPeople:
    """`counts`: category, how many people; `protected`: those with a protected criterion. `people`: name, id, what."""

    heading: Heading
    source: str
    counts: tuple[tuple[str, int], ...]
    protected: int
    contacts: int
    people: tuple[tuple[str, str, str], ...]


def exposed_people(exposed: ExposedPeople) -> Form:
    """What is printed."""
    number = len(exposed.people)
    sensitive = (
        f"{counted(exposed.protected, 'personne a', 'personnes ont')} un critère protégé (santé ou justice)."
        if exposed.protected
        else "Aucun critère protégé (santé ou justice) n’y est noté."
    )
    parts = (
        Part(
            "Ce que contenait le fichier",
            (
                Words(
                    f"{counted(number, 'personne suivie', 'personnes suivies')} et "
                    f"{counted(exposed.contacts, 'contact')} d’entreprise. {sensitive} Aucun numéro de sécurité "
                    "sociale, aucune copie de pièce."
                ),
                Grid(
                    ("Catégorie de données", "Personnes"), (70, 30),
                    tuple((label, written_number(count)) for label, count in exposed.counts), "Aucune personne.",
                ),
            ),
        ),
        Part(
            "À vérifier, avec votre DPO",
            (Ticks(_WHAT_TO_DO), Blanks("Découverte le, à, par"), Blanks("Circonstances", 2), Blanks("Décision", 2)),
        ),
        Part("", (Signatures(("Pour la structure",)),)),
        Part(
            "Personnes",
            (Grid(("Nom", "Identifiant", "Catégories de données"), (28, 14, 58), exposed.people, "Aucune."),),
        ),
    )  # fmt: skip
    return form_naming(exposed.heading, "Liste", "Qui était dans ce fichier", exposed.source, parts, INTERNAL)
