"""The plan as it is shown: its lines, each with its legal test, its hours by quarter, its share of clauses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.contract import ClauseKind, Segment
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_requirement import Answer, Case, LegalException, legal_test
from facilitator_app.domain.legal_threshold import BuyerKind, ContractKind
from facilitator_app.domain.plan_forecast import (
    Look,
    PlanShare,
    Quarter,
    QuarterLoad,
    Work,
    execution_start,
    loads,
    look_of,
    plan_share,
)
from facilitator_app.domain.purchase_plan import (
    KINDS_OF_SEGMENT,
    PlannedPurchase,
    PlanStep,
    Screening,
    consultation_days,
)
from facilitator_app.domain.values import Euros, Hours, Month, hours
from facilitator_app.use_cases import office
from facilitator_app.use_cases.people_at_work import without_work
from facilitator_app.use_cases.purchase_plan.rules import plan_rules, thresholds

USUAL_MONTHS = 12  # how long a purchase lasts when nobody said


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of the plan."""

    purchase_id: Key
    title: str
    folded: str
    buyer_id: Key
    buyer: str
    year: int
    segment: Segment | None
    family: str
    amount: Euros | None
    lots: int | None
    consultation: Month | None
    consultation_day: int | None
    notification: Month | None
    duration_months: int | None
    forecast_hours: Hours | None
    step: PlanStep
    screening: Screening | None
    screening_reason: str
    clause: ClauseKind | None
    contract_id: Key | None
    legal: Answer

    @property
    def look(self) -> Look:
        return look_of(self.screening, self.clause)

    @property
    def start(self) -> Month | None:
        return execution_start(self.notification, self.consultation)

    @property
    def end(self) -> Month | None:
        """The last month of the work; a year is supposed when its length is not known."""
        return self.start.plus((self.duration_months or USUAL_MONTHS) - 1) if self.start else None

    @property
    def work(self) -> Work | None:
        """What it will ask of the pool; nothing once it is a contract, whose hours are followed elsewhere."""
        if not self.forecast_hours or self.start is None or self.contract_id or self.screening is Screening.NONE:
            return None
        return Work(self.look, self.forecast_hours, self.start, self.duration_months or USUAL_MONTHS)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the pool can give in a quarter; `how` says where the figure comes from."""

    hours: Hours | None
    how: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the page shows."""

    rows: tuple[PlanRow, ...]
    years: tuple[int, ...]
    share: PlanShare
    capacity: Capacity

    def loads(self, first: Quarter, last: Quarter) -> list[QuarterLoad]:
        return loads((row.work for row in self.rows if row.work), first, last, self.capacity.hours)


def plan(session: Session, today: dt.date, year: int | None = None) -> Plan:
    """The lines of a year, or of all of them, by buyer then consultation."""
    rules, table = plan_rules(session), thresholds(session)
    asked = (
        select(
            PlannedPurchase.id, PlannedPurchase.title, PlannedPurchase.folded, PlannedPurchase.buyer_id, Buyer.name,
            PlannedPurchase.year, PlannedPurchase.segment, PlannedPurchase.family, PlannedPurchase.amount,
            PlannedPurchase.lots, PlannedPurchase.consultation, PlannedPurchase.consultation_day,
            PlannedPurchase.notification, PlannedPurchase.duration_months, PlannedPurchase.forecast_hours,
            PlannedPurchase.step, PlannedPurchase.screening, PlannedPurchase.screening_reason, PlannedPurchase.clause,
            PlannedPurchase.contract_id, PlannedPurchase.contract_kind, PlannedPurchase.defence,
            PlannedPurchase.exception, Buyer.kind,
        )
        .join(Buyer, Buyer.id == PlannedPurchase.buyer_id)
        .where(PlannedPurchase.removed.is_(False))
        .order_by(
            Buyer.folded, Buyer.id, PlannedPurchase.consultation.is_(None), PlannedPurchase.consultation,
            PlannedPurchase.folded, PlannedPurchase.id,
        )
    )  # fmt: skip
    if year is not None:
        asked = asked.where(PlannedPurchase.year == year)
    known: dict[Case, Answer] = {}
    rows = []
    for *columns, contract_kind, defence, exception, buyer_kind in session.execute(asked):
        shown: list[Any] = columns
        case = legal_case(
            shown[8], buyer_kind, shown[6], contract_kind, shown[10], shown[11], defence=defence, exception=exception
        )
        if case not in known:
            known[case] = legal_test(case, table, rules.required_from)
        rows.append(PlanRow(*[*shown, known[case]]))
    years = session.scalars(
        select(PlannedPurchase.year).where(PlannedPurchase.removed.is_(False)).distinct().order_by(PlannedPurchase.year)
    )
    share = plan_share((row.screening for row in rows), rules.target_share)
    return Plan(tuple(rows), tuple(years), share, _capacity(session, today, rules.quarter_capacity))


def legal_case(
    amount: Decimal | None, buyer_kind: BuyerKind | None, segment: Segment | None, contract_kind: ContractKind | None,
    consultation: Month | None, day: int | None, *, defence: bool = False, exception: LegalException | None = None,
) -> Case:  # fmt: skip
    """What the test needs, from what a line says; the segment tells the nature as far as it can."""
    kinds = (contract_kind,) if contract_kind else KINDS_OF_SEGMENT[segment] if segment else ()
    first, last = consultation_days(consultation, day)
    return Case(
        amount=amount, buyer_kind=buyer_kind, contract_kinds=kinds, first_day=first, last_day=last, defence=defence,
        exception=exception,
    )  # fmt: skip


def _capacity(session: Session, today: dt.date, typed: Hours | None) -> Capacity:
    """The house's figure, else that of the people in the file who are free, each for three full-time months."""
    if typed is not None:
        return Capacity(typed, "réglage de la structure")
    free = without_work(session, select(Beneficiary.id).where(Beneficiary.archived_on.is_(None)), today)
    if not free:
        return Capacity(None, "aucune personne disponible dans le fichier")
    month = office.rules(session).full_time_hours
    people = f"{free} personne{'s' if free > 1 else ''} sans contrat, à temps plein"
    return Capacity(hours((free * 3 * month).quantize(Decimal(1))), people)
