"""The tone of the screen for the state of a lot."""

from __future__ import annotations

from facilitator_app.domain.progress import State, Tone
from facilitator_app.use_cases.lot_standing import Standing

_TONES = {Tone.GOOD: "success"}


def badge_tone(standing: Standing) -> str:
    return _TONES.get(Tone(standing.tone), standing.tone)


def bar_tone(standing: Standing) -> str:
    """Blue while all goes as planned, green once ahead; the other tones as they are."""
    if standing.progress is None or standing.progress.state in (State.ON_PACE, State.BEGINNING, State.NOT_BEGUN):
        return ""
    return badge_tone(standing)
