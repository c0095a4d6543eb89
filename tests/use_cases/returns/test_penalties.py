"""Proposing penalties: each from the article alone, several for one lot."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.chasing import Means, Reminder, Step
from facilitator_app.domain.contract import HolderRole, LotHolder
from facilitator_app.domain.keys import key_of, new_key
from facilitator_app.domain.penalties import Decision, PenaltyProposal
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros, hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.acts import ObligationDraft, state_obligation
from facilitator_app.use_cases.returns.closing_statement import statement
from facilitator_app.use_cases.returns.penalties import (
    PenaltyDraft,
    keep_penalty,
    penalty_sheet,
    proposed,
    told,
    withdraw_penalty,
)
from facilitator_app.use_cases.returns.penalty_file import penalty_pdf
from tests.conftest import NOW, TODAY
from tests.documents.reading import text
from tests.make import a_company, kept
from tests.use_cases.returns.test_closing import an_ended_lot, holder_of

LATE = PenaltyDraft(article="8.2, relevés du 1er trimestre", per_late_day=euros(100), late_days=3)
MISSING = PenaltyDraft(article="8.3", per_hour=euros(45))


def test_a_penalty_comes_from_the_article_alone(session: Session) -> None:
    lot = an_ended_lot(session)
    company = holder_of(session, lot)
    with pytest.raises(Refusal) as refused:
        keep_penalty(session, lot.id, company, PenaltyDraft(), TODAY)
    assert {problem.field for problem in refused.value.problems} == {"article", "per_hour"}
    with pytest.raises(Refusal, match="n’existe plus"):
        penalty_pdf(session, new_key(), NOW)
    key = keep_penalty(session, lot.id, company, PenaltyDraft(article="8.3", per_hour=euros(45)), TODAY)
    sheet = penalty_sheet(session, lot.id, company, TODAY, key)
    assert (sheet.missing, sheet.amount, len(sheet.lacking)) == (hours(200), euros(9000), 3)
    assert told(sheet.draft, sheet.missing)[-1] == "Proposition\u00a0: 9\u202f000\u00a0€"
    assert "Dossier incomplet" in text(penalty_pdf(session, key, NOW))


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
    sheet = penalty_sheet(session, lot.id, company, TODAY, keep_penalty(session, lot.id, company, draft, TODAY))
    assert (sheet.running, sheet.amount) == (True, euros(100))
    assert told(sheet.draft, sheet.missing)[1] == "1 jour de retard × 100\u00a0€ = 100\u00a0€"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(MISSING, cap=euros(0)), "cap"),
        (replace(LATE, late_days=0), "late_days"),
        (PenaltyDraft(article="8.3", flat=euros(0)), "flat"),
        (PenaltyDraft(article="8.3", per_hour=euros(0)), "per_hour"),
    ],
)
def test_a_penalty_that_comes_to_nothing_is_not_proposed(session: Session, draft: PenaltyDraft, field: str) -> None:
    lot = an_ended_lot(session)
    with pytest.raises(Refusal, match=r"0\u00a0€|0 jour") as refused:
        keep_penalty(session, lot.id, holder_of(session, lot), draft, TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_while_nothing_is_missing_the_price_of_an_hour_alone_proposes_nothing(session: Session) -> None:
    lot = an_ended_lot(session)
    company = holder_of(session, lot)
    key = keep_penalty(session, lot.id, company, MISSING, TODAY)
    lot.ends_on = TODAY + dt.timedelta(90)
    session.flush()
    with pytest.raises(Refusal, match="sans heure manquante") as refused:
        keep_penalty(session, lot.id, company, MISSING, TODAY)
    assert [problem.field for problem in refused.value.problems] == ["per_hour"]
    kept(session, Reminder(lot_id=lot.id, company_id=company, step=Step.FIRST, means=Means.LETTER, day=TODAY))
    waived = replace(
        MISSING, explanations_text="Chantier repris", opinion_text="Abandonner", decision=Decision.WAIVE,
        decided_on=TODAY,
    )  # fmt: skip
    keep_penalty(session, lot.id, company, waived, TODAY, key)  # what the buyer gave up is noted all the same


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
    key = keep_penalty(session, lot.id, company, replace(draft, decided_amount=euros(200)), TODAY)
    [proposal] = session.scalars(select(PenaltyProposal))
    assert (proposal.amount, proposal.decided_amount) == (Decimal(500), Decimal(200))
    words = text(penalty_pdf(session, key, NOW))
    assert "Réduite, 200" in words
    assert "Chantier arrêté" in words


def test_a_lot_sees_a_proposal_for_each_breach(session: Session) -> None:
    lot = an_ended_lot(session)
    company = holder_of(session, lot)
    first = keep_penalty(session, lot.id, company, LATE, TODAY - dt.timedelta(30))
    second = keep_penalty(session, lot.id, company, MISSING, TODAY)
    changed = replace(LATE, late_days=5)
    assert keep_penalty(session, lot.id, company, changed, TODAY - dt.timedelta(30), first) == first
    assert [(line.id, line.amount) for line in proposed(session, lot.id, company)] == [
        (second, euros(9000)), (first, euros(500)),
    ]  # fmt: skip
    assert penalty_sheet(session, lot.id, company, TODAY, first).draft == changed
    assert "300\u00a0€" not in text(penalty_pdf(session, second, NOW))


def test_the_same_missing_hours_are_asked_for_once(session: Session) -> None:
    lot = an_ended_lot(session)
    company = holder_of(session, lot)
    first = keep_penalty(session, lot.id, company, MISSING, TODAY)
    with pytest.raises(Refusal, match="compte déjà 200") as refused:
        keep_penalty(session, lot.id, company, replace(MISSING, article="8.4"), TODAY)
    assert [problem.field for problem in refused.value.problems] == ["per_hour"]
    assert penalty_sheet(session, lot.id, company, TODAY).claimed
    assert not penalty_sheet(session, lot.id, company, TODAY, first).claimed
    session.get_one(PenaltyProposal, first).decision = Decision.WAIVE
    keep_penalty(session, lot.id, company, replace(MISSING, article="8.4"), TODAY)


def test_a_proposal_made_by_mistake_is_withdrawn_and_brought_back_until_the_buyer_decides(database: Database) -> None:
    with database.transaction() as session:
        lot = an_ended_lot(session)
        lot_id, company = lot.id, holder_of(session, lot)
    with database.transaction() as session:
        key = keep_penalty(session, lot_id, company, LATE, TODAY)
    with database.transaction() as session:
        withdraw_penalty(session, key)
    with database.transaction() as session:
        assert proposed(session, lot_id, company) == []
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)
    with database.transaction() as session:
        assert [line.id for line in proposed(session, lot_id, company)] == [key]
        session.get_one(PenaltyProposal, key).decision = Decision.APPLY
        with pytest.raises(Refusal, match="déjà décidé"):
            withdraw_penalty(session, key)
