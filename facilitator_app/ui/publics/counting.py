"""The publics counted behind the window; what is asked meanwhile is counted once, after."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import Dimension
from facilitator_app.ui.background import Background
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.publics.breakdown import Breakdown, anybody, breakdown
from facilitator_app.use_cases.publics.by_segment import SegmentFigures, by_segment
from facilitator_app.use_cases.publics.left_aside import LeftAside, left_aside
from facilitator_app.use_cases.publics.periods import Period, periods


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything the page shows."""

    periods: list[Period]
    left_aside: tuple[LeftAside, ...]
    breakdown: Breakdown
    segments: tuple[SegmentFigures, ...]
    anybody: bool


class Counting(QObject):
    """Only the last of several questions asked at once is answered."""

    counted = Signal(object)
    """`Counted`, for the last question asked."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._next: tuple[Period, Segment | None, Dimension] | None = None
        self.background = Background(self)
        self.background.finished.connect(self._finished)

    def start(self, period: Period, segment: Segment | None, dimension: Dimension) -> None:
        if self.background.busy:
            self._next = period, segment, dimension
        else:
            self.background.start(partial(self._count, period, segment, dimension), "Décompte des publics")

    def _count(
        self, period: Period, segment: Segment | None, dimension: Dimension
    ) -> Generator[tuple[int, int], None, Counted]:
        yield 0, 0
        today = self._workspace.today()
        with self._workspace.reading() as session:
            return Counted(
                periods(session, today),
                left_aside(session, period, segment, today),
                breakdown(session, dimension, period, segment, today),
                by_segment(session, period, today),
                anybody(session),
            )

    def _finished(self, counted: Any) -> None:
        if self._next is None:
            self.counted.emit(counted)
            return
        asked, self._next = self._next, None
        self.start(*asked)
