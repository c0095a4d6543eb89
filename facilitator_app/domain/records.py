"""Every kind of stored record, so that importing this module makes the whole schema known."""

from __future__ import annotations

from facilitator_app.domain import access_log, people_import_mapping, reference, snapshot, totals
from facilitator_app.domain.agenda import AgendaItem
from facilitator_app.domain.base import Base, Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.calibration_version import CalibrationPart, CalibrationVersion
from facilitator_app.domain.chasing import ChasingRules, Exchange, Reminder
from facilitator_app.domain.closing import LotClosing
from facilitator_app.domain.company import Buyer, Company, Contact
from facilitator_app.domain.company_evaluation import CompanyEvaluation
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.counting_rules import CountingRules
from facilitator_app.domain.eligibility_file import EligibilityCategory, EligibilityExtension, EligibilityRefusal
from facilitator_app.domain.exits import LaterSituation, PersonExit
from facilitator_app.domain.following import Obstacle, PersonEvent, Referral, Training, TutorEvaluation
from facilitator_app.domain.hours_correction import HoursCorrection
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.labour_trade import LabourTrade
from facilitator_app.domain.legal_threshold import LegalThreshold
from facilitator_app.domain.need import Need, Proposal
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.obligation import Obligation, ObligationChange, Pool, PoolMember, Turnover
from facilitator_app.domain.office import Office, Rules, StoredFile
from facilitator_app.domain.penalties import PenaltyProposal
from facilitator_app.domain.person_document import PersonDocument
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement
from facilitator_app.domain.plan_rules import PlanRules
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.purchase_plan import PlannedPurchase
from facilitator_app.domain.retention import Restriction, RetentionHold
from facilitator_app.domain.returns import HolderReturn, ReturnSetting
from facilitator_app.domain.segment_targets import SegmentTarget

RECORDS: tuple[type[Record], ...] = (
    StoredFile, Office, Rules, Buyer, Company, Contact, Contract, Lot, LotHolder, Beneficiary, EligibilityProof,
    Need, Proposal, Placement, MonthlyHours, MonthStatement, IssuedDocument, ProtectedProof, RetentionHold, Restriction,
    NotTheSame, Obligation, ObligationChange, Turnover, Pool, PoolMember, CountingRules, HoursCorrection,
    PersonEvent, Training, Obstacle, TutorEvaluation, Referral, PersonExit, LaterSituation,
    EligibilityCategory, EligibilityExtension, EligibilityRefusal,
    PersonDocument,
    LegalThreshold, LabourTrade, PlanRules, PlannedPurchase, CalibrationVersion, CalibrationPart,
    ReturnSetting, HolderReturn, ChasingRules, Reminder, Exchange, LotClosing, PenaltyProposal,
    CompanyEvaluation, AgendaItem, SegmentTarget,
)  # fmt: skip
BY_TABLE: dict[str, type[Record]] = {record.__tablename__: record for record in RECORDS}
SCHEMA = Base.metadata

__all__ = ["BY_TABLE", "RECORDS", "SCHEMA", "access_log", "people_import_mapping", "reference", "snapshot", "totals"]
