"""What an obligation makes due, whatever its form, and each of its events from its own date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from facilitator_app.domain.account.due import Amount, Change, Terms, due_at
from facilitator_app.domain.account.sharing import Transfer, settlement, shares
from facilitator_app.domain.calibration import Calibration
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import ChangeKind, ObligationForm, ObligationState, Rounding, TurnoverKind
from facilitator_app.domain.values import hours

YEAR_END = dt.date(2026, 12, 31)


def day(month: int, number: int = 1) -> dt.date:
    return dt.date(2026, month, number)


def change(kind: ChangeKind, month: int, **details: Any) -> Change:
    usual: dict[str, Any] = {"kind": kind, "effective_on": day(month), "recorded_on": day(month)}
    return Change(**(usual | details))


def invoiced(amount: int, month: int, company: str = "", kind: TurnoverKind = TurnoverKind.INVOICED) -> Amount:
    return Amount(
        kind=kind, effective_on=day(month), recorded_on=day(month), amount=Decimal(amount), company_id=Key(company)
    )


def due(terms: Terms, *events: Change | Amount, on: dt.date = YEAR_END, known_on: dt.date = dt.date.max) -> Decimal:
    changes = [event for event in events if isinstance(event, Change)]
    amounts = [event for event in events if isinstance(event, Amount)]
    return due_at(terms, changes, amounts, on, known_on).hours


@pytest.mark.parametrize(
    ("amount", "share", "rate", "cost", "expected"),
    [("1000000", "0.50", "0.05", "30", 833), ("1500000", "0.70", "0.10", "30", 3500)],
)
def test_a_calibrated_lot_owes_the_whole_hours_of_its_calibration(
    amount: str, share: str, rate: str, cost: str, expected: int
) -> None:
    calibration = Calibration(Decimal(amount), Decimal(share), Decimal(rate), Decimal(cost))
    assert due(Terms(hours=calibration.target_hours)) == hours(expected)


def test_an_amendment_changes_the_hours_from_its_date_and_the_old_figure_stays() -> None:
    terms = Terms(hours=hours(1000), amount=Decimal(400_000))
    more = change(ChangeKind.AMENDMENT_AMOUNT, 6, amount=Decimal(100_000))
    assert due(terms, more, on=day(5, 31)) == 1000
    after = due_at(terms, [more], [], day(6))
    assert after.as_signed == 1000
    assert after.hours == 1250
    assert [line.hours for line in after.lines] == [1000, 250]


def test_two_amendments_are_rounded_once() -> None:
    terms = Terms(hours=hours(1000), amount=Decimal(300_000))
    some = [change(ChangeKind.AMENDMENT_AMOUNT, month, amount=Decimal(100)) for month in (2, 3, 4)]
    assert due(terms, *some) == 1001  # three thirds of an hour


def test_a_tranche_is_due_only_once_affirmed() -> None:
    tranche = Terms(form=ObligationForm.TRANCHE, state=ObligationState.OPTIONAL, hours=hours(300))
    affirmed = change(ChangeKind.AFFIRMATION, 6)
    assert due(tranche) == 0
    assert due(tranche, affirmed, on=day(5, 31)) == 0
    assert due(tranche, affirmed) == 300


def test_a_period_that_is_not_renewed_is_not_due() -> None:
    period = Terms(form=ObligationForm.PERIOD, state=ObligationState.OPTIONAL, hours=hours(200))
    assert due(period, change(ChangeKind.RENEWAL, 3)) == 200
    assert due(period, change(ChangeKind.RENEWAL, 3), change(ChangeKind.NOT_RENEWED, 9)) == 0


def test_a_later_contract_is_due_from_its_own_day() -> None:
    later = Terms(form=ObligationForm.SUBSEQUENT, hours=hours(80), starts_on=day(7))
    assert due(later, on=day(6, 30)) == 0
    assert due(later, on=day(7)) == 80


def test_hours_by_amount_begin_beyond_the_threshold() -> None:
    terms = Terms(
        form=ObligationForm.PER_AMOUNT, hours_per=hours(1), per_amount=Decimal(2000), threshold=Decimal(2_700_000)
    )
    assert due(terms, invoiced(2_700_000, 3)) == 0
    assert due(terms, invoiced(2_700_000, 3), invoiced(11_000, 4)) == 6  # 5.5, half up
    assert due(terms, invoiced(2_800_000, 3), invoiced(-60_000, 4)) == 20


def test_whole_slices_only_when_the_contract_says_so() -> None:
    terms = Terms(form=ObligationForm.PER_AMOUNT, hours_per=hours(1), per_amount=Decimal(2000), rounding=Rounding.DOWN)
    assert due(terms, invoiced(11_999, 3)) == 5


def test_orders_make_hours_due_and_invoices_do_not_twice() -> None:
    terms = Terms(form=ObligationForm.PURCHASE_ORDERS, hours_per=hours(12), per_amount=Decimal(1000))
    assert due(terms, invoiced(50_000, 2, kind=TurnoverKind.ORDERED), invoiced(50_000, 3)) == 600


def test_a_share_of_the_hours_worked() -> None:
    terms = Terms(form=ObligationForm.SHARE_WORKED, share=Decimal("0.07"))
    assert due(terms, invoiced(12_350, 2, kind=TurnoverKind.BASE_HOURS)) == 865  # 864.5


def test_posts_are_hours() -> None:
    assert due(Terms(form=ObligationForm.POSTS, posts=3, hours_per_post=hours(910))) == 2730


def test_a_reserved_contract_owes_no_hour_by_itself() -> None:
    assert due(Terms(form=ObligationForm.RESERVED)) == 0


def test_an_exemption_takes_some_hours_or_all_of_them() -> None:
    terms = Terms(hours=hours(500))
    assert due(terms, change(ChangeKind.EXEMPTION, 4, hours=hours(120))) == 380
    assert due(terms, change(ChangeKind.EXEMPTION, 4, hours=hours(-120))) == 380
    assert due(terms, change(ChangeKind.EXEMPTION, 4)) == 0


def test_a_suspension_lasts_until_the_resumption() -> None:
    terms = Terms(hours=hours(500))
    stop, again = change(ChangeKind.SUSPENSION, 4), change(ChangeKind.RESUMPTION, 8)
    assert due(terms, stop, again, on=day(5)) == 0
    assert due(terms, stop, again) == 500
    some = change(ChangeKind.SUSPENSION, 4, hours=hours(200))
    assert due(terms, some, again, on=day(5)) == 300
    assert due(terms, some, change(ChangeKind.RESUMPTION, 8, hours=hours(50))) == 350


def test_a_termination_leaves_due_the_part_that_was_executed() -> None:
    terms = Terms(hours=hours(1000), amount=Decimal(400_000))
    ended = change(ChangeKind.TERMINATION, 9, amount=Decimal(150_000))
    assert due(terms, ended) == 375
    more = change(ChangeKind.AMENDMENT_AMOUNT, 5, amount=Decimal(100_000))
    assert due(terms, more, ended) == 375  # 1 250 h for 500 000 €, of which 150 000 € executed


def test_hours_granted_or_corrected_after_a_termination_change_what_it_left_due() -> None:
    terms = Terms(hours=hours(1000), amount=Decimal(400_000))
    ended = change(ChangeKind.TERMINATION, 5, amount=Decimal(200_000))
    granted = change(ChangeKind.EXEMPTION, 6, hours=hours(60))
    assert due(terms, ended, granted) == 440
    assert due(terms, ended, granted, change(ChangeKind.CORRECTION, 7, hours=hours(15))) == 455
    assert due(terms, ended, change(ChangeKind.EXEMPTION, 6, hours=hours(900))) == 0
    assert due(terms, ended, change(ChangeKind.EXEMPTION, 6)) == 0


def test_nothing_is_ever_owed_below_zero() -> None:
    terms = Terms(hours=hours(100))
    less = change(ChangeKind.AMENDMENT_HOURS, 3, hours=hours(-150))
    assert due(terms, less) == 0
    assert due(terms, less, change(ChangeKind.AMENDMENT_HOURS, 5, hours=hours(40))) == 40


def test_what_was_not_written_yet_was_not_known() -> None:
    terms = Terms(hours=hours(100))
    late = change(ChangeKind.AMENDMENT_HOURS, 2, hours=hours(50), recorded_on=day(5))
    assert due(terms, late, known_on=day(3, 31)) == 100
    assert due(terms, late, known_on=day(5)) == 150


def test_a_group_of_cooperatives_owes_one_hour_for_2000_euros_beyond_2_700_000() -> None:
    """Jointly liable holders: one debt from their invoices, shared by what each invoiced, then settled among them."""
    terms = Terms(
        form=ObligationForm.PER_AMOUNT, hours_per=hours(1), per_amount=Decimal(2000), threshold=Decimal(2_700_000)
    )
    lines = [invoiced(1_900_000, 3, "a"), invoiced(1_300_000, 6, "b"), invoiced(1_000_000, 9, "c")]
    owed = due(terms, *lines)
    assert owed == 750
    parts = shares(owed, {line.company_id: line.amount for line in lines if line.company_id})
    assert parts == {"a": 339, "b": 232, "c": 179}  # 339.29, 232.14 and 178.57: they add up to 750
    done = {"a": 200, "b": 400, "c": 150}
    assert settlement([(Key(key), done[key] - part) for key, part in parts.items()]) == [
        Transfer(Key("b"), Key("a"), hours(139)),
        Transfer(Key("b"), Key("c"), hours(29)),
    ]
