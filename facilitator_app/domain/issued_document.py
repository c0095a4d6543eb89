"""What the house printed: numbered, dated, found again by its number or its fingerprint."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Month


class DocumentKind(Labelled):
    FOLLOW_UP_SHEET = "follow_up", "Fiche de suivi"
    HOURS_CERTIFICATE = "attestation", "Attestation d’heures"
    CALIBRATION_SHEET = "calibration", "Fiche de calibrage"
    COMPANY_SHEET = "company", "Fiche entreprise"
    JOB_SHEET = "job", "Fiche de poste"
    CLOSING_STATEMENT = "closing", "Bilan de fin de lot"
    PENALTY_FILE = "penalty", "Proposition de pénalité"
    EXCHANGE_REPORT = "exchange", "Compte rendu"
    REMINDER_LETTER = "reminder", "Relance"


OF_A_MONTH = (DocumentKind.FOLLOW_UP_SHEET, DocumentKind.HOURS_CERTIFICATE)
"""Those edited month after month; the others are printed where their subject is."""


class IssuedDocument(Record):
    """A document as it left the house; printing it again gives the same number and the mention «duplicata»."""

    __tablename__ = "issued_document"

    kind: Mapped[DocumentKind] = mapped_column(Choice(DocumentKind))
    number: Mapped[str] = mapped_column(Text(40), index=True)
    lot_id: Mapped[Key | None] = mapped_column(ForeignKey("lot.id"), index=True)
    company_id: Mapped[Key | None] = mapped_column(index=True)  # of a sheet about a company
    month: Mapped[Month | None]
    perimeter: Mapped[str] = mapped_column(Text(300), default="")
    provisional: Mapped[bool] = mapped_column(default=False)
    issued_at: Mapped[dt.datetime] = mapped_column(index=True)
    issued_by: Mapped[str] = mapped_column(Text(120), default="")
    fingerprint: Mapped[str] = mapped_column(Text(20), index=True)
    file_id: Mapped[Key] = mapped_column(ForeignKey("stored_file.id"))
