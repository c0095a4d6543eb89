"""Closing lots."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.closing import ClosingAct, LotClosing, Outcome
from facilitator_app.domain.contract import Contract, ContractState, Lot, LotHolder
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.returns.closing import close_lot, lots_to_close, reopen_lot
from facilitator_app.use_cases.returns.closing_statement import statement, statement_pdf
from tests.conftest import NOW, TODAY
from tests.documents.reading import text
from tests.make import a_lot, a_placement, kept

JUNE = Month(2026, 6)


def an_ended_lot(session: Session, done: str = "800") -> Lot:
    lot = a_lot(session, starts_on=dt.date(2026, 6, 1), ends_on=dt.date(2026, 6, 30), due_hours=hours(1000))
    placement = a_placement(
        session, lot_id=lot.id, starts_on=dt.date(2026, 6, 1), ends_on=dt.date(2026, 6, 30), eligible=True
    )
    kept(session, MonthlyHours(
        id=MonthlyHours.key(placement.id, JUNE), placement_id=placement.id, month=JUNE, declared=hours(done),
    ))  # fmt: skip
    return lot


def holder_of(session: Session, lot: Lot) -> Key:
    return session.scalars(select(LotHolder.company_id).where(LotHolder.lot_id == lot.id)).one()


def test_the_statement_is_that_of_the_account(session: Session) -> None:
    lot = an_ended_lot(session)
    found = statement(session, lot.id, TODAY)
    assert (found.due, found.counted, found.shortfall, found.surplus) == tuple(map(hours, (1000, 800, 200, 0)))
    assert found.outcome is Outcome.PARTLY
    assert found.unvalidated == (JUNE,)
    assert found.wanting == 1
    assert statement(session, an_ended_lot(session, "1100").id, TODAY).surplus == 100


def test_lots_that_are_over_wait_to_be_closed(database: Database) -> None:
    with database.transaction() as session:
        lot = an_ended_lot(session).id
        a_lot(session)
    with database.transaction() as session:
        [line] = lots_to_close(session, TODAY)
        assert (line.id, line.counted, line.outcome, line.is_closed) == (lot, hours(800), Outcome.PARTLY, False)
        close_lot(session, line.id, TODAY)
        assert [one.is_closed for one in lots_to_close(session, TODAY)] == [True]


def test_with_its_last_lot_a_contract_is_archived_and_opened_again_for_a_reason(session: Session) -> None:
    lot = an_ended_lot(session)
    contract = session.get_one(Contract, lot.contract_id)
    close_lot(session, lot.id, TODAY)
    assert (lot.closed_on, contract.state) == (TODAY, ContractState.CLOSED)
    with pytest.raises(Refusal, match="déjà clos"):
        close_lot(session, lot.id, TODAY)
    with pytest.raises(Refusal, match="Dites pourquoi"):
        reopen_lot(session, lot.id, " ", TODAY)
    reopen_lot(session, lot.id, "Relevé reçu après", TODAY)
    assert (lot.closed_on, contract.state) == (None, ContractState.FOLLOWED)
    lines = session.scalars(select(LotClosing).order_by(LotClosing.id)).all()
    assert [(line.act, line.counted, line.reason) for line in lines] == [
        (ClosingAct.CLOSED, hours(800), ""), (ClosingAct.REOPENED, hours(800), "Relevé reçu après"),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="n’est pas clos"):
        reopen_lot(session, lot.id, "Encore", TODAY)


def test_a_contract_stays_while_a_lot_is_open_and_a_lot_until_its_end(session: Session) -> None:
    lot = an_ended_lot(session)
    other = a_lot(session, contract_id=lot.contract_id, code="X-L2", number="2")
    close_lot(session, lot.id, TODAY)
    assert session.get_one(Contract, lot.contract_id).state is ContractState.FOLLOWED
    with pytest.raises(Refusal, match="ne se termine que le"):
        close_lot(session, other.id, TODAY)


def test_the_statement_is_printed_with_its_reserves_and_names_nobody(session: Session) -> None:
    lot = an_ended_lot(session)
    words = text(statement_pdf(session, lot.id, NOW))
    assert "Bilan de fin de lot" in words
    assert "200 h" in words
    assert "juin 2026" in words
    assert "Camille" not in words
