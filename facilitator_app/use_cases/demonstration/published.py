"""Taking published contracts through the facilitator's own gestures: follow, calibrate, note a need."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration import Calibration
from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import Contract, ContractState, Lot, LotHolder
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.contracts import follow
from facilitator_app.use_cases.needs import NeedDraft, create_need

_LABOUR_SHARE, _INSERTION_RATE, _HOURLY_COST = Decimal("0.5"), Decimal("0.05"), euros(30)
_LEAST_HOURS = 35
# The job a contract most likely offers, by the beginning of its CPV code
_JOBS = {
    "45": ("F1701", "Manœuvre"),
    "90": ("K2204", "Agent de propreté"),
    "77": ("A1203", "Ouvrier paysagiste"),
    "55": ("G1603", "Employé de restauration"),
}
_ANY_JOB = ("M1601", "Agent d’accueil")


def follow_clauses(session: Session, month: Month) -> int:
    """Follow the contracts published with a social clause; returns how many.

    Each gets the hours of an ordinary calibration and one post, so that the whole job runs on real input.
    """
    waiting = session.scalars(select(Contract).where(Contract.state == ContractState.TO_SORT)).all()
    clauses = [contract for contract in waiting if SocialConsideration.CLAUSE.value in contract.considerations]
    if not clauses:
        return 0
    follow(session, [contract.id for contract in clauses])
    for contract in clauses:
        for lot in session.scalars(select(Lot).where(Lot.contract_id == contract.id)):
            _calibrate(lot, contract)
            _need(session, lot, contract, month)
    session.flush()
    gestures.call_it(session, f"{len(clauses)} marchés publiés suivis")
    return len(clauses)


def _calibrate(lot: Lot, contract: Contract) -> None:
    if not contract.amount:
        return
    lot.amount, lot.labour_share, lot.insertion_rate = contract.amount, _LABOUR_SHARE, _INSERTION_RATE
    lot.hourly_cost = _HOURLY_COST
    due = Calibration(contract.amount, _LABOUR_SHARE, _INSERTION_RATE, _HOURLY_COST).target_hours
    lot.due_hours = max(due, hours(_LEAST_HOURS))
    if due < _LEAST_HOURS:
        lot.due_reason = "Au moins une semaine de travail."


def _need(session: Session, lot: Lot, contract: Contract, month: Month) -> None:
    holder = session.scalar(select(LotHolder.company_id).where(LotHolder.lot_id == lot.id))
    if holder is None or (contract.notified_on and contract.notified_on > month.first_day):
        return
    if lot.ends_on and lot.ends_on < month.last_day:
        return
    rome, job = _JOBS.get((contract.cpv or "")[:2], _ANY_JOB)
    create_need(session, lot.id, NeedDraft(company_id=holder, title=job, starts_on=month.first_day, rome_code=rome))
