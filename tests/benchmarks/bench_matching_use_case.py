"""How long matching takes with 5 000 people in the file: ranking, gauges, best allocation, reading included.

Run with `python -m tests.benchmarks.bench_matching_use_case`.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.use_cases.demonstration.house import build
from facilitator_app.use_cases.matching.balance import gauges
from facilitator_app.use_cases.matching.needs import open_needs
from facilitator_app.use_cases.matching.overall import overall
from facilitator_app.use_cases.matching.profiles import Spelling, members
from facilitator_app.use_cases.matching.ranking import ranking

TODAY = dt.date(2026, 11, 24)
SCALE = 27  # 5 130 people, 378 needs


def main(scale: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_house(Path(folder) / "maison.db", author="Mesure")
        with database.transaction() as session:
            built = build(session, TODAY, scale)
        print(f"{built.people} people, {built.needs} needs")
        with database.reading() as session:
            needs = open_needs(session, TODAY).lines

        def measure(what: str, question: Callable[[Session], object], times: int = 7) -> None:
            seconds = []
            for _ in range(times):
                with database.reading() as session:
                    before = time.perf_counter()
                    question(session)
                    seconds.append(time.perf_counter() - before)
            print(f"{what:40} {statistics.median(seconds) * 1000:8.1f} ms")

        measure("reading the people as candidates", lambda session: members(session, TODAY, Spelling()))
        measure("ranking for one need (limit 150)", lambda session: ranking(session, needs[0].id, TODAY))
        measure("list of open needs", lambda session: open_needs(session, TODAY))
        measure("gauges", lambda session: gauges(session, TODAY))
        measure("best overall allocation (limit 2000)", lambda session: overall(session, TODAY), 3)
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SCALE)
