"""The papers a person has to bring so that a criterion can be checked."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Form, Part, Ticks, Words
from facilitator_app.documents.heading import TO_PERSON, Heading, form_naming

_ALWAYS = (
    "une pièce d’identité en cours de validité, ou un titre de séjour qui autorise à travailler",
    "un justificatif de domicile de moins de six mois",
    "votre CV, même ancien",
)


@dataclass(frozen=True, slots=True)
class AskedProof:
    """A document that is enough by itself; `months` is its greatest age, None when it has none."""

    label: str
    months: int | None
    has_end: bool = False


@dataclass(frozen=True, slots=True)
class ProofChecklist:
    """`test` says the criterion in a sentence; both are empty for the list without criterion."""

    heading: Heading
    name: str
    criterion: str
    test: str
    proofs: tuple[AskedProof, ...]


def proof_checklist(checklist: ProofChecklist) -> Form:
    """What is printed, written to the person."""
    parts = [Part("Dans tous les cas", (Ticks(_ALWAYS),))]
    if checklist.proofs:
        one = len(checklist.proofs) == 1
        said = f"{checklist.criterion}. {checklist.test}".strip()
        kept = "Apportez l’original\u00a0:" if one else "Apportez l’original de l’une de ces pièces, au choix\u00a0:"
        parts.append(Part("Pour votre situation", (Words(said), Words(kept), Ticks(_labels(checklist.proofs)))))
    parts += [
        Part(
            "Ce que nous en faisons",
            (
                Words(
                    "Nous regardons ces pièces devant vous et notons seulement leur nature et leur date. Nous n’en "
                    "gardons pas de copie. N’apportez ni carte Vitale, ni document de santé détaillé."
                ),
            ),
        ),
        Part("Votre rendez-vous", (Blanks("Le"), Blanks("Avec"), Blanks("À l’adresse"))),
    ]
    return form_naming(
        checklist.heading, "Liste", "Pièces à apporter", checklist.name, tuple(parts), TO_PERSON
    )  # fmt: skip


def _labels(proofs: tuple[AskedProof, ...]) -> tuple[str, ...]:
    return tuple(f"{proof.label}{_age(proof)}" for proof in proofs)


def _age(proof: AskedProof) -> str:
    said = []
    if proof.months:
        said.append(f"de moins de {proof.months} mois" if proof.months > 1 else "de moins d’un mois")
    if proof.has_end:
        said.append("en cours de validité")
    return f", {' et '.join(said)}" if said else ""
