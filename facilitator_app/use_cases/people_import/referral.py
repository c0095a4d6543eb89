"""Filling the registration page from a prescriber's referral: what is known is proposed, nothing is written."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EducationLevel, Sex, YesNoUnknown
from facilitator_app.domain.words import fold
from facilitator_app.exchange.people import Criterion, Field, PeopleFile, read_partly, referral_of
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.keeping_proofs import without_judicial_detail
from facilitator_app.use_cases.people_import.writing import values_of

_NAMES = {
    "last_name": "nom", "first_name": "prénom", "birth_name": "nom de naissance", "birth_date": "date de naissance",
    "sex": "sexe", "phone": "téléphone", "email": "courriel", "address": "adresse", "postal_code": "code postal",
    "town": "commune", "in_qpv": "QPV", "education": "niveau", "referrer": "prescripteur", "advisor": "référent",
    "jobs_aimed": "métiers visés", "requirements": "permis", "available_from": "disponibilité", "note": "remarques",
}  # fmt: skip
_SILENT = (None, "", (), Sex.UNKNOWN, YesNoUnknown.UNKNOWN, EducationLevel.UNKNOWN)
_OF_A_MESSAGE = {"de", "a", "cc", "cci", "objet", "envoye", "date", "from", "to", "subject", "sent", "pj", "tel"}
_NEVER = {Field.IDENTIFIER, Field.SOCIAL_SECURITY}


@dataclass(frozen=True, slots=True)
class Referred:
    """What a referral says; `left` are the labels that no field takes."""

    draft: BeneficiaryDraft
    left: tuple[str, ...]
    remarks: tuple[str, ...]

    def completing(self, typed: BeneficiaryDraft) -> tuple[BeneficiaryDraft, tuple[str, ...]]:
        """What was typed stays, what is still empty is filled; with the names of what was.

        The commune goes with its postal code.
        """
        there = {proof.category for proof in typed.proofs}
        more = tuple(proof for proof in self.draft.proofs if proof.category not in there)
        given: dict[str, Any] = {
            name: value
            for name in _NAMES
            if getattr(typed, name) in _SILENT and (value := getattr(self.draft, name)) not in _SILENT
        }
        if typed.postal_code or typed.town:
            given = {name: value for name, value in given.items() if name not in ("postal_code", "town")}
        filled = (*(_NAMES[name] for name in given), *(["critères"] if more else []))
        if "town" in given or "postal_code" in given:
            given["commune_code"] = self.draft.commune_code
        return dataclasses.replace(typed, **given, proofs=(*typed.proofs, *more)), filled


def referral(session: Session, text: str, today: dt.date) -> Referred:
    """What was copied, understood as a row of an import is. Raises Refusal when it says nothing of one person."""
    file = referral_of(text)
    person = read_partly(file, today)
    values: dict[str, Any] = values_of(person)
    proofs = (without_judicial_detail(session, _proof(criterion, today)) for criterion in person.criteria)
    draft = dataclasses.replace(BeneficiaryDraft(), **values, proofs=tuple(proofs))
    return Referred(draft, _left(file), person.remarks)


def _proof(criterion: Criterion, today: dt.date) -> ProofDraft:
    """Announced by the sender; nobody of the house has seen the document."""
    dated_on = criterion.dated_on if criterion.dated_on and criterion.dated_on <= today else None
    return ProofDraft(
        criterion.category, dated_on=dated_on, valid_until=criterion.valid_until, valid_from=criterion.valid_from,
        pass_number=criterion.number,
    )  # fmt: skip


def _left(file: PeopleFile) -> tuple[str, ...]:
    labels = zip(file.headings, file.guessed, file.lines[0].cells, strict=False)
    return tuple(
        label
        for label, field, value in labels
        if value and (field is None or field in _NEVER) and fold(label) not in _OF_A_MESSAGE
    )
