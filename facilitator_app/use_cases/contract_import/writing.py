"""Turning published contracts into records, many at a time."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any
from zlib import crc32

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import ClauseKind, Contract, ContractState, HolderRole, Lot, LotHolder
from facilitator_app.domain.identifiers import written_siret
from facilitator_app.domain.keys import Key, key_of, new_key
from facilitator_app.domain.values import add_months, euros
from facilitator_app.domain.words import fold
from facilitator_app.exchange.decp import PublishedContract, PublishedHolder
from facilitator_app.use_cases.numbering import Numbers

_ORDER: tuple[type[Record], ...] = (Buyer, Company, Contract, Lot, LotHolder)
HOLDERS = "holders"
_LABELS = {
    "subject": "objet",
    "cpv": "code CPV",
    "nature": "nature",
    "procedure": "procédure",
    "place_code": "lieu",
    "duration_months": "durée",
    "notified_on": "date de notification",
    "amount": "montant",
    "considerations": "considérations sociales",
}


class Writer:
    """Collects rows and inserts them by kind; remembers the buyers and companies met."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[type[Record], list[dict[str, Any]]] = {}
        self._numbers = Numbers(session, Contract.number)
        self._buyers = _by_siret(session, Buyer)
        self._companies = _by_siret(session, Company)

    def create(self, contract: PublishedContract, key: str) -> tuple[Key, str]:
        """A contract and its single lot, waiting to be sorted; returns its key and its number in the house."""
        contract_id, lot_id = new_key(), new_key()
        year = (contract.notified_on or contract.published_on or dt.date.today()).year
        number = self._numbers.next(f"M-{year}-")
        values = published_values(contract)
        self._add(
            Contract,
            id=contract_id,
            number=number,
            folded=fold(values["subject"])[:1300],
            buyer_id=self._buyer(contract),
            state=_state(contract),
            published_id=contract.published_id[:60],
            published_key=key,
            loose_key=contract.loose_key[:100],
            published_marks=marks_of(values, contract.current_holders),
            **values,
        )
        duration, notified = values["duration_months"], values["notified_on"]
        reserved = SocialConsideration.RESERVED in contract.considerations
        self._add(
            Lot,
            id=lot_id,
            contract_id=contract_id,
            code=f"{number}-L1",
            number="",
            title="",
            folded="",
            clause=ClauseKind.RESERVED if reserved else ClauseKind.EXECUTION,
            amount=values["amount"],
            starts_on=notified,
            ends_on=_end(notified, duration),
        )
        self._hold(lot_id, contract.current_holders)
        return contract_id, number

    def update(self, known: Contract, contract: PublishedContract, key: str) -> tuple[str, ...]:
        """Give a known contract what was published since it was last read; returns what changed, in French.

        What is unknown in the file erases nothing, and what a facilitator corrected stays until the publication
        itself says something new. A contract typed by hand only gets what it lacks.
        """
        values = published_values(contract)
        marks = marks_of(values, contract.current_holders)
        if known.published_key == key and known.published_marks == marks:
            return ()
        changed, typed = _changed(values, marks, known.published_marks), known.published_key is None
        differences = []
        for name, value in values.items():
            there = getattr(known, name)
            unknown = value in (None, "", ()) or (typed and there not in (None, "", ()))
            if unknown or there == value or name not in changed:
                continue
            setattr(known, name, value)
            if name in _LABELS:
                differences.append(_LABELS[name])
        known.published_id, known.published_key = contract.published_id[:60], key
        known.loose_key, known.published_marks = contract.loose_key[:100], marks
        if HOLDERS in changed and self._hold_missing(known, contract.current_holders):
            differences.append("titulaire")
        return tuple(differences)

    def flush(self) -> None:
        for kind in _ORDER:
            if rows := self._rows.pop(kind, None):
                self._session.execute(insert(kind), rows)
        self._session.flush()

    def _buyer(self, contract: PublishedContract) -> Key:
        identifier = contract.buyer_siret or contract.buyer_identifier
        if identifier not in self._buyers:
            key = new_key()
            name = (contract.buyer_name or f"Acheteur {written_siret(identifier)}")[:200]
            self._add(Buyer, id=key, name=name, folded=fold(name)[:260], siret=identifier[:14] or None)
            self._buyers[identifier] = key
        return self._buyers[identifier]

    def _company(self, holder: PublishedHolder) -> Key:
        identifier = holder.siret or holder.identifier
        known = self._companies.get(identifier) if identifier else None
        if known is None:
            known = new_key()
            name = (holder.name or f"Entreprise {written_siret(identifier)}")[:200]
            self._add(Company, id=known, name=name, folded=fold(name)[:260], siret=holder.siret)
            if identifier:
                self._companies[identifier] = known
        return known

    def _hold(self, lot_id: Key, holders: tuple[PublishedHolder, ...]) -> None:
        companies = dict.fromkeys(self._company(holder) for holder in holders)
        role = HolderRole.HOLDER if len(companies) == 1 else HolderRole.CO_CONTRACTOR
        for company in companies:
            self._add(LotHolder, id=key_of("lot_holder", lot_id, company), lot_id=lot_id, company_id=company, role=role)

    def _hold_missing(self, known: Contract, holders: tuple[PublishedHolder, ...]) -> bool:
        """Add the holders that the only lot lacks; a contract cut into lots is left to its facilitator."""
        lots = list(self._session.scalars(select(Lot.id).where(Lot.contract_id == known.id)))
        if len(lots) != 1:
            return False
        there = set(self._session.scalars(select(LotHolder.company_id).where(LotHolder.lot_id == lots[0])))
        missing = [holder for holder in holders if self._company(holder) not in there]
        if missing:
            self._hold(lots[0], tuple(missing))
        return bool(missing)

    def _add(self, kind: type[Record], /, **values: Any) -> None:
        self._rows.setdefault(kind, []).append(values)


def published_values(contract: PublishedContract) -> dict[str, Any]:
    """The columns of a contract that a file may fill, as they are kept."""
    amount = contract.current_amount
    return {
        "subject": contract.subject[:1000],
        "cpv": contract.cpv,
        "nature": contract.nature[:120],
        "procedure": contract.procedure[:120],
        "place_code": (contract.place_code or "")[:20],
        "place_kind": contract.place_kind[:40],
        "duration_months": contract.current_duration,
        "notified_on": contract.notified_on,
        "amount": None if amount is None else euros(amount),
        "considerations": tuple(sorted(value.value for value in contract.considerations)),
    }


def marks_of(values: dict[str, Any], holders: tuple[PublishedHolder, ...]) -> str:
    """A short mark of each field as published, in order, the holders last: tells what changed between deliveries."""
    held = sorted(holder.identifier or holder.name or "" for holder in holders)
    marks = [_mark(value) if name in _SELDOM_TWICE else _mark_met(value) for name, value in values.items()]
    return " ".join([*marks, _mark(held)])


_SELDOM_TWICE = {"subject", "amount"}


def _mark(value: object) -> str:
    return f"{crc32(repr(value).encode('utf-8', 'replace')):x}"


_mark_met = lru_cache(maxsize=4096, typed=True)(_mark)
"""Codes, labels and dates come back from one contract to the next."""


def _changed(values: dict[str, Any], marks: str, before: str) -> set[str]:
    """The fields whose mark is no longer the same; all of them for a contract never published."""
    names = (*values, HOLDERS)
    known = before.split() or [""] * len(names)
    return {name for name, now, then in zip(names, marks.split(), known, strict=True) if now != then}


def _state(contract: PublishedContract) -> ContractState:
    """To sort, the unknown included, unless the contract is known to carry no consideration at all."""
    nothing = contract.considerations == (SocialConsideration.NONE,)
    return ContractState.SET_ASIDE if nothing else ContractState.TO_SORT


def _end(notified: dt.date | None, months: int | None) -> dt.date | None:
    """The last day as far as publication tells: the start of the work is not published."""
    if notified is None or not months or notified.year + months // 12 >= 2100:
        return None
    return add_months(notified, months)


def _by_siret(session: Session, kind: type[Buyer] | type[Company]) -> dict[str, Key]:
    rows = session.execute(select(kind.siret, kind.id).where(kind.siret.is_not(None)).order_by(kind.id.desc()))
    return {siret: key for siret, key in rows if siret}
