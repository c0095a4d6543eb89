"""Every measure of the program's speed and memory in one run: `python -m tests.benchmarks [NAME…] [--list]`."""

from __future__ import annotations

import argparse
import time
from importlib import import_module

from tests.benchmarks.measure import Line

BENCHES = {
    "window": "start of the program, beside a bare window",
    "people": "search as one types among 50 000 people",
    "duplicates": "people kept twice: over a whole base, and while typing among 50 000",
    "pages": "opening of every page on a very large house",
    "dashboard": "first page and sheet of a lot among 2 000 000 month-hours",
    "publics": "page of publics with 50 000 people and 200 000 placements",
    "hours": "grid of hours among 2 000 000 month-hours",
    "contracts": "list of 5 000 lots",
    "account": "account of a lot at any date, and hours in danger, among 2 000 000 month-hours",
    "returns": "board of returns of 5 000 lots",
    "matching": "ranking and best allocation, beside an outside solver",
    "contract_import": "4 500 published contracts, beside parsing and inserting them raw",
    "people_import": "10 000 people of a workbook, beside the reading library alone",
    "decp_reader": "reading of contract files, beside the standard library",
    "reference": "36 000 communes and 11 000 job names, loaded and searched",
    "encryption": "an encrypted house, beside the same in clear",
    "documents": "sheets and certificates, beside a bare canvas",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"among {', '.join(BENCHES)}; all of them by default")
    parser.add_argument("--list", action="store_true", help="say what each one measures")
    asked = parser.parse_args()
    if asked.list:
        print(*(f"{name:18} {what}" for name, what in BENCHES.items()), sep="\n")
        return
    if unknown := sorted({*asked.names} - {*BENCHES}):
        parser.error(f"no benchmark is called {', '.join(unknown)}")
    lines: list[Line] = []
    for name in asked.names or BENCHES:
        started = time.monotonic()
        print(f"\n{name}: {BENCHES[name]}", flush=True)
        measured: list[Line] = import_module(f"tests.benchmarks.bench_{name}").main()
        print(*measured, sep="\n")
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
        lines += measured
    _conclude([line for line in lines if line.has_goal])


def _conclude(goals: list[Line]) -> None:
    missed = [line for line in goals if not line.reached]
    print(f"\n{len(goals) - len(missed)} targets reached of {len(goals)}")
    if missed:
        print("NOT REACHED:", *missed, sep="\n")


if __name__ == "__main__":
    main()
