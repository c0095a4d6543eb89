"""How the benchmarks say what they found: figures as ratios to a reference timed in the same run, or beside a limit."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One figure beside its reference; `most` is the ratio, `limit` the figure, not to go beyond."""

    what: str
    figure: float
    reference_name: str = ""
    reference: float | None = None
    most: float | None = None
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.figure / self.reference if self.reference else None

    @property
    def has_goal(self) -> bool:
        return self.most is not None or self.limit is not None

    @property
    def reached(self) -> bool:
        within_ratio = self.most is None or self.ratio is None or self.ratio <= self.most
        return within_ratio and (self.limit is None or self.figure <= self.limit)

    def __str__(self) -> str:
        text = f"{self.what:62} {self.figure:10.3f}"
        if self.ratio is not None:
            text += f"   {self.ratio:6.2f} × {self.reference_name} ({self.reference:.3f})"
        goal = f"≤ {self.most:g} ×" if self.most is not None else f"≤ {self.limit:g}" if self.has_goal else ""
        return f"{text}   {goal + (' reached' if self.reached else ' NOT REACHED') if goal else ''}".rstrip()


def peak_mib() -> int:
    """Peak resident memory of this process; getrusage would also count the parent it was forked from."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def best_of(turns: int, measure: Callable[[int], float]) -> float:
    """The least of several turns: what the machine can do when nothing else disturbs it."""
    return min(measure(turn) for turn in range(turns))


@contextmanager
def between_two_collections() -> Iterator[None]:
    """As in the program, which looks for unused objects between two events and never while the user waits."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def milliseconds(act: Callable[[], object], turns: int = 5) -> float:
    """The best of several turns, by the clock on the wall: what the user waits for."""

    def once(_turn: int) -> float:
        with between_two_collections():
            started = time.perf_counter()
            act()
            return (time.perf_counter() - started) * 1000

    return best_of(turns, once)
