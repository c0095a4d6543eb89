"""Closing lots, and proposing penalties."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.chasing import Means, Reminder, Step
from facilitator_app.domain.closing import ClosingAct, LotClosing, Outcome
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.penalties import Decision, PenaltyProposal
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.use_cases.account.acts import ObligationDraft, state_obligation
from facilitator_app.use_cases.returns.closing import close_lot, lots_to_close, reopen_lot
from facilitator_app.use_cases.returns.final_statement import statement, statement_pdf
from facilitator_app.use_cases.returns.penalties import PenaltyDraft, keep_penalty, penalty_pdf, penalty_sheet, told
from tests.conftest import NOW, TODAY
from tests.documents.reading import text
from tests.make import a_company, a_lot, a_placement, kept

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


def test_a_penalty_comes_from_the_article_alone(session: Session) -> None:
    lot = an_ended_lot(session)
    company = holder_of(session, lot)
    with pytest.raises(Refusal) as refused:
        keep_penalty(session, lot.id, company, PenaltyDraft(), TODAY)
    assert {problem.field for problem in refused.value.problems} == {"article", "per_hour"}
    with pytest.raises(Refusal, match="Enregistrez"):
        penalty_pdf(session, lot.id, company, NOW)
    keep_penalty(session, lot.id, company, PenaltyDraft(article="8.3", per_hour=euros(45)), TODAY)
    sheet = penalty_sheet(session, lot.id, company, TODAY)
    assert (sheet.missing, sheet.amount, len(sheet.lacking)) == (hours(200), euros(9000), 3)
    assert told(sheet.draft, sheet.missing)[-1] == "Proposition\u00a0: 9\u202f000\u00a0€"
    assert "Dossier incomplet" in text(penalty_pdf(session, lot.id, company, NOW))


def test_each_company_of_a_group_is_asked_for_its_own_part(session: Session) -> None:
    lot = an_ended_lot(session)
    lead, partner = holder_of(session, lot), a_company(session).id
    kept(session, LotHolder(
        id=key_of("lot_holder", lot.id, partner), lot_id=lot.id, company_id=partner, role=HolderRole.CO_CONTRACTOR,
    ))  # fmt: skip
    state_obligation(session, lot.id, ObligationDraft(hours=hours(100), company_id=partner), lot.ends_on or TODAY)
    assert statement(session, lot.id, TODAY).shortfall == 300
    assert [penalty_sheet(session, lot.id, company, TODAY).missing for company in (lead, partner)] == [200, 100]


def test_while_a_lot_runs_only_its_delays_can_be_penalised(session: Session) -> None:
    lot = an_ended_lot(session)
    company = holder_of(session, lot)
    lot.ends_on = TODAY + dt.timedelta(90)
    session.flush()
    assert penalty_sheet(session, lot.id, company, TODAY).missing == 0
    draft = PenaltyDraft(article="8.4", per_hour=euros(45), per_late_day=euros(100), late_days=1)
    keep_penalty(session, lot.id, company, draft, TODAY)
    sheet = penalty_sheet(session, lot.id, company, TODAY)
    assert (sheet.running, sheet.amount) == (True, euros(100))
    assert told(sheet.draft, sheet.missing)[1] == "1 jour de retard × 100\u00a0€ = 100\u00a0€"


def test_the_buyer_decides_once_the_file_is_complete(session: Session) -> None:
    lot = an_ended_lot(session)
    company = holder_of(session, lot)
    draft = PenaltyDraft(
        article="8.3", flat=euros(500), explanations_text="Chantier arrêté", opinion_text="Réduire",
        decision=Decision.REDUCE, decided_on=TODAY, decided_amount=euros(600),
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        keep_penalty(session, lot.id, company, draft, TODAY)
    assert [problem.field for problem in refused.value.problems] == ["decision", "decided_amount"]
    kept(session, Reminder(lot_id=lot.id, company_id=company, step=Step.FIRST, means=Means.LETTER, day=TODAY))
    keep_penalty(session, lot.id, company, replace(draft, decided_amount=euros(200)), TODAY)
    [proposal] = session.scalars(select(PenaltyProposal))
    assert (proposal.amount, proposal.decided_amount) == (Decimal(500), Decimal(200))
    words = text(penalty_pdf(session, lot.id, company, NOW))
    assert "Réduite, 200" in words
    assert "Chantier arrêté" in words
