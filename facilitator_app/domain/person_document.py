"""What the house printed about one person: numbered, dated, forgotten with her name."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text
from facilitator_app.domain.keys import Key


class PersonDocumentKind(Labelled):
    """The documents of a person; `prefix` begins their numbers."""

    ELIGIBILITY_SHEET = "eligibility_sheet", "Fiche d’éligibilité"
    ELIGIBILITY_CERTIFICATE = "eligibility_certificate", "Attestation d’éligibilité"
    PROOF_CHECKLIST = "proof_checklist", "Pièces à apporter"
    POSITIONING_SHEET = "positioning_sheet", "Fiche de positionnement"
    PERSON_FOLLOW_UP = "person_follow_up", "Fiche de suivi individuelle"
    CV_SHEET = "cv_sheet", "Fiche CV"
    REVIEW_SHEET = "review_sheet", "Bilan"
    INFORMATION_NOTICE = "information_notice", "Notice d’information"

    @property
    def prefix(self) -> str:
        return _PREFIXES[self]


_PREFIXES = {
    PersonDocumentKind.ELIGIBILITY_SHEET: "FE",
    PersonDocumentKind.ELIGIBILITY_CERTIFICATE: "AE",
    PersonDocumentKind.PROOF_CHECKLIST: "PA",
    PersonDocumentKind.POSITIONING_SHEET: "FP",
    PersonDocumentKind.PERSON_FOLLOW_UP: "SI",
    PersonDocumentKind.CV_SHEET: "CV",
    PersonDocumentKind.REVIEW_SHEET: "BI",
    PersonDocumentKind.INFORMATION_NOTICE: "NI",
}


class PersonDocument(Record):
    """A document about somebody as it left the house; `subject` says in a few words what it was for."""

    __tablename__ = "person_document"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    kind: Mapped[PersonDocumentKind] = mapped_column(Choice(PersonDocumentKind))
    number: Mapped[str] = mapped_column(Text(40), index=True)
    subject: Mapped[str] = mapped_column(Text(300), default="")
    issued_at: Mapped[dt.datetime]
    issued_by: Mapped[str] = mapped_column(Text(120), default="")
    fingerprint: Mapped[str] = mapped_column(Text(20), default="", index=True)
    file_id: Mapped[Key] = mapped_column(ForeignKey("stored_file.id"))
