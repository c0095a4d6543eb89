"""The account of a lot fetched in a few questions, at any date and as it was known on any date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.counting import RULE_NAMES, MonthOfHours, Rules, Work, merged
from facilitator_app.domain.account.due import Amount, Change, Terms
from facilitator_app.domain.account.whole import Account, Corrected, Declared, Obliged, account
from facilitator_app.domain.account.whole import Lot as AccountOfLot
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.counting_rules import CountingRules
from facilitator_app.domain.hours_correction import HoursCorrection
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Obligation, ObligationChange, Rounding, Turnover
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.writing import found

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_TERMS = (
    "form", "state", "label", "article", "hours", "hours_per", "per_amount", "threshold", "share", "posts",
    "hours_per_post", "amount", "rounding", "starts_on", "recorded_on", "company_id",
)  # fmt: skip
IN_ORDER = (Obligation.recorded_on.is_not(None), Obligation.recorded_on, Obligation.id)
"""What was owed from the beginning first."""
_CHANGE = ("kind", "effective_on", "recorded_on", "hours", "amount", "article", "reason", "decided_by")
_AMOUNT = ("kind", "effective_on", "recorded_on", "amount", "company_id", "reference")


@dataclass(frozen=True, slots=True)
class LotAccount:
    """The account with what its lines are read with. `people` gives the name of who holds each placement."""

    lot_id: Key
    code: str
    name: str
    contract_name: str
    account: Account
    rules: Rules
    rules_article: str
    people: Mapping[Key, str]
    stated: bool
    """Whether obligations are written; if not, the lot owes its hours as the form of the lot says them."""


def lot_account(session: Session, lot_id: str, on: dt.date, known_on: dt.date | None = None) -> LotAccount:
    """Raises Refusal when the lot is no longer there, or for a day that nobody keeps accounts of."""
    if any(not _FIRST_YEAR <= day.year <= _LAST_YEAR for day in (on, known_on) if day and day != dt.date.max):
        raise Refusal.because("Indiquez une date entre 1900 et 2100, par exemple 31/03/2026.", "on")
    lot = found(session, Lot, lot_id, "Ce lot")
    contract = session.get_one(Contract, lot.contract_id)
    obligations = obligations_of(session, lot)
    rules, article = rules_of(session, lot.id)
    declared, people = _declared(session, lot.id, Month.of(on))
    parts = AccountOfLot(obligations, declared, rules, lot.starts_on, lot.ends_on)
    return LotAccount(
        lot.id, lot.code, lot.name, contract.name, account(parts, on, known_on or dt.date.max), rules, article, people,
        any(one.terms.key for one in obligations),
    )  # fmt: skip


def obligations_of(session: Session, lot: Lot) -> list[Obliged]:
    """Those written, in the order they were; else one of the hours of the lot, if they are known."""
    columns = [getattr(Obligation, name) for name in ("id", *_TERMS)]
    rows = session.execute(select(*columns).where(Obligation.lot_id == lot.id).order_by(*IN_ORDER)).all()
    if not rows:
        if lot.due_hours is None:
            return []
        unrounded = Terms(hours=lot.due_hours, article=lot.due_reason[:60], amount=lot.amount, rounding=Rounding.NONE)
        return [Obliged(unrounded)]
    changes: dict[Key, list[Change]] = defaultdict(list)
    for key, of, *values in session.execute(
        select(
            ObligationChange.id, ObligationChange.obligation_id, *(getattr(ObligationChange, name) for name in _CHANGE)
        ).where(ObligationChange.lot_id == lot.id)
    ):
        changes[of].append(Change(key=key, **dict(zip(_CHANGE, values, strict=True))))
    amounts: dict[Key, list[Amount]] = defaultdict(list)
    for key, of, *values in session.execute(
        select(Turnover.id, Turnover.obligation_id, *(getattr(Turnover, name) for name in _AMOUNT)).where(
            Turnover.lot_id == lot.id
        )
    ):
        amounts[of].append(Amount(key=key, **dict(zip(_AMOUNT, values, strict=True))))
    terms = [Terms(key=key, **dict(zip(_TERMS, values, strict=True))) for key, *values in rows]
    return [Obliged(one, tuple(changes[one.key]), tuple(amounts[one.key])) for one in terms]


def rules_of(session: Session, lot_id: str) -> tuple[Rules, str]:
    """What the contract counts, the house's rules where it is silent, and its article."""
    columns = [getattr(CountingRules, name) for name in RULE_NAMES]
    keys = [CountingRules.key(None), CountingRules.key(lot_id)]
    said = {
        key: (article, dict(zip(RULE_NAMES, values, strict=True)))
        for key, article, *values in session.execute(
            select(CountingRules.id, CountingRules.article, *columns).where(CountingRules.id.in_(keys))
        )
    }
    nothing: tuple[str, dict[str, object]] = ("", {})
    house, own = (said.get(key, nothing) for key in keys)
    return merged(house[1], own[1]), own[0] or house[0]


def declared_on(session: Session, lot_id: str) -> list[Declared]:
    """Every month of hours of a lot."""
    return _declared(session, lot_id, Month(_LAST_YEAR, 12))[0]


def _declared(session: Session, lot_id: str, last: Month) -> tuple[list[Declared], dict[Key, str]]:
    works: dict[Key, Work] = {}
    people: dict[Key, str] = {}
    for key, contract, starts_on, ends_on, eligible, until, judged_on, last_name, first_name in session.execute(
        select(
            Placement.id, Placement.contract_type, Placement.starts_on, Placement.ends_on, Placement.eligible,
            Placement.eligible_until, Placement.judged_on, Beneficiary.last_name, Beneficiary.first_name,
        )
        .outerjoin(Beneficiary, Beneficiary.id == Placement.beneficiary_id)
        .where(Placement.lot_id == lot_id)
    ):  # fmt: skip
        works[key] = Work(key, contract, starts_on, ends_on, eligible, until, judged_on)
        people[key] = f"{last_name or 'Personne retirée'} {first_name or ''}".strip()
    corrections = _corrections(session, lot_id)
    rows = session.execute(
        select(
            MonthlyHours.placement_id, MonthlyHours.month, MonthlyHours.declared, MonthlyHours.training,
            MonthlyHours.centre, MonthlyHours.overtime, MonthlyHours.not_worked, MonthlyHours.elsewhere,
            MonthlyHours.recorded_on,
        )
        .join(Placement, Placement.id == MonthlyHours.placement_id)
        .where(Placement.lot_id == lot_id, MonthlyHours.month <= last)
    )  # fmt: skip
    declared = []
    for key, month, amount, *parts, recorded_on in rows:
        corrected = tuple(corrections.get((key, month), ()))
        if amount is not None or corrected:
            line = MonthOfHours(works[key], month, amount if amount is not None else hours(0), *parts)
            declared.append(Declared(line, recorded_on, corrected))
    return declared, people


def _corrections(session: Session, lot_id: str) -> dict[tuple[Key, Month], list[Corrected]]:
    kept: dict[tuple[Key, Month], list[Corrected]] = defaultdict(list)
    for key, month, amount, recorded_on, reason in session.execute(
        select(
            HoursCorrection.placement_id, HoursCorrection.month, HoursCorrection.hours, HoursCorrection.recorded_on,
            HoursCorrection.reason,
        )
        .join(Placement, Placement.id == HoursCorrection.placement_id)
        .where(Placement.lot_id == lot_id)
        .order_by(HoursCorrection.id)
    ):  # fmt: skip
        kept[key, month].append(Corrected(Decimal(amount), recorded_on, reason))
    return kept
