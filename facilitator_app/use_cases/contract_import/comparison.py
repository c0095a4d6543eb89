"""A published contract beside the contracts typed by hand that it may be, with what they share."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.contract_import.outcome import Line


@dataclass(frozen=True, slots=True)
class Resembling:
    """A contract already followed, and what it shares with the one published, in words."""

    id: Key
    name: str
    shared: str
    likeness: int  # per cent of the signs of the subjects


def resembling(session: Session, line: Line) -> list[Resembling]:
    """The contracts that the line may be, the most alike first."""
    keys = [key for key, _ in line.twins]
    holders: dict[Key, set[str]] = {}
    rows = session.execute(
        select(Lot.contract_id, Company.folded, Company.siret)
        .join(LotHolder, LotHolder.lot_id == Lot.id)
        .join(Company, Company.id == LotHolder.company_id)
        .where(Lot.contract_id.in_(keys))
    )
    for contract_id, folded, siret in rows:
        holders.setdefault(contract_id, set()).update({folded, siret or folded})
    contracts = session.execute(
        select(
            Contract.id, Contract.number, Contract.short_name, Contract.subject, Contract.folded,
            Contract.amount, Contract.notified_on,
        ).where(Contract.id.in_(keys))
    )  # fmt: skip
    subject, published = fold(line.subject), {fold(name) for name in line.holders.split(", ")}
    found = []
    for row in contracts:
        likeness = round(SequenceMatcher(None, subject, row.folded, autojunk=False).ratio() * 100)
        shared = [
            "même titulaire" if published & holders.get(row.id, set()) else "",
            _same(line.notified_on, row.notified_on, "même date", "date différente"),
            _same(line.amount, row.amount, "montant identique", "montant différent"),
        ]
        said = ", ".join(part for part in shared if part)
        share = f"ressemblance {likeness}{NO_BREAK_SPACE}%"
        name = f"{row.number} {row.short_name or row.subject}"
        said = f"{said} · {share}" if said else share
        found.append(Resembling(row.id, name, said[0].upper() + said[1:], likeness))
    return sorted(
        found, key=lambda one: ("même date, montant identique" not in one.shared.lower(), -one.likeness, one.name)
    )


def _same(published: object, known: object, same: str, different: str) -> str:
    """Nothing is said when one of the two is not known."""
    if published is None or known is None:
        return ""
    return same if published == known else different
