"""The board of returns of a house of 5 000 lots."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from facilitator_app.database.opening import open_house
from facilitator_app.use_cases.returns.board import Board, board
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, milliseconds

BARE = "SELECT lot_id, month FROM month_statement WHERE month >= '2025-11' AND state = 'validated' AND NOT removed"


def main() -> list[Line]:
    path = large_house()
    with closing(sqlite3.connect(path)) as bare:
        plain = milliseconds(lambda: bare.execute(BARE).fetchall())
    house = open_house(path)

    def whole() -> Board:
        with house.reading() as session:
            return board(session, TODAY)

    found = whole()
    cells = sum(cell is not None for row in found.rows for cell in row.cells)
    lines = [
        Line(f"board of {len(found.rows)} rows, {cells} returns, ms", milliseconds(whole), "bare select", plain,
             limit=200),
    ]  # fmt: skip
    house.close()
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
