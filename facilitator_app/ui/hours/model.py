"""What the grid of hours shows of each row, in words and tones; it changes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from facilitator_app.domain.values import Hours, written_date, written_number
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.rows import LEFT, RIGHT, TONE
from facilitator_app.use_cases.hours import Check, HoursGrid, HoursRow

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
CENTRE = Qt.AlignmentFlag.AlignCenter


class Place(IntEnum):
    """The columns, from left to right."""

    PERSON = 0
    CONTRACT = 1
    ELIGIBLE = 2
    THIRD_LAST = 3
    SECOND_LAST = 4
    LAST = 5
    ENTRY = 6
    PROOF = 7
    TOTAL = 8
    NOTE = 9


RECENT = (Place.THIRD_LAST, Place.SECOND_LAST, Place.LAST)


class HoursModel(QAbstractTableModel):
    """The rows of one month; what is typed is only passed on, and shown once it is kept."""

    entered = Signal(int, str)
    """Row, text typed in the column of the month."""
    noted = Signal(int, str)
    """Row, text typed in the column of notes."""

    def __init__(self) -> None:
        super().__init__()
        self._grid: HoursGrid | None = None
        self._notes: tuple[str, ...] = ()
        self._checks: dict[str, Check] = {}

    @property
    def rows(self) -> tuple[HoursRow, ...]:
        return self._grid.rows if self._grid else ()

    @property
    def grid(self) -> HoursGrid | None:
        return self._grid

    def show(self, grid: HoursGrid, notes: Sequence[str]) -> list[int]:
        """Show this month; the rows whose hours differ when it was already shown, none when everything is new.

        `notes` are those of the rows as they were typed, whatever is shown of them.
        """
        before = self._grid
        same = before is not None and _key(before) == _key(grid)
        if not same:
            self.beginResetModel()
        self._grid, self._notes = grid, tuple(notes)
        self._checks = {check.placement_id: check for check in reversed(grid.checks) if check.placement_id}
        if not same or before is None:
            self.endResetModel()
            return []
        self.dataChanged.emit(self.index(0, 0), self.index(len(grid.rows) - 1, len(Place) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Place) - 1)
        pairs = zip(before.rows, grid.rows, strict=True)
        return [place for place, (old, new) in enumerate(pairs) if old.declared != new.declared]

    def check_at(self, row: int) -> Check | None:
        """The gravest thing to look at in that row."""
        return self._checks.get(self.rows[row].placement_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Place)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (Place.ENTRY, Place.NOTE) else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole:
            return False
        if index.column() == Place.NOTE:
            self.noted.emit(index.row(), str(value))
        else:
            self.entered.emit(index.row(), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Role.DisplayRole else None
        if role == Role.TextAlignmentRole:
            return self._alignment(section)
        if role in (Role.DisplayRole, Role.AccessibleTextRole) and self._grid:
            return self._title(Place(section), in_full=role == Role.AccessibleTextRole)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, place = self.rows[index.row()], Place(index.column())
        if role == Role.EditRole and place == Place.NOTE:
            return self._notes[index.row()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self._text(row, place)
        if role == TONE:
            return self._tone(row, place)
        if role == Role.TextAlignmentRole:
            return self._alignment(place)
        if role == Role.ToolTipRole:
            own = self._text(row, place) if place in (Place.CONTRACT, Place.NOTE) else ""
            return tooltip(self._why(row, place) or own) or None
        if role == Role.AccessibleTextRole:
            return self._read_aloud(row, place)
        return None

    def _text(self, row: HoursRow, place: Place) -> str:
        if place in RECENT:
            return _figure(row.previous[place - Place.THIRD_LAST])
        return {
            Place.PERSON: row.person,
            Place.CONTRACT: row.contract,
            Place.ELIGIBLE: self._eligible(row),
            Place.ENTRY: _figure(row.declared),
            Place.PROOF: "vue" if row.proof_seen else "–",
            Place.TOTAL: written_number(row.total),
            Place.NOTE: row.note,
        }[place]

    def _eligible(self, row: HoursRow) -> str:
        if not row.eligible:
            return "non établie"
        return written_date(row.eligible_until) if row.eligible_until else "sans limite"

    def _tone(self, row: HoursRow, place: Place) -> str:
        if place == Place.ELIGIBLE:
            return row.eligibility_tone
        if place == Place.PROOF:
            return "success" if row.proof_seen else ""
        check = self._checks.get(row.placement_id)
        concerns_hours = check is not None and (check.needs_confirmation or check.blocks)
        return check.tone if check and concerns_hours and place == Place.ENTRY and row.declared is not None else ""

    def _why(self, row: HoursRow, place: Place) -> str:
        check = self._checks.get(row.placement_id)
        return f"{check.title}. {check.sentence}" if check and place in (Place.ENTRY, Place.ELIGIBLE) else ""

    def _read_aloud(self, row: HoursRow, place: Place) -> str:
        if place == Place.PERSON:
            return row.person
        text = self._text(row, place)
        text = {"": "vide", "–": "non vue"}.get(text, text)
        why = self._why(row, place)
        return f"{row.person}, {self._title(place, in_full=True)}\u00a0: {text}" + (f". {why}" if why else "")

    def _title(self, place: Place, *, in_full: bool) -> str:
        assert self._grid is not None
        month = self._grid.month
        if place in RECENT:
            shown = month.plus(place - Place.ENTRY)
            return shown.full_name if in_full else shown.abbreviation.capitalize()
        if place == Place.ENTRY:
            return f"{month.full_name}, à saisir" if in_full else month.name.capitalize()
        return {
            Place.PERSON: "Salarié",
            Place.CONTRACT: "Contrat et employeur",
            Place.ELIGIBLE: "Éligible jusqu’au",
            Place.PROOF: "Preuve",
            Place.TOTAL: "Cumul",
            Place.NOTE: "Note",
        }[place]

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        if section == Place.PROOF:
            return CENTRE
        return LEFT if section in (Place.PERSON, Place.CONTRACT, Place.NOTE) else RIGHT


def _figure(amount: Hours | None) -> str:
    return "" if amount is None else written_number(amount)


def _key(grid: HoursGrid) -> tuple[object, ...]:
    return grid.lot_id, grid.month, *(row.placement_id for row in grid.rows)
