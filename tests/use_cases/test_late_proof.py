"""A contract begun before its proof came, on a real file."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.placement import MonthStatement, Placement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import UncountedHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import hours as monthly
from facilitator_app.use_cases.eligibility_then import known_then
from facilitator_app.use_cases.late_proof import judge_again
from tests import make

_UNCOUNTED = select(UncountedHours.hours)
STARTS, TODAY = dt.date(2026, 3, 12), dt.date(2026, 11, 24)


def _begun_without_it(session: Session) -> Placement:
    return make.a_placement(session, starts_on=STARTS, eligible=False, eligibility="Sans éligibilité établie.")


def _proof(session: Session, placement: Placement, dated_on: dt.date) -> None:
    proof = EligibilityProof(
        beneficiary_id=placement.beneficiary_id, category="RSA", dated_on=dated_on, seen_on=dt.date(2026, 3, 20)
    )
    make.kept(session, proof)


def test_a_proof_seen_since_counts_the_contract_from_its_first_day(session: Session) -> None:
    placement = _begun_without_it(session)
    _proof(session, placement, dt.date(2026, 3, 2))
    judge_again(session, placement.id, TODAY)
    assert (placement.eligible, placement.eligible_until) == (True, dt.date(2028, 3, 11))
    assert ("Jugée le", "24/11/2026") in known_then(session, placement.id).facts
    with pytest.raises(Refusal, match="déjà éligible"):
        judge_again(session, placement.id, TODAY)


def test_nothing_changes_without_a_proof_of_that_day(session: Session) -> None:
    placement = _begun_without_it(session)
    _proof(session, placement, dt.date(2026, 3, 15))  # after the first day
    with pytest.raises(Refusal, match="Rien de nouveau"):
        judge_again(session, placement.id, TODAY)
    assert placement.eligibility == "Sans éligibilité établie."


def test_a_validated_month_is_to_be_validated_again_with_the_reason(database: Database) -> None:
    march = Month(2026, 3)
    with database.transaction() as session:
        placement = _begun_without_it(session)
        key, lot = placement.id, placement.lot_id
        _proof(session, placement, dt.date(2026, 3, 2))
    with database.transaction() as session:
        monthly.record(session, lot, march, {key: hours(80)})
    with database.transaction() as session:
        monthly.validate_month(session, lot, march, "H. Arnoux", TODAY)
    with database.reading() as session:
        assert session.scalar(_UNCOUNTED) == hours(80)
    with database.transaction() as session:
        judge_again(session, key, TODAY)
    with database.reading() as session:
        assert session.scalar(_UNCOUNTED) is None
        statement = session.get_one(MonthStatement, MonthStatement.key(lot, march))
        assert statement.state is StatementState.REOPENED
        assert "constatée depuis" in statement.reopened_reason
