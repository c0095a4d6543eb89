"""Figures of publics in words; small counts of protected criteria stay unknown on screen too."""

from __future__ import annotations

from decimal import Decimal

from facilitator_app.domain.public_counts import SMALL, small
from facilitator_app.domain.values import NO_BREAK_SPACE, written_hours, written_number, written_percent
from facilitator_app.use_cases.publics.breakdown import Line


def is_hidden(line: Line, count: int) -> bool:
    return line.protected and small(count)


def people(line: Line, count: int | None, share: Decimal | None) -> str:
    """`34 (26 %)`; a dash where people cannot be told apart."""
    if count is None:
        return "–"
    if is_hidden(line, count):
        return SMALL
    return written_number(count) + (f" ({written_percent(share)})" if share is not None else "")


def pool(line: Line) -> str:
    return people(line, line.pool, line.pool_share)


def placed(line: Line) -> str:
    return people(line, line.placed, line.placed_share)


def worked(line: Line) -> str:
    """`1 322 h (26 %)`."""
    if is_hidden(line, line.placed):
        return "–"
    share = f" ({written_percent(line.hours_share)})" if line.hours_share is not None else ""
    return written_hours(line.hours.quantize(Decimal(1))) + share


def gap(line: Line) -> str:
    """`+ 4 pts`: hours less pool."""
    if line.gap is None or is_hidden(line, line.placed) or is_hidden(line, line.pool or 0):
        return "–"
    points = round(line.gap * 100)
    sign = "+ " if points > 0 else "−\u202f" if points < 0 else ""
    return f"{sign.replace(' ', NO_BREAK_SPACE)}{abs(points)}{NO_BREAK_SPACE}{'pts' if abs(points) > 1 else 'pt'}"


def state(line: Line) -> tuple[str, str]:
    """What the target says, and its tone."""
    if line.reached is None or is_hidden(line, line.placed):
        return "", ""
    return ("Atteinte", "success") if line.reached else ("Sous la cible", "warning")
