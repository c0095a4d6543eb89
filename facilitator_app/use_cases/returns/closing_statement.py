"""The closing statement of a lot: what it owed, did, and received from its pool, and what is still to be settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.documents.closing_statement import ClosingStatement, closing_statement
from facilitator_app.documents.form import Form
from facilitator_app.domain.closing import ClosingAct, LotClosing, Outcome, outcome
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import Hours, Month, hours, written_hours
from facilitator_app.use_cases.account.pool_cover import Cover
from facilitator_app.use_cases.account.pools import pool_of
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.documents import registered_forms
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.lot_facts import lot_facts
from facilitator_app.use_cases.documents.registered_forms import About
from facilitator_app.use_cases.months_reopened import open_months
from facilitator_app.use_cases.returns.board import late_returns


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of a lot at its end. `due` is None when nobody said what it owes.

    `pool` is the name of the globalisation it is in, `received` and `given` what passes between its lots.
    `unvalidated` are the months with hours that are not validated, `wanting` the returns that did not come.
    """

    lot_id: Key
    code: str
    due: Hours | None
    declared: Hours
    counted: Hours
    pool: str
    received: Hours
    given: Hours
    outcome: Outcome
    unvalidated: tuple[Month, ...]
    wanting: int
    at_work: int
    events: tuple[tuple[dt.date, ClosingAct, str], ...]

    @property
    def shortfall(self) -> Hours:
        return hours(0 if self.due is None else max(Decimal(0), self.due - self.counted - self.received))

    @property
    def surplus(self) -> Hours:
        return hours(0 if self.due is None else max(Decimal(0), self.counted - self.due - self.given))

    @property
    def reserves(self) -> tuple[str, ...]:
        """What somebody should look at before the lot is closed."""
        said = []
        if self.unvalidated:
            said.append(f"mois non validés\u00a0: {', '.join(month.full_name for month in self.unvalidated)}")
        if self.wanting:
            said.append(f"relevés jamais reçus\u00a0: {self.wanting}")
        if self.at_work:
            said.append(f"personnes encore en poste\u00a0: {self.at_work}")
        return tuple(said)


def statement(session: Session, lot_id: str, today: dt.date) -> Statement:
    """From the lines of the account. Raises Refusal when the lot is no longer there."""
    found_ = lot_account(session, lot_id, today)
    account = found_.account
    due = account.due if account.dues else None
    pool = pool_of(session, lot_id, today)
    cover = next((Cover(lot.received, lot.given) for lot in pool.lots if lot.lot_id == lot_id), None) if pool else None
    events = session.execute(
        select(LotClosing.day, LotClosing.act, LotClosing.reason)
        .where(LotClosing.lot_id == lot_id)
        .order_by(LotClosing.day, LotClosing.id)
    )
    return Statement(
        found_.lot_id, found_.code, due, account.declared, account.counted,
        pool.name if pool and cover else "", cover.received if cover else hours(0), cover.given if cover else hours(0),
        outcome_with(due, account.counted, cover),
        tuple(open_months(session, lot_id)),
        sum(row.late for row in late_returns(session, today) if row.lot_id == lot_id),
        _at_work(session, lot_id, today),
        tuple((day, act, reason) for day, act, reason in events),
    )  # fmt: skip


def outcome_with(due: Hours | None, counted: Hours, cover: Cover | None) -> Outcome:
    """What the other lots of its pool bring counts, what it gives them no longer does."""
    return outcome(due, counted + cover.received - cover.given if cover else counted)


def statement_words(final: Statement) -> str:
    """`M-2026-014-L1, quasi atteint : 950 h comptées sur 1 000 h.` and what is still to be settled."""
    words = f"{final.code}, {final.outcome.label.lower()}\u00a0: {written_hours(final.counted)} comptées"
    if final.due is not None:
        words += f" sur {written_hours(final.due)}"
    if final.received:
        words += f", {written_hours(final.received)} reçues de la globalisation {final.pool}"
    if final.given:
        words += f", {written_hours(final.given)} données à la globalisation {final.pool}"
    return f"{words}. À régler\u00a0: {', '.join(final.reserves)}." if final.reserves else f"{words}."


def statement_pdf(session: Session, lot_id: str, now: dt.datetime) -> bytes:
    """What would be printed now. It names nobody."""
    return registered_forms.preview(session, *_registered(session, lot_id, now), now).pdf


def issue_statement(session: Session, lot_id: str, now: dt.datetime) -> bytes:
    """The statement on its way out, numbered and kept in the register."""
    return registered_forms.issue(session, *_registered(session, lot_id, now), now).pdf


def _registered(session: Session, lot_id: str, now: dt.datetime) -> tuple[Form, About]:
    today = now.date()
    final, facts = statement(session, lot_id, today), lot_facts(session, lot_id)
    form = closing_statement(
        ClosingStatement(
            heading(session, today), facts.holder_name, facts.holder.siret if facts.holder else "", facts.buyer,
            f"{facts.contract_number}, {facts.contract_name}", f"{facts.name} ({facts.code})", facts.starts_on,
            facts.ends_on, final.due, final.declared, final.counted, final.shortfall, final.surplus,
            final.outcome.label, final.reserves, final.pool, final.received, final.given,
        )
    )  # fmt: skip
    words = f"{facts.name} ({facts.code})\u00a0: {written_hours(final.counted)} comptées, {final.outcome.label.lower()}"
    return form, About(DocumentKind.CLOSING_STATEMENT, words, Key(lot_id), provisional=bool(final.reserves))


def _at_work(session: Session, lot_id: str, today: dt.date) -> int:
    going_on = or_(Placement.ends_on.is_(None), Placement.ends_on > today)
    asked = select(func.count()).select_from(Placement)
    return session.scalar(asked.where(Placement.lot_id == lot_id, Placement.starts_on <= today, going_on)) or 0
