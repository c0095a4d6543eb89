"""A person as typed, put in one form, and why she could not be kept so."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category
from facilitator_app.domain.contact_details import checked_email, checked_phone, checked_postal_code
from facilitator_app.domain.districts import checked_coordinates
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.social_security_number import REFUSAL, holds_one
from facilitator_app.domain.values import age_on
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.proof_checks import problems_of

LEAST_AGE, MOST_AGE = 14, 100
USUAL_AGES = range(16, 68)
_CATEGORIES = {category.code: category for category in DEFAULT_CATEGORIES}


def checked(
    draft: BeneficiaryDraft,
    today: dt.date,
    categories: Mapping[str, Category] = _CATEGORIES,
    kept: Collection[ProofDraft] = (),
) -> BeneficiaryDraft:
    """The draft as it will be kept: spaces tidied, phone and codes in one form. Raises Refusal, naming each field.

    `categories` are the criteria of the house, by code; `kept` are the proofs already in the file.
    """
    texts: dict[str, Any] = {name: " ".join(value.split()) for name, value in _texts(draft) if name != "note"}
    tidy = dataclasses.replace(
        draft, **texts, requirements=_words(draft.requirements), proofs=tuple(map(_tidy, draft.proofs))
    )
    problems = [*_of_person(tidy, today), *problems_of(tidy.proofs, today, categories, kept)]
    written: dict[str, Any] = {}
    for name, check in _FORMS.items():
        try:
            written[name] = check(getattr(tidy, name))
        except Refusal as refusal:
            problems += [Problem(name, problem.message) for problem in refusal.problems]
    # A number typed in the phone field would be said twice.
    secret = [Problem(name, REFUSAL) for name, text in _every_text(tidy) if holds_one(text)]
    named = {problem.field for problem in secret}
    problems = secret + [problem for problem in problems if problem.field not in named]
    if problems:
        raise Refusal(*problems)
    if fold(tidy.birth_name) == fold(tidy.last_name):  # kept only when it is another
        written["birth_name"] = ""
    return dataclasses.replace(tidy, **written)


def unusual(draft: BeneficiaryDraft, today: dt.date) -> list[Problem]:
    """What deserves a second look but forbids nothing."""
    if draft.birth_date is None:
        return []
    age = age_on(draft.birth_date, today)
    if age in USUAL_AGES or not LEAST_AGE <= age <= MOST_AGE:
        return []
    return [Problem("birth_date", f"Cette date donne {age} ans\u00a0: vérifiez l’année de naissance.")]


def _of_person(draft: BeneficiaryDraft, today: dt.date) -> Iterator[Problem]:
    if not draft.last_name:
        yield Problem("last_name", "Indiquez le nom.")
    if not draft.first_name:
        yield Problem("first_name", "Indiquez le prénom.")
    if draft.birth_date is None:
        yield Problem("birth_date", "Indiquez la date de naissance, par exemple 14/06/2002.")
    elif draft.birth_date > today:
        yield Problem("birth_date", "Cette date de naissance est dans le futur\u00a0: vérifiez l’année.")
    elif not LEAST_AGE <= (age := age_on(draft.birth_date, today)) <= MOST_AGE:
        yield Problem(
            "birth_date",
            f"Cette date donne {age} ans\u00a0: indiquez une naissance entre {LEAST_AGE} et {MOST_AGE} ans, "
            "par exemple 14/06/2002.",
        )
    if draft.postal_code and not draft.town:
        yield Problem("town", "Indiquez la commune qui va avec ce code postal.")
    if draft.weekly_hours_least > draft.weekly_hours_most:
        yield Problem("weekly_hours_most", "Le temps de travail le plus long est inférieur au plus court.")
    if draft.notice_given_on and draft.notice_given_on > today:
        yield Problem("notice_given_on", "La remise de la notice ne peut pas être dans le futur.")


def _tidy(proof: ProofDraft) -> ProofDraft:
    names = ("proof", "structure", "agreement", "pass_number", "opinion", "opinion_by")
    texts: dict[str, Any] = {name: " ".join(getattr(proof, name).split()) for name in names}
    return dataclasses.replace(proof, **texts)


def _texts(draft: BeneficiaryDraft) -> list[tuple[str, str]]:
    values = ((field.name, getattr(draft, field.name)) for field in dataclasses.fields(draft))
    # The members of closed lists are texts too, and are left as they are.
    return [(name, value) for name, value in values if type(value) is str]


def _every_text(draft: BeneficiaryDraft) -> Iterator[tuple[str, str]]:
    yield from _texts(draft)
    yield "requirements", ", ".join(draft.requirements)
    for proof in draft.proofs:
        for text in (proof.proof, proof.structure, proof.agreement, proof.opinion, proof.opinion_by):
            yield "proofs", text


def _words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, without empty ones, in the order typed."""
    return tuple(dict.fromkeys(tidy for word in words if (tidy := " ".join(word.split()))))


_FORMS: dict[str, Callable[[str], str]] = {
    "phone": checked_phone,
    "email": checked_email,
    "postal_code": checked_postal_code,
    "coordinates": checked_coordinates,
}
