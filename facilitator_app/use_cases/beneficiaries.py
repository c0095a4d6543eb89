"""Registering people, correcting what is known of them, closing and reopening their file."""

from __future__ import annotations

import dataclasses
import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.protected_criteria import VERIFIED, Protection, protection_of
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft, checked
from facilitator_app.use_cases.reference import job_label

SEARCH_LENGTH = 800


def register(session: Session, draft: BeneficiaryDraft, today: dt.date) -> Key:
    """Open the file of a person with the proofs seen; returns its key. Raises Refusal, naming each field in error."""
    gestures.call_it(session, f"Nouvelle personne\u00a0: {_name_of(draft)}")
    kept = checked(draft, today)
    person = Beneficiary(registered_on=today)
    _write(person, kept)
    session.add(person)
    session.flush()
    _keep_proofs(session, person.id, kept.proofs)
    return person.id


def correct(session: Session, beneficiary_id: Key, draft: BeneficiaryDraft, today: dt.date) -> None:
    """Replace what is known of a person, proofs included: those left out of the draft are removed. Raises Refusal."""
    gestures.call_it(session, f"Fiche de {_name_of(draft)}")
    person = _person(session, beneficiary_id)
    kept = checked(draft, today)
    _write(person, kept)
    session.flush()
    _keep_proofs(session, beneficiary_id, kept.proofs)


def draft_of(session: Session, beneficiary_id: Key) -> BeneficiaryDraft:
    """The file of a person as the registration page edits it. Raises Refusal when the person is unknown."""
    person = _person(session, beneficiary_id)
    proofs = session.scalars(
        select(EligibilityProof).where(EligibilityProof.beneficiary_id == beneficiary_id).order_by(EligibilityProof.id)
    )
    details = {name: getattr(person, name) for name in BeneficiaryDraft().columns}
    return BeneficiaryDraft(
        **details,
        proofs=tuple(
            ProofDraft(proof.category, proof.proof, proof.dated_on, proof.seen_on, proof.valid_until, proof.id)
            for proof in proofs
        ),
    )


def add_proof(session: Session, beneficiary_id: Key, proof: ProofSeen, today: dt.date) -> None:
    """Note a criterion and the document seen. Raises Refusal."""
    draft = draft_of(session, beneficiary_id)
    new = ProofDraft(proof.category_code, proof.proof, proof.dated_on, proof.seen_on, proof.valid_until)
    kept = checked(dataclasses.replace(draft, proofs=(*draft.proofs, new)), today)
    gestures.call_it(session, f"Pièce de {_name_of(draft)}")
    _keep_proofs(session, beneficiary_id, kept.proofs)


def remove_proof(session: Session, proof_id: Key) -> None:
    """Take a proof back; a placement already begun keeps what was frozen with it."""
    proof = session.get(EligibilityProof, proof_id)
    if proof is None or proof.removed:
        raise Refusal.because("Cette pièce a déjà été retirée\u00a0: actualisez la fiche.")
    gestures.call_it(session, f"Retrait d’une pièce de {_person(session, proof.beneficiary_id).full_name}")
    proof.removed = True


def archive(session: Session, beneficiary_id: Key, reason: str, today: dt.date) -> None:
    """Close a person's file; it leaves the lists, its hours stay counted. Raises Refusal."""
    person = _person(session, beneficiary_id)
    why = " ".join(reason.split())
    if not why:
        raise Refusal.because("Indiquez le motif, par exemple «\u00a0a déménagé\u00a0».", "reason")
    at_work = session.scalar(
        select(Placement.id).where(
            Placement.beneficiary_id == beneficiary_id,
            Placement.starts_on <= today,
            or_(Placement.ends_on.is_(None), Placement.ends_on >= today),
        )
    )
    if at_work:
        raise Refusal.because("Cette personne est en poste\u00a0: terminez d’abord sa mise à l’emploi.")
    gestures.call_it(session, f"Archivage de {person.full_name}\u00a0: {why}")
    person.archived_on = today
    person.archived_reason = why[:200]


def reopen(session: Session, beneficiary_id: Key, reason: str) -> None:
    """Open again a file that was closed. Raises Refusal."""
    person = _person(session, beneficiary_id)
    if person.archived_on is None:
        raise Refusal.because("Cette fiche est déjà ouverte.")
    why = " ".join(reason.split())
    gestures.call_it(session, f"Réouverture de la fiche de {person.full_name}" + (f"\u00a0: {why}" if why else ""))
    person.archived_on = None
    person.archived_reason = ""


def search_text(last_name: str, first_name: str, town: str, jobs: tuple[str, ...]) -> str:
    """What typing in the list looks through: names, town and jobs aimed at, folded."""
    return fold(" ".join((last_name, first_name, town, *map(job_label, jobs))))[:SEARCH_LENGTH]


def _write(person: Beneficiary, kept: BeneficiaryDraft) -> None:
    values = kept.columns | {"search_text": search_text(kept.last_name, kept.first_name, kept.town, kept.jobs_aimed)}
    for name, value in values.items():
        if getattr(person, name) != value:
            setattr(person, name, value)


def _keep_proofs(session: Session, beneficiary_id: Key, drafts: tuple[ProofDraft, ...]) -> None:
    """Add, correct and remove so that the proofs kept are those of the drafts."""
    known = {
        proof.id: proof
        for proof in session.scalars(select(EligibilityProof).where(EligibilityProof.beneficiary_id == beneficiary_id))
    }
    for draft in [without_judicial_detail(session, draft) for draft in drafts]:
        proof = known.pop(draft.id, None) if draft.id else None
        if proof is None:
            proof = EligibilityProof(beneficiary_id=beneficiary_id, seen_by=_author(session, draft))
            session.add(proof)
        elif proof.seen_on != draft.seen_on:
            proof.seen_by = _author(session, draft)
        for name in ("category", "proof", "dated_on", "seen_on", "valid_until"):
            if getattr(proof, name) != getattr(draft, name):
                setattr(proof, name, getattr(draft, name))
    for proof in known.values():
        proof.removed = True
    session.flush()


def without_judicial_detail(session: Session, draft: ProofDraft) -> ProofDraft:
    """A judicial criterion is kept as «verified», not which, unless the house was allowed to (GDPR art. 10)."""
    if protection_of(draft.category) is not Protection.JUSTICE:
        return draft
    if session.scalar(select(Rules.judicial_detail).where(Rules.id == RULES_KEY)):
        return draft
    return dataclasses.replace(draft, category=VERIFIED, proof="")


def _author(session: Session, proof: ProofDraft) -> str:
    return str(session.info.get("author", "")) if proof.seen_on else ""


def _person(session: Session, beneficiary_id: Key) -> Beneficiary:
    person = session.get(Beneficiary, beneficiary_id)
    if person is None or person.removed:
        raise Refusal.because("Cette personne n’est plus dans le fichier\u00a0: actualisez la liste.")
    return person


def _name_of(draft: BeneficiaryDraft) -> str:
    return f"{draft.first_name} {draft.last_name}".strip()
