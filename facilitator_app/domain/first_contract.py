"""What is said of somebody eligible whom nobody hired yet: no period runs before her first contract begins."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.eligibility import Verdict
from facilitator_app.domain.values import written_date


def is_awaited(verdict: Verdict, first_start: dt.date | None, on: dt.date) -> bool:
    """Eligible for a number of months that no contract has opened yet: the dates of the judgement are not hers."""
    hired = first_start is not None and first_start <= on
    return verdict.eligible and not hired and verdict.lasting is not None and verdict.lasting.months > 0


def title(verdict: Verdict) -> str:
    last = verdict.last_start
    open_ended = last in (None, dt.date.max)
    return "Éligible" if open_ended else f"Éligible, premier contrat au plus tard le {written_date(last)}"


def length(verdict: Verdict) -> str:
    months = verdict.lasting.months if verdict.lasting else 0
    return f"Durée\u00a0: {months} mois à compter du premier contrat."


def statements(verdict: Verdict) -> tuple[str, ...]:
    """Those of the judgement, without the dates that suppose a contract of that very day."""
    until = f"Jusqu’au {written_date(verdict.until)}"
    rest = (length(verdict) if said.startswith(until) else said for said in verdict.statements[1:])
    return (f"{title(verdict)}.", *rest)
