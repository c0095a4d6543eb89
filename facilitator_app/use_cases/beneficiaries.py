"""Registering people, correcting what is known of them, closing and reopening their file."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.beneficiary_checks import checked
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.keeping_proofs import drafts_of, keep_proofs, known_criteria
from facilitator_app.use_cases.reference import job_label
from facilitator_app.use_cases.reopening import open_again
from facilitator_app.use_cases.writing import refuse_anonymised

SEARCH_LENGTH = 800


def register(session: Session, draft: BeneficiaryDraft, today: dt.date) -> Key:
    """Open the file of a person with the proofs seen; returns its key. Raises Refusal, naming each field in error."""
    gestures.call_it(session, f"Nouvelle personne\u00a0: {_name_of(draft)}")
    kept = checked(draft, today, known_criteria(session))
    person = Beneficiary(registered_on=today)
    _write(person, kept)
    session.add(person)
    session.flush()
    keep_proofs(session, person.id, kept.proofs)
    return person.id


def correct(session: Session, beneficiary_id: Key, draft: BeneficiaryDraft, today: dt.date) -> None:
    """Replace what is known of a person, proofs included: those left out of the draft are removed. Raises Refusal."""
    gestures.call_it(session, f"Fiche de {_name_of(draft)}")
    person = _person(session, beneficiary_id)
    kept = checked(draft, today, known_criteria(session), drafts_of(session, beneficiary_id))
    _write(person, kept)
    session.flush()
    keep_proofs(session, beneficiary_id, kept.proofs)


def draft_of(session: Session, beneficiary_id: Key) -> BeneficiaryDraft:
    """The file of a person as the registration page edits it. Raises Refusal when the person is unknown."""
    person = _person(session, beneficiary_id)
    details = {name: getattr(person, name) for name in BeneficiaryDraft().columns}
    return BeneficiaryDraft(**details, proofs=drafts_of(session, beneficiary_id))


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


def reopen(session: Session, beneficiary_id: Key, reason: str, today: dt.date) -> None:
    """Open again a file that was closed; the reason stays in the person's follow-up. Raises Refusal."""
    person = _person(session, beneficiary_id)
    if person.archived_on is None:
        raise Refusal.because("Cette fiche est déjà ouverte.")
    why = " ".join(reason.split())
    if not why:
        raise Refusal.because("Indiquez le motif, par exemple «\u00a0de retour sur le territoire\u00a0».", "reason")
    gestures.call_it(session, f"Réouverture de la fiche de {person.full_name}\u00a0: {why}")
    open_again(session, person, f"\u00a0: {why}", today)


def search_text(last_name: str, first_name: str, town: str, jobs: tuple[str, ...], birth_name: str = "") -> str:
    """What typing in the list looks through: names, town and jobs aimed at, folded."""
    return fold(" ".join((last_name, first_name, birth_name, town, *map(job_label, jobs))))[:SEARCH_LENGTH]


def _write(person: Beneficiary, kept: BeneficiaryDraft) -> None:
    sought = search_text(kept.last_name, kept.first_name, kept.town, kept.jobs_aimed, kept.birth_name)
    values = kept.columns | {"search_text": sought}
    for name, value in values.items():
        if getattr(person, name) != value:
            setattr(person, name, value)


def _person(session: Session, beneficiary_id: Key) -> Beneficiary:
    person = session.get(Beneficiary, beneficiary_id)
    if person is None or person.removed:
        raise Refusal.because("Cette personne n’est plus dans le fichier\u00a0: actualisez la liste.")
    refuse_anonymised(session, beneficiary_id)
    return person


def _name_of(draft: BeneficiaryDraft) -> str:
    return f"{draft.first_name} {draft.last_name}".strip()
