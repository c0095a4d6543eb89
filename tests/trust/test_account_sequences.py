"""Whatever is written in the accounts of a house, in any order, each figure is the sum of its lines, on any date."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.closing import ClosingAct, LotClosing
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.counting_rules import AfterEligibility, CountBasis
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import ChangeKind, Obligation, ObligationForm, ObligationState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.use_cases import hours as monthly
from facilitator_app.use_cases.account.acts import (
    ChangeDraft,
    ObligationDraft,
    RulesDraft,
    change_obligation,
    record_turnover,
    set_counting_rules,
    state_obligation,
)
from facilitator_app.use_cases.account.due_today import due_of
from facilitator_app.use_cases.account.lines import Part, account_lines
from facilitator_app.use_cases.account.pools import pool_of, put_in_pool, take_out_of_pool
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.calibrations import CalibrationDraft, TradeDraft, keep_calibration
from facilitator_app.use_cases.returns.closing import close_lot, reopen_lot
from tests import make
from tests.domain.account.test_properties import reconcile
from tests.trust import rounds

START, END = dt.date(2026, 1, 5), dt.date(2026, 3, 31)


@dataclass
class House:
    """Two lots, one person on both and one on the first, and the day it is."""

    database: Database
    lots: list[Key]
    placements: list[tuple[Key, Key]]
    today: dt.date = START
    known: dict[tuple[Key, dt.date], tuple[Any, Any]] = field(default_factory=dict)

    def day(self, number: int) -> dt.date:
        """A day up to two months ahead of this one, or three behind."""
        return self.today + dt.timedelta(number % 150 - 90)

    def month(self, number: int) -> Month:
        """Past or present: no hours are declared ahead."""
        return Month.of(self.today).plus(-(number % 3))


Act = Callable[[Session, House, Key, int], None]


def amend(session: Session, house: House, lot: Key, number: int) -> None:
    kind = list(ChangeKind)[number % len(ChangeKind)]
    obliged = session.scalars(select(Obligation.id).where(Obligation.lot_id == lot).order_by(Obligation.id)).all()
    draft = ChangeDraft(
        kind=kind, effective_on=house.day(number), hours=hours(number % 300 - 100) if number % 2 else None,
        amount=euros(number % 7) * 1000 - 3000, reason="tirage",
    )  # fmt: skip
    change_obligation(session, lot, draft, house.today, obliged[number % len(obliged)] if obliged else None)


def oblige(session: Session, house: House, lot: Key, number: int) -> None:
    form = list(ObligationForm)[number % len(ObligationForm)]
    state_obligation(
        session, lot,
        ObligationDraft(
            form=form, state=list(ObligationState)[number % 2], hours=hours(number % 400), hours_per=hours(1),
            per_amount=euros(2000), threshold=euros(number % 5 * 1000), share=Decimal("0.07"), posts=number % 3 + 1,
            hours_per_post=hours("35.5"), amount=euros(100_000), starts_on=house.day(number) if number % 3 else None,
        ),
        house.today,
    )  # fmt: skip


def invoice(session: Session, house: House, lot: Key, number: int) -> None:
    obliged = session.scalars(select(Obligation.id).where(Obligation.lot_id == lot).order_by(Obligation.id)).all()
    amount = Decimal(number % 90_000 - 20_000)
    if obliged:
        record_turnover(session, obliged[number % len(obliged)], house.day(number), amount, house.today)


def calibrate(session: Session, house: House, lot: Key, number: int) -> None:
    trades = tuple(
        TradeDraft(f"Métier {place}", euros(100_000 + number % 9_999), Decimal("0.5"), Decimal("0.07"), euros(31))
        for place in range(number % 3 + 1)
    )
    draft = CalibrationDraft(trades=trades, effective_on=house.day(number) if number % 2 else None)
    keep_calibration(session, draft, house.today, lot_id=lot)


def declare(session: Session, house: House, lot: Key, number: int) -> None:
    """Typed again later, it leaves a correction."""
    key = next(key for key, of in house.placements if of == lot)
    monthly.record(session, lot, house.month(number), {key: hours(number % 150)}, today=house.today)


def detail(session: Session, house: House, lot: Key, number: int) -> None:
    key = next(key for key, of in house.placements if of == lot)
    parts = {name: hours(number % 40) for name in ("training", "not_worked")}
    monthly.set_parts(session, key, house.month(number), parts)


def split(session: Session, house: House, _lot: Key, number: int) -> None:
    (one, _), (other, _) = house.placements[:2]
    worked = hours(number % 150)
    monthly.split(
        session, worked, house.month(number), {one: hours(worked / 2), other: hours(worked - hours(worked / 2))},
        house.today,
    )  # fmt: skip


def rule(session: Session, house: House, lot: Key, number: int) -> None:
    draft = RulesDraft(
        basis=list(CountBasis)[number % 2], training_cap=Decimal(number % 5) / 100 if number % 3 else None,
        after_eligibility=list(AfterEligibility)[number // 2 % 2], outside_dates=bool(number % 2),
    )  # fmt: skip
    set_counting_rules(session, lot if number % 4 else None, draft)


def pool(session: Session, house: House, lot: Key, number: int) -> None:
    if number % 3 == 0:
        take_out_of_pool(session, lot)
    else:
        put_in_pool(session, lot, "Globalisation", house.day(number), "", house.today)


def close(session: Session, house: House, lot: Key, number: int) -> None:
    if session.get_one(Lot, lot).closed_on is not None:
        reopen_lot(session, lot, "relevé reçu", house.today)
        return
    close_lot(session, lot, house.today)
    session.flush()
    kept = session.scalars(select(LotClosing).where(LotClosing.lot_id == lot, LotClosing.act == ClosingAct.CLOSED))
    account = lot_account(session, lot, house.today).account
    assert (account.due, account.counted) in [(one.due or 0, one.counted) for one in kept]


ACTS: tuple[Act, ...] = (amend, oblige, invoice, calibrate, declare, declare, detail, split, rule, pool, close)
steps = st.tuples(st.integers(0, 40), st.sampled_from(ACTS), st.integers(0, 1), st.integers(0, 100_000))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Key], list[tuple[Key, Key]]]:
    path = tmp_path_factory.mktemp("accounts") / "first.db"
    database = open_house(path)
    with database.transaction() as session:
        lots = [
            make.a_lot(session, due_hours=due, starts_on=START, ends_on=END, amount=euros(400_000)).id
            for due in (hours(500), None)
        ]
        person = make.a_beneficiary(session).id
        placements = [
            (make.a_placement(session, lot_id=lot, beneficiary_id=person, starts_on=dt.date(2025, 1, 1)).id, lot)
            for lot in lots
        ]
    database.close()
    return path, lots, placements


@settings(max_examples=rounds(6, 150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=4, max_size=rounds(14, 40)), st.integers(0, 400), st.integers(0, 400))
def test_the_accounts_reconcile_after_any_sequence_of_acts(
    first: tuple[Path, list[Key], list[tuple[Key, Key]]], tmp_path: Path, done: list[Any], on: int, known: int
) -> None:
    path, lots, placements = first
    copy = Path(shutil.copy(path, tmp_path / "house.db"))
    house = House(open_house(copy), lots, placements)
    try:
        for days, act, lot, number in done:
            if days:
                note_what_is_known(house)
                house.today += dt.timedelta(days)
            with suppress(Refusal), house.database.transaction() as session:
                act(session, house, lots[lot], number)
        with house.database.reading() as session:
            for lot in lots:
                check(session, house, lot, START + dt.timedelta(on), START + dt.timedelta(known))
            check_pool(session, house)
    finally:
        house.database.close()


def note_what_is_known(house: House) -> None:
    with house.database.reading() as session:
        for lot in house.lots:
            account = lot_account(session, lot, house.today, house.today).account
            house.known[lot, house.today] = account.due, account.declared


def check(session: Session, house: House, lot: Key, on: dt.date, known_on: dt.date) -> None:
    for shown in (
        lot_account(session, lot, house.today), lot_account(session, lot, on), lot_account(session, lot, on, known_on),
    ):  # fmt: skip
        reconcile(shown.account)
        lines = account_lines(session, shown)
        by_part = {part: sum(line.hours for line in lines if line.part is part) for part in Part}
        assert by_part[Part.DUE] == shown.account.due
        assert by_part[Part.DECLARED] == shown.account.declared
        assert by_part[Part.DECLARED] + by_part[Part.NOT_COUNTED] == shown.account.counted
    today = lot_account(session, lot, house.today).account
    assert (due_of(session, session.get_one(Lot, lot), house.today) or 0) == today.due
    if (
        not session.scalar(select(Obligation.id).where(Obligation.lot_id == lot))
        or today.due == session.get_one(Lot, lot).due_hours
    ):
        assert (session.scalar(select(LotTotal.hours).where(LotTotal.lot_id == lot)) or 0) == today.counted
    for (of, day), then in house.known.items():
        if of == lot:
            account = lot_account(session, lot, day, day).account
            assert (account.due, account.declared) == then, f"what was known on {day} has changed"


def check_pool(session: Session, house: House) -> None:
    """No hour is made nor lost between the lots put in common."""
    for lot in house.lots:
        shared = pool_of(session, lot, house.today)
        if shared is not None and len(shared.lots) == 2:
            left = sum(one.left for one in shared.lots)
            beyond = sum(max(Decimal(0), one.counted - one.due) for one in shared.lots)
            given_ = sum(one.given for one in shared.lots)
            assert given_ == sum(one.received for one in shared.lots) == min(left, beyond)
