"""Calibrating a lot, or a lot foreseen in a planned purchase: every version is kept, the newest is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.due import BY_AMOUNT, Terms
from facilitator_app.domain.calibration import Calibration
from facilitator_app.domain.calibration_by_trade import Trade, TradeCalibration
from facilitator_app.domain.calibration_version import CalibrationPart, CalibrationVersion
from facilitator_app.domain.contract import Contract, Lot, lot_name
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.purchase_plan import PlannedPurchase, PlanStep
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Euros, Hours, hours, written_hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.owing import owe
from facilitator_app.use_cases.account.reading import obligations_of
from facilitator_app.use_cases.calibration_versions import (
    Version,
    latest_versions,
    newest_formulas,
    version_of,
    versions,
)
from facilitator_app.use_cases.writing import Problems, found, tidy, write

__all__ = [
    "CalibrationDraft", "TradeDraft", "Version", "apply_calibration", "draft_to_start_from", "formula_of",
    "keep_calibration", "latest_versions", "newest_formulas", "obligations_to_amend", "use_on_lot", "version_of",
    "versions",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TradeDraft:
    """One line of the form; an empty figure is not typed yet."""

    name: str = ""
    amount: Euros | None = None
    labour_share: Decimal | None = None
    insertion_rate: Decimal | None = None
    hourly_cost: Euros | None = None

    @property
    def complete(self) -> bool:
        return None not in (self.amount, self.labour_share, self.insertion_rate, self.hourly_cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationDraft:
    """A calibration as typed. `kept_hours` None: those of the formula.

    `use`: the lot owes them, from `effective_on` (None: today), by its obligation of that key (None: the only one).
    """

    trades: tuple[TradeDraft, ...]
    rounding: Rounding = Rounding.NEAREST
    months: int | None = None
    kept_hours: Hours | None = None
    reason: str = ""
    lot_number: str = ""
    title: str = ""
    use: bool = True
    effective_on: dt.date | None = None
    obligation_id: Key | None = None
    article: str = ""


def formula_of(trades: Sequence[TradeDraft], rounding: Rounding = Rounding.NEAREST) -> TradeCalibration:
    """The formula of the lines typed. Raises Refusal, naming each figure in error («trades.1.amount»)."""
    problems, made = Problems(), []
    for place, trade in enumerate(trades):
        if not trade.complete:
            problems.say(f"trades.{place}", f"{trade.name or 'Ce métier'}\u00a0: il manque un des quatre chiffres.")
            continue
        try:
            made.append(Trade(tidy(trade.name), Calibration(*_figures(trade))))
        except Refusal as refusal:
            problems.extend(Problem(f"trades.{place}.{said.field}", said.message) for said in refusal.problems)
    problems.refuse()
    return TradeCalibration(tuple(made), rounding)


def keep_calibration(
    session: Session, draft: CalibrationDraft, today: dt.date, *, lot_id: str = "", purchase_id: str = ""
) -> Key:
    """Keep one more version, of a lot or of a lot foreseen; gives its key. Raises Refusal, naming each field."""
    formula = formula_of(draft.trades, draft.rounding)
    computed = formula.target_hours
    kept = computed if draft.kept_hours is None else draft.kept_hours
    problems = Problems()
    if kept < 0:
        problems.say("kept_hours", "Indiquez des heures positives, par exemple 833.")
    if kept != computed and not tidy(draft.reason):
        problems.say(
            "reason", f"La formule donne {written_hours(computed)}\u00a0: dites pourquoi retenir {written_hours(kept)}."
        )
    values: dict[str, Any] = {
        "lot_id": lot_id or None, "purchase_id": purchase_id or None, "lot_number": tidy(draft.lot_number),
        "title": tidy(draft.title), "rounding": draft.rounding, "months": draft.months, "computed_hours": computed,
        "kept_hours": kept, "reason": tidy(draft.reason), "made_on": today,
        "made_by": str(session.info.get("author", ""))[:120],
    }  # fmt: skip
    problems.check(CalibrationVersion, values)
    for part in _parts(formula):
        problems.check(CalibrationPart, part)
    problems.refuse()
    whose = _whose(session, lot_id, purchase_id)
    version = CalibrationVersion(id=new_key(), number=_next(session, values), **values)
    session.add(version)
    session.flush()
    session.add_all(CalibrationPart(version_id=version.id, **part) for part in _parts(formula))
    session.flush()
    if lot_id and draft.use:
        use_on_lot(session, version.id, today, draft.effective_on, draft.obligation_id, draft.article)
    if purchase_id:
        _sum_up(session, purchase_id)
    gestures.call_it(session, f"Calibrage {version.number}, {whose}"[:200])
    return version.id


def apply_calibration(
    session: Session, version_id: str, today: dt.date, effective_on: dt.date | None = None,
    obligation_id: str | None = None, article: str = "",
) -> None:  # fmt: skip
    """Make the lot owe the hours of a version kept earlier. Raises Refusal, naming each field in error."""
    version = version_of(session, version_id)
    use_on_lot(session, version_id, today, effective_on, obligation_id, article)
    whose = _whose(session, version.lot_id or "", "")
    gestures.call_it(session, f"Calibrage {version.number} appliqué, {whose}"[:200])


def use_on_lot(
    session: Session, version_id: str, today: dt.date, effective_on: dt.date | None = None,
    obligation_id: str | None = None, article: str = "",
) -> None:  # fmt: skip
    """Write a version's hours in the account of its lot, and its four figures when they are those of one trade.

    What the lot owed before stays in the account, amended from that day (None: today).
    """
    version = version_of(session, version_id)
    lot = found(session, Lot, version.lot_id or "", "Ce lot")
    trades = version.calibration.trades
    only = trades[0].figures if len(trades) == 1 else None
    why = f"Calibrage n°\u00a0{version.number}" + (f", {version.reason}" if version.overridden else "")
    owe(
        session, lot.id, version.kept_hours, today, effective_on=effective_on, obligation_id=obligation_id,
        reason=why, article=article, amount=Euros(version.calibration.amount),
    )  # fmt: skip
    write(
        lot,
        {
            "due_reason": version.reason if version.overridden else "",
            "amount": version.calibration.amount,
            "labour_share": only.labour_share if only else None,
            "insertion_rate": only.insertion_rate if only else None,
            "hourly_cost": only.hourly_cost if only else None,
        },
    )
    session.flush()


def obligations_to_amend(session: Session, lot_id: str) -> list[Terms]:
    """Those a calibration may change: the hours of the others follow what is invoiced, ordered or worked."""
    lot = found(session, Lot, lot_id, "Ce lot")
    return [one.terms for one in obligations_of(session, lot) if one.terms.key and one.terms.form not in BY_AMOUNT]


def draft_to_start_from(session: Session, *, lot_id: str = "", purchase_id: str = "", lot_number: str = "") -> Any:
    """The newest version to work from, else what is known of the lot or of the purchase."""
    for version in versions(session, lot_id=lot_id, purchase_id=purchase_id):
        if lot_id or version.lot_number == lot_number:
            return CalibrationDraft(
                trades=tuple(_typed(trade) for trade in version.calibration.trades),
                rounding=version.rounding, months=version.months, reason=version.reason,
                kept_hours=version.kept_hours if version.overridden else None,
                lot_number=version.lot_number, title=version.title,
            )  # fmt: skip
    if lot_id:
        lot = found(session, Lot, lot_id, "Ce lot")
        trade = TradeDraft(lot.title, lot.amount, lot.labour_share, lot.insertion_rate, lot.hourly_cost)
        months = _months_between(lot.starts_on, lot.ends_on)
        return CalibrationDraft(trades=(trade,), months=months, reason=lot.due_reason)
    purchase = found(session, PlannedPurchase, purchase_id, "Cet achat")
    amount = purchase.amount if (purchase.lots or 1) == 1 else None
    return CalibrationDraft(
        trades=(TradeDraft(purchase.family, amount),), months=purchase.duration_months, lot_number=lot_number
    )


def _sum_up(session: Session, purchase_id: str) -> None:
    """The forecast of the purchase becomes the sum of its lots' newest calibrations."""
    purchase = found(session, PlannedPurchase, purchase_id, "Cet achat")
    total = sum((each.kept_hours for each in latest_versions(session, purchase_id=purchase_id)), Decimal(0))
    step = PlanStep.CALIBRATED if purchase.step.rank < PlanStep.CALIBRATED.rank else purchase.step
    write(purchase, {"forecast_hours": hours(total), "step": step})
    session.flush()


def _next(session: Session, values: dict[str, Any]) -> int:
    """Versions are numbered by lot, or by purchase."""
    column = CalibrationVersion.lot_id if values["lot_id"] else CalibrationVersion.purchase_id
    highest = select(func.max(CalibrationVersion.number)).where(column == (values["lot_id"] or values["purchase_id"]))
    return (session.scalar(highest, execution_options={"include_removed": True}) or 0) + 1


def _whose(session: Session, lot_id: str, purchase_id: str) -> str:
    if lot_id:
        lot = found(session, Lot, lot_id, "Ce lot")
        contract = found(session, Contract, lot.contract_id, "Ce marché")
        return f"{lot_name(lot.number, lot.title)}, {contract.number}"
    return found(session, PlannedPurchase, purchase_id, "Cet achat").title


def _parts(formula: TradeCalibration) -> list[dict[str, Any]]:
    return [
        {
            "place": place, "trade": trade.name, "amount": trade.figures.amount,
            "labour_share": trade.figures.labour_share, "insertion_rate": trade.figures.insertion_rate,
            "hourly_cost": trade.figures.hourly_cost,
        }
        for place, trade in enumerate(formula.trades)
    ]  # fmt: skip


def _figures(trade: TradeDraft) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    found_figures = (trade.amount, trade.labour_share, trade.insertion_rate, trade.hourly_cost)
    return tuple(Decimal(0) if figure is None else figure for figure in found_figures)  # type: ignore[return-value]


def _typed(trade: Trade) -> TradeDraft:
    figures = trade.figures
    return TradeDraft(
        trade.name, Euros(figures.amount), figures.labour_share, figures.insertion_rate, Euros(figures.hourly_cost)
    )


def _months_between(start: dt.date | None, end: dt.date | None) -> int | None:
    if start is None or end is None:
        return None
    return max(1, round((end - start).days / 30.4375))
