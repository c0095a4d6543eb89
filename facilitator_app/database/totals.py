"""Keeping the sums beside the hours right, in the same transaction as the hours themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import BindParameter, Connection, bindparam, select, text
from sqlalchemy.orm import Session

from facilitator_app.database import uncounted
from facilitator_app.database.journal import EVERY_LOT, changes
from facilitator_app.domain.placement import Placement

_AT_ONCE = 500  # keys in one statement: below the least limit of any SQLite in use

_MONTH_COLUMNS = "lot_id, month, hours, people, women, seniors, young_graduates, qpv, disabled"
_LOT_COLUMNS = "lot_id, hours, people, first_month, last_month"
_COUNTED = """
SELECT p.lot_id, p.beneficiary_id, p.woman, p.senior, p.young_graduate, p.qpv, p.disabled, h.month, h.declared,
       p.eligible AND (p.eligible_until IS NULL OR h.month <= CAST(p.eligible_until AS VARCHAR(7))) AS was_eligible,
       h.declared - COALESCE(
           (SELECT SUM(u.hours) FROM uncounted_hours u WHERE u.placement_id = h.placement_id AND u.month = h.month), 0
       ) AS hours
FROM placement p JOIN monthly_hours h ON h.placement_id = p.id
WHERE NOT p.removed AND NOT h.removed AND h.declared IS NOT NULL
"""
_MONTHS = """
SELECT lot_id, month, SUM(hours) AS hours,
       COUNT(DISTINCT CASE WHEN hours > 0 THEN beneficiary_id END) AS people,
       SUM(CASE WHEN woman THEN hours ELSE 0 END) AS women,
       SUM(CASE WHEN senior THEN hours ELSE 0 END) AS seniors,
       SUM(CASE WHEN young_graduate THEN hours ELSE 0 END) AS young_graduates,
       SUM(CASE WHEN qpv THEN hours ELSE 0 END) AS qpv,
       SUM(CASE WHEN disabled THEN hours ELSE 0 END) AS disabled
FROM ({counted}) WHERE hours <> 0 OR (declared = 0 AND was_eligible) GROUP BY lot_id, month
"""  # a month of which nothing counts adds nothing, not even a line; no hour of somebody eligible is worth saying
_LOTS = """
SELECT t.lot_id, SUM(t.hours) AS hours,
       (SELECT COUNT(DISTINCT p.beneficiary_id) FROM placement p WHERE p.lot_id = t.lot_id AND NOT p.removed) AS people,
       MIN(t.month) AS first_month, MAX(t.month) AS last_month
FROM lot_month_total t
"""
HOURS_BY_LOT_AND_MONTH = f"SELECT {_MONTH_COLUMNS} FROM ({_MONTHS.format(counted=_COUNTED)})"
HOURS_BY_LOT = f"SELECT {_LOT_COLUMNS} FROM ({_LOTS} GROUP BY t.lot_id)"
_FILL_MONTHS = f"INSERT INTO lot_month_total ({_MONTH_COLUMNS}) {_MONTHS.format(counted=_COUNTED)}"
_FILL_SOME_MONTHS = (
    f"INSERT INTO lot_month_total ({_MONTH_COLUMNS}) {_MONTHS.format(counted=_COUNTED + ' AND p.lot_id IN :lots')}"
)
_FILL_LOTS = f"INSERT INTO lot_total ({_LOT_COLUMNS}) {_LOTS}"
_SOME: BindParameter[list[str]] = bindparam("lots", expanding=True)


def bring_up_to_date(session: Session) -> None:
    """Sum again the lots whose hours, placements or rules this session has written."""
    session.flush()
    done = changes(session)
    lots = set(done.lots)
    if EVERY_LOT in lots:
        recount(session.connection())
    else:
        for keys in _batches(done.placements):
            lots.update(session.scalars(select(Placement.lot_id).where(Placement.id.in_(keys)).distinct()))
        for keys in _batches(lots):
            _sum_some(session.connection(), keys)
    done.lots.clear()
    done.placements.clear()


def rebuild(session: Session) -> None:
    """Forget every sum and compute all of them from the hours."""
    recount(session.connection())


def recount(connection: Connection) -> None:
    """The same, of a file opened without its sessions."""
    uncounted.keep_all(uncounted.driver_of(connection))
    connection.execute(text("DELETE FROM lot_month_total"))
    connection.execute(text("DELETE FROM lot_total"))
    connection.execute(text(_FILL_MONTHS))
    connection.execute(text(_FILL_LOTS + "GROUP BY t.lot_id"))


def _sum_some(connection: Connection, lots: list[str]) -> None:
    uncounted.keep(uncounted.driver_of(connection), lots)
    for statement in (
        "DELETE FROM lot_month_total WHERE lot_id IN :lots",
        "DELETE FROM lot_total WHERE lot_id IN :lots",
        _FILL_SOME_MONTHS,
        _FILL_LOTS + "WHERE t.lot_id IN :lots GROUP BY t.lot_id",
    ):
        connection.execute(text(statement).bindparams(_SOME), {"lots": lots})


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(sorted(keys))
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch
