"""Where a lot stands against time, or what is missing to say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.progress import Progress, State, Thresholds, Tone, pace

BEHIND = (State.NOT_STARTED, State.FAR_BEHIND, State.BEHIND)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a lot stands; `progress` is None while its hours or dates are not known, and `label` says so."""

    label: str
    tone: str
    progress: Progress | None = None

    @property
    def rate(self) -> Decimal | None:
        return self.progress.rate if self.progress else None

    @property
    def is_behind(self) -> bool:
        return self.progress is not None and self.progress.state in BEHIND

    @property
    def elapsed(self) -> Decimal | None:
        return self.progress.elapsed if self.progress else None


def standing(
    due: Decimal | None,
    done: Decimal,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    today: dt.date,
    thresholds: Thresholds,
) -> Standing:
    """Where a lot stands, or what is missing to say so."""
    if due is None:
        return Standing("Heures à calibrer", Tone.NEUTRAL)
    if starts_on is None or ends_on is None:
        return Standing("Dates à compléter", Tone.NEUTRAL)
    progress = pace(due, done, starts_on, ends_on, today, thresholds)
    return Standing(progress.state.label, progress.state.tone, progress)
