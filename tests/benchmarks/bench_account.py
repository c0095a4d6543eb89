"""The account of a lot and the hours in danger in a house of two million month-hours."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from facilitator_app.database.opening import open_house
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.account.danger import LotInDanger, in_danger
from facilitator_app.use_cases.account.lines import account_lines
from facilitator_app.use_cases.account.reading import LotAccount, lot_account
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, milliseconds

BUSIEST = """
SELECT p.lot_id FROM placement p JOIN monthly_hours h ON h.placement_id = p.id
GROUP BY p.lot_id ORDER BY COUNT(*) DESC LIMIT 1
"""
BARE = """
SELECT h.placement_id, h.month, h.declared FROM placement p JOIN monthly_hours h ON h.placement_id = p.id
WHERE p.lot_id = ?
"""


def main() -> list[Line]:
    path = large_house()
    with closing(sqlite3.connect(path)) as bare:
        (lot,) = bare.execute(BUSIEST).fetchone()
        plain = milliseconds(lambda: bare.execute(BARE, (lot,)).fetchall())
    house = open_house(path)
    year_before = Month.of(TODAY).plus(-12).last_day

    def account() -> LotAccount:
        with house.reading() as session:
            return lot_account(session, lot, TODAY)

    def a_year_before() -> None:
        with house.reading() as session:
            account_lines(session, lot_account(session, lot, year_before, year_before))

    def danger() -> list[LotInDanger]:
        with house.reading() as session:
            return in_danger(session, TODAY)

    lines = [
        Line(
            f"account of a lot, {len(account().account.months)} month-hours, ms", milliseconds(account),
            "bare select", plain, limit=50,
        ),
        Line("its lines, as known a year before, ms", milliseconds(a_year_before), limit=50),
        Line(f"hours in danger, {len(danger())} lots, ms", milliseconds(danger), limit=300),
    ]  # fmt: skip
    house.close()
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
