"""What is wrong with the criteria typed for a person: each problem names its criterion and its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from facilitator_app.domain.categories import Category, Way
from facilitator_app.domain.insertion_pass import INSERTION_PASS, is_a_pass_number
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.domain.refusal import Problem
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.beneficiary_draft import ProofDraft

PROOFS = "proofs"
_A_PASS = "Un numéro de PASS IAE a 12 chiffres, par exemple 99999 25 12345."


def field_of(category: str, name: str) -> str:
    """How a problem names a field of a criterion: `proofs.IAE.pass_number`."""
    return f"{PROOFS}.{category}.{name}"


def parts_of(field: str) -> tuple[str, str] | None:
    """The criterion and the field that a problem is about; None when it is about another part of the form."""
    first, _, rest = field.partition(".")
    category, _, name = rest.partition(".")
    return (category, name) if first == PROOFS and category and name else None


def problems_of(
    proofs: Collection[ProofDraft],
    today: dt.date,
    categories: Mapping[str, Category],
    kept: Collection[ProofDraft] = (),
) -> Iterator[Problem]:
    """`kept` are those already in the file: what they lack was not asked then, and is not while they stay as they are.

    Nobody should be kept from correcting a phone number by a criterion noted years ago.
    """
    for proof in proofs:
        category = categories.get(proof.category)
        if category is None:
            yield Problem(PROOFS, "Ce critère n’est plus dans la liste\u00a0: choisissez-en un autre.")
            continue
        yield from _dates(proof, category, today)
        if proof not in kept:
            yield from _of_the_way(proof, category)


def _dates(proof: ProofDraft, category: Category, today: dt.date) -> Iterator[Problem]:
    """The first that is wrong: the others often follow from it."""
    if proof.dated_on and proof.dated_on > today:
        day = written_date(proof.dated_on)
        yield Problem(PROOFS, f"La date {category.of_the_proof}, {day}, est dans le futur\u00a0: corrigez-la.")
    elif proof.seen_on and proof.seen_on > today:
        yield Problem(PROOFS, f"{category.label}\u00a0: la pièce ne peut pas avoir été vue dans le futur.")
    elif proof.dated_on and proof.valid_until and proof.valid_until < proof.dated_on:
        yield Problem(PROOFS, f"{category.label}\u00a0: la fin de validité précède la date de la pièce.")
    elif proof.valid_from and proof.valid_until and proof.valid_until < proof.valid_from:
        yield Problem(PROOFS, f"{category.label}\u00a0: la fin de validité précède son début.")


def _of_the_way(proof: ProofDraft, category: Category) -> Iterator[Problem]:
    """What the way to be eligible asks for besides a document."""
    if category.way is Way.OPINION:
        if not proof.opinion_by:
            yield _about(proof, "opinion_by", "Indiquez qui a signé l’avis, par exemple «\u00a0Mission locale\u00a0».")
        if not proof.opinion:
            yield _about(proof, "opinion", "Écrivez l’avis motivé, en quelques phrases.")
    # Of a protected criterion, adapted companies included, nothing is described.
    if category.way is Way.STRUCTURE and protection_of(proof.category) is None:
        if not proof.structure:
            yield _about(proof, "structure", "Indiquez la structure où la personne travaille.")
        if not proof.agreement:
            advice = "Indiquez le numéro de conventionnement ou d’agrément, par exemple ACI083260012A0M1."
            yield _about(proof, "agreement", advice)
    if proof.category == INSERTION_PASS:
        yield from _insertion_pass(proof)


def _insertion_pass(proof: ProofDraft) -> Iterator[Problem]:
    """The number that the insertion platform (les emplois de l’inclusion) publishes, and the days it covers."""
    if not proof.pass_number:
        yield _about(proof, "pass_number", "Indiquez le numéro du PASS IAE, 12 chiffres, par exemple 99999 25 12345.")
    elif not is_a_pass_number(proof.pass_number):
        yield _about(proof, "pass_number", _A_PASS)
    if proof.valid_from is None:
        yield _about(proof, "valid_from", "Indiquez le premier jour du PASS IAE, par exemple 12/11/2026.")
    if proof.valid_until is None:
        yield _about(proof, "valid_until", "Indiquez le dernier jour du PASS IAE, par exemple 11/11/2028.")


def _about(proof: ProofDraft, name: str, message: str) -> Problem:
    return Problem(field_of(proof.category, name), message)
