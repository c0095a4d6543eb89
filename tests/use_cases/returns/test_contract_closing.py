"""Closing a whole contract, the only other way to close its lots; what a pool brings to a statement."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.closing import ClosingAct, LotClosing, Outcome
from facilitator_app.domain.contract import Contract, ContractState, Lot
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.danger import in_danger
from facilitator_app.use_cases.account.pools import put_in_pool
from facilitator_app.use_cases.returns.closing import close_lot, lots_to_close
from facilitator_app.use_cases.returns.closing_statement import statement, statement_pdf, statement_words
from facilitator_app.use_cases.returns.contract_closing import (
    close_contract,
    reopen_contract,
    reopening,
    statements,
)
from tests.conftest import NOW, TODAY
from tests.documents.reading import text
from tests.make import a_lot
from tests.use_cases.returns.test_closing import an_ended_lot


def two_ended_lots(session: Session) -> tuple[Contract, Lot, Lot]:
    first = an_ended_lot(session)
    other = an_ended_lot(session, "1100")
    other.contract_id, other.code, other.number = first.contract_id, f"{first.code}-bis", "2"
    session.flush()
    return session.get_one(Contract, first.contract_id), first, other


def events(session: Session) -> list[tuple[str, ClosingAct, str]]:
    rows = session.execute(
        select(Lot.code, LotClosing.act, LotClosing.reason)
        .join(Lot, Lot.id == LotClosing.lot_id)
        .order_by(LotClosing.id)
    )
    return [(code, act, reason) for code, act, reason in rows]


def test_each_lot_is_closed_on_its_statement_in_one_gesture(database: Database) -> None:
    with database.transaction() as session:
        contract, first, other = two_ended_lots(session)
        contract_id, codes = contract.id, [first.code, other.code]
    with database.transaction() as session:
        assert [final.code for final in statements(session, contract_id, TODAY)] == codes
        close_contract(session, contract_id, TODAY)
    with database.transaction() as session:
        assert events(session) == [(code, ClosingAct.CLOSED, "") for code in codes]
        assert [lot.is_closed for lot in lots_to_close(session, TODAY)] == [True, True]
        assert session.get_one(Contract, contract_id).state is ContractState.CLOSED
        with pytest.raises(Refusal, match="déjà clos"):
            close_contract(session, contract_id, TODAY)
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert [lot.is_closed for lot in lots_to_close(session, TODAY)] == [False, False]
        assert session.get_one(Contract, contract_id).state is ContractState.FOLLOWED


def test_a_contract_with_a_lot_that_runs_stays_open(session: Session) -> None:
    contract, _, _ = two_ended_lots(session)
    a_lot(session, contract_id=contract.id, code="X-L3", number="3")
    for act in (statements, close_contract):
        with pytest.raises(Refusal, match="X-L3 ne se termine que le"):
            act(session, contract.id, TODAY)
    assert events(session) == []


def test_opened_again_for_a_reason_with_the_lots_closed_that_day(session: Session) -> None:
    contract, first, other = two_ended_lots(session)
    with pytest.raises(Refusal, match="n’est pas clos"):
        reopen_contract(session, contract.id, "Erreur", TODAY)
    close_lot(session, first.id, TODAY - dt.timedelta(30))
    close_contract(session, contract.id, TODAY)
    assert ticked(session, contract) == {first.code: False, other.code: True}
    with pytest.raises(Refusal, match="Dites pourquoi"):
        reopen_contract(session, contract.id, "", TODAY)
    reopen_contract(session, contract.id, "Relevé reçu après", TODAY)
    assert contract.state is ContractState.FOLLOWED
    assert (first.closed_on, other.closed_on) == (TODAY - dt.timedelta(30), None)
    assert events(session)[-1] == (other.code, ClosingAct.REOPENED, "Relevé reçu après")


def ticked(session: Session, contract: Contract) -> dict[str, bool]:
    return {lot.code: lot.with_contract for lot in reopening(session, contract.id)}


def test_a_lot_closed_on_its_own_the_same_day_is_not_opened_with_the_contract(database: Database) -> None:
    with database.transaction() as session:
        contract, first, other = two_ended_lots(session)
        contract_id, alone, together = contract.id, first.id, other.id
    with database.transaction() as session:
        close_lot(session, alone, TODAY)
    with database.transaction() as session:
        close_contract(session, contract_id, TODAY)
    with database.transaction() as session:
        assert list(ticked(session, session.get_one(Contract, contract_id)).values()) == [False, True]
        reopen_contract(session, contract_id, "Relevé reçu après", TODAY)
        assert session.get_one(Lot, alone).closed_on == TODAY
        assert session.get_one(Lot, together).closed_on is None


def test_the_lots_to_open_may_be_chosen_and_one_is_needed(session: Session) -> None:
    contract, first, other = two_ended_lots(session)
    close_lot(session, first.id, TODAY - dt.timedelta(30))
    close_contract(session, contract.id, TODAY)
    with pytest.raises(Refusal) as refused:
        reopen_contract(session, contract.id, " ", TODAY, lots=[])
    assert [problem.field for problem in refused.value.problems] == ["lots", "reason"]
    reopen_contract(session, contract.id, "Relevé reçu après", TODAY, lots=[first.id])
    assert (first.closed_on, other.closed_on) == (None, TODAY)


def test_a_contract_archived_without_closing_its_lots_opens_with_all_of_them(session: Session) -> None:
    contract, first, other = two_ended_lots(session)
    contract.state = ContractState.CLOSED
    session.flush()
    reopen_contract(session, contract.id, "Reprise", TODAY)
    assert [code for code, _, _ in events(session)] == [first.code, other.code]


def test_the_surplus_of_a_pool_covers_a_shortfall_and_both_statements_say_so(database: Database) -> None:
    with database.transaction() as session:
        _, short, over = two_ended_lots(session)
        for lot in (short, over):
            put_in_pool(session, lot.id, "Rénovation du port", dt.date(2026, 6, 15), "Courrier", TODAY)
        short_id, over_id = short.id, over.id
    with database.transaction() as session:
        lacking, giving = statement(session, short_id, TODAY), statement(session, over_id, TODAY)
        assert (lacking.received, lacking.given, lacking.shortfall) == tuple(map(hours, (100, 0, 100)))
        assert (giving.received, giving.given, giving.surplus) == tuple(map(hours, (0, 100, 0)))
        assert giving.outcome is Outcome.REACHED
        assert "100\u00a0h reçues de la globalisation Rénovation du port" in statement_words(lacking)
        assert "globalisation Rénovation du port" in text(statement_pdf(session, short_id, NOW))
        assert {lot.id: lot.outcome for lot in lots_to_close(session, TODAY)} == {
            short_id: Outcome.PARTLY, over_id: Outcome.REACHED,
        }  # fmt: skip
        close_lot(session, short_id, TODAY)
        kept = session.scalars(select(LotClosing)).one()
        assert (kept.counted, kept.received, kept.given) == tuple(map(hours, (800, 100, 0)))


def test_a_lot_that_its_pool_covers_is_in_no_danger(database: Database) -> None:
    with database.transaction() as session:
        _, short, over = two_ended_lots(session)
        short.due_hours = hours(900)
        keys = short.id, over.id
    with database.transaction() as session:
        assert [lot.lot_id for lot in in_danger(session, TODAY)] == [keys[0]]
        for key in keys:
            put_in_pool(session, key, "Port", dt.date(2026, 6, 15), "", TODAY)
        session.flush()
        assert in_danger(session, TODAY) == []
