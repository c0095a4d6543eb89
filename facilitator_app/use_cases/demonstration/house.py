"""Building the demonstration house: the same seed, scale and day always give the same house."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Contract
from facilitator_app.domain.office import OFFICE_KEY, RULES_KEY, Office, Rules
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.demonstration.decisions import decision_rows
from facilitator_app.use_cases.demonstration.following import following_rows
from facilitator_app.use_cases.demonstration.lots import BuiltLot, calibrate_rows, contract_rows
from facilitator_app.use_cases.demonstration.over import over_rows
from facilitator_app.use_cases.demonstration.people import BuiltPerson, people_rows
from facilitator_app.use_cases.demonstration.plan import plan_rows
from facilitator_app.use_cases.demonstration.returns import return_rows
from facilitator_app.use_cases.demonstration.rows import Rows
from facilitator_app.use_cases.demonstration.structures import structure_rows
from facilitator_app.use_cases.demonstration.waiting import waiting_rows
from facilitator_app.use_cases.demonstration.work import need_rows, work_rows

PEOPLE_AT_SCALE_ONE = 190


@dataclass(frozen=True, slots=True)
class Built:
    """How much was built."""

    people: int
    contracts: int
    lots: int
    placements: int
    month_rows: int
    needs: int


def build(session: Session, today: dt.date, scale: int = 1, seed: int = 2026) -> Built:
    """Fill an empty house, as one gesture; raises Refusal when it already holds people or contracts."""
    from facilitator_app.domain.records import RECORDS

    for kind in (Beneficiary, Contract):
        if session.scalar(select(func.count()).select_from(kind)):
            raise Refusal.because("Cette base contient déjà des données : la démonstration demande un dossier neuf.")
    gestures.call_it(session, "Maison de démonstration")
    random = Random(seed)
    rows = Rows()
    lots: list[BuiltLot] = []
    for copy in range(scale):
        lots += contract_rows(rows, random, today, copy)
    people: list[BuiltPerson] = people_rows(rows, random, today, PEOPLE_AT_SCALE_ONE * scale)
    done = work_rows(rows, random, today, lots, people)
    calibrate_rows(rows, today, lots, done)
    need_rows(rows, random, today, lots)
    over_rows(rows, today, lots, people, seed)
    waiting_rows(rows, today, lots)
    structure_rows(rows, today, seed)
    decision_rows(rows, today, people, seed)
    following_rows(rows, today, people, seed)
    return_rows(rows, today, lots)
    plan_rows(rows, today)
    _the_house_itself(session)
    rows.insert(session, RECORDS)
    from facilitator_app.domain.contract import Lot
    from facilitator_app.domain.need import Need
    from facilitator_app.domain.placement import MonthlyHours, Placement

    return Built(*(rows.count(kind) for kind in (Beneficiary, Contract, Lot, Placement, MonthlyHours, Need)))


def _the_house_itself(session: Session) -> None:
    office = session.get(Office, OFFICE_KEY)
    if office is None:
        office = Office(id=OFFICE_KEY)
        session.add(office)
    office.name = "Maison de l’emploi de la Rade"
    office.service = "Pôle clause sociale d’insertion"
    office.address, office.postal_code, office.town = "12 quai des Essais", "83000", "Toulon"
    office.email, office.phone = "clause@mde-rade.exemple", "04 00 00 00 00"
    office.facilitator_name = "Hélène Arnoux"
    office.facilitator_title = "facilitatrice de la clause sociale"
    office.demonstration = True
    office.steps_done = ("office", "rules", "data", "protection")
    rules = session.get(Rules, RULES_KEY)
    if rules is None:
        rules = Rules(id=RULES_KEY)
        session.add(rules)
    rules.yearly_target = hours(90_000)
    from decimal import Decimal

    rules.target_women, rules.target_seniors = Decimal("0.45"), Decimal("0.20")
    rules.target_young_graduates, rules.target_qpv = Decimal("0.10"), Decimal("0.35")
    rules.target_disabled = Decimal("0.08")
    session.flush()
