"""Records for tests: each test names only what matters to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Need
from facilitator_app.domain.placement import EmploymentContract, Placement
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.values import hours
from facilitator_app.use_cases import beneficiaries
from facilitator_app.use_cases.beneficiary_draft import ProofDraft

Kind = TypeVar("Kind", bound=Record)
_numbers = count(1)


def kept(session: Session, record: Kind) -> Kind:
    session.add(record)
    session.flush()
    return record


def a_buyer(session: Session, **details: Any) -> Buyer:
    return kept(session, Buyer(**({"name": "Ville de Port-Calme"} | details)))


def a_company(session: Session, **details: Any) -> Company:
    return kept(session, Company(**({"name": f"Maçonnerie Testard {next(_numbers)}"} | details)))


def a_contract(session: Session, **details: Any) -> Contract:
    number = next(_numbers)
    usual: dict[str, Any] = {"number": f"M-2026-{number:03}", "subject": f"Construction d’une école, tranche {number}"}
    if "buyer_id" not in details:
        usual["buyer_id"] = a_buyer(session).id
    return kept(session, Contract(**(usual | details)))


def a_lot(session: Session, holder: Company | None = None, **details: Any) -> Lot:
    usual: dict[str, Any] = {
        "number": "1",
        "title": "Gros œuvre",
        "due_hours": hours(1000),
        "starts_on": dt.date(2026, 1, 1),
        "ends_on": dt.date(2026, 12, 31),
    }
    if "contract_id" not in details:
        contract = a_contract(session)
        usual |= {"contract_id": contract.id, "code": f"{contract.number}-L1"}
    lot = kept(session, Lot(**(usual | {"code": f"M-2026-T{next(_numbers)}-L1"} | usual | details)))
    company = holder or a_company(session)
    kept(session, LotHolder(id=key_of("lot_holder", lot.id, company.id), lot_id=lot.id, company_id=company.id))
    return lot


def a_beneficiary(session: Session, **details: Any) -> Beneficiary:
    usual: dict[str, Any] = {
        "last_name": f"Testard{next(_numbers)}",
        "first_name": "Camille",
        "birth_date": dt.date(1990, 5, 17),
        "registered_on": dt.date(2026, 1, 5),
    }
    return kept(session, Beneficiary(**(usual | details)))


def proved(session: Session, person: Key, proof: ProofSeen, today: dt.date) -> None:
    """A criterion and its document, as they are added to the file of a person in the window."""
    draft = beneficiaries.draft_of(session, person)
    new = ProofDraft(proof.category_code, proof.proof, proof.dated_on, proof.seen_on, proof.valid_until)
    beneficiaries.correct(session, person, replace(draft, proofs=(*draft.proofs, new)), today)


def a_placement(session: Session, **details: Any) -> Placement:
    usual: dict[str, Any] = {"contract_type": EmploymentContract.FIXED_TERM, "starts_on": dt.date(2026, 3, 1)}
    if "beneficiary_id" not in details:
        usual["beneficiary_id"] = a_beneficiary(session).id
    if "lot_id" not in details:
        usual["lot_id"] = a_lot(session).id
    if "employer_id" not in details:
        usual["employer_id"] = a_company(session).id
    return kept(session, Placement(**(usual | details)))


def a_need(session: Session, **details: Any) -> Need:
    number = next(_numbers)
    usual: dict[str, Any] = {"code": f"B-{number}", "title": "Manœuvre gros œuvre", "starts_on": dt.date(2026, 12, 7)}
    if "lot_id" not in details:
        usual["lot_id"] = a_lot(session).id
    if "company_id" not in details:
        usual["company_id"] = a_company(session).id
    return kept(session, Need(**(usual | details)))
