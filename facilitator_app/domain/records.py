"""Every kind of stored record, so that importing this module makes the whole schema known."""

from __future__ import annotations

from facilitator_app.domain import access_log, snapshot, totals
from facilitator_app.domain.base import Base, Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.company import Buyer, Company, Contact
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.need import Need, Proposal
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.office import Office, Rules, StoredFile
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.retention import Restriction, RetentionHold

RECORDS: tuple[type[Record], ...] = (
    StoredFile, Office, Rules, Buyer, Company, Contact, Contract, Lot, LotHolder, Beneficiary, EligibilityProof,
    Need, Proposal, Placement, MonthlyHours, MonthStatement, IssuedDocument, ProtectedProof, RetentionHold, Restriction,
    NotTheSame,
)  # fmt: skip
BY_TABLE: dict[str, type[Record]] = {record.__tablename__: record for record in RECORDS}
SCHEMA = Base.metadata

__all__ = ["BY_TABLE", "RECORDS", "SCHEMA", "access_log", "snapshot", "totals"]
