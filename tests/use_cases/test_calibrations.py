"""Calibrations of a lot: kept one after the other, the newest written on the lot."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros, hours
from facilitator_app.use_cases.calibrations import (
    CalibrationDraft,
    TradeDraft,
    draft_to_start_from,
    keep_calibration,
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
