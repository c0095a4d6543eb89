"""Somebody added to a month already validated: the month says so, everywhere, until it is validated again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.hours_correction import HoursCorrection
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract, MonthStatement, Placement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import gestures, placements
from facilitator_app.use_cases import hours as monthly
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.documents.follow_up_sheet import follow_up_sheet
from facilitator_app.use_cases.documents.hours_certificate import hours_certificate
from facilitator_app.use_cases.placements import PlacementDraft, ToConfirm
from facilitator_app.use_cases.returns.closing_statement import statement
from tests import make
from tests.conftest import NOW, TODAY

OCTOBER = Month(2026, 10)
BEFORE = dt.date(2026, 11, 5)


def a_draft(session: Session, lot: Key, starts_on: dt.date, ends_on: dt.date | None = None) -> PlacementDraft:
    """Somebody whose proof was seen in September, on a fixed-term contract."""
    person = make.a_beneficiary(session)
    make.kept(session, EligibilityProof(
        beneficiary_id=person.id, category="LTU", dated_on=dt.date(2026, 8, 20), seen_on=dt.date(2026, 9, 1),
    ))  # fmt: skip
    return PlacementDraft(
        beneficiary_id=person.id, lot_id=lot, employer_id=make.a_company(session).id, starts_on=starts_on,
        ends_on=ends_on, contract_type=EmploymentContract.FIXED_TERM,
    )  # fmt: skip


def a_validated_october(session: Session) -> tuple[Key, Key]:
    """A lot and somebody who did 100 h there."""
    lot = make.a_lot(session, starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2027, 8, 31)).id
    placement = placements.start_placement(session, a_draft(session, lot, OCTOBER.first_day), BEFORE)
    monthly.record(session, lot, OCTOBER, {placement: hours(100)}, today=BEFORE)
    session.flush()
    monthly.validate_month(session, lot, OCTOBER, "Hélène Arnoux", BEFORE)
    session.flush()
    return lot, placement


def late(session: Session, lot: Key, confirmed: bool = True) -> PlacementDraft:
    return replace(a_draft(session, lot, dt.date(2026, 10, 12)), confirmed=confirmed)


def test_it_is_asked_first_then_the_month_waits_for_the_hours_and_says_why(session: Session) -> None:
    lot, _ = a_validated_october(session)
    with pytest.raises(ToConfirm, match="octobre 2026, déjà validé\u00a0: ce mois sera rouvert"):
        placements.start_placement(session, late(session, lot, confirmed=False), TODAY)
    placements.start_placement(session, late(session, lot), TODAY)
    shown = monthly.grid(session, lot, OCTOBER, TODAY)
    assert (shown.state, shown.validated_on) == (StatementState.REOPENED, BEFORE)
    assert shown.reopened_reason == (
        "Rouvert le 24/11/2026\u00a0: salarié ajouté après la validation, ses heures sont à indiquer."
    )
    assert shown.reopened_reason in [check.sentence for check in shown.checks]
    with pytest.raises(Refusal, match="Une case est vide"):
        monthly.validate_month(session, lot, OCTOBER, "Hélène Arnoux", TODAY)


def test_papers_and_the_closing_statement_are_provisional_until_the_month_is_validated_again(session: Session) -> None:
    lot, first = a_validated_october(session)
    second = placements.start_placement(session, late(session, lot), TODAY)
    session.flush()
    assert follow_up_sheet(session, lot, OCTOBER, NOW).validated_on is None
    assert hours_certificate(session, lot, OCTOBER, TODAY).provisional
    assert statement(session, lot, TODAY).unvalidated == (OCTOBER,)
    monthly.record(session, lot, OCTOBER, {first: hours(100), second: hours(70)}, today=TODAY)
    session.flush()
    monthly.validate_month(session, lot, OCTOBER, "Hélène Arnoux", TODAY)
    session.flush()
    assert follow_up_sheet(session, lot, OCTOBER, NOW).validated_on == TODAY
    account = lot_account(session, lot, TODAY).account
    assert (account.declared, account.counted) == (hours(170), hours(170))
    assert lot_account(session, lot, TODAY, TODAY - dt.timedelta(1)).account.declared == hours(100)
    assert session.query(HoursCorrection).count() == 0, "hours first known today correct nothing"


def test_a_contract_made_longer_reopens_its_months_and_one_moved_leaves_validated_hours_counted(
    session: Session,
) -> None:
    lot, placement = a_validated_october(session)
    draft = replace(placements.draft_of(session, placement), confirmed=True)
    elsewhere = make.a_lot(session, starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2027, 8, 31)).id
    placements.correct_placement(session, placement, replace(draft, hours_per_week=20), TODAY)
    assert state(session, lot) is StatementState.VALIDATED, "nothing of the month changed"
    other = placements.start_placement(session, a_draft(session, lot, dt.date(2026, 9, 1), dt.date(2026, 9, 30)), TODAY)
    assert state(session, lot) is StatementState.VALIDATED
    longer = replace(placements.draft_of(session, other), ends_on=dt.date(2026, 10, 2))
    with pytest.raises(ToConfirm):
        placements.correct_placement(session, other, longer, TODAY)
    placements.correct_placement(session, other, replace(longer, confirmed=True), TODAY)
    assert state(session, lot) is StatementState.REOPENED
    monthly.record(session, lot, OCTOBER, {other: hours(7)}, today=TODAY)
    session.flush()
    monthly.validate_month(session, lot, OCTOBER, "Hélène Arnoux", TODAY)
    moved = replace(draft, lot_id=elsewhere)
    with pytest.raises(Refusal, match=r"y restent comptées \(octobre 2026\).* rouvrez d’abord ce mois\."):
        placements.correct_placement(session, placement, moved, TODAY)
    assert lot_account(session, lot, TODAY).account.declared == hours(107)
    monthly.reopen_month(session, lot, OCTOBER, "parcours saisi sur le mauvais lot", TODAY)
    session.flush()
    with pytest.raises(ToConfirm, match=r"déjà saisies \(octobre 2026\) passeront"):
        placements.correct_placement(session, placement, replace(moved, confirmed=False), TODAY)
    placements.correct_placement(session, placement, moved, TODAY)
    session.flush()
    assert lot_account(session, lot, TODAY).account.declared == hours(7)
    assert lot_account(session, elsewhere, TODAY).account.declared == hours(100)


def test_hours_of_a_closed_lot_stay_in_its_closing_statement(session: Session) -> None:
    lot, placement = a_validated_october(session)
    monthly.reopen_month(session, lot, OCTOBER, "erreur", TODAY)
    session.get_one(Lot, lot).closed_on = TODAY
    session.flush()
    elsewhere = make.a_lot(session).id
    moved = replace(placements.draft_of(session, placement), lot_id=elsewhere, confirmed=True)
    with pytest.raises(Refusal, match="clos depuis le 24/11/2026"):
        placements.correct_placement(session, placement, moved, TODAY)


def test_giving_validated_hours_to_somebody_else_is_asked_first(session: Session) -> None:
    lot, placement = a_validated_october(session)
    other = a_draft(session, lot, OCTOBER.first_day).beneficiary_id
    corrected = replace(placements.draft_of(session, placement), beneficiary_id=other)
    with pytest.raises(ToConfirm, match=r"déjà saisies \(octobre 2026\) deviendront celles"):
        placements.correct_placement(session, placement, corrected, TODAY)
    placements.correct_placement(session, placement, replace(corrected, confirmed=True), TODAY)


def test_undoing_the_placement_validates_the_month_again(database: Database) -> None:
    with database.transaction() as session:
        lot, _ = a_validated_october(session)
    with database.transaction() as session:
        placements.start_placement(session, late(session, lot), TODAY)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert state(session, lot) is StatementState.VALIDATED


def test_a_month_validated_without_somebody_by_other_ways_is_shown_and_printed_as_such(session: Session) -> None:
    lot, placement = a_validated_october(session)
    here = session.get_one(Placement, placement)
    make.a_placement(session, lot_id=lot, employer_id=here.employer_id, starts_on=OCTOBER.first_day)
    assert "Validé sans toutes les heures" in [
        check.title for check in monthly.grid(session, lot, OCTOBER, TODAY).checks
    ]
    assert follow_up_sheet(session, lot, OCTOBER, NOW).validated_on is None


def state(session: Session, lot: Key) -> StatementState:
    return session.get_one(MonthStatement, MonthStatement.key(lot, OCTOBER)).state
