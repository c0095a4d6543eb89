"""Where a lot stands against time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.progress import Outcome, State, Tone, outcome, pace

START, END = dt.date(2026, 1, 1), dt.date(2026, 4, 10)  # one hundred days
HALF = dt.date(2026, 2, 19)


@pytest.mark.parametrize(
    ("done", "state", "label"),
    [
        (374, State.FAR_BEHIND, "Écart fort"),
        (375, State.BEHIND, "À surveiller"),
        (449, State.BEHIND, "À surveiller"),
        (450, State.ON_PACE, "Dans le rythme"),
        (549, State.ON_PACE, "Dans le rythme"),
        (550, State.AHEAD, "En avance"),
        (1000, State.REACHED, "Objectif atteint"),
        (0, State.NOT_STARTED, "Non démarré"),
    ],
)
def test_hours_done_against_hours_expected_at_half_time(done: int, state: State, label: str) -> None:
    progress = pace(Decimal(1000), Decimal(done), START, END, HALF)
    assert (progress.elapsed, progress.expected) == (Decimal("0.5"), Decimal(500))
    assert (progress.state, progress.state.label) == (state, label)
    assert progress.projection == 2 * done
    assert progress.outcome is None


def test_a_lot_without_hours_gets_a_quarter_of_its_time() -> None:
    assert pace(Decimal(1000), Decimal(0), START, END, START - dt.timedelta(1)).state is State.NOT_BEGUN
    assert pace(Decimal(1000), Decimal(0), START, END, START + dt.timedelta(23)).state is State.BEGINNING
    late = pace(Decimal(1000), Decimal(0), START, END, START + dt.timedelta(24))
    assert late.state is State.NOT_STARTED
    assert late.state.tone is Tone.DANGER


@pytest.mark.parametrize(
    ("done", "word", "state"),
    [
        (0, Outcome.NOT_DONE, State.NOT_STARTED),
        (949, Outcome.PARTIAL, State.FAR_BEHIND),
        (950, Outcome.NEARLY_REACHED, State.FINISHED),
        (1000, Outcome.REACHED, State.FINISHED),
        (1001, Outcome.EXCEEDED, State.FINISHED),
    ],
)
def test_the_closing_word(done: int, word: Outcome, state: State) -> None:
    progress = pace(Decimal(1000), Decimal(done), START, END, END + dt.timedelta(1))
    assert (progress.outcome, progress.state, progress.projection) == (word, state, Decimal(done))
    assert outcome(Decimal(1000), Decimal(done)) is word


def test_the_buyers_billing_replaces_the_calendar() -> None:
    progress = pace(Decimal(1000), Decimal(300), START, END, HALF, billed_share=Decimal("0.30"))
    assert (progress.expected, progress.state, progress.projection) == (Decimal(300), State.ON_PACE, Decimal(1000))


def test_without_target_nothing_is_judged() -> None:
    progress = pace(Decimal(0), Decimal(12), START, END, HALF)
    assert (progress.rate, progress.state) == (None, State.WITHOUT_TARGET)


def test_a_lot_of_one_day_or_with_reversed_dates_is_still_told() -> None:
    assert pace(Decimal(10), Decimal(5), START, START, START).elapsed == 1
    assert pace(Decimal(10), Decimal(5), END, START, START).projection is None


@given(st.integers(1, 10_000), st.integers(0, 12_000), st.integers(-50, 150))
def test_more_hours_never_make_a_worse_state(due: int, done: int, day: int) -> None:
    order = [State.NOT_BEGUN, State.NOT_STARTED, State.BEGINNING, State.FAR_BEHIND, State.BEHIND, State.ON_PACE,
             State.AHEAD, State.REACHED, State.FINISHED]  # fmt: skip
    on = START + dt.timedelta(day)
    less, more = (pace(Decimal(due), Decimal(amount), START, END, on) for amount in (done, done + 1))
    assert 0 <= less.elapsed <= 1
    assert order.index(less.state) <= order.index(more.state)
