"""Two contracts of the demonstration that are over, one of them closed: people have left, hours are done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from facilitator_app.domain.closing import ClosingAct, LotClosing
from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import ClauseKind, Contract, ContractState, Lot, LotHolder, Segment
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, MonthStatement, Placement, StatementState
from facilitator_app.domain.values import Month, add_months, euros, hours, written_date
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.demonstration.lots import BuiltLot
from facilitator_app.use_cases.demonstration.people import BuiltPerson
from facilitator_app.use_cases.demonstration.rows import Rows
from facilitator_app.use_cases.demonstration.work import publics, within

_WORKERS = 4


@dataclass(frozen=True, slots=True)
class _Pattern:
    subject: str
    short_name: str
    months_ago: int
    months: int
    closed: bool


_PATTERNS = (
    _Pattern("Désamiantage et curage de la halle aux grains", "Halle aux grains", 17, 14, False),
    _Pattern("Réfection des cours de l’école du Port-Marchand", "Cours d’école", 18, 5, True),
)
_OF_A_COPY = 34  # lots
_LEAST_DAYS = 60  # between being registered and the end of the contract
_FACILITATOR = "Hélène Arnoux"


def over_rows(rows: Rows, today: dt.date, lots: list[BuiltLot], people: list[BuiltPerson], seed: int) -> None:
    """Both for each copy of the house, with people whose other contract of employment, if any, came afterwards."""
    random = Random(f"over {seed}")
    later = {row["beneficiary_id"]: row for row in rows.of(Placement)}
    free = sorted(people, key=lambda person: person.registered_on)
    taken: set[Key] = set()
    for copy, like in enumerate(lots[::_OF_A_COPY]):
        for place, pattern in enumerate(_PATTERNS):
            began = Month.of(today).plus(-pattern.months_ago).first_day
            ended = add_months(began, pattern.months) - dt.timedelta(days=1)
            early = ended - dt.timedelta(days=_LEAST_DAYS)
            able = (
                person for person in free
                if person.registered_on <= early and person.key not in taken
                and (person.key not in later or later[person.key]["starts_on"] > ended)
            )  # fmt: skip
            workers = list(islice(able, _WORKERS))
            taken.update(person.key for person in workers)
            lot = _lot(rows, like, pattern, 1 + copy * len(_PATTERNS) + place, began, ended)
            done = sum(_worked(rows, random, lot, like.holder, person, began, ended) for person in workers)
            for person in workers:
                _open_the_period(rows.of(Placement)[-_WORKERS:], later.get(person.key), person.key)
            due = max(60, round(done * 0.98))
            rows.of(Lot)[-1]["due_hours"] = hours(due)
            rows.of(Lot)[-1]["closed_on"] = _closed(rows, lot, ended, due, done) if pattern.closed else None
            _validated(rows, lot, began, ended)


def _open_the_period(first: list[dict[str, Any]], later: dict[str, Any] | None, person: Key) -> None:
    """The first contract opens the period of eligibility: one that came after ends with it."""
    if later is not None:
        until = next(row["eligible_until"] for row in first if row["beneficiary_id"] == person)
        later["eligible_until"] = min(until, later["eligible_until"])
        later["eligibility"] = f"Éligible jusqu’au {written_date(later['eligible_until'])}, depuis un premier contrat."


def _closed(rows: Rows, lot: Key, ended: dt.date, due: int, done: int) -> dt.date:
    day = ended + dt.timedelta(days=26)
    rows.add(
        LotClosing, id=key_of("demo", "closing", lot), lot_id=lot, act=ClosingAct.CLOSED, day=day, due=hours(due),
        counted=hours(done), done_by=_FACILITATOR,
    )  # fmt: skip
    return day


def _validated(rows: Rows, lot: Key, began: dt.date, ended: dt.date) -> None:
    for month in Month.of(began).until(Month.of(ended)):
        rows.add(
            MonthStatement, id=MonthStatement.key(lot, month), lot_id=lot, month=month,
            state=StatementState.VALIDATED, validated_on=month.plus(1).first_day + dt.timedelta(days=9),
            validated_by=_FACILITATOR,
        )  # fmt: skip


def _lot(rows: Rows, like: BuiltLot, pattern: _Pattern, number: int, began: dt.date, ended: dt.date) -> Key:
    """For the buyer and the holder of another lot."""
    contracts: dict[Key, dict[str, Any]] = {row["id"]: row for row in rows.of(Contract)}
    beside = next(row for row in rows.of(Lot) if row["id"] == like.key)
    code = f"M-{began.year}-A{number:02}"
    contract, lot = key_of("demo", "over", number), key_of("demo", "lot", code, 1)
    rows.add(
        Contract, id=contract, number=code, subject=pattern.subject, short_name=pattern.short_name,
        folded=fold(pattern.subject), buyer_id=contracts[beside["contract_id"]]["buyer_id"],
        state=ContractState.CLOSED if pattern.closed else ContractState.FOLLOWED, notified_on=began,
        duration_months=pattern.months, considerations=(SocialConsideration.CLAUSE.value,), amount=euros(420_000),
    )  # fmt: skip
    rows.add(
        LotHolder, id=key_of("lot_holder", lot, like.holder), lot_id=lot, company_id=like.holder,
        contact_id=key_of("demo", "contact", like.holder),
    )  # fmt: skip
    rows.add(
        Lot, id=lot, contract_id=contract, code=f"{code}-L1", number="", title="", folded="", segment=Segment.WORKS,
        clause=ClauseKind.EXECUTION, labour_share=beside["labour_share"], insertion_rate=beside["insertion_rate"],
        hourly_cost=beside["hourly_cost"], starts_on=began, ends_on=ended, commune_code=like.commune_code,
        amount=euros(420_000),
    )  # fmt: skip
    return lot


def _worked(
    rows: Rows, random: Random, lot: Key, employer: Key, person: BuiltPerson, began: dt.date, ended: dt.date
) -> int:
    """A contract of employment until the end of the lot, or shortly before; the hours done."""
    starts_on = max(began, person.registered_on) + dt.timedelta(days=random.randrange(5, 20))
    ends_on = ended - dt.timedelta(days=random.choice((0, 0, 8, 20)))
    until = add_months(starts_on, 24) - dt.timedelta(days=1)
    placement = key_of("demo", "placement", lot, person.key)
    rows.add(
        Placement, id=placement, beneficiary_id=person.key, lot_id=lot, employer_id=employer,
        contract_type=EmploymentContract.FIXED_TERM, starts_on=starts_on, ends_on=ends_on, hours_per_week=35,
        eligible_until=until, eligibility=f"Éligible du {written_date(starts_on)} au {written_date(until)}.",
        categories=person.categories, **publics(person, starts_on),
    )  # fmt: skip
    done = 0
    for month in Month.of(starts_on).until(Month.of(ends_on)):
        worked = int(within(hours(random.choice((70, 84, 98, 105, 126, 140))), month, starts_on, ends_on))
        done += worked
        rows.add(
            MonthlyHours, id=MonthlyHours.key(placement, month), placement_id=placement, month=month,
            declared=hours(worked), proof_seen=True,
        )  # fmt: skip
    return done
