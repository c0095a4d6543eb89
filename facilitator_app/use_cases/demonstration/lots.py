"""The demonstration's buyers, companies, contracts and lots."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from facilitator_app.domain.company import Buyer, Company, CompanyKind, Contact
from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import ClauseKind, Contract, ContractState, Lot, LotHolder
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.values import Month, add_months, euros, hours
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.demonstration.contracts import CONTRACTS, STRUCTURES, ContractPattern, LotPattern
from facilitator_app.use_cases.demonstration.names import CONTACTS, TOWNS
from facilitator_app.use_cases.demonstration.rows import Rows


@dataclass(frozen=True, slots=True)
class BuiltLot:
    """What the rest of the house needs to know of a lot."""

    key: Key
    code: str
    pattern: LotPattern
    holder: Key
    structures: tuple[tuple[Key, CompanyKind], ...]
    starts_on: dt.date
    ends_on: dt.date
    commune_code: str


def contract_rows(rows: Rows, random: Random, today: dt.date, copy: int) -> list[BuiltLot]:
    """One set of twelve contracts and thirty-four lots; further copies bear other numbers and other holders."""
    structures = tuple((_company(rows, random, name, copy, kind), kind) for name, kind in STRUCTURES)
    holders: dict[str, Key] = {}
    buyers: dict[str, Key] = {}
    built: list[BuiltLot] = []
    for number, pattern in enumerate(CONTRACTS, start=1 + copy * len(CONTRACTS)):
        if pattern.buyer not in buyers:
            buyers[pattern.buyer] = key = key_of("demo", "buyer", copy, pattern.buyer)
            name = _numbered(pattern.buyer, copy)
            rows.add(Buyer, id=key, name=name, folded=fold(name), siret=fictive_siret(random))
        built += _one_contract(rows, random, today, number, pattern, buyers[pattern.buyer], holders, structures, copy)
    return built


def _one_contract(
    rows: Rows,
    random: Random,
    today: dt.date,
    number: int,
    pattern: ContractPattern,
    buyer: Key,
    holders: dict[str, Key],
    structures: tuple[tuple[Key, CompanyKind], ...],
    copy: int,
) -> list[BuiltLot]:
    began = Month.of(today).plus(-pattern.began_months_ago).first_day + dt.timedelta(days=random.randrange(3, 20))
    ends_on = add_months(began, pattern.months) - dt.timedelta(days=1)
    code = f"M-{began.year}-{number:03}"
    contract = key_of("demo", "contract", number)
    reserved = pattern.clause is ClauseKind.RESERVED
    consideration = SocialConsideration.RESERVED if reserved else SocialConsideration.CLAUSE
    subject = _numbered(pattern.subject, copy)
    rows.add(
        Contract,
        id=contract,
        number=code,
        subject=subject,
        short_name=_numbered(pattern.short_name, copy),
        folded=fold(subject),
        buyer_id=buyer,
        state=ContractState.FOLLOWED,
        notified_on=began,
        duration_months=pattern.months,
        considerations=(consideration.value,),
    )
    return [
        _one_lot(rows, random, contract, code, n, lot, pattern, began, ends_on, holders, structures, copy)
        for n, lot in enumerate(pattern.lots, start=1)
    ]


def _one_lot(
    rows: Rows,
    random: Random,
    contract: Key,
    contract_code: str,
    number: int,
    lot: LotPattern,
    pattern: ContractPattern,
    began: dt.date,
    ends_on: dt.date,
    holders: dict[str, Key],
    structures: tuple[tuple[Key, CompanyKind], ...],
    copy: int,
) -> BuiltLot:
    if lot.holder not in holders:
        holders[lot.holder] = _company(rows, random, lot.holder, copy, CompanyKind.ENTERPRISE)
    key = key_of("demo", "lot", contract_code, number)
    alone = len(pattern.lots) == 1
    commune = random.choice(TOWNS)[0]
    rows.add(
        Lot,
        id=key,
        contract_id=contract,
        code=f"{contract_code}-L{number}",
        number="" if alone else str(number),
        title=lot.title,
        folded=fold(lot.title),
        segment=pattern.segment,
        clause=pattern.clause,
        labour_share=lot.labour_share,
        insertion_rate=pattern.insertion_rate,
        hourly_cost=euros(pattern.hourly_cost),
        starts_on=began,
        ends_on=ends_on,
        commune_code=commune,
    )
    holder = holders[lot.holder]
    rows.add(
        LotHolder,
        id=key_of("lot_holder", key, holder),
        lot_id=key,
        company_id=holder,
        contact_id=key_of("demo", "contact", holder),
    )
    structure = structures if pattern.segment.value == "works" else structures[2:]
    return BuiltLot(key, f"{contract_code}-L{number}", lot, holder, structure, began, ends_on, commune)


def calibrate_rows(rows: Rows, today: dt.date, lots: list[BuiltLot], done: dict[Key, Decimal]) -> None:
    """Give each lot the hours due that put it at the pace its pattern wants, and the amount that explains them."""
    patterns = {lot.key: lot for lot in lots}
    for row in rows.of(Lot):
        lot = patterns[row["id"]]
        share_of_time = Decimal((today - lot.starts_on).days) / (lot.ends_on - lot.starts_on).days
        due = max(
            Decimal(60), round(done.get(lot.key, Decimal(0)) / min(Decimal(1), share_of_time) / lot.pattern.pace, -1)
        )
        row["due_hours"] = hours(due)
        row["amount"] = euros(round(due * row["hourly_cost"] / row["labour_share"] / row["insertion_rate"]))
    amounts: dict[Key, Decimal] = {}
    for row in rows.of(Lot):
        amounts[row["contract_id"]] = amounts.get(row["contract_id"], Decimal(0)) + row["amount"]
    for row in rows.of(Contract):
        row["amount"] = euros(amounts[row["id"]])


def _company(rows: Rows, random: Random, name: str, copy: int, kind: CompanyKind) -> Key:
    key = key_of("demo", "company", copy, name)
    named = _numbered(name, copy)
    _, postal_code, town, _ = random.choice(TOWNS)
    domain = fold(name).replace(" ", "-")
    rows.add(
        Company,
        id=key,
        name=named,
        folded=fold(named),
        kind=kind,
        siret=fictive_siret(random),
        postal_code=postal_code,
        town=town,
        phone="04 00 00 00 00",
        email=f"contact@{domain}.exemple",
    )
    rows.add(
        Contact,
        id=key_of("demo", "contact", key),
        company_id=key,
        name=random.choice(CONTACTS),
        role="Responsable des ressources humaines",
        phone="04 00 00 00 00",
        email=f"insertion@{domain}.exemple",
    )
    return key


def _numbered(name: str, copy: int) -> str:
    return name if copy == 0 else f"{name} {copy + 1}"


def fictive_siret(random: Random) -> str:
    """A number with right keys in a range never attributed: SIREN beginning with four zeros."""
    siren = _with_key(f"0000{random.randrange(1, 10_000):04}")
    return _with_key(f"{siren}{random.randrange(1, 10_000):04}")


def _with_key(digits: str) -> str:
    """The digits and their Luhn key."""
    doubled = (int(sign) * (2 if place % 2 == 0 else 1) for place, sign in enumerate(reversed(digits)))
    return f"{digits}{-sum(value // 10 + value % 10 for value in doubled) % 10}"
