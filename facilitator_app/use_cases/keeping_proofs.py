"""Writing down the criteria that a person meets; those of health and justice go to a place of their own."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.categories import Category
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.protected_criteria import VERIFIED, ProtectedProof, Protection, is_kept_apart, protection_of
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.beneficiary_draft import ProofDraft
from facilitator_app.use_cases.eligibility import starts_of
from facilitator_app.use_cases.eligibility_categories import categories
from facilitator_app.use_cases.every_proof import KINDS
from facilitator_app.use_cases.personal_data import protected_traces
from facilitator_app.use_cases.personal_data.protected_traces import mixed

Kept = EligibilityProof | ProtectedProof
_APART = ("category", "dated_on", "seen_on", "valid_until")
_ORDINARY = (
    *_APART, "proof", "structure", "structure_kind", "agreement", "pass_number", "valid_from", "opinion", "opinion_by",
)  # fmt: skip


def known_criteria(session: Session) -> Mapping[str, Category]:
    """The criteria of the house, by code."""
    return {category.code: category for category in categories(session)}


def drafts_of(session: Session, beneficiary_id: Key) -> tuple[ProofDraft, ...]:
    """The proofs of a person as a form edits them; of two for one criterion, the newest document comes last."""
    drafts = (
        ProofDraft(id=proof.id, **{name: getattr(proof, name) for name in _columns(proof.category)})
        for proof in _proofs(session, beneficiary_id)
    )
    return tuple(sorted(drafts, key=lambda draft: draft.dated_on or dt.date.min))


def seen_by(session: Session, beneficiary_id: Key) -> dict[Key, str]:
    """Who saw the document of each proof of a person."""
    return {proof.id: proof.seen_by for proof in _proofs(session, beneficiary_id)}


def keep_proofs(session: Session, beneficiary_id: Key, drafts: tuple[ProofDraft, ...]) -> None:
    """Add, correct and remove so that the criteria kept are those of the drafts.

    A form holds one proof of each criterion: the others of a criterion that stays are left alone, and a newer
    document does not take the place of the one on which a contract was judged.
    """
    known = {proof.id: proof for proof in _proofs(session, beneficiary_id)}
    named = {draft.id for draft in drafts}
    starts = starts_of(session, beneficiary_id)
    staying: set[str] = set()
    for draft in [without_judicial_detail(session, draft) for draft in drafts]:
        kind: type[EligibilityProof] | type[ProtectedProof]
        kind = ProtectedProof if is_kept_apart(draft.category) else EligibilityProof
        staying.add(draft.category)
        proof = known.get(draft.id) if draft.id else None
        if isinstance(proof, kind) and renews(proof.dated_on, draft, starts):
            del known[proof.id]
            proof = None
        if proof is None or not isinstance(proof, kind):
            proof = kind(beneficiary_id=beneficiary_id, seen_by=_author(session, draft))
            session.add(proof)
        else:
            del known[proof.id]
            if proof.seen_on != draft.seen_on:
                proof.seen_by = _author(session, draft)
        for name in _columns(draft.category):
            if getattr(proof, name) != getattr(draft, name):
                setattr(proof, name, getattr(draft, name))
    for proof in known.values():
        if proof.id in named or proof.category not in staying:
            proof.removed = True
    session.flush()


def renews(before: dt.date | None, draft: ProofDraft, starts: Collection[dt.date]) -> bool:
    """Whether the document is a later one, a contract under the clause having begun on the one of `before`."""
    if before is None or draft.dated_on is None:
        return False
    return any(before <= start < draft.dated_on for start in starts)


def without_judicial_detail(session: Session, draft: ProofDraft) -> ProofDraft:
    """A judicial criterion is kept as «verified», not which, unless the house was allowed to (GDPR art. 10)."""
    if protection_of(draft.category) is not Protection.JUSTICE:
        return draft
    if session.scalar(select(Rules.judicial_detail).where(Rules.id == RULES_KEY)):
        return draft
    return dataclasses.replace(draft, category=VERIFIED, proof="")


def are_some_mixed(session: Session) -> bool:
    """Whether `put_protected_apart` has something to move; asked at each opening."""
    found = session.scalars(select(EligibilityProof.id).where(mixed(), ~EligibilityProof.removed).limit(1)).first()
    return found is not None or protected_traces.are_some(session)


def put_protected_apart(session: Session) -> int:
    """Move the criteria of health and justice noted among the others to their own place; how many there were.

    Files written before that place existed hold some, and so do those restored from a copy; asking again moves
    nothing. The name of the document is not taken along, and the journal forgets what was written of it: the move
    cannot be undone.
    """
    found = session.scalars(select(EligibilityProof).where(mixed())).all()
    gestures.call_it(session, "Critères protégés rangés à part")
    for proof in found:
        apart = ProtectedProof(beneficiary_id=proof.beneficiary_id, seen_by=proof.seen_by)
        for name in _APART:
            setattr(apart, name, getattr(proof, name))
        session.add(apart)
        proof.category, proof.proof, proof.removed = VERIFIED, "", True
    session.flush()
    protected_traces.erase(session)
    return len(found)


def _proofs(session: Session, beneficiary_id: Key) -> list[Kept]:
    return [
        proof
        for kind in KINDS
        for proof in session.scalars(
            select(cast(type[Any], kind)).where(kind.beneficiary_id == beneficiary_id).order_by(kind.id)
        )
    ]


def _columns(category: str) -> tuple[str, ...]:
    """What is noted: of a protected criterion no document is described."""
    return _APART if is_kept_apart(category) else _ORDINARY


def _author(session: Session, proof: ProofDraft) -> str:
    return str(session.info.get("author", "")) if proof.seen_on else ""
