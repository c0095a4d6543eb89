"""The first page and the sheet of a lot on the whole country in one house, six years: 2 000 000 month-hours."""

from __future__ import annotations

from facilitator_app.database.opening import open_house
from facilitator_app.use_cases.dashboard.counters import counters
from facilitator_app.use_cases.dashboard.overview import dashboard
from facilitator_app.use_cases.lot_sheet import lot_sheet
from tests.benchmarks.large_house import TODAY, large_house, middle_lot
from tests.benchmarks.measure import Line, milliseconds

MOST_MS = 100


def main() -> list[Line]:
    house = open_house(large_house())

    def first_page() -> None:
        with house.reading() as session:
            dashboard(session, TODAY)

    def badges() -> None:
        with house.reading() as session:
            counters(session, TODAY)

    def sheet() -> None:
        with house.reading() as session:
            lot_sheet(session, middle_lot(), TODAY)

    lines = [
        Line("dashboard, ms", milliseconds(first_page), limit=MOST_MS),
        Line("badges of the navigation, ms", milliseconds(badges), limit=MOST_MS),
        Line("sheet of a lot, ms", milliseconds(sheet), limit=MOST_MS),
    ]
    house.close()
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
