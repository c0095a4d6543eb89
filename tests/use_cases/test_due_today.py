"""What is written ahead counts from its day on, in every list, without anybody touching the account again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Lot
from facilitator_app.domain.obligation import ChangeKind, ObligationForm, ObligationState
from facilitator_app.domain.values import Euros, Hours, Month, hours
from facilitator_app.use_cases import hours as monthly
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.acts import (
    ChangeDraft,
    ObligationDraft,
    change_obligation,
    record_turnover,
    state_obligation,
)
from facilitator_app.use_cases.account.due_today import moved
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.contract_tree import contract_tree
from facilitator_app.use_cases.dashboard.lots import running
from facilitator_app.use_cases.lot_sheet import lot_sheet
from tests import make

WRITTEN, EFFECT = dt.date(2026, 6, 10), dt.date(2026, 9, 1)
BEFORE = EFFECT - dt.timedelta(1)


def an_amendment(session: Session, lot: Lot) -> Hours:
    draft = ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=EFFECT, hours=hours(120), reason="Avenant 1")
    change_obligation(session, lot.id, draft, WRITTEN)
    return hours(620)


def an_exemption(session: Session, lot: Lot) -> Hours:
    draft = ChangeDraft(kind=ChangeKind.EXEMPTION, effective_on=EFFECT, hours=hours(80), reason="Accordée")
    change_obligation(session, lot.id, draft, WRITTEN)
    return hours(420)


def a_tranche(session: Session, lot: Lot) -> Hours:
    optional = ObligationDraft(form=ObligationForm.TRANCHE, state=ObligationState.OPTIONAL, hours=hours(200))
    tranche = state_obligation(session, lot.id, optional, WRITTEN)
    affirmed = ChangeDraft(kind=ChangeKind.AFFIRMATION, effective_on=EFFECT, reason="Ordre de service")
    change_obligation(session, lot.id, affirmed, WRITTEN, tranche)
    return hours(700)


def a_period(session: Session, lot: Lot) -> Hours:
    state_obligation(session, lot.id, ObligationDraft(hours=hours(50), starts_on=EFFECT), WRITTEN)
    return hours(550)


def an_order(session: Session, lot: Lot) -> Hours:
    orders = ObligationDraft(form=ObligationForm.PURCHASE_ORDERS, hours_per=hours(1), per_amount=Euros(Decimal(1000)))
    record_turnover(session, state_obligation(session, lot.id, orders, WRITTEN), EFFECT, Decimal(30_000), WRITTEN)
    return hours(530)


def shown(session: Session, lot: Lot, day: dt.date) -> set[Hours | None]:
    """What each list says is due."""
    rules = office.rules(session)
    (line,) = running(session, day, rules.thresholds)
    (contract,) = contract_tree(session, day).contracts
    (of_tree,) = contract.lots
    return {
        line.due,
        lot_sheet(session, lot.id, day).due,
        of_tree.due,
        monthly.grid(session, lot.id, Month.of(day), day).due,
        lot_account(session, lot.id, day).account.due,
    }


@pytest.mark.parametrize("ahead", [an_amendment, an_exemption, a_tranche, a_period, an_order])
def test_every_list_follows_what_was_written_ahead(session: Session, ahead: Callable[[Session, Lot], Hours]) -> None:
    lot = make.a_lot(session, due_hours=hours(500), starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31))
    expected = ahead(session, lot)
    session.flush()
    assert shown(session, lot, BEFORE) == {hours(500)}
    assert shown(session, lot, EFFECT) == {expected}
    assert lot.due_hours == 500, "nothing was written to say so"


def test_an_act_after_the_day_leaves_nothing_to_work_out(session: Session) -> None:
    lot = make.a_lot(session, due_hours=hours(500))
    an_amendment(session, lot)
    assert moved(session, EFFECT) == {lot.id: hours(620)}
    later = ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=EFFECT, hours=hours(10), reason="Avenant 2")
    change_obligation(session, lot.id, later, EFFECT)
    assert moved(session, EFFECT) == {}
    assert lot.due_hours == 630
