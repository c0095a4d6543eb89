"""The sheet of a lot: all that its first page shows, from sums kept ready and a few short queries."""

from __future__ import annotations

import datetime as dt
import statistics
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration import Calibration, advice
from facilitator_app.domain.calibration_version import CalibrationVersion
from facilitator_app.domain.chasing import Exchange, Reminder
from facilitator_app.domain.company import Buyer, Company, CompanyKind, Contact
from facilitator_app.domain.contract import ClauseKind, Contract, HolderRole, Lot, LotHolder, Segment
from facilitator_app.domain.issued_document import IssuedDocument
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.domain.placement import MonthStatement, Placement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Euros, Hours, Month, hours
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.counted_today import moved_hours, people_by_month
from facilitator_app.use_cases.account.due_today import due_of
from facilitator_app.use_cases.calibrations import newest_formulas
from facilitator_app.use_cases.lot_deadlines import Deadline, deadlines, month_to_enter
from facilitator_app.use_cases.lot_standing import Standing, standing
from facilitator_app.use_cases.lots import calibration_of
from facilitator_app.use_cases.office import LocalRules
from facilitator_app.use_cases.reference import commune

_DAYS_IN_A_MONTH = Decimal("30.4375")


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A company's part in the lot, and whom to call about it ("" while nobody is known)."""

    company_id: Key
    name: str
    role: HolderRole
    kind: CompanyKind
    activity: str
    town: str
    contact: str
    contact_role: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CalibrationLines:
    """The figures kept on the lot; `formula` is None until all four are known."""

    amount: Euros | None
    labour_share: Decimal | None
    insertion_rate: Decimal | None
    hourly_cost: Euros | None
    formula: Calibration | None
    reason: str
    advice: tuple[str, ...]
    comparable: tuple[Decimal, ...]
    """Insertion rates of the other lots of the same segment, in order."""
    comparable_since: int | None

    @property
    def median(self) -> Decimal | None:
        return statistics.median(self.comparable) if self.comparable else None


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of the lot; `total` is the sum since the beginning. `state` None: nobody has opened it."""

    month: Month
    hours: Hours
    total: Hours
    people: int
    state: StatementState | None


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """People placed on the lot, each once, by public of the first day; `to_review`: eligibility over, or soon."""

    people: int
    women: int
    seniors: int
    young_graduates: int
    to_review: int


@dataclass(frozen=True, slots=True)
class LotSheet:
    """`month_to_enter`: None before the lot begins. `on_pace_from`: the share from which a lot is on pace here."""

    lot_id: Key
    name: str
    code: str
    contract_id: Key
    contract_number: str
    contract_name: str
    buyer: str
    place: str
    segment: Segment | None
    clause: ClauseKind
    notified_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    closed_on: dt.date | None
    due: Hours | None
    done: Hours
    standing: Standing
    calibration: CalibrationLines
    holders: tuple[HolderLine, ...]
    months: tuple[MonthLine, ...]
    people: PeopleCounts
    deadlines: tuple[Deadline, ...]
    needs: int
    exchanges: int
    documents: int
    month_to_enter: Month | None
    on_pace_from: Decimal

    @property
    def projection(self) -> Hours | None:
        """Hours at the end of the lot if the present pace goes on."""
        return self.standing.progress.projection if self.standing.progress else None

    @property
    def last_month(self) -> MonthLine | None:
        """The last month with hours."""
        return next((line for line in reversed(self.months) if line.hours), None)


def lot_sheet(session: Session, lot_id: str, today: dt.date) -> LotSheet:
    """Raises Refusal when the lot is no longer there."""
    row = session.execute(
        select(Lot, Contract, Buyer.name)
        .join(Contract, Contract.id == Lot.contract_id)
        .join(Buyer, Buyer.id == Contract.buyer_id)
        .where(Lot.id == lot_id)
    ).one_or_none()
    if row is None:
        raise Refusal.because("Ce lot n’existe plus dans cette base\u00a0: actualisez la page.")
    lot, contract, buyer = row
    rules, due = office.rules(session), due_of(session, lot, today)
    months = _months(session, lot_id, today)
    done = months[-1].total if months else hours(0)
    validated = {line.month for line in months if line.state == StatementState.VALIDATED}
    place = commune(lot.commune_code)
    return LotSheet(
        lot_id=lot.id,
        name=lot.name,
        code=lot.code,
        contract_id=contract.id,
        contract_number=contract.number,
        contract_name=contract.name,
        buyer=buyer,
        place=place.name if place else "",
        segment=lot.segment,
        clause=lot.clause,
        notified_on=contract.notified_on,
        starts_on=lot.starts_on,
        ends_on=lot.ends_on,
        closed_on=lot.closed_on,
        due=due,
        done=done,
        standing=standing(due, done, lot.starts_on, lot.ends_on, today, rules.thresholds),
        calibration=_calibration(session, lot, due),
        holders=_holders(session, lot_id),
        months=months,
        people=_people(session, lot_id, today, rules),
        deadlines=deadlines(session, lot, today, rules, validated),
        needs=session.scalar(select(func.count(Need.id)).where(Need.lot_id == lot_id)) or 0,
        exchanges=_exchanges(session, lot_id),
        documents=session.scalar(select(func.count(IssuedDocument.id)).where(IssuedDocument.lot_id == lot_id)) or 0,
        month_to_enter=month_to_enter(lot, today),
        on_pace_from=rules.thresholds.on_pace,
    )


def _exchanges(session: Session, lot_id: str) -> int:
    """Exchanges and reminders, as many as `lot_log` gives."""
    holders = select(LotHolder.company_id).where(LotHolder.lot_id == lot_id)
    in_general = Exchange.lot_id.is_(None) & Exchange.company_id.in_(holders)
    said = session.scalar(select(func.count(Exchange.id)).where(or_(Exchange.lot_id == lot_id, in_general)))
    sent = session.scalar(select(func.count(Reminder.id)).where(Reminder.lot_id == lot_id))
    return (said or 0) + (sent or 0)


def _holders(session: Session, lot_id: str) -> tuple[HolderLine, ...]:
    rows = session.execute(
        select(
            Company.id, Company.name, LotHolder.role, Company.kind, Company.activity, Company.town, Contact.name,
            Contact.role, func.coalesce(func.nullif(Contact.phone, ""), Company.phone),
            func.coalesce(func.nullif(Contact.email, ""), Company.email),
        )
        .join(Company, Company.id == LotHolder.company_id)
        .outerjoin(Contact, Contact.id == LotHolder.contact_id)
        .where(LotHolder.lot_id == lot_id)
        .order_by(LotHolder.role != HolderRole.HOLDER, LotHolder.role != HolderRole.LEAD, Company.folded)
    )  # fmt: skip
    return tuple(
        HolderLine(key, name, role, kind, activity, town, contact or "", contact_role or "", phone or "", email or "")
        for key, name, role, kind, activity, town, contact, contact_role, phone, email in rows
    )


def _months(session: Session, lot_id: str, today: dt.date) -> tuple[MonthLine, ...]:
    states = dict(
        session.execute(select(MonthStatement.month, MonthStatement.state).where(MonthStatement.lot_id == lot_id)).all()
    )
    rows = session.execute(
        select(LotMonthTotal.month, LotMonthTotal.hours, LotMonthTotal.people)
        .where(LotMonthTotal.lot_id == lot_id)
        .order_by(LotMonthTotal.month)
    )
    months = {month: (done, people) for month, done, people in rows}
    for line in moved_hours(session, today, lot_id):
        done, people = months.get(line.month, (hours(0), 0))
        months[line.month] = hours(done + line.hours), people
    for month, people in people_by_month(session, today, lot_id).items():
        months[month] = months[month][0], people
    lines: list[MonthLine] = []
    total = hours(0)
    for month, (done, people) in sorted(months.items()):
        total = hours(total + done)
        lines.append(MonthLine(month, done, total, people, states.get(month)))
    return tuple(lines)


def _calibration(session: Session, lot: Lot, due: Hours | None) -> CalibrationLines:
    months = None
    if lot.starts_on and lot.ends_on:
        months = ((lot.ends_on - lot.starts_on).days + 1) / _DAYS_IN_A_MONTH
    comparable = _comparable(session, lot) if lot.segment else []
    years = [starts_on.year for _, starts_on in comparable if starts_on]
    return CalibrationLines(
        amount=lot.amount,
        labour_share=lot.labour_share,
        insertion_rate=lot.insertion_rate,
        hourly_cost=lot.hourly_cost,
        formula=calibration_of(lot.amount, lot.labour_share, lot.insertion_rate, lot.hourly_cost or None),
        reason=lot.due_reason,
        advice=advice(due, months) if due is not None else (),
        comparable=tuple(rate for rate, _ in comparable),
        comparable_since=min(years, default=None),
    )


def _comparable(session: Session, lot: Lot) -> list[tuple[Decimal, dt.date | None]]:
    """The rates of the other lots of the segment, in order, that of several trades weighted by their work."""
    calibrated = select(CalibrationVersion.id).where(CalibrationVersion.lot_id == Lot.id).exists()
    rows = session.execute(
        select(Lot.id, Lot.insertion_rate, Lot.starts_on).where(
            Lot.segment == lot.segment, or_(Lot.insertion_rate.is_not(None), calibrated), Lot.id != lot.id
        )
    ).all()
    several = newest_formulas(session, [key for key, rate, _ in rows if rate is None])
    rates = [(several[key].insertion_rate if key in several else rate, starts_on) for key, rate, starts_on in rows]
    return sorted(
        ((rate, starts_on) for rate, starts_on in rates if rate is not None),
        key=lambda one: (one[0], one[1] or dt.date.min),
    )


def _people(session: Session, lot_id: str, today: dt.date, rules: LocalRules) -> PeopleCounts:
    soon = today + dt.timedelta(rules.renewal_warning_days)
    rows = session.execute(
        select(
            Placement.beneficiary_id, Placement.woman, Placement.senior, Placement.young_graduate,
            Placement.starts_on, Placement.ends_on, Placement.eligible, Placement.eligible_until,
        ).where(Placement.lot_id == lot_id)
    ).all()  # fmt: skip
    at_work = [row for row in rows if row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)]
    to_review = [row for row in at_work if not row.eligible or (row.eligible_until and row.eligible_until <= soon)]
    return PeopleCounts(
        people=len({row.beneficiary_id for row in rows}),
        women=len({row.beneficiary_id for row in rows if row.woman}),
        seniors=len({row.beneficiary_id for row in rows if row.senior}),
        young_graduates=len({row.beneficiary_id for row in rows if row.young_graduate}),
        to_review=len({row.beneficiary_id for row in to_review}),
    )
