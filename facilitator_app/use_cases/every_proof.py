"""The proofs of people, ordinary and protected ones, which the file keeps apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, literal, null, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.keys import Key
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.protected_criteria import ProtectedProof

KINDS: tuple[type[EligibilityProof] | type[ProtectedProof], ...] = (EligibilityProof, ProtectedProof)
"""Where the file notes that somebody meets a criterion."""
EXPLAINED: ColumnElement[bool] = and_(EligibilityProof.opinion != "", EligibilityProof.opinion_by != "")
"""The reasoned opinion has its text and its author."""


def proofs_of(session: Session, people: Iterable[Key]) -> dict[Key, list[ProofSeen]]:
    """The proofs of each of these people, ordinary ones first."""
    keys = list(people)
    found: dict[Key, list[ProofSeen]] = {}
    for kind in KINDS:
        for person, *what in session.execute(_asked(kind).where(kind.beneficiary_id.in_(keys)).order_by(kind.id)):
            found.setdefault(person, []).append(ProofSeen(*what))
    return found


def explained(kind: type[EligibilityProof] | type[ProtectedProof]) -> ColumnElement[bool]:
    """Whether a reasoned opinion is complete; a protected criterion is never one."""
    return EXPLAINED if kind is EligibilityProof else false()


def named(kind: type[EligibilityProof] | type[ProtectedProof]) -> ColumnElement[str]:
    """The document seen; of a protected criterion none is described."""
    return EligibilityProof.proof.expression if kind is EligibilityProof else literal("")


def pass_number(kind: type[EligibilityProof] | type[ProtectedProof]) -> ColumnElement[str]:
    """That of a PASS IAE; a protected criterion has none."""
    return EligibilityProof.pass_number.expression if kind is EligibilityProof else literal("")


def first_day(kind: type[EligibilityProof] | type[ProtectedProof]) -> ColumnElement[Any]:
    """The first day that the document covers, where it says one."""
    return EligibilityProof.valid_from.expression if kind is EligibilityProof else null()


def _asked(kind: type[EligibilityProof] | type[ProtectedProof]) -> Select[Any]:
    """In the order of the fields of `ProofSeen`."""
    columns: tuple[Any, ...] = (
        kind.beneficiary_id,
        kind.category,
        named(kind),
        kind.dated_on,
        kind.seen_on,
        kind.valid_until,
        kind.seen_by,
        first_day(kind),
        explained(kind),
        pass_number(kind),
    )
    return select(*columns)
