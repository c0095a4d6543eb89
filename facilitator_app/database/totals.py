"""Keeping the sums beside the hours right, in the same transaction as the hours themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import BindParameter, bindparam, select, text
from sqlalchemy.orm import Session

from facilitator_app.database.journal import changes
from facilitator_app.domain.placement import Placement

_AT_ONCE = 500  # keys in one statement: below the least limit of any SQLite in use

_MONTH_COLUMNS = "lot_id, month, hours, people, women, seniors, young_graduates, qpv, disabled"
_LOT_COLUMNS = "lot_id, hours, people, first_month, last_month"
_MONTHS = """
SELECT p.lot_id, h.month, SUM(h.declared) AS hours,
       COUNT(DISTINCT CASE WHEN h.declared > 0 THEN p.beneficiary_id END) AS people,
       SUM(CASE WHEN p.woman THEN h.declared ELSE 0 END) AS women,
       SUM(CASE WHEN p.senior THEN h.declared ELSE 0 END) AS seniors,
       SUM(CASE WHEN p.young_graduate THEN h.declared ELSE 0 END) AS young_graduates,
       SUM(CASE WHEN p.qpv THEN h.declared ELSE 0 END) AS qpv,
       SUM(CASE WHEN p.disabled THEN h.declared ELSE 0 END) AS disabled
FROM placement p JOIN monthly_hours h ON h.placement_id = p.id
WHERE NOT p.removed AND NOT h.removed AND h.declared IS NOT NULL
AND p.eligible AND (p.eligible_until IS NULL OR h.month <= CAST(p.eligible_until AS VARCHAR(7)))
"""  # months that begin after the eligibility ended do not count; a date cast to text is '2026-10-18' or '2026-10'
_LOTS = """
SELECT t.lot_id, SUM(t.hours) AS hours,
       (SELECT COUNT(DISTINCT p.beneficiary_id) FROM placement p WHERE p.lot_id = t.lot_id AND NOT p.removed) AS people,
       MIN(t.month) AS first_month, MAX(t.month) AS last_month
FROM lot_month_total t
"""
HOURS_BY_LOT_AND_MONTH = f"SELECT {_MONTH_COLUMNS} FROM ({_MONTHS} GROUP BY p.lot_id, h.month)"
HOURS_BY_LOT = f"SELECT {_LOT_COLUMNS} FROM ({_LOTS} GROUP BY t.lot_id)"
_FILL_MONTHS = f"INSERT INTO lot_month_total ({_MONTH_COLUMNS}) {_MONTHS}"
_FILL_LOTS = f"INSERT INTO lot_total ({_LOT_COLUMNS}) {_LOTS}"
_SOME: BindParameter[list[str]] = bindparam("lots", expanding=True)


def bring_up_to_date(session: Session) -> None:
    """Sum again the lots whose hours or placements this session has written."""
    session.flush()
    done = changes(session)
    lots = set(done.lots)
    for keys in _batches(done.placements):
        lots.update(session.scalars(select(Placement.lot_id).where(Placement.id.in_(keys)).distinct()))
    for keys in _batches(lots):
        _sum_some(session, keys)
    done.lots.clear()
    done.placements.clear()


def rebuild(session: Session) -> None:
    """Forget every sum and compute all of them from the hours."""
    connection = session.connection()
    connection.execute(text("DELETE FROM lot_month_total"))
    connection.execute(text("DELETE FROM lot_total"))
    connection.execute(text(_FILL_MONTHS + "GROUP BY p.lot_id, h.month"))
    connection.execute(text(_FILL_LOTS + "GROUP BY t.lot_id"))


def _sum_some(session: Session, lots: list[str]) -> None:
    for statement in (
        "DELETE FROM lot_month_total WHERE lot_id IN :lots",
        "DELETE FROM lot_total WHERE lot_id IN :lots",
        _FILL_MONTHS + "AND p.lot_id IN :lots GROUP BY p.lot_id, h.month",
        _FILL_LOTS + "WHERE t.lot_id IN :lots GROUP BY t.lot_id",
    ):
        session.connection().execute(text(statement).bindparams(_SOME), {"lots": lots})


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(sorted(keys))
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch
