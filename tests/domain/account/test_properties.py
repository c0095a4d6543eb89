"""Whatever happens to an obligation and to its hours, due, declared, counted and left reconcile, at any date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator_app.domain.account.counting import MonthOfHours, Rules, Work
from facilitator_app.domain.account.due import Amount, Change, Terms
from facilitator_app.domain.account.sharing import settlement, shares
from facilitator_app.domain.account.whole import Account, Corrected, Declared, Lot, Obliged, account, lines_of
from facilitator_app.domain.counting_rules import AfterEligibility, CountBasis
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import ChangeKind, ObligationForm, ObligationState, Rounding, TurnoverKind
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.values import Month

days = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
maybe_days = st.none() | days
amounts = st.decimals(0, 5_000, places=2)
signed = st.decimals(-3_000, 3_000, places=2)
euros = st.decimals(-200_000, 400_000, places=2)


@st.composite
def terms(draw: Any) -> Terms:
    return Terms(
        form=draw(st.sampled_from(list(ObligationForm))),
        state=draw(st.sampled_from(list(ObligationState))),
        hours=draw(st.none() | amounts),
        hours_per=draw(amounts),
        per_amount=draw(st.none() | st.decimals(1, 10_000, places=2)),
        threshold=draw(st.none() | st.decimals(0, 100_000, places=2)),
        share=draw(st.none() | st.decimals(0, 1, places=4)),
        posts=draw(st.none() | st.integers(0, 5)),
        hours_per_post=draw(st.none() | amounts),
        amount=draw(st.none() | st.decimals(0, 500_000, places=2)),
        rounding=draw(st.sampled_from(list(Rounding))),
        starts_on=draw(maybe_days),
        recorded_on=draw(maybe_days),
    )


changes = st.builds(
    Change,
    key=st.uuids().map(lambda key: Key(key.hex)),
    kind=st.sampled_from(list(ChangeKind)),
    effective_on=days,
    recorded_on=days,
    hours=st.none() | signed,
    amount=st.none() | euros,
)
volumes = st.builds(
    Amount,
    key=st.uuids().map(lambda key: Key(key.hex)),
    kind=st.sampled_from(list(TurnoverKind)),
    effective_on=days,
    recorded_on=days,
    amount=euros,
)
obliged = st.builds(
    Obliged, terms(), st.lists(changes, max_size=8).map(tuple), st.lists(volumes, max_size=6).map(tuple)
)
rules = st.builds(
    Rules,
    basis=st.sampled_from(list(CountBasis)),
    overtime=st.booleans(),
    training=st.booleans(),
    training_cap=st.none() | st.decimals(0, 1, places=2),
    centre=st.booleans(),
    other_sites=st.booleans(),
    outside_dates=st.booleans(),
    before_validation=st.booleans(),
    after_eligibility=st.sampled_from(list(AfterEligibility)),
)
works = st.builds(
    Work,
    key=st.sampled_from([Key(letter) for letter in "abcd"]),
    contract=st.sampled_from(list(EmploymentContract)),
    starts_on=days,
    ends_on=maybe_days,
    eligible=st.booleans(),
    eligible_until=maybe_days,
    judged_on=maybe_days,
)
parts = st.decimals(0, 150, places=2)
figures = st.builds(
    MonthOfHours, works, st.builds(Month, st.integers(2025, 2027), st.integers(1, 12)),
    declared=st.decimals(0, 220, places=2), training=parts, centre=parts, overtime=parts, not_worked=parts,
    elsewhere=parts,
)  # fmt: skip
corrections = st.builds(Corrected, st.decimals(-100, 100, places=2), days)
declarations = st.builds(Declared, figures, maybe_days, st.lists(corrections, max_size=3).map(tuple))
lots = st.builds(
    Lot,
    st.lists(obliged, max_size=4),
    st.lists(declarations, max_size=10, unique_by=lambda one: (one.line.work.key, one.line.month)),
    rules,
    maybe_days,
    maybe_days,
)


def reconcile(shown: Account) -> None:
    assert shown.due == sum(line.hours for due in shown.dues for line in due.lines)
    for due in shown.dues:
        assert due.hours >= 0
        running = Decimal(0)
        for line in due.lines:
            running += line.hours
            assert line.total == running
    assert shown.declared == sum(line.hours for line in shown.lines)
    assert shown.counted + sum(shown.not_counted.values()) == shown.declared
    assert shown.left == max(Decimal(0), shown.due - shown.counted)
    assert shown.surplus == max(Decimal(0), shown.counted - shown.due)
    assert shown.due + shown.surplus == shown.counted + shown.left
    for month in shown.months:
        assert month.hours + sum(amount for _, amount in month.left_out) == month.line.declared
        assert all(amount > 0 for _, amount in month.left_out)
        assert len({why for why, _ in month.left_out}) == len(month.left_out)


@settings(max_examples=150, deadline=None)
@given(lots, days, maybe_days)
def test_every_figure_is_the_sum_of_its_lines(lot: Lot, on: dt.date, known_on: dt.date | None) -> None:
    reconcile(account(lot, on, known_on or dt.date.max))


@settings(max_examples=80, deadline=None)
@given(lots, days, days, days)
def test_what_is_written_later_never_changes_what_was_known(
    lot: Lot, on: dt.date, known_on: dt.date, later: dt.date
) -> None:
    """Taking away everything written after a day leaves the account known on that day as it was."""
    known_on, later = sorted((known_on, later))
    then = Lot(
        [
            Obliged(
                one.terms,
                tuple(change for change in one.changes if change.recorded_on <= known_on),
                tuple(amount for amount in one.amounts if amount.recorded_on <= known_on),
            )
            for one in lot.obligations
            if one.terms.recorded_on is None or one.terms.recorded_on <= known_on
        ],
        [one for one in lot.declared if any(line.recorded_on <= known_on for line in lines_of(one))],
        lot.rules,
        lot.starts_on,
        lot.ends_on,
    )
    before, after = account(then, on, known_on), account(lot, on, known_on)
    assert (before.due, before.declared, before.counted, before.left) == (
        after.due,
        after.declared,
        after.counted,
        after.left,
    )
    assert set(after.lines) <= set(account(lot, on, later).lines)


@settings(max_examples=80, deadline=None)
@given(st.lists(lots, min_size=1, max_size=3), days)
def test_a_pool_neither_makes_nor_loses_hours(some: list[Lot], on: dt.date) -> None:
    accounts = {Key(str(number)): account(lot, on) for number, lot in enumerate(some)}
    transfers = settlement([(key, one.counted - one.due) for key, one in accounts.items()])
    given_ = sum(transfer.hours for transfer in transfers)
    left, surplus = sum(one.left for one in accounts.values()), sum(one.surplus for one in accounts.values())
    assert given_ == min(left, surplus)
    for key, one in accounts.items():
        assert sum(transfer.hours for transfer in transfers if transfer.giver == key) <= one.surplus
        assert sum(transfer.hours for transfer in transfers if transfer.taker == key) <= one.left


@given(amounts, st.dictionaries(st.sampled_from([Key(letter) for letter in "abcdef"]), amounts, min_size=1))
def test_the_parts_of_a_group_add_up_to_what_it_owes(due: Decimal, weights: dict[Key, Decimal]) -> None:
    parts = shares(due, weights)
    assert parts.keys() == weights.keys()
    assert all(part >= 0 for part in parts.values())
    assert sum(parts.values()) == (due if any(weights.values()) else 0)
