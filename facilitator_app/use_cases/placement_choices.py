"""What the form of a placement lets one choose from: people, employers, lots."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, ContractState, Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.words import words_sought


def people_to_place(session: Session, typed: str, most: int = 30) -> list[tuple[Key, str]]:
    """People whose name holds every word typed, with their town to tell namesakes apart."""
    wanted = select(Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name, Beneficiary.town)
    for word in words_sought(typed):
        wanted = wanted.where(or_(Beneficiary.sort_name.startswith(word), Beneficiary.sort_name.contains(f" {word}")))
    found = session.execute(wanted.where(Beneficiary.archived_on.is_(None)).order_by(Beneficiary.sort_name).limit(most))
    return [(key, f"{last} {first}" + (f", {town}" if town else "")) for key, last, first, town in found]


def name_of_person(session: Session, beneficiary_id: str) -> str:
    """What `people_to_place` calls that person."""
    person = session.get_one(Beneficiary, beneficiary_id, execution_options={"include_removed": True})
    return person.full_name + (f", {person.town}" if person.town else "")


def employers(session: Session) -> list[tuple[Key, str]]:
    """Every company, by name, with what it is."""
    found = session.execute(select(Company.id, Company.name, Company.kind, Company.town).order_by(Company.folded))
    return [(key, f"{name} · {kind.label}" + (f", {town}" if town else "")) for key, name, kind, town in found]


def lots_to_place_on(session: Session) -> list[tuple[Key, str]]:
    """The lots of followed contracts that are not closed, by contract."""
    found = session.execute(
        select(Lot.id, Lot.number, Lot.title, Contract.short_name, Contract.subject)
        .join(Contract, Contract.id == Lot.contract_id)
        .where(Contract.state == ContractState.FOLLOWED, Lot.closed_on.is_(None))
        .order_by(Contract.number, Lot.code)
    )
    return [
        (key, f"{Lot(number=number, title=title).name} · {Contract(short_name=short, subject=subject).name}")
        for key, number, title, short, subject in found
    ]
