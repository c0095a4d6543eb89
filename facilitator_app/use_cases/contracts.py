"""Contracts: typing and correcting one, sorting those an import brought."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer
from facilitator_app.domain.contract import Contract, ContractState, Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Euros
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.companies import buyer_named
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_INCLUDING_REMOVED = {"include_removed": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDraft:
    """A contract as typed. `buyer` is a name: the buyer of that name, or a new one.

    `considerations` holds values of SocialConsideration; empty when nobody has said, which is not «none».
    """

    number: str
    subject: str
    buyer: str
    short_name: str = ""
    notified_on: dt.date | None = None
    duration_months: int | None = None
    amount: Euros | None = None
    nature: str = ""
    procedure: str = ""
    cpv: str = ""
    considerations: tuple[str, ...] = ()
    note: str = ""
    eligibility_months: int | None = None
    permanent_months: int | None = None
    alternating_months: int | None = None


def number_of(year: int, serial: int) -> str:
    """`M-2026-014`."""
    return f"M-{year}-{serial:03}"


def last_serial(session: Session, year: int) -> int:
    """The highest serial number given that year, removed contracts included: a number is never given twice."""
    beginning = f"M-{year}-"
    numbers = session.scalars(
        select(Contract.number).where(Contract.number.startswith(beginning)), execution_options=_INCLUDING_REMOVED
    )
    serials = (number.removeprefix(beginning) for number in numbers)
    return max((int(serial) for serial in serials if re.fullmatch(r"\d{1,6}", serial)), default=0)


def next_number(session: Session, year: int) -> str:
    """The number proposed for a new contract."""
    return number_of(year, last_serial(session, year) + 1)


def contract_draft(session: Session, contract_id: str) -> ContractDraft:
    """What the form shows of a contract already kept."""
    contract = found(session, Contract, contract_id, "Ce marché")
    names = set(ContractDraft.__dataclass_fields__) - {"buyer"}
    buyer = session.get(Buyer, contract.buyer_id)
    return ContractDraft(buyer=buyer.name if buyer else "", **{name: getattr(contract, name) for name in names})


def create_contract(session: Session, draft: ContractDraft) -> Key:
    """Keep a new contract, followed at once. Raises Refusal, naming each field in error."""
    gestures.call_it(session, f"Création du marché {tidy(draft.number)}")
    values = _checked(session, draft, but="")
    contract = Contract(**values, buyer_id=_buyer(session, draft))
    session.add(contract)
    session.flush()
    return contract.id


def correct_contract(session: Session, contract_id: str, draft: ContractDraft) -> None:
    """Lot codes made from the number follow it when it changes. Raises Refusal, naming each field in error."""
    contract = found(session, Contract, contract_id, "Ce marché")
    gestures.call_it(session, f"Fiche du marché {tidy(draft.number)}")
    values = _checked(session, draft, but=contract_id)
    if values["number"] != contract.number:
        for lot in session.scalars(select(Lot).where(Lot.contract_id == contract_id)):
            if lot.code.startswith(f"{contract.number}-"):
                lot.code = values["number"] + lot.code.removeprefix(contract.number)
    write(contract, values | {"buyer_id": _buyer(session, draft)})
    session.flush()


def follow(session: Session, contract_ids: Sequence[str]) -> None:
    """Sorting what was imported: these are ours."""
    _change_state(session, contract_ids, ContractState.FOLLOWED, "Suivi")


def set_aside(session: Session, contract_ids: Sequence[str]) -> None:
    """Sorting what was imported: these are not followed. Raises Refusal when one has people at work."""
    for contract in _contracts(session, contract_ids):
        at_work = (
            select(Placement.id).join(Lot, Lot.id == Placement.lot_id).where(Lot.contract_id == contract.id).limit(1)
        )
        if session.scalar(at_work):
            raise Refusal.because(
                f"Des personnes sont ou ont été en poste sur {contract.number}\u00a0: "
                "clore ce marché plutôt que l’écarter."
            )
    _change_state(session, contract_ids, ContractState.SET_ASIDE, "Sans suite")


def _change_state(session: Session, contract_ids: Sequence[str], state: ContractState, what: str) -> None:
    contracts = _contracts(session, contract_ids)
    if not contracts:
        raise Refusal.because("Sélectionnez au moins un marché dans la liste.")
    whom = contracts[0].number if len(contracts) == 1 else f"{len(contracts)} marchés"
    gestures.call_it(session, f"{what}\u00a0: {whom}")
    for contract in contracts:
        write(contract, {"state": state})
    session.flush()


def _contracts(session: Session, contract_ids: Iterable[str]) -> list[Contract]:
    return [found(session, Contract, key, "Ce marché") for key in contract_ids]


def _buyer(session: Session, draft: ContractDraft) -> Key:
    """What is wrong with the name of a new buyer is said under the field where it was typed."""
    try:
        return buyer_named(session, draft.buyer)
    except Refusal as refusal:
        raise Refusal(*(Problem("buyer", problem.message) for problem in refusal.problems)) from None


def _checked(session: Session, draft: ContractDraft, but: str) -> dict[str, Any]:
    problems = Problems()
    values = asdict(draft) | {
        name: tidy(getattr(draft, name)) for name in ("number", "subject", "short_name", "nature", "procedure", "cpv")
    }
    del values["buyer"]
    values["cpv"] = re.sub(r"^(\d{8})-\d$", r"\1", values["cpv"])  # the key says nothing more
    number = values["number"]
    if not number:
        problems.say("number", "Indiquez un numéro, par exemple M-2026-014.")
    elif other := session.scalar(
        select(Contract).where(Contract.number.ilike(number, escape="\\"), Contract.id != but).limit(1)
    ):
        problems.say("number", f"Ce numéro est déjà celui de «\u00a0{other.name}\u00a0»\u00a0: choisissez-en un autre.")
    if not values["subject"]:
        problems.say("subject", "Indiquez l’objet du marché, par exemple Construction d’un groupe scolaire.")
    if not tidy(draft.buyer):
        problems.say("buyer", "Indiquez l’acheteur, par exemple Ville de Port-Calme.")
    problems.check(Contract, values)
    problems.refuse()
    return values
