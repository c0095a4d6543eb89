"""The ranked people as a list model: each is written into words when it comes on screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from facilitator_app.domain.keys import Key
from facilitator_app.domain.matching import PART_LABELS, PARTS, Assessment, Score, Weights
from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.values import written_date
from facilitator_app.ui.charts.score_bar import Part, describe_score
from facilitator_app.use_cases.matching.ranking import NeedRanking, RankedLine

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 20  # beyond the roles of tables
WHY = Qt.ItemDataRole.UserRole + 21
PARTS_SHOWN = Qt.ItemDataRole.UserRole + 22
ABOUT = Qt.ItemDataRole.UserRole + 23
CHECKABLE = (None, ProposalState.RETAINED)
"""States in which Space retains the person, or no longer."""


def parts_of(score: Score, weights: Weights) -> list[Part]:
    return [Part(PART_LABELS[part], getattr(score, part), getattr(weights, part)) for part in PARTS]


class PeopleModel(QAbstractListModel):
    """Shows a ranking; a change of state needs no new ranking."""

    def __init__(self) -> None:
        super().__init__()
        self._ranking: NeedRanking | None = None
        self._today = dt.date.min
        self._states: dict[Key, ProposalState | None] = {}
        self._why: dict[Key, Assessment] = {}

    def show(self, ranking: NeedRanking | None, today: dt.date) -> None:
        self.beginResetModel()
        self._ranking, self._today = ranking, today
        self._states = {line.person: line.state for line in ranking.ranked} if ranking else {}
        self._why.clear()
        self.endResetModel()

    def lines(self) -> Sequence[RankedLine]:
        return self._ranking.ranked if self._ranking else ()

    def line(self, place: int) -> RankedLine:
        return self.lines()[place]

    def place_of(self, person: Key) -> int | None:
        return next((place for place, line in enumerate(self.lines()) if line.person == person), None)

    def state(self, line: RankedLine) -> ProposalState | None:
        return self._states.get(line.person)

    def retained(self) -> list[RankedLine]:
        return [line for line in self.lines() if self.state(line) is ProposalState.RETAINED]

    def set_state(self, line: RankedLine, state: ProposalState | None) -> None:
        self._states[line.person] = state
        index = self.index(line.place - 1)
        self.dataChanged.emit(index, index)

    def why(self, line: RankedLine) -> Assessment:
        assert self._ranking
        if line.person not in self._why:
            self._why[line.person] = self._ranking.why(line)
        return self._why[line.person]

    def about(self, line: RankedLine) -> str:
        """`La Garde · disponible`: where, and from when or where the proposal stands."""
        state = self.state(line)
        if state is not None and state is not ProposalState.RETAINED:
            stands = f"{state.label.lower()} le {line.decided_on:%d/%m}" if line.decided_on else state.label.lower()
        elif line.elsewhere:
            several = "s" if line.elsewhere > 1 else ""
            stands = f"{line.elsewhere} autre{several} besoin{several}"
        elif line.candidate.free_from > self._today:
            stands = f"libre le {line.candidate.free_from:%d/%m}"
        else:
            stands = "disponible"
        return " · ".join(part for part in (line.town, stands) if part)

    def waiting(self, line: RankedLine) -> str:
        """`sans offre depuis 63 j`; nothing for who has an offer, which the line above says."""
        if self.state(line) is ProposalState.PROPOSED:
            return ""
        if line.waiting_days is None:
            end = line.candidate.placed_until
            return f"en poste jusqu’au {written_date(end)}" if end else ""
        if line.waiting_days <= 0:
            return "en attente depuis ce jour"
        return f"sans offre depuis {line.waiting_days}\u00a0j"

    def name(self, line: RankedLine) -> str:
        return f"{line.place}. {line.name}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines())

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.state(self.line(index.row())) in CHECKABLE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._ranking is None:
            return None
        line = self.line(index.row())
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: partial(self.name, line),
            Qt.ItemDataRole.AccessibleTextRole: partial(self._aloud, line),
            Qt.ItemDataRole.CheckStateRole: partial(self._checked, line),
            LINE: lambda: line,
            WHY: partial(self.why, line),
            PARTS_SHOWN: partial(parts_of, line.score, self._ranking.weights),
            ABOUT: lambda: (self.about(line), self.waiting(line)),
        }
        answer = answers.get(role)
        return answer() if answer else None

    def _checked(self, line: RankedLine) -> Qt.CheckState | None:
        state = self.state(line)
        if state not in CHECKABLE:
            return None
        return Qt.CheckState.Checked if state is ProposalState.RETAINED else Qt.CheckState.Unchecked

    def _aloud(self, line: RankedLine) -> str:
        assert self._ranking
        why, state = self.why(line), self.state(line)
        said = f"{self.name(line)}, {state.label.lower() if state else 'non retenue'}, {self.about(line)}"
        score = describe_score(parts_of(line.score, self._ranking.weights))
        pluses = " ".join(f"Plus\u00a0: {text}" for text in why.pluses)
        minuses = " ".join(f"Moins\u00a0: {text}" for text in why.minuses)
        waiting = f", {self.waiting(line)}" if self.waiting(line) else ""
        return f"{said}{waiting}. {score}. {pluses} {minuses}".strip()
