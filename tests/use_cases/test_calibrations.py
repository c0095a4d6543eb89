"""Calibrations of a lot: kept one after the other, the newest written on the lot."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.obligation import ObligationForm
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros, hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.acts import ObligationDraft, state_obligation
from facilitator_app.use_cases.account.lines import account_lines
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.calibrations import (
    CalibrationDraft,
    TradeDraft,
    apply_calibration,
    draft_to_start_from,
    keep_calibration,
    obligations_to_amend,
    version_of,
    versions,
)
from tests.conftest import TODAY
from tests.make import a_lot

PUBLISHED = TradeDraft("Bâtiment", euros(1_500_000), Decimal("0.7"), Decimal("0.1"), euros(30))
SMALL = TradeDraft("Peinture", euros(1_000_000), Decimal("0.5"), Decimal("0.05"), euros(30))


def seen(*values: Any) -> tuple[Any, ...]:
    """Amounts of any kind, to be compared with plain numbers."""
    return values


def test_a_calibration_gives_its_hours_to_the_lot(session: Session) -> None:
    lot = a_lot(session, due_hours=None)
    keep_calibration(session, CalibrationDraft(trades=(PUBLISHED,)), TODAY, lot_id=lot.id)
    assert seen(lot.due_hours, lot.amount, lot.labour_share) == (3500, 1_500_000, Decimal("0.7"))
    assert seen(lot.insertion_rate, lot.hourly_cost) == (Decimal("0.1"), 30)


def test_every_version_stays_and_the_newest_is_used(session: Session) -> None:
    lot = a_lot(session)
    first = keep_calibration(session, CalibrationDraft(trades=(PUBLISHED,)), TODAY, lot_id=lot.id)
    keep_calibration(session, CalibrationDraft(trades=(SMALL,)), TODAY, lot_id=lot.id)
    assert [seen(each.number, each.kept_hours) for each in versions(session, lot_id=lot.id)] == [(2, 833), (1, 3500)]
    assert lot.due_hours == 833
    assert version_of(session, first).calibration.trades[0].name == "Bâtiment"


def test_the_first_calibration_is_what_the_lot_owes_as_signed(session: Session) -> None:
    lot = a_lot(session, due_hours=None)
    keep_calibration(session, CalibrationDraft(trades=(PUBLISHED,), article="CCAP 9.3"), TODAY, lot_id=lot.id)
    (line,) = account_lines(session, shown := lot_account(session, lot.id, TODAY))
    assert seen(shown.stated, shown.account.due, shown.account.as_signed) == (True, 3500, 3500)
    assert (line.what, line.article) == ("Calibrage n°\u00a01", "CCAP 9.3")


def test_another_calibration_amends_from_its_date_and_both_figures_show(session: Session) -> None:
    lot = a_lot(session, due_hours=hours("1000.50"))
    later = TODAY + dt.timedelta(30)
    keep_calibration(session, CalibrationDraft(trades=(SMALL,), effective_on=later), TODAY, lot_id=lot.id)
    assert lot.due_hours == hours("1000.50")
    after = lot_account(session, lot.id, later).account
    assert seen(after.as_signed, after.due) == (hours("1000.50"), 833)
    assert lot_account(session, lot.id, TODAY).account.due == hours("1000.50")


def test_applying_a_calibration_is_one_gesture_that_is_undone_whole(database: Database) -> None:
    with database.transaction() as session:
        lot = a_lot(session, due_hours=hours(1000)).id
        kept = keep_calibration(session, CalibrationDraft(trades=(SMALL,), use=False), TODAY, lot_id=lot)
    with database.transaction() as session:
        apply_calibration(session, kept, TODAY)
    with database.reading() as session:
        assert lot_account(session, lot, TODAY).account.due == 833
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label.startswith("Calibrage 1 appliqué")
    with database.transaction() as session:
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        shown = lot_account(session, lot, TODAY)
        assert seen(shown.stated, shown.account.due, session.get_one(Lot, lot).due_hours) == (False, 1000, 1000)


def test_hours_that_follow_volumes_are_not_calibrated(session: Session) -> None:
    lot = a_lot(session, due_hours=None)
    per_amount = ObligationDraft(form=ObligationForm.PER_AMOUNT, hours_per=hours(1), per_amount=euros(2000))
    state_obligation(session, lot.id, per_amount, TODAY)
    with pytest.raises(Refusal, match="suivent ce qui est facturé"):
        keep_calibration(session, CalibrationDraft(trades=(SMALL,)), TODAY, lot_id=lot.id)
    assert obligations_to_amend(session, lot.id) == []


def test_of_several_obligations_one_is_chosen(session: Session) -> None:
    lot = a_lot(session, due_hours=hours(1000))
    other = state_obligation(session, lot.id, ObligationDraft(label="Tranche 2", hours=hours(200)), TODAY)
    with pytest.raises(Refusal, match="plusieurs obligations"):
        keep_calibration(session, CalibrationDraft(trades=(SMALL,)), TODAY, lot_id=lot.id)
    assert other in {terms.key for terms in obligations_to_amend(session, lot.id)}
    keep_calibration(session, CalibrationDraft(trades=(SMALL,), obligation_id=other), TODAY, lot_id=lot.id)
    assert lot.due_hours == 1833


def test_a_study_leaves_the_hours_of_the_contract_alone(session: Session) -> None:
    lot = a_lot(session, due_hours=hours(1000))
    keep_calibration(session, CalibrationDraft(trades=(SMALL,), use=False), TODAY, lot_id=lot.id)
    assert lot.due_hours == 1000
    assert len(versions(session, lot_id=lot.id)) == 1


def test_other_hours_than_those_of_the_formula_need_a_reason(session: Session) -> None:
    lot = a_lot(session)
    other = CalibrationDraft(trades=(SMALL,), kept_hours=hours(900))
    with pytest.raises(Refusal, match="833"):
        keep_calibration(session, other, TODAY, lot_id=lot.id)
    said = CalibrationDraft(trades=(SMALL,), kept_hours=hours(900), reason="Arrondi demandé par l’acheteur")
    keep_calibration(session, said, TODAY, lot_id=lot.id)
    version = versions(session, lot_id=lot.id)[0]
    assert seen(version.computed_hours, version.kept_hours, version.overridden) == (833, 900, True)
    assert lot.due_reason == "Arrondi demandé par l’acheteur"


def test_several_trades_are_kept_in_their_order(session: Session) -> None:
    lot = a_lot(session)
    keep_calibration(session, CalibrationDraft(trades=(SMALL, PUBLISHED)), TODAY, lot_id=lot.id)
    version = versions(session, lot_id=lot.id)[0]
    assert [trade.name for trade in version.calibration.trades] == ["Peinture", "Bâtiment"]
    assert version.kept_hours == 4333
    assert seen(lot.amount, lot.labour_share) == (2_500_000, None)
    again = draft_to_start_from(session, lot_id=lot.id)
    assert again.trades == (SMALL, PUBLISHED)
    assert again.kept_hours is None


def test_the_first_draft_starts_from_the_lot(session: Session) -> None:
    lot = a_lot(session, amount=euros(200_000), labour_share=Decimal("0.4"))
    start = draft_to_start_from(session, lot_id=lot.id)
    assert start.months == 12
    assert start.trades == (TradeDraft("Gros œuvre", euros(200_000), Decimal("0.4"), None, None),)


def test_each_missing_or_impossible_figure_is_named(session: Session) -> None:
    lot = a_lot(session)
    wrong = TradeDraft("Sols", euros(1000), Decimal("0.5"), Decimal("0.05"), euros(0))
    with pytest.raises(Refusal) as refused:
        keep_calibration(session, CalibrationDraft(trades=(TradeDraft("Sols"), wrong)), TODAY, lot_id=lot.id)
    assert [problem.field for problem in refused.value.problems] == ["trades.0", "trades.1.hourly_cost"]
    assert versions(session, lot_id=lot.id) == []
