"""The contracts an import brought, for the facilitator to follow or to leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer
from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import Contract, ContractState
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Euros
from facilitator_app.domain.words import fold

NOT_SAID = "Non renseignée"
_CONSIDERATIONS = {said.value: said.label for said in SocialConsideration}


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """A contract an import brought, for the facilitator to follow or to leave."""

    id: Key
    number: str
    subject: str
    buyer: str
    notified_on: dt.date | None
    amount: Euros | None
    consideration: str
    has_clause: bool
    searched: str


def imported_contracts(session: Session, state: ContractState = ContractState.TO_SORT) -> list[ImportedLine]:
    """Contracts to sort (or set aside): those with a clause first, then those that say nothing, the latest first."""
    rows = session.execute(
        select(
            Contract.id, Contract.number, Contract.subject, Contract.folded, Buyer.name, Buyer.folded,
            Contract.notified_on, Contract.amount, Contract.considerations,
        )
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .where(Contract.state == state)
        .order_by(Contract.notified_on.desc().nulls_last(), Contract.number)
    )  # fmt: skip
    lines = [
        ImportedLine(
            id=key,
            number=number,
            subject=subject,
            buyer=buyer,
            notified_on=notified_on,
            amount=amount,
            consideration=written_considerations(considerations),
            has_clause=any(said != SocialConsideration.NONE for said in considerations),
            searched=f"{fold(number)} {folded} {buyer_folded}",
        )
        for key, number, subject, folded, buyer, buyer_folded, notified_on, amount, considerations in rows
    ]
    return sorted(lines, key=lambda line: (not line.has_clause, line.consideration != NOT_SAID))


def written_considerations(considerations: Iterable[str]) -> str:
    """In words; «Non renseignée» when nobody has said, which is not «none»."""
    return ", ".join(_CONSIDERATIONS.get(said, said) for said in considerations) or NOT_SAID
