"""The calibrations kept of a lot or of a planned purchase, as they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration import Calibration
from facilitator_app.domain.calibration_by_trade import Trade, TradeCalibration
from facilitator_app.domain.calibration_version import CalibrationPart, CalibrationVersion
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours

_AT_ONCE = 400  # keys in one statement


@dataclass(frozen=True, slots=True)
class Version:
    """A calibration already kept."""

    version_id: Key
    lot_id: Key | None
    purchase_id: Key | None
    lot_number: str
    title: str
    number: int
    made_on: dt.date
    made_by: str
    rounding: Rounding
    months: int | None
    computed_hours: Hours
    kept_hours: Hours
    reason: str
    calibration: TradeCalibration

    @property
    def overridden(self) -> bool:
        return self.kept_hours != self.computed_hours


def versions(session: Session, *, lot_id: str = "", purchase_id: str = "") -> list[Version]:
    """Every version of a lot or of a planned purchase, the newest first."""
    whose = CalibrationVersion.lot_id == lot_id if lot_id else CalibrationVersion.purchase_id == purchase_id
    return _read(session, whose)


def latest_versions(session: Session, *, lot_id: str = "", purchase_id: str = "") -> list[Version]:
    """The newest version of each lot, in the order of the lots."""
    latest: dict[str, Version] = {}
    for version in versions(session, lot_id=lot_id, purchase_id=purchase_id):
        latest.setdefault(version.lot_number, version)
    return sorted(latest.values(), key=lambda version: (len(version.lot_number), version.lot_number))


def newest_formulas(session: Session, lots: Sequence[str]) -> dict[Key, TradeCalibration]:
    """The newest calibration of each of these lots; those that have none are left out."""
    newest: dict[Key, TradeCalibration] = {}
    for start in range(0, len(lots), _AT_ONCE):
        for version in _read(session, CalibrationVersion.lot_id.in_(lots[start : start + _AT_ONCE])):
            if version.lot_id is not None:
                newest.setdefault(version.lot_id, version.calibration)
    return newest


def version_of(session: Session, version_id: str) -> Version:
    """Raises Refusal when it is no longer there."""
    read = _read(session, CalibrationVersion.id == version_id)
    if not read:
        raise Refusal.because("Ce calibrage n’existe plus dans cette base\u00a0: actualisez la page.")
    return read[0]


def _read(session: Session, which: Any) -> list[Version]:
    rows = session.scalars(
        select(CalibrationVersion).where(which).order_by(CalibrationVersion.number.desc(), CalibrationVersion.id)
    ).all()
    parts: dict[Key, list[Trade]] = {}
    for part in session.scalars(
        select(CalibrationPart)
        .where(CalibrationPart.version_id.in_([row.id for row in rows]))
        .order_by(CalibrationPart.place)
    ):
        figures = Calibration(part.amount, part.labour_share, part.insertion_rate, part.hourly_cost)
        parts.setdefault(part.version_id, []).append(Trade(part.trade, figures))
    return [
        Version(
            row.id, row.lot_id, row.purchase_id, row.lot_number, row.title, row.number, row.made_on, row.made_by,
            row.rounding, row.months, row.computed_hours, row.kept_hours, row.reason,
            TradeCalibration(tuple(parts[row.id]), row.rounding),
        )
        for row in rows
    ]  # fmt: skip
