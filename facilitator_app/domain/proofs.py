"""Whether a document seen proves a criterion on a given day, and otherwise what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator_app.domain import insertion_pass
from facilitator_app.domain.categories import Category, Way
from facilitator_app.domain.protected_criteria import SPOKEN
from facilitator_app.domain.values import add_months, age_on, written_date


class ProofState(StrEnum):
    """Where one criterion stands."""

    ACCEPTED = "accepted"
    EXPECTED = "expected"
    UNDATED = "undated"
    INCOMPLETE = "incomplete"
    IN_THE_FUTURE = "in_the_future"
    AFTER_HIRE = "after_hire"
    TOO_OLD = "too_old"
    ENDED = "ended"
    LAPSED = "lapsed"
    WRONG_AGE = "wrong_age"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ProofState.ACCEPTED: "Preuve reçue",
    ProofState.EXPECTED: "Pièce attendue",
    ProofState.UNDATED: "À dater",
    ProofState.INCOMPLETE: "À compléter",
    ProofState.IN_THE_FUTURE: "Date à corriger",
    ProofState.AFTER_HIRE: "Après l’embauche",
    ProofState.TOO_OLD: "Trop ancienne",
    ProofState.ENDED: "Validité passée",
    ProofState.LAPSED: "À revoir",
    ProofState.WRONG_AGE: "Âge hors critère",
}


@dataclass(frozen=True, slots=True)
class ProofSeen:
    """A document seen, not copied: its own date, the day it was seen and by whom, its end of validity if it has one.

    `explained` says that the text and the author of a reasoned opinion are kept; `number` is that of a PASS IAE.
    """

    category_code: str
    proof: str = ""
    dated_on: dt.date | None = None
    seen_on: dt.date | None = None
    valid_until: dt.date | None = None
    seen_by: str = ""
    valid_from: dt.date | None = None
    explained: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """House settings; contracts and territories differ, so each may be changed."""

    categories: Mapping[str, Category] = field(default_factory=lambda: SPOKEN, repr=False, compare=False)
    months: int = 24  # from the first day of the first contract under the clause
    prehire_lapse_months: int = 6  # a check not followed by a contract must be made again
    renewal_gap_months: int | None = None  # months after which a new period may open; None: never
    permanent_months: int | None = None  # an open-ended contract counts for that long from its own first day
    alternating_months: int | None = None  # a contract of alternance counts whole, up to that many months
    warn_days: tuple[int, ...] = (60, 30)
    fresh_at_hire: bool = False  # measure the age of documents on the hiring day instead of the day they were seen


DEFAULT_RULES = EligibilityRules()


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion judged. When accepted, `last_start` is the last day on which the proof allows a first contract."""

    category: Category
    proof: ProofSeen
    state: ProofState
    message: str = ""
    last_start: dt.date = dt.date.min

    @property
    def accepted(self) -> bool:
        return self.state is ProofState.ACCEPTED


def judge_proof(
    category: Category,
    proof: ProofSeen,
    birth_date: dt.date | None,
    hire: dt.date,
    on: dt.date,
    rules: EligibilityRules,
) -> Finding:
    """Judge one document for a contract that starts on `hire`, seen from the day `on`."""
    if found := _missing(category, proof, hire, on):
        return Finding(category, proof, *found)
    if found := _wrong_age(category, birth_date, hire):
        return Finding(category, proof, *found)
    seen, dated = proof.seen_on, proof.dated_on
    assert seen is not None  # said by _missing
    assert dated is not None
    limits = [(add_months(seen, rules.prehire_lapse_months), ProofState.LAPSED)]
    if (greatest := category.months_of(proof.proof)) is not None:
        freshest = add_months(dated, greatest)
        # A document seen while it was recent keeps its worth until the check lapses.
        if rules.fresh_at_hire or seen > freshest:
            limits.insert(0, (freshest, ProofState.TOO_OLD))
    if proof.valid_until is not None:
        limits.append((proof.valid_until, ProofState.ENDED))
    passed = {state for limit, state in limits if hire > limit}
    for state in (ProofState.TOO_OLD, ProofState.ENDED, ProofState.LAPSED):
        if state in passed:
            return Finding(category, proof, state, _why_passed(category, proof, state, rules))
    last_start = min(limit for limit, _ in limits)
    if category.below_age is not None and birth_date is not None:
        last_start = min(last_start, add_months(birth_date, 12 * category.below_age) - dt.timedelta(1))
    return Finding(category, proof, ProofState.ACCEPTED, last_start=last_start)


def _missing(category: Category, proof: ProofSeen, hire: dt.date, on: dt.date) -> tuple[ProofState, str] | None:
    if category.code == insertion_pass.INSERTION_PASS and (
        said := insertion_pass.lacking(proof.dated_on, proof.number, proof.valid_from, proof.valid_until)
    ):
        return ProofState.INCOMPLETE, said
    if proof.dated_on is None:
        return ProofState.UNDATED, f"Il manque la date {category.of_the_proof}."
    if proof.seen_on is None:
        return ProofState.EXPECTED, f"Il manque {category.the_proof}\u00a0: indiquez le jour où la pièce a été vue."
    if on < proof.dated_on <= proof.seen_on:  # a past day is asked about
        dated = f"daté du {written_date(proof.dated_on)}"
        return (
            ProofState.IN_THE_FUTURE,
            f"Le {written_date(on)}, il manquait encore {category.the_proof} (document {dated}).",
        )
    if proof.dated_on > on or proof.dated_on > proof.seen_on:
        late = "après le jour où la pièce a été vue" if proof.dated_on <= on else "dans le futur"
        return ProofState.IN_THE_FUTURE, (
            f"La date {category.of_the_proof}, {written_date(proof.dated_on)}, est {late}. Corrigez-la."
        )
    if proof.dated_on > hire:
        return ProofState.AFTER_HIRE, (
            f"La date {category.of_the_proof}, {written_date(proof.dated_on)}, suit l’embauche du {written_date(hire)}."
        )
    if proof.valid_from is not None and proof.valid_from > hire:
        return ProofState.IN_THE_FUTURE, (
            f"La validité {category.of_the_proof} ne commence que le {written_date(proof.valid_from)}."
        )
    if category.way is Way.OPINION and not proof.explained:
        return ProofState.INCOMPLETE, "Il manque le texte et l’auteur de l’avis motivé."
    if category.has_end and proof.valid_until is None:
        return ProofState.UNDATED, f"Il manque la date de fin de validité {category.of_the_proof}."
    return None


def _wrong_age(category: Category, birth_date: dt.date | None, hire: dt.date) -> tuple[ProofState, str] | None:
    if category.below_age is None and category.from_age is None:
        return None
    if birth_date is None:
        return ProofState.WRONG_AGE, "Il manque la date de naissance."
    age = age_on(birth_date, hire)
    if category.below_age is not None and age >= category.below_age:
        return (
            ProofState.WRONG_AGE,
            f"{age} ans le {written_date(hire)}\u00a0: ce critère demande moins de {category.below_age} ans.",
        )
    if category.from_age is not None and age < category.from_age:
        return (
            ProofState.WRONG_AGE,
            f"{age} ans le {written_date(hire)}\u00a0: ce critère demande {category.from_age} ans ou plus.",
        )
    return None


def _why_passed(category: Category, proof: ProofSeen, state: ProofState, rules: EligibilityRules) -> str:
    """Written only when it is needed: thousands of people are judged at once."""
    if state is ProofState.TOO_OLD:
        the_proof = category.the_proof
        said = f"{the_proof[:1].upper()}{the_proof[1:]}"
        return f"{said} date de plus de {category.months_of(proof.proof)} mois. Demandez un document récent."
    if state is ProofState.ENDED:
        return f"La validité {category.of_the_proof} s’est terminée le {written_date(proof.valid_until)}."
    seen = written_date(proof.seen_on)
    months = rules.prehire_lapse_months
    return f"Pièce vue le {seen}, il y a plus de {months} mois\u00a0: il faut revoir {category.the_proof}."
