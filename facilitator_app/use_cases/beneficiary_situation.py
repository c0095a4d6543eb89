"""Where a person stands, told from the facts of the file: at work, proposed, available, archived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator_app.domain.need import ProposalState

WAITING = (ProposalState.RETAINED, ProposalState.PROPOSED, ProposalState.ACCEPTED)
"""Proposals to which no last word was given."""


@dataclass(frozen=True, slots=True)
class Work:
    """The dates of one placement, and how far it was eligible."""

    starts_on: dt.date
    ends_on: dt.date | None
    eligible: bool
    eligible_until: dt.date | None
    eligibility: str

    def under_way(self, today: dt.date) -> bool:
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


@dataclass(frozen=True, slots=True)
class Situation:
    """What its badge says, and the tone of the look."""

    label: str
    tone: str


def situation(
    archived_on: dt.date | None,
    available_from: dt.date | None,
    work: Sequence[Work],
    proposals: int,
    over: bool,
    today: dt.date,
) -> Situation:
    """The badge of a person; `over` says that the period of eligibility has ended."""
    if archived_on is not None:
        return Situation("Archivée", "neutral")
    if any(placement.under_way(today) for placement in work):
        return Situation("En emploi", "info")
    if over:
        return Situation("À recontacter", "warning")
    if proposals:
        return Situation(f"Proposée ({proposals})", "neutral")
    if available_from is not None and available_from > today:
        return Situation(f"Dès le {available_from:%d/%m}", "neutral")
    return Situation("Disponible", "success")
