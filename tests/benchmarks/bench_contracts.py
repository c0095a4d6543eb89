"""How long the list of contracts and the sheet of a lot take to be asked, with thousands of lots."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator_app.database.opening import open_house
from facilitator_app.use_cases.contract_tree import Show, contract_tree
from facilitator_app.use_cases.demonstration.house import build
from facilitator_app.use_cases.lot_sheet import lot_sheet

TODAY = dt.date(2026, 11, 24)


def best_of(times: int, act: Callable[[], object]) -> float:
    """Milliseconds of the quickest run."""
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        runs.append((time.perf_counter() - start) * 1000)
    return min(runs)


def main(scale: int = 30) -> None:
    with TemporaryDirectory() as folder:
        house = open_house(Path(folder) / "maison.db")
        with house.transaction() as session:
            build(session, TODAY, scale)
        with house.reading() as session:
            tree = contract_tree(session, TODAY)
            lots = [lot.id for contract in tree.contracts for lot in contract.lots]
            print(f"{len(lots)} lots")
            print(f"list {best_of(5, lambda: contract_tree(session, TODAY)):.0f} ms")
            print(f"keystroke {best_of(5, lambda: tree.showing(Show.RUNNING, 'gros')):.1f} ms")
            print(f"sheet {best_of(5, lambda: lot_sheet(session, lots[len(lots) // 2], TODAY)):.1f} ms")
        house.close()


if __name__ == "__main__":
    main()
