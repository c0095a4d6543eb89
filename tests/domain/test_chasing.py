"""When a holder is reminded."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.chasing import Step, Steps, next_step

DUE = dt.date(2026, 11, 15)


def on(days: int) -> dt.date:
    return DUE + dt.timedelta(days)


def test_steps_come_ten_twenty_and_thirty_days_after() -> None:
    rules = Steps()
    assert next_step(DUE, set(), None, on(9), rules) is None
    assert next_step(DUE, set(), None, on(10), rules) is Step.FIRST
    assert next_step(DUE, {Step.FIRST}, on(10), on(19), rules) is None
    assert next_step(DUE, {Step.FIRST}, on(10), on(20), rules) is Step.SECOND
    assert next_step(DUE, {Step.FIRST, Step.SECOND}, on(20), on(30), rules) is Step.FORMAL
    assert next_step(DUE, set(Step), on(30), on(90), rules) is None


def test_no_step_is_skipped_however_late() -> None:
    assert next_step(DUE, set(), None, on(60), Steps()) is Step.FIRST


@given(
    sent=st.sets(st.sampled_from(list(Step))), last=st.integers(0, 80), today=st.integers(0, 120),
    gap=st.integers(0, 30),
)  # fmt: skip
def test_nothing_is_sent_twice_within_the_gap(sent: set[Step], last: int, today: int, gap: int) -> None:
    step = next_step(DUE, sent, on(last), on(today), Steps(gap_days=gap))
    if step is not None:
        assert step not in sent
        assert today - last >= gap
        assert today >= Steps().days_of(step)
