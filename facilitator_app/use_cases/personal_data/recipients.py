"""To whom something about a person was told: employers, companies she was proposed to, holders, buyers, prescribers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, Proposal, ProposalState
from facilitator_app.domain.placement import Placement

_NOT_TOLD = (ProposalState.RETAINED, ProposalState.SET_ASIDE)
"""Proposals that never left the house."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """`since` is the first day something may have been told, None when it is not known."""

    name: str
    why: str
    what: str
    since: dt.date | None


def recipients(session: Session, people: set[Key]) -> Iterator[Recipient]:
    """Each organisation once for each reason."""
    first = func.min(Placement.starts_on)
    hers = Placement.beneficiary_id.in_(people)
    employers = (
        select(Company.name, first)
        .join(Placement, Placement.employer_id == Company.id)
        .where(hers)
        .group_by(Company.id)
    )
    for name, since in session.execute(employers.order_by(Company.name)):
        yield Recipient(name, "Employeur", "Identité, contrat de travail, heures, éligibilité sans critère", since)
    holders = (
        select(Company.name, first)
        .join(LotHolder, LotHolder.company_id == Company.id)
        .join(Placement, Placement.lot_id == LotHolder.lot_id)
        .where(hers, ~LotHolder.removed)
        .group_by(Company.id)
    )
    for name, since in session.execute(holders.order_by(Company.name)):
        yield Recipient(name, "Titulaire du lot", "Nom, contrat de travail et heures (fiche de suivi)", since)
    buyers = (
        select(Buyer.name, first)
        .join(Contract, Contract.buyer_id == Buyer.id)
        .join(Lot, Lot.contract_id == Contract.id)
        .join(Placement, Placement.lot_id == Lot.id)
        .where(hers)
        .group_by(Buyer.id)
    )
    for name, since in session.execute(buyers.order_by(Buyer.name)):
        yield Recipient(name, "Acheteur", "Nom, contrat de travail et heures (fiche de suivi)", since)
    proposed = (
        select(Company.name, func.min(Proposal.proposed_on))
        .join(Need, Need.company_id == Company.id)
        .join(Proposal, Proposal.need_id == Need.id)
        .where(Proposal.beneficiary_id.in_(people), Proposal.state.not_in(_NOT_TOLD))
        .group_by(Company.id)
    )
    for name, since in session.execute(proposed.order_by(Company.name)):
        yield Recipient(name, "Entreprise à qui la personne a été proposée", "Profil, éligibilité sans critère", since)
    for name in session.scalars(
        select(Beneficiary.referrer).where(Beneficiary.id.in_(people), Beneficiary.referrer != "").distinct()
    ):
        yield Recipient(name, "Prescripteur", "Suites données à l’orientation", None)
