"""The board of returns as a table: a lot and its holder on each row, a month in each column."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from facilitator_app.domain.returns import ReturnKind, period_name
from facilitator_app.domain.values import Month, written_date
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.rows import SECOND, TONE
from facilitator_app.use_cases.returns.board import Board, BoardRow, Cell, State
from facilitator_app.use_cases.returns.noting import Place

Index = QModelIndex | QPersistentModelIndex
NAMES = 2
"""Columns before the months: the lot, the holder."""
_TONES = {
    State.RECEIVED: "success", State.ZERO: "success", State.VALIDATED: "success", State.REFUSED: "warning",
    State.LATE: "danger", State.EXPECTED: "text-2",
}  # fmt: skip
_WORDS = {State.RECEIVED: "reçu", State.ZERO: "néant", State.VALIDATED: "validé", State.REFUSED: "à refaire"}


class BoardModel(QAbstractTableModel):
    """Shows a board it was given, narrowed to what is late and to some words."""

    def __init__(self) -> None:
        super().__init__()
        self._board = Board((), ())
        self._rows: list[BoardRow] = []
        self._today = dt.date.today()
        self._late, self._words = False, ""

    def show(self, board: Board, today: dt.date) -> None:
        self._board, self._today = board, today
        self._narrow()

    def narrow(self, late: bool, words: str) -> None:
        """Only the rows with something late, only those where every word is."""
        self._late, self._words = late, words
        self._narrow()

    @property
    def rows(self) -> list[BoardRow]:
        return self._rows

    @property
    def months(self) -> tuple[Month, ...]:
        return self._board.months

    def row_at(self, index: Index) -> BoardRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def cell_at(self, index: Index) -> Cell | None:
        """The return of a cell; None beside the months and where nothing is expected."""
        row = self.row_at(index)
        return row.cells[index.column() - NAMES] if row is not None and index.column() >= NAMES else None

    def place_at(self, index: Index) -> Place | None:
        row, cell = self.row_at(index), self.cell_at(index)
        return Place(row.lot_id, row.company_id, cell.expected) if row and cell else None

    def sentence(self, index: Index) -> str:
        """What a cell says, in full."""
        cell = self.cell_at(index)
        if cell is None:
            return "rien d’attendu"
        due = written_date(cell.expected.expected_on)
        state = {
            State.LATE: f"en retard, attendu le {due}",
            State.EXPECTED: f"attendu le {due}",
            State.VALIDATED: "heures validées",
        }.get(cell.state, _WORDS.get(cell.state, ""))
        return f"{period_name(cell.expected.kind, cell.expected.ends)}, {state}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else NAMES + len(self._board.months)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        month = self._board.months[section - NAMES] if section >= NAMES else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{month.abbreviation} {month.year % 100:02}" if month else ("Lot", "Titulaire")[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return month.full_name if month else ("Lot", "Titulaire")[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if month else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if index.column() < NAMES:
            return self._name(row, index.column(), role)
        cell = self.cell_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if cell is None else self._words_of(cell)
        if role == TONE:
            return None if cell is None else _TONES[cell.state]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            sentence = (
                self.sentence(index) if cell else f"{self.months[index.column() - NAMES].full_name}, rien d’attendu"
            )
            return f"{row.lot}, {row.code}, {row.company}\u00a0: {sentence}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.sentence(index)) if cell else None
        return None

    def _name(self, row: BoardRow, column: int, role: int) -> Any:
        first = row.lot if column == 0 else row.company
        kind = "" if row.kind is ReturnKind.MONTH else row.kind.label
        second = f"{row.code} · {row.contract}" if column == 0 else kind or _reminded(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return first
        if role == SECOND:
            return second
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{first}, {second}" if second else first)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whose = first if column == 0 else f"{row.lot}, {row.code}, titulaire\u00a0: {first}"
            return f"{whose}, {second}" if second else whose
        return None

    def _words_of(self, cell: Cell) -> str:
        if cell.state is State.LATE:
            return f"J+{(self._today - cell.expected.expected_on).days}"
        if cell.state is State.EXPECTED:
            return f"{cell.expected.expected_on:%d/%m}"
        return _WORDS[cell.state]

    def _narrow(self) -> None:
        words = [f" {word}" for word in words_sought(self._words)]
        self.beginResetModel()
        self._rows = [
            row
            for row in self._board.rows
            if (row.late or not self._late) and (not words or all(word in _sought(row) for word in words))
        ]
        self.endResetModel()


def _sought(row: BoardRow) -> str:
    return f" {fold(f'{row.code} {row.lot} {row.contract} {row.company} {row.buyer}')}"


def _reminded(row: BoardRow) -> str:
    return f"relancé le {written_date(row.reminded_on)}" if row.reminded_on else ""
