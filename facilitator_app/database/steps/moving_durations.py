"""How long a CDI or an alternance counts, moved from the counting rules to the eligibility, for step 0005.

It was counted from the hire, whatever the eligibility frozen on that day; now that day alone decides. Contracts of
employment already there are given the last day that was counted, so that no account changes.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import sqlalchemy as sa

_PERMANENT = ("permanent", "permanent_site")
_ALTERNATING = ("apprenticeship", "professional_training")
_USUAL_ALTERNANCE = 36
_RULES = "SELECT lot_id, permanent_months, work_study_whole, work_study_months FROM counting_rules WHERE NOT removed"
_PLACEMENTS = (
    "SELECT id, contract_type, starts_on, eligible_until FROM placement"
    " WHERE lot_id = :lot AND eligible AND NOT removed"
)


def move_durations(connection: sa.Connection) -> None:
    """Write what each lot counted on its contract, and in the rules of the house what the house counted."""
    said: dict[Any, tuple[Any, Any, Any]] = {row[0]: tuple(row[1:]) for row in connection.execute(sa.text(_RULES))}
    house = said.pop(None, (None, None, None))
    if not any((house, *said.values())):
        return
    every = any(house[:2])
    _write(connection, "rules", None, *_lengths(house, (None, None, None)))
    for lot, contract in connection.execute(sa.text("SELECT id, contract_id FROM lot WHERE NOT removed")).all():
        if not every and lot not in said:
            continue
        permanent, alternating = _lengths(said.get(lot, (None, None, None)), house)
        if lot in said:
            _write(connection, "contract", contract, permanent, alternating)
        for key, kind, starts_on, until in connection.execute(sa.text(_PLACEMENTS), {"lot": lot}).all():
            last = until[:10] if until else None
            if kind in _PERMANENT and permanent:
                own = _last_day(starts_on, permanent)
                last = min(last, own) if last else own
            elif kind in _ALTERNATING and alternating:
                last = _last_day(starts_on, alternating)
            if last != (until[:10] if until else None):
                connection.execute(
                    sa.text("UPDATE placement SET eligible_until = :last WHERE id = :key"), {"last": last, "key": key}
                )


def _lengths(own: tuple[Any, Any, Any], house: tuple[Any, Any, Any]) -> tuple[int | None, int | None]:
    """The months of a CDI and of an alternance, None where nothing was said."""
    permanent, whole, most = (mine if mine is not None else theirs for mine, theirs in zip(own, house, strict=True))
    return permanent, (most or _USUAL_ALTERNANCE) if whole else None


def _write(
    connection: sa.Connection, table: str, key: str | None, permanent: int | None, alternating: int | None
) -> None:
    """On a contract, what it says itself is left alone."""
    for column, months in (("permanent_months", permanent), ("alternating_months", alternating)):
        if months:
            which = f"id = :key AND {column} IS NULL" if key else "1"
            update = f"UPDATE {table} SET {column} = :months WHERE {which}"
            connection.execute(sa.text(update), {"months": months, "key": key} if key else {"months": months})


def _last_day(starts_on: str, months: int) -> str:
    first = dt.date.fromisoformat(starts_on[:10])
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, calendar.monthrange(year, month + 1)[1])
    return (dt.date(year, month + 1, day) - dt.timedelta(1)).isoformat()
