"""The two models of every list: rows are frozen dataclasses, columns are data."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from facilitator_app.domain.words import fold
from facilitator_app.ui.plain import tooltip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
TONE = Qt.ItemDataRole.UserRole + 1
SECOND = Qt.ItemDataRole.UserRole + 2
PROGRESS = Qt.ItemDataRole.UserRole + 3
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
PAGE = 60  # rows fetched together: more than a screen shows, few enough to come before the next key
PAGES_KEPT = 80
_BREAKS = re.compile(r"[\t\r\n]+")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far, against how far time has gone; both as shares of the whole (0.64), `mark` None without a term."""

    share: Decimal
    mark: Decimal | None = None
    tone: str = ""


@dataclass(frozen=True)  # no slots: Python 3.11 cannot then write Column[Row](…)
class Column(Generic[Row]):
    """What a column shows of a row.

    `second` adds a line under the text, `badge` draws the text as a badge of its `tone`, `progress` draws a bar
    beside the text. `accessible` replaces the text for screen readers. Columns whose `hidden_below` is larger than
    the table's width (logical pixels at the usual text size) are hidden; one column may `stretch`.
    """

    title: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    number: bool = False
    tone: Callable[[Row], str] | None = None
    accessible: Callable[[Row], str] | None = None
    tooltip: Callable[[Row], str] | None = None
    second: Callable[[Row], str] | None = None
    progress: Callable[[Row], Progress] | None = None
    badge: bool = False
    strong: bool = False
    stretch: bool = False
    width: int = 0
    hidden_below: int = 0


class ColumnsModel(QAbstractTableModel, Generic[Row]):
    """What both models share: turning a row and a column into what Qt asks for."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable] | None = None,
        name: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`key` tells a row from another after a change; `name` begins what is read aloud of each cell."""
        super().__init__(parent)
        self.columns = columns
        self._key = key or _itself
        self._name = name or columns[0].text

    def row_at(self, place: int) -> Row:
        raise NotImplementedError

    def key_at(self, place: int) -> Hashable:
        return self._key(self.row_at(place))

    def place_of(self, key: Hashable) -> int | None:
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].number else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_aloud(self.row_at(index.row()), column)
        answer = _ANSWERS.get(role)
        return answer(column, self.row_at(index.row())) if answer else None

    def as_text(self, place: int, columns: Sequence[int]) -> str:
        """The row as spreadsheets take it: cells separated by tabs."""
        row = self.row_at(place)
        return "\t".join(_BREAKS.sub(" ", self.columns[column].text(row)) for column in columns)

    def _read_aloud(self, row: Row, column: Column[Row]) -> str:
        name, text = self._name(row), (column.accessible or column.text)(row) or "vide"
        if column.second and (more := column.second(row)):
            text = f"{text}, {more}"
        return text if text == name else f"{name}, {column.title}\u00a0: {text}"


class RowsModel(ColumnsModel[Row]):
    """Shows rows it was given; never fetches them, never changes them, and sorts them on Python values."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable] | None = None,
        name: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key, name, parent)
        self._rows: list[Row] = []
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = self._sorted(rows)
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def row_at(self, place: int) -> Row:
        return self._rows[place]

    def place_of(self, key: Hashable) -> int | None:
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort, now and at each `show`; -1 gives back the order received at the next `show`."""
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self.key_at(index.row()) for index in before]
        self._rows = self._sorted(self._rows)
        places = {self._key(row): place for place, row in enumerate(self._rows)} if before else {}
        after = [self.index(places[key], index.column()) for key, index in zip(keys, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, rows: Sequence[Row]) -> list[Row]:
        column, order = self._order
        if not 0 <= column < len(self.columns):
            return list(rows)
        value = self.columns[column].sort_key or self.columns[column].text
        # The unknown goes last, whatever the direction.
        known = [row for row in rows if value(row) is not None]
        unknown = [row for row in rows if value(row) is None]
        return sorted(known, key=lambda row: _comparable(value(row)), reverse=order == _DOWN) + unknown


class PagedModel(ColumnsModel[Row]):
    """Shows long lists: only the keys are held, rows are fetched by pages as they come on screen.

    Order belongs to whoever gives the keys: a click on a header emits `order_asked(column, descending)`.
    """

    order_asked = Signal(int, bool)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[Any]], Sequence[Row]],
        name: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`fetch` receives some keys and returns their rows, as many and in the same order."""
        super().__init__(columns, None, name, parent)
        self._fetch = fetch
        self._keys: Sequence[Hashable] = ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def show(self, keys: Sequence[Hashable]) -> None:
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def grow(self, keys: Sequence[Hashable]) -> None:
        """Show more of the same list: `keys` begins with those already shown, whose rows stay."""
        last_page = len(self._keys) // PAGE
        if len(self._keys) % PAGE:
            self._pages.pop(last_page, None)  # it holds a part of its rows only
        self.beginInsertRows(QModelIndex(), len(self._keys), len(keys) - 1)
        self._keys = keys
        self.endInsertRows()

    def row_at(self, place: int) -> Row:
        page, offset = divmod(place, PAGE)
        if page not in self._pages:
            self._pages[page] = self._fetch(self._keys[page * PAGE : (page + 1) * PAGE])
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page][offset]

    def key_at(self, place: int) -> Hashable:
        return self._keys[place]

    def place_of(self, key: Hashable) -> int | None:
        return self._keys.index(key) if key in self._keys else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column >= 0:
            self.order_asked.emit(column, order == _DOWN)


_DOWN = Qt.SortOrder.DescendingOrder
_ANSWERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.ToolTipRole: lambda column, row: tooltip(column.tooltip(row)) or None if column.tooltip else None,
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: RIGHT if column.number else LEFT,
    ROW: lambda _column, row: row,
    TONE: lambda column, row: column.tone(row) if column.tone else "",
    SECOND: lambda column, row: column.second(row) if column.second else "",
    PROGRESS: lambda column, row: column.progress(row) if column.progress else None,
}


def _itself(row: Any) -> Hashable:
    return row  # type: ignore[no-any-return]  # frozen dataclasses are hashable


def _comparable(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value
