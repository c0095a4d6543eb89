"""How long the page of hours takes in a house of two million month-hours: `python -m tests.benchmarks.bench_hours`.

The grid of a lot of 400 workers is compared with reading the same rows in one bare SQL statement.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

from facilitator_app.database import totals
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.keys import Key, new_key
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import hours as monthly
from tests import make

WORKERS, MONTHS = 400, 12
FIRST = Month(2026, 1)
TODAY = dt.date(2026, 11, 24)
BARE = """
SELECT h.placement_id, h.month, h.declared FROM placement p JOIN monthly_hours h ON h.placement_id = p.id
WHERE p.lot_id = ? AND h.month BETWEEN '2026-07' AND '2026-10'
"""


def build(path: Path, rows: int) -> Key:
    """A house of that many rows, written without the journal, which is not measured here; gives one lot."""
    database = open_house(path)
    with database.transaction() as session:
        company, contract = make.a_company(session).id, make.a_contract(session).id
        lots = [
            make.a_lot(session, contract_id=contract, code=f"M-L{place}", number=str(place)).id
            for place in range(rows // (WORKERS * MONTHS))
        ]
        template = make.a_placement(session, lot_id=lots[0], employer_id=company, starts_on=FIRST.first_day)
        person, placement = template.beneficiary_id, template.id
        session.flush()
        monthly.record(session, lots[0], FIRST, {placement: hours(1)})
    database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as bare:
        bare.execute("BEGIN")
        for lot in lots:
            people = [(new_key(), new_key()) for _ in range(WORKERS)]
            _copies(bare, "beneficiary", person, ({"id": one, "last_name": one[-6:]} for one, _ in people))
            _copies(
                bare,
                "placement",
                placement,
                ({"id": other, "beneficiary_id": one, "lot_id": lot} for one, other in people),
            )
            months = [FIRST.plus(place) for place in range(MONTHS)]
            line = MonthlyHours.key(placement, FIRST)
            _copies(
                bare,
                "monthly_hours",
                line,
                (
                    {"id": MonthlyHours.key(key, month), "placement_id": key, "month": str(month), "declared": 12000}
                    for _, key in people
                    for month in months
                ),
            )
        bare.execute("COMMIT")
    database = open_house(path)
    with database.transaction() as session:
        totals.rebuild(session)
    database.close()
    return lots[len(lots) // 2]


def _copies(bare: sqlite3.Connection, table: str, like: str, rows: Iterator[dict[str, object]]) -> None:
    """Rows that are those of a record already kept, but for some columns."""
    cursor = bare.execute(f"SELECT * FROM {table} WHERE id = ?", (like,))
    columns = [column[0] for column in cursor.description]
    known = dict(zip(columns, cursor.fetchone(), strict=True))
    marks = ", ".join("?" * len(columns))
    bare.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
        ([(known | row)[column] for column in columns] for row in rows),
    )


def milliseconds(act: Callable[[], object], times: int = 5) -> float:
    """The best of a few."""
    best = float("inf")
    for _ in range(times):
        begun = perf_counter()
        act()
        best = min(best, perf_counter() - begun)
    return best * 1000


def main(rows: int = 2_000_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "maison.db"
        lot = build(path, rows)
        database = open_house(path)
        october = Month(2026, 10)

        def grid() -> monthly.HoursGrid:
            with database.reading() as session:
                return monthly.grid(session, lot, october, TODAY)

        def selectors() -> int:
            with database.reading() as session:
                return len(monthly.lots_and_months(session, TODAY))

        with closing(sqlite3.connect(path)) as bare:
            plain = milliseconds(lambda: bare.execute(BARE, (lot,)).fetchall())
        shown = grid().rows
        fetched = milliseconds(grid)
        print(f"grid of {len(shown)} people among {rows} rows: {fetched:.1f} ms, {fetched / plain:.1f} x a bare select")
        print(f"lots and months to declare ({selectors()} lots): {milliseconds(selectors):.1f} ms")
        print(f"one figure kept: {milliseconds(lambda: _keep(database, lot, shown[0].placement_id, october)):.1f} ms")
        database.close()


_figures = iter(range(1, 100))


def _keep(database: Database, lot: Key, placement: Key, month: Month) -> None:
    with database.transaction() as session:
        monthly.record(session, lot, month, {placement: hours(next(_figures))})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
