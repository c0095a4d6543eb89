"""What is to be talked about at the next meeting of the house: put there, taken off, printed as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.documents.meeting_agenda import Coming, MeetingAgenda, Point, meeting_agenda
from facilitator_app.domain.agenda import AgendaItem
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.purchase_plan import PlannedPurchase, PlanStep
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Euros, Hours, Month, counted, hours
from facilitator_app.use_cases import gestures, office
from facilitator_app.use_cases.account.counted_today import counted_hours
from facilitator_app.use_cases.account.danger import names
from facilitator_app.use_cases.account.due_today import due_hours
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.lot_standing import Standing, standing
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_INCLUDING_REMOVED = {"include_removed": True}


@dataclass(frozen=True, slots=True)
class ComingPurchase:
    """A planned purchase that is to be talked about."""

    id: Key
    title: str
    buyer: str
    step: PlanStep
    consultation: Month | None
    amount: Euros | None
    lots: int | None
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A point of the meeting. A company has no `code`, no contract, no hours; nor has a purchase, said apart."""

    id: Key
    lot_id: Key | None
    company_id: Key | None
    name: str
    code: str
    contract: str
    holder: str
    ends_on: dt.date | None
    due: Hours | None
    counted: Hours
    standing: Standing | None
    why: str
    day: dt.date
    put_by: str
    purchase: ComingPurchase | None = None


def put_on_agenda(
    session: Session, today: dt.date, *, lot_id: str = "", company_id: str = "", purchase_id: str = "", why: str = ""
) -> Key:
    """A lot, a company or a planned purchase; put there twice, only the reason changes.

    Raises Refusal when it is no longer there.
    """
    assert sum(map(bool, (lot_id, company_id, purchase_id))) == 1, "a lot, a company or a purchase"
    about, name = _about(session, lot_id, company_id, purchase_id)
    values: dict[str, Any] = {"why": tidy(why)}
    problems = Problems()
    problems.check(AgendaItem, values)
    problems.refuse()
    gestures.call_it(session, f"Ordre du jour, {name}"[:200])
    key = AgendaItem.key(about)
    kept = session.get(AgendaItem, key, execution_options=_INCLUDING_REMOVED)
    if kept is None or kept.removed:
        values |= {"day": today, "put_by": str(session.info.get("author", ""))[:120], "removed": False}
    if kept is None:
        session.add(AgendaItem(id=key, lot_id=lot_id or None, company_id=company_id or None, **values))
    else:
        write(kept, values)
    session.flush()
    return key


def reason_kept(session: Session, about_id: str) -> str | None:
    """Why a lot, a company or a purchase is on the agenda, None when it is not."""
    kept = session.get(AgendaItem, AgendaItem.key(about_id))
    return None if kept is None or kept.removed else kept.why


def take_off_agenda(session: Session, keys: Sequence[Key]) -> None:
    """These points were talked about, or are no longer to be."""
    if not keys:
        raise Refusal.because("Choisissez au moins un point dans la liste.")
    gestures.call_it(session, f"Ordre du jour\u00a0: {counted(len(keys), 'point retiré', 'points retirés')}")
    for key in keys:
        found(session, AgendaItem, key, "Ce point").removed = True
    session.flush()


def agenda(session: Session, today: dt.date) -> list[AgendaLine]:
    """Lots by the end of their term, then purchases by their consultation, then companies by name."""
    thresholds = office.rules(session).thresholds
    rows = session.execute(
        select(
            AgendaItem.id, AgendaItem.lot_id, AgendaItem.company_id, AgendaItem.why, AgendaItem.day, AgendaItem.put_by,
            Lot.code, Lot.starts_on, Lot.ends_on, due_hours(session, today),
            counted_hours(session, today), Company.name,
        )
        .outerjoin(Lot, Lot.id == AgendaItem.lot_id)
        .outerjoin(LotTotal, LotTotal.lot_id == Lot.id)
        .outerjoin(Company, Company.id == AgendaItem.company_id)
    ).all()  # fmt: skip
    called = names(session, [row.lot_id for row in rows if row.lot_id])
    coming = _purchases(session, {row.id for row in rows if row.lot_id is None and row.company_id is None})
    lines = []
    for key, lot_id, company_id, why, day, put_by, code, starts_on, ends_on, due, done, company in rows:
        nothing = ("", "", "", None, None, hours(0), None)
        if (planned := coming.get(key)) is not None:
            lines.append(AgendaLine(key, None, None, planned.title, *nothing, why, day, put_by, planned))
        elif company_id is not None and lot_id is None:
            lines.append(AgendaLine(key, None, company_id, company or "", *nothing, why, day, put_by))
        elif lot_id is not None and (of := called.get(lot_id)) is not None:  # else it was removed since
            worked = hours(done or 0)
            stands = standing(due, worked, starts_on, ends_on, today, thresholds)
            lines.append(
                AgendaLine(
                    key, lot_id, company_id, of.lot, code, of.contract, of.holder, ends_on, due, worked, stands, why,
                    day, put_by,
                )
            )  # fmt: skip
    return sorted(lines, key=_place)


def agenda_pdf(session: Session, today: dt.date) -> bytes:
    """The list to bring to the meeting, with room to write what is decided. Raises Refusal when it is empty."""
    lines = agenda(session, today)
    if not lines:
        raise Refusal.because("L’ordre du jour est vide\u00a0: mettez-y un lot depuis la liste des heures en danger.")
    points = tuple(
        Point(
            line.name, line.code, line.contract, line.holder, line.ends_on, line.due, line.counted,
            line.standing.label if line.standing else "", line.why, _coming(line.purchase) if line.purchase else None,
        )
        for line in lines
    )  # fmt: skip
    return form_pdf(meeting_agenda(MeetingAgenda(heading(session, today), points)))


def _about(session: Session, lot_id: str, company_id: str, purchase_id: str) -> tuple[Key, str]:
    """Its key and what the gesture calls it."""
    if lot_id:
        lot = found(session, Lot, lot_id, "Ce lot")
        return lot.id, lot.code
    if company_id:
        company = found(session, Company, company_id, "Cette entreprise")
        return company.id, company.name
    purchase = found(session, PlannedPurchase, purchase_id, "Cet achat")
    return purchase.id, purchase.title


def _purchases(session: Session, items: set[Key]) -> dict[Key, ComingPurchase]:
    """By item of the agenda: only the key of the item says which purchase it is about."""
    if not items:
        return {}
    about = {AgendaItem.key(key): key for key in session.scalars(select(PlannedPurchase.id))}
    wanted = {about[item]: item for item in items if item in about}  # else it was removed since
    rows = session.execute(
        select(
            PlannedPurchase.id, PlannedPurchase.title, Buyer.name, PlannedPurchase.step, PlannedPurchase.consultation,
            PlannedPurchase.amount, PlannedPurchase.lots, PlannedPurchase.forecast_hours,
        )
        .join(Buyer, Buyer.id == PlannedPurchase.buyer_id)
        .where(PlannedPurchase.id.in_(wanted))
    )  # fmt: skip
    return {wanted[row.id]: ComingPurchase(*row) for row in rows}


def _coming(purchase: ComingPurchase) -> Coming:
    return Coming(
        purchase.buyer, purchase.step.label, purchase.consultation, purchase.amount, purchase.lots, purchase.hours
    )


def _place(line: AgendaLine) -> tuple[int, dt.date, str, str]:
    when = line.ends_on
    if line.purchase is not None and line.purchase.consultation is not None:
        when = line.purchase.consultation.first_day
    kind = 0 if line.lot_id is not None else 1 if line.purchase is not None else 2
    return kind, when or dt.date.max, line.code, line.name
