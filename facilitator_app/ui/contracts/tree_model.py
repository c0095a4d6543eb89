"""Contracts and their lots as Qt's tree takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from facilitator_app.domain.values import NO_BREAK_SPACE, written_percent
from facilitator_app.ui.contracts.tones import bar_tone
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.rows import PROGRESS, ROW, SECOND, Progress
from facilitator_app.use_cases.contract_tree import ContractLine, LotLine

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()


class ContractsModel(QAbstractItemModel):
    """Two levels; a lot's index holds one more than the place of its contract, a contract's holds zero."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contracts: Sequence[ContractLine] = ()

    def show(self, contracts: Sequence[ContractLine]) -> None:
        self.beginResetModel()
        self._contracts = contracts
        self.endResetModel()

    def line_at(self, index: Index) -> ContractLine | LotLine | None:
        if not index.isValid():
            return None
        owner = int(index.internalId())
        return self._contracts[owner - 1].lots[index.row()] if owner else self._contracts[index.row()]

    def index_of(self, key: str) -> QModelIndex:
        """Where a lot or a contract stands, an invalid index when it is not shown."""
        for place, contract in enumerate(self._contracts):
            if contract.id == key:
                return self.index(place, 0, TOP)
            for number, lot in enumerate(contract.lots):
                if lot.id == key:
                    return self.createIndex(number, 0, place + 1)
        return QModelIndex()

    def first_behind(self) -> QModelIndex:
        """The first lot shown that is behind its trajectory; an invalid index when all goes well."""
        behind = (lot.id for contract in self._contracts for lot in contract.lots if lot.is_behind)
        return self.index_of(next(behind, ""))

    def first_lot(self) -> QModelIndex:
        """The first lot shown, else the first contract."""
        place = next((place for place, contract in enumerate(self._contracts) if contract.lots), None)
        if place is None:
            return self.index(0, 0, TOP) if self._contracts else QModelIndex()
        return self.createIndex(0, 0, place + 1)

    def index(self, row: int, column: int, parent: Index = TOP) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    # Qt overloads `parent`: without an index it is the owner of the model.
    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        if not index.isValid() or not (owner := int(index.internalId())):
            return QModelIndex()
        return self.createIndex(owner - 1, 0, 0)

    def rowCount(self, parent: Index = TOP) -> int:
        if not parent.isValid():
            return len(self._contracts)
        return 0 if parent.internalId() else len(self._contracts[parent.row()].lots)

    def columnCount(self, parent: Index = TOP) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index)
        if line is None:
            return None
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(line.name)
        if role == SECOND:
            return _second(line)
        if role == PROGRESS:
            return _progress(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _read_aloud(line)
        return None


def _second(line: ContractLine | LotLine) -> str:
    if isinstance(line, LotLine):
        return line.holder or "Titulaire à désigner"
    lots = len(line.lots)
    count = "lot unique" if lots == 1 else f"{lots} lots" if lots else "à découper en lots"
    return f"{line.number} · {line.buyer} · {count}"


def _progress(line: ContractLine | LotLine) -> Progress | None:
    if not isinstance(line, LotLine) or line.standing.rate is None:
        return None
    return Progress(line.standing.rate, line.standing.elapsed, bar_tone(line.standing))


def _read_aloud(line: ContractLine | LotLine) -> str:
    if not isinstance(line, LotLine) or line.standing.rate is None:
        said = f", {line.standing.label}" if isinstance(line, LotLine) else ""
        return f"{line.name}, {_second(line)}{said}"
    elapsed = written_percent(line.standing.elapsed)
    done = written_percent(line.standing.rate)
    return f"{line.name}, {_second(line)}, {done} des heures, {elapsed} du délai{NO_BREAK_SPACE}: {line.standing.label}"
