"""The page of hours in a house of two million month-hours, beside reading the same rows in one bare SQL statement."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count

from facilitator_app.database.opening import open_house
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import hours as monthly
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, milliseconds

BUSIEST = """
SELECT lot_id, month FROM lot_month_total t
WHERE month < '2026-11' AND NOT EXISTS (
    SELECT 1 FROM month_statement s WHERE s.lot_id = t.lot_id AND s.month = t.month AND s.state = 'validated'
)
ORDER BY people DESC, month DESC LIMIT 1
"""
BARE = """
SELECT h.placement_id, h.month, h.declared FROM placement p JOIN monthly_hours h ON h.placement_id = p.id
WHERE p.lot_id = ? AND h.month BETWEEN ? AND ?
"""


def main() -> list[Line]:
    path = large_house()
    with closing(sqlite3.connect(path)) as bare:
        lot, last = bare.execute(BUSIEST).fetchone()
        month = Month(int(last[:4]), int(last[5:]))
        plain = milliseconds(lambda: bare.execute(BARE, (lot, str(month.plus(-3)), last)).fetchall())
    house = open_house(path)
    figures = count(1)

    def grid() -> monthly.HoursGrid:
        with house.reading() as session:
            return monthly.grid(session, lot, month, TODAY)

    def selectors() -> None:
        with house.reading() as session:
            monthly.lots_to_declare(session, TODAY)

    shown = grid().rows

    def keep() -> None:
        with house.transaction() as session:
            monthly.record(session, lot, month, {shown[0].placement_id: hours(next(figures))})

    lines = [
        Line(f"grid of {len(shown)} people, ms", milliseconds(grid), "bare select", plain, limit=150),
        Line("lots and months to declare, ms", milliseconds(selectors), limit=100),
        Line("one figure kept, ms", milliseconds(keep)),
    ]
    house.close()
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
