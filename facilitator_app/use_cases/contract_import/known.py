"""What the house already knows of the contracts of a batch: found with a few queries, not one for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.words import fold
from facilitator_app.exchange.decp import PublishedContract

ALIKE = 0.85  # share of signs in common from which two subjects may be the same contract
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """A contract typed by hand, which a file may bring again."""

    id: Key
    name: str
    folded: str
    amount: object
    notified_on: object


class Known:
    """Looks contracts up by what was published, then by what resembles them."""

    def __init__(self, session: Session, keys_of_the_file: Callable[[], set[str]]) -> None:
        self._session = session
        self._keys_of_the_file = cache(keys_of_the_file)
        self._met: set[Key] = set()
        self._typed = [
            Typed(
                row.id, f"{row.number} {row.short_name or row.subject}"[:120], row.folded, row.amount, row.notified_on
            )
            for row in session.execute(select(Contract).where(Contract.published_key.is_(None))).scalars()
        ]

    def meet(self, contract_id: Key) -> None:
        """This contract of the house has its record in the file."""
        self._met.add(contract_id)

    def is_met(self, contract_id: Key) -> bool:
        return contract_id in self._met

    def chosen(self, contract_id: Key) -> Contract:
        """The contract a facilitator says this one is."""
        return self._session.get_one(Contract, contract_id)

    def by_key(self, contracts: Sequence[PublishedContract], keys: Sequence[str]) -> dict[str, Contract]:
        """The contracts already read once, by their published key."""
        found: dict[str, Contract] = {}
        for batch in _batches(set(keys)):
            for contract in self._session.scalars(select(Contract).where(Contract.published_key.in_(batch))):
                found[contract.published_key or ""] = contract
        missing = [contract for contract, key in zip(contracts, keys, strict=True) if key not in found]
        found |= self._corrected(missing)
        return found

    def twins(self, contract: PublishedContract) -> tuple[tuple[Key, str], ...]:
        """Contracts typed by hand that this one may be: same day and amount, or nearly the same subject."""
        if not self._typed:
            return ()
        subject = fold(contract.subject)
        return tuple(
            (typed.id, typed.name)
            for typed in self._typed
            if (
                contract.amount is not None
                and (typed.amount, typed.notified_on) == (contract.amount, contract.notified_on)
            )
            or _alike(subject, typed.folded)
        )

    def _corrected(self, contracts: Sequence[PublishedContract]) -> dict[str, Contract]:
        """Those published again with a corrected subject or one more holder: same buyer, number, CPV and a holder."""
        found: dict[str, Contract] = {}
        candidates: dict[str, list[Contract]] = {}
        for batch in _batches({contract.loose_key for contract in contracts}):
            for known in self._session.scalars(select(Contract).where(Contract.loose_key.in_(batch))):
                if known.id not in self._met:
                    candidates.setdefault(known.loose_key or "", []).append(known)
        if not candidates:
            return found
        elsewhere = self._keys_of_the_file()  # a lot that has its own record in the file is not this one corrected
        holders = self._holders([known.id for same in candidates.values() for known in same])
        claimed: set[Key] = set()
        for contract in contracts:
            sirets = {holder.siret for holder in contract.holders if holder.siret}
            subject = fold(contract.subject)
            fitting = [
                known
                for known in candidates.get(contract.loose_key, ())
                if known.published_key not in elsewhere
                and known.id not in claimed
                and known.cpv == contract.cpv
                and (sirets & holders.get(known.id, set()) or _alike(subject, known.folded))
            ]
            if len(fitting) == 1:
                found[contract.key] = fitting[0]
                claimed.add(fitting[0].id)
        return found

    def _holders(self, contracts: list[Key]) -> dict[Key, set[str]]:
        found: dict[Key, set[str]] = {}
        for batch in _batches(contracts):
            rows = self._session.execute(
                select(Lot.contract_id, Company.siret)
                .join(LotHolder, LotHolder.lot_id == Lot.id)
                .join(Company, Company.id == LotHolder.company_id)
                .where(Lot.contract_id.in_(batch), Company.siret.is_not(None))
            )
            for contract_id, siret in rows:
                found.setdefault(contract_id, set()).add(siret or "")
        return found


def _alike(one: str, other: str) -> bool:
    """Whether two folded texts share most of their signs."""
    if not one or not other or min(len(one), len(other)) / max(len(one), len(other)) < ALIKE / (2 - ALIKE):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _batches(keys: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(keys)
    return [ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE)]
