"""What every document of a need says of it: for which company, on which lot, under which contract."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.need import Need


class NeedFacts(NamedTuple):
    """The need, the name of the company that has it, and where the post is."""

    need: Need
    company: str
    lot: Lot
    contract: Contract


def need_facts(session: Session, need_id: str) -> NeedFacts | None:
    """None when it is no longer there."""
    row = session.execute(
        select(Need, Company.name, Lot, Contract)
        .join(Company, Company.id == Need.company_id)
        .join(Lot, Lot.id == Need.lot_id)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(Need.id == need_id)
    ).one_or_none()
    return None if row is None else NeedFacts(*row)
