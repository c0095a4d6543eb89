"""The table every list is shown in: one row selected, Enter opens it, Tab leaves it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from facilitator_app.ui.cells import BadgeDelegate, CellDelegate, ProgressDelegate, TwoLinesDelegate
from facilitator_app.ui.column_room import EVENLY, FIRMLY, GENTLY, LEAST_STRETCHED, PLENTY, UNREADABLE, Giving, lowered
from facilitator_app.ui.column_titles import ColumnTitles
from facilitator_app.ui.look import row_height, scaled
from facilitator_app.ui.rows import ROW, Column, ColumnsModel, PagedModel, Progress, RowsModel
from facilitator_app.ui.text_size import is_new_text_size

__all__ = ["ROW", "Column", "PagedModel", "Progress", "RowsModel", "Table"]
ROWS_MEASURED = 40  # enough to choose column widths, whatever the length of the list


class Table(QTableView):
    """A list of rows; it keeps its selected row when its rows are shown anew."""

    activated_row = Signal(object)
    """The row on which Enter was pressed or which was double-clicked."""
    current_row_changed = Signal(object)
    """The row now selected, or None."""

    def __init__(self, model: ColumnsModel[Any], name: str, parent: QWidget | None = None) -> None:
        """`name` says to screen readers what the list holds."""
        super().__init__(parent)
        self._columns_model = model
        self._current: Hashable | None = None
        self._resetting = False
        self._fitted = False
        self._most = 0
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(ColumnTitles(self))
        self.horizontalHeader().setResizeContentsPrecision(ROWS_MEASURED)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setModel(model)
        self.setSortingEnabled(True)
        self._install_delegates()
        self.customContextMenuRequested.connect(self._open_menu)
        self.doubleClicked.connect(self._activate)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self._fit()

    def current_row(self) -> Any:
        """The selected row, or None."""
        index = self.currentIndex()
        return self._columns_model.row_at(index.row()) if index.isValid() else None

    def select_row(self, key: Hashable) -> bool:
        """Select and show the row of that key; False when it is not in the list."""
        place = self._columns_model.place_of(key)
        if place is None:
            return False
        self.select_place(place)
        return True

    def select_place(self, place: int) -> None:
        if 0 <= place < self._columns_model.rowCount():
            self.setCurrentIndex(self._columns_model.index(place, self._first_column()))

    def show_whole(self, most: int) -> None:
        """Be as high as the rows, up to `most` of them, now and after each change of rows or of text size."""
        self._most = most
        self._fit_height(row_height(self, self._lines))

    def copy(self, whole: bool = False) -> None:
        """Put the selected row, or the whole list with its titles, on the clipboard as spreadsheets read it."""
        columns = self.shown_columns()
        if whole:
            titles = "\t".join(self._columns_model.columns[column].title for column in columns)
            places: Sequence[int] = range(self._columns_model.rowCount())
            lines = [titles, *(self._columns_model.as_text(place, columns) for place in places)]
        else:
            lines = [
                self._columns_model.as_text(index.row(), columns) for index in self.selectionModel().selectedRows()
            ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def shown_columns(self) -> list[int]:
        return [place for place in range(len(self._columns_model.columns)) if not self.isColumnHidden(place)]

    def _first_column(self) -> int:
        return next(iter(self.shown_columns()), 0)

    def _install_delegates(self) -> None:
        for place, column in enumerate(self._columns_model.columns):
            if column.progress:
                delegate: CellDelegate = ProgressDelegate(self)
            elif column.second:
                delegate = TwoLinesDelegate(self, strong=column.strong)
            elif column.badge:
                delegate = BadgeDelegate(self)
            else:
                delegate = CellDelegate(self, strong=column.strong, number=column.number)
            self.setItemDelegateForColumn(place, delegate)

    def _fit(self) -> None:
        """Row heights and column widths for the text size, the width and the rows of the moment.

        Measuring waits until the table is seen: most of its changes come before.
        """
        self._fitted = self.isVisible()
        if not self._fitted:
            return
        columns = self._columns_model.columns
        self.verticalHeader().setDefaultSectionSize(row_height(self, self._lines))
        if self._most:
            self._fit_height(self.verticalHeader().defaultSectionSize())
        header = self.horizontalHeader()
        stretched = next((place for place, column in enumerate(columns) if column.stretch), len(columns) - 1)
        room = self.viewport().width()
        widths = {
            place: scaled(column.width) if column.width else self._width_wanted(place)
            for place, column in enumerate(columns)
            if place != stretched and room >= scaled(column.hidden_below)
        }
        if sum(widths.values()) + scaled(LEAST_STRETCHED) > room:
            widths = self._brought_closer(widths, stretched, room)
        elif not isinstance(self._columns_model, PagedModel):  # tens of thousands of rows, shown anew at each key
            plenty = sum(widths.values()) + scaled(PLENTY) < room
            widths = (self._widened if plenty else self._evened)(widths, stretched, room)
        for place in range(len(columns)):
            self.setColumnHidden(place, place != stretched and place not in widths)
            if place in widths:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(place, widths[place])
        if room - sum(widths.values()) > header.minimumSectionSize():
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        else:  # Qt would leave it as wide as it was when there was room
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(stretched, scaled(UNREADABLE))

    @property
    def _lines(self) -> int:
        return 2 if any(column.second for column in self._columns_model.columns) else 1

    def _fit_height(self, row: int) -> None:
        rows = min(max(self._columns_model.rowCount(), 1), self._most)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * row + 2 * self.frameWidth())

    def _widened(self, widths: dict[int, int], stretched: int, room: int) -> dict[int, int]:
        """Room that the stretched column would leave empty goes to the words that their own width cuts, and to bars."""
        spare = room - sum(widths.values()) - self._width_wanted(stretched)
        for place in widths:
            column = self._columns_model.columns[place]
            if spare > 0 and column.width and not column.number:
                more = min(max(self.sizeHintForColumn(place) - widths[place], 0), spare)
                widths[place] += more
                spare -= more
        return widths

    def _evened(self, widths: dict[int, int], stretched: int, room: int) -> dict[int, int]:
        """Long texts leave the name that the stretched column says the room they have beyond their share."""
        lowest = {place: low for place in widths if (low := self._lowest(place, EVENLY))}
        return lowered(widths, lowest, room - min(scaled(EVENLY.for_name), self._width_wanted(stretched)))

    def _brought_closer(self, widths: dict[int, int], stretched: int, room: int) -> dict[int, int]:
        """For a large text or a narrow window: columns are as wide as what they say, then those of least use leave,
        the rightmost first, then the longest texts are shortened; the stretched column stays readable meanwhile."""
        columns = self._columns_model.columns
        wanted = self._width_wanted(stretched)
        widths = {place: min(width, self._width_wanted(place)) for place, width in widths.items()}
        for place in sorted(widths, reverse=True):
            if sum(widths.values()) + min(scaled(LEAST_STRETCHED), wanted) > room and columns[place].hidden_below:
                del widths[place]
        for giving in (GENTLY, FIRMLY):
            lowest = {place: low for place in widths if (low := self._lowest(place, giving))}
            widths = lowered(widths, lowest, room - min(scaled(giving.for_name), wanted))
            if room - sum(widths.values()) >= min(scaled(UNREADABLE), wanted):
                break
        return widths

    def _lowest(self, place: int, giving: Giving) -> int:
        """Pixels under which that column does not go; 0 when it does not give way."""
        column, header = self._columns_model.columns[place], self.horizontalHeader()
        if column.number:
            return max(self.sizeHintForColumn(place), header.minimumSectionSize()) if giving.titles else 0
        least = giving.badge if column.badge else giving.progress if column.progress else giving.text
        title = 0 if giving.titles else header.sectionSizeHint(place)
        return max(scaled(least), title) if least else 0

    def _width_wanted(self, place: int) -> int:
        """Measuring rows costs more than drawing them: only asked for a column that has no width of its own."""
        return max(self.sizeHintForColumn(place), self.horizontalHeader().sectionSizeHint(place)) + 10

    def _before_reset(self) -> None:
        self._resetting = True

    def _after_reset(self) -> None:
        self._resetting = False
        self._fit()
        kept = self._current is not None and self.select_row(self._current)
        if not kept and self._current is not None:
            self._current = None
            self.current_row_changed.emit(None)

    def _moved(self, current: QModelIndex) -> None:
        if self._resetting:
            return
        self._current = self._columns_model.key_at(current.row()) if current.isValid() else None
        self.current_row_changed.emit(self.current_row())

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated_row.emit(self._columns_model.row_at(index.row()))

    def _open_menu(self, place: QPoint) -> None:
        """What the mouse finds on headers, for the keyboard: sorting, copying."""
        menu = QMenu(self)
        menu.addAction("&Copier la ligne", QKeySequence.StandardKey.Copy, self.copy)
        menu.addAction("Copier &toute la liste", lambda: self.copy(whole=True))
        menu.addSeparator()
        for column in self.shown_columns():
            title = self._columns_model.columns[column].title
            menu.addAction(f"Trier par «\u00a0{title}\u00a0»", partial(self._sort_by, column))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def _sort_by(self, column: int) -> None:
        header = self.horizontalHeader()
        same = header.sortIndicatorSection() == column
        down = same and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORDS:
            self._activate(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "_columns_model"):
            self._fit()
            if self.isVisible():
                QTimer.singleShot(0, self, self._fit)  # once the titles, told after their list, have their new text too


_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
