"""Where a lot stands against time: hours done, hours expected today, where the present pace leads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from facilitator_app.domain.values import Hours, hours


class Tone(StrEnum):
    """How serious a state is; the theme gives the colours."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WARNING = "warning"
    DANGER = "danger"


class State(StrEnum):
    """Where the lot stands."""

    WITHOUT_TARGET = "without_target"
    NOT_BEGUN = "not_begun"
    BEGINNING = "beginning"
    NOT_STARTED = "not_started"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    ON_PACE = "on_pace"
    AHEAD = "ahead"
    REACHED = "reached"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> Tone:
        return _STATES[self][1]


_STATES = {
    State.WITHOUT_TARGET: ("Sans objectif", Tone.NEUTRAL),
    State.NOT_BEGUN: ("À venir", Tone.NEUTRAL),
    State.BEGINNING: ("Démarrage", Tone.NEUTRAL),
    State.NOT_STARTED: ("Non démarré", Tone.DANGER),
    State.FAR_BEHIND: ("Écart fort", Tone.DANGER),
    State.BEHIND: ("À surveiller", Tone.WARNING),
    State.ON_PACE: ("Dans le rythme", Tone.GOOD),
    State.AHEAD: ("En avance", Tone.GOOD),
    State.REACHED: ("Objectif atteint", Tone.GOOD),
    State.FINISHED: ("Terminé", Tone.GOOD),
}


class Outcome(StrEnum):
    """What is said of a lot once it is over."""

    NOT_DONE = "Non réalisé"
    PARTIAL = "Partiel"
    NEARLY_REACHED = "Quasi atteint"
    REACHED = "Atteint"
    EXCEEDED = "Dépassé"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """House settings. The first three compare hours done with hours expected today."""

    ahead: Decimal = Decimal("1.10")
    on_pace: Decimal = Decimal("0.90")
    behind: Decimal = Decimal("0.75")
    start_by: Decimal = Decimal("0.25")  # share of the time after which a lot without any hour is not started
    closing_tolerance: Decimal = Decimal("0.05")


DEFAULT_THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class Progress:
    """`rate` and `elapsed` are shares (0.64); `rate` is None without a target, `projection` before any pace exists."""

    rate: Decimal | None
    elapsed: Decimal
    expected: Hours
    projection: Hours | None
    state: State
    outcome: Outcome | None = None


def pace(
    due: Decimal,
    done: Decimal,
    start: dt.date,
    end: dt.date,
    on: dt.date,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    billed_share: Decimal | None = None,
) -> Progress:
    """Progress at the end of the day `on`; both `start` and `end` are days of the lot.

    `billed_share` (0 to 1), when the buyer gives it, says how far the works are better than the calendar does.
    """
    elapsed = _elapsed(start, end, on) if billed_share is None else min(max(billed_share, Decimal(0)), Decimal(1))
    expected = hours(due * elapsed)
    projection = hours(done / elapsed) if elapsed > 0 else None
    if due <= 0:
        return Progress(None, elapsed, expected, projection, State.WITHOUT_TARGET)
    rate = done / due
    if on > end:
        ended = outcome(due, done, thresholds.closing_tolerance)
        return Progress(rate, elapsed, expected, hours(done), _state_at_the_end(ended), ended)
    return Progress(rate, elapsed, expected, projection, _state(due, done, elapsed, thresholds))


def outcome(due: Decimal, done: Decimal, tolerance: Decimal = DEFAULT_THRESHOLDS.closing_tolerance) -> Outcome:
    """The closing word on a lot with a target, on its validated hours."""
    if done > due:
        return Outcome.EXCEEDED
    if done == due:
        return Outcome.REACHED
    if done <= 0:
        return Outcome.NOT_DONE
    return Outcome.NEARLY_REACHED if done >= due * (1 - tolerance) else Outcome.PARTIAL


def _elapsed(start: dt.date, end: dt.date, on: dt.date) -> Decimal:
    days = (end - start).days + 1
    if days <= 0:
        return Decimal(on >= start)
    return Decimal(min(max((on - start).days + 1, 0), days)) / days


def _state(due: Decimal, done: Decimal, elapsed: Decimal, thresholds: Thresholds) -> State:
    if done >= due:
        return State.REACHED
    if elapsed <= 0:
        return State.NOT_BEGUN
    if done <= 0:
        return State.NOT_STARTED if elapsed >= thresholds.start_by else State.BEGINNING
    # Products, not a quotient: the comparison stays exact.
    expected = due * elapsed
    if done < thresholds.behind * expected:
        return State.FAR_BEHIND
    if done < thresholds.on_pace * expected:
        return State.BEHIND
    return State.AHEAD if done >= thresholds.ahead * expected else State.ON_PACE


def _state_at_the_end(ended: Outcome) -> State:
    if ended is Outcome.NOT_DONE:
        return State.NOT_STARTED
    return State.FAR_BEHIND if ended is Outcome.PARTIAL else State.FINISHED
