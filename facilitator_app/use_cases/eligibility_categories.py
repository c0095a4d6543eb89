"""The criteria of eligibility as the house words them: read by every judgement, changed in Paramètres."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.categories import DEFAULT_CATEGORIES, Category, CategoryGroup
from facilitator_app.domain.eligibility_file import EligibilityCategory, written_proof
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.protected_criteria import (
    PREFIXES,
    SPOKEN,
    VERIFIED,
    ProtectedProof,
    Protection,
    protection_of,
    said_aloud,
)
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures

_ROWS = select(EligibilityCategory).order_by(EligibilityCategory.rank, EligibilityCategory.code)
_PREFIX = {CategoryGroup.HEALTH: PREFIXES[Protection.HEALTH], CategoryGroup.JUSTICE: PREFIXES[Protection.JUSTICE]}
_OLDEST_PROOF = 120


def categories(session: Session) -> tuple[Category, ...]:
    """Every criterion of the house in its order, closed ones included; the usual ones until it changes one."""
    rows = session.scalars(_ROWS).all()
    return tuple(row.as_category() for row in rows) if rows else DEFAULT_CATEGORIES


def offered(session: Session) -> tuple[Category, ...]:
    """The criteria one may still note."""
    return tuple(category for category in categories(session) if not category.closed)


def spoken(session: Session) -> Mapping[str, Category]:
    """The criteria by code, as sentences name them: a protected one is called by no name."""
    found = categories(session)
    if found is DEFAULT_CATEGORIES:
        return SPOKEN
    return {category.code: said_aloud(category) for category in found}


def used(session: Session) -> dict[str, int]:
    """How many files note each criterion, and how many placements were judged on it."""
    found: dict[str, int] = {}
    for kind in (EligibilityProof, ProtectedProof):
        for code, count in session.execute(
            select(kind.category, func.count()).where(~kind.removed).group_by(kind.category)
        ):
            found[code] = found.get(code, 0) + count
    for codes in session.scalars(select(Placement.categories).distinct()):
        for code in codes:
            found[code] = found.get(code, 0) + 1
    return found


def save(session: Session, category: Category) -> str:
    """Change a criterion, or add one whose code is empty; returns its code. Raises Refusal, naming each field."""
    tidy = _checked(session, category)
    gestures.call_it(session, f"Critère d’éligibilité\u00a0: {tidy.label}")
    _fill(session)
    row = session.get(EligibilityCategory, EligibilityCategory.key(tidy.code), execution_options=_REMOVED_TOO)
    if row is None:
        last = session.scalar(select(func.max(EligibilityCategory.rank))) or 0
        row = EligibilityCategory(id=EligibilityCategory.key(tidy.code), rank=last + 10, code=tidy.code, label="")
        session.add(row)
    for name, value in (_columns(tidy) | {"removed": False}).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()
    return tidy.code


def remove(session: Session, code: str) -> None:
    """Take a criterion out of the list. Raises Refusal when somebody's file or a placement holds it: close it."""
    found = next((category for category in categories(session) if category.code == code), None)
    if found is None:
        raise Refusal.because("Ce critère n’est plus dans la liste\u00a0: actualisez la page.")
    if code == VERIFIED:
        raise Refusal.because("Ce critère remplace les critères judiciaires dans les fiches\u00a0: il reste.")
    if used(session).get(code):
        raise Refusal.because("Ce critère est noté dans des fiches\u00a0: fermez-le, il ne sera plus proposé.")
    gestures.call_it(session, f"Retrait du critère\u00a0: {found.label}")
    _fill(session)
    session.get_one(EligibilityCategory, EligibilityCategory.key(code)).removed = True
    session.flush()


_REMOVED_TOO = {"include_removed": True}


def _fill(session: Session) -> None:
    """The first change writes every usual criterion: from then on the house's table alone is read."""
    if session.scalar(select(func.count()).select_from(EligibilityCategory)):
        return
    session.execute(
        insert(EligibilityCategory),
        [
            {"id": EligibilityCategory.key(category.code), "rank": 10 * rank, "code": category.code, "removed": False}
            | _columns(category)
            for rank, category in enumerate(DEFAULT_CATEGORIES, start=1)
        ],
    )


def _columns(category: Category) -> dict[str, object]:
    values = {field.name: getattr(category, field.name) for field in dataclasses.fields(category)}
    del values["code"]
    return values | {
        "family": values.pop("group"),
        "public": category.public or "",
        "other_proofs": tuple(map(written_proof, category.other_proofs)),
    }


def _checked(session: Session, category: Category) -> Category:
    texts = {name: " ".join(getattr(category, name).split()) for name in ("code", "label", "test", "proof")}
    tidy = dataclasses.replace(category, **texts)  # type: ignore[arg-type]  # these four fields are texts
    problems = []
    if not tidy.label:
        problems.append(Problem("label", "Indiquez le libellé, par exemple «\u00a0Bénéficiaire du RSA\u00a0»."))
    if not tidy.proof:
        problems.append(Problem("proof", "Indiquez la pièce qui le prouve, par exemple «\u00a0attestation CAF\u00a0»."))
    others = [other for other in categories(session) if other.code != tidy.code]
    if tidy.label and any(fold(other.label) == fold(tidy.label) for other in others):
        problems.append(Problem("label", "Un autre critère porte déjà ce libellé\u00a0: distinguez-les."))
    if any(months is not None and months > _OLDEST_PROOF for months in (tidy.proof_months, *_ages(tidy))):
        problems.append(Problem("other_proofs", "L’âge d’une pièce va jusqu’à 120 mois. Exemple\u00a0: 3."))
    if tidy.below_age is not None and tidy.from_age is not None and tidy.below_age <= tidy.from_age:
        problems.append(Problem("below_age", "L’âge maximal est inférieur à l’âge minimal."))
    if tidy.group is CategoryGroup.PROTECTED:
        problems.append(Problem("group", "Choisissez Santé et handicap, ou Justice."))
    if tidy.code and protection_of(tidy.code) is None and tidy.group in _PREFIX:
        problems.append(
            Problem("group", "Un critère de santé ou de justice est gardé à part\u00a0: ajoutez-en un nouveau.")
        )
    if problems:
        raise Refusal(*problems)
    return tidy if tidy.code else dataclasses.replace(tidy, code=_new_code(tidy, {other.code for other in others}))


def _ages(category: Category) -> list[int | None]:
    return [proof.months for proof in category.other_proofs]


def _new_code(category: Category, taken: set[str]) -> str:
    words = re.sub(r"[^A-Z0-9]+", "_", fold(category.label).upper()).strip("_")
    base = (_PREFIX.get(category.group, "") + words)[:36] or "CRITERION"
    number = 2
    code = base
    while code in taken or code in SPOKEN:
        code, number = f"{base}_{number}", number + 1
    return code
