"""Finding anything from one field: people, lots, contracts and needs, by name or by short number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, ContractState, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.use_cases.beneficiary_list import rows
from facilitator_app.use_cases.personal_data.restriction import shown


@dataclass(frozen=True, slots=True)
class Found:
    """Something found: its key, its name, and what tells it from others."""

    id: Key
    name: str
    secondary: str


def people(session: Session, text: str, today: dt.date, most: int = 8) -> list[Found]:
    """People followed, by their names in either order."""
    words = words_sought(text)
    ids = session.scalars(
        select(Beneficiary.id)
        .where(Beneficiary.archived_on.is_(None), shown(), *(_holds(Beneficiary.sort_name, word) for word in words))
        .order_by(Beneficiary.sort_name)
        .limit(most)
    ).all()
    return [
        Found(row.id, row.name, " · ".join(filter(None, (row.town, row.situation))))
        for row in rows(session, ids, today)
    ]


def lots(session: Session, text: str, most: int = 8) -> list[Found]:
    """Lots followed, by title, code, contract or holder."""
    words = words_sought(text)
    query = (
        select(Lot.id, Lot.number, Lot.title, Lot.code, Contract.short_name, Contract.subject, Company.name)
        .join(Contract, Contract.id == Lot.contract_id)
        .outerjoin(LotHolder, LotHolder.lot_id == Lot.id)
        .outerjoin(Company, Company.id == LotHolder.company_id)
        .where(Contract.state == ContractState.FOLLOWED)
        .where(*(or_(_holds(Lot.folded, word), _holds(Contract.folded, word), _holds(Company.folded, word),
                     _code(Lot.code, word), _short(word)) for word in words))
        .order_by(Lot.code)
        .limit(most * 3)
    )  # fmt: skip
    found: dict[Key, Found] = {}
    for key, number, title, code, short_name, subject, holder in session.execute(query):
        name = Lot(number=number, title=title).name
        secondary = " · ".join(filter(None, (short_name or subject[:60], holder, code)))
        found.setdefault(key, Found(key, name, secondary))
    return list(found.values())[:most]


def needs(session: Session, text: str, most: int = 8) -> list[Found]:
    """Open needs, by number, job or company."""
    words = words_sought(text)
    query = (
        select(Need.id, Need.code, Need.title, Company.name, Company.folded)
        .join(Company, Company.id == Need.company_id)
        .where(Need.state == NeedState.OPEN)
        .order_by(Need.starts_on)
    )
    found: list[Found] = []
    for key, code, title, company, folded in session.execute(query):  # a house has hundreds of open needs at most
        if all(word in code.lower() or f" {word}" in f" {fold(title)} {folded}" for word in words):
            found.append(Found(key, f"{code} {title}", company))
            if len(found) == most:
                break
    return found


def _holds(folded: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """A word of the folded text begins with what was typed."""
    return or_(folded.startswith(word, autoescape=True), folded.contains(f" {word}", autoescape=True))


def _short(word: str) -> ColumnElement[bool]:
    return and_(Contract.short_name != "", Contract.short_name.icontains(word, autoescape=True))


def _code(code: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return code.icontains(word, autoescape=True)
