"""The grid of hours: Enter keeps and goes down, Tab leaves, pasting fills."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.cells import AIR
from facilitator_app.ui.hours.cells import HoursDelegate, HoursHeader
from facilitator_app.ui.hours.model import RECENT, HoursModel, Place
from facilitator_app.ui.look import font, row_height, scaled

Hint = QAbstractItemDelegate.EndEditHint
Trigger = QAbstractItemView.EditTrigger
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS = {Place.ELIGIBLE: 108, Place.ENTRY: 84, Place.PROOF: 56, Place.TOTAL: 72, Place.NOTE: 110}
LEAST_WITH_NOTES = 860
LEAST_STRETCHED = 130
_FIRST_TO_LEAVE = (Place.NOTE, Place.CONTRACT, *RECENT)
"""For want of room: what is told elsewhere (F4, the sheet of the person), then the months the longest gone."""


class HoursView(QTableView):
    """Whatever is asked of a cell is only said; the page does it."""

    emptied = Signal(int)
    """Row whose hours are to be forgotten."""
    same_as_above = Signal(int)
    pasted = Signal(str)
    proof_toggled = Signal(int)
    correction_asked = Signal(int)
    """Row of a closed month that somebody wants to change."""
    parts_asked = Signal(int)
    """Row whose month is to be told in detail."""
    split_asked = Signal(int)
    """Row whose person works on several lots."""
    moved = Signal(int)
    """Row where the current cell now is."""
    note_typed = Signal(str)
    """The note of a row, as it is being typed."""
    fitted = Signal()
    """Columns have new places."""

    def __init__(self, model: HoursModel) -> None:
        super().__init__()
        self._model = model
        self.stays = False
        """Set by the page while a figure is being kept: the text was refused, do not move on."""
        self._closed = False
        self.setHorizontalHeader(HoursHeader(self))
        self.setModel(model)
        delegate = HoursDelegate(self)
        delegate.note_typed.connect(self.note_typed)
        self.setItemDelegate(delegate)
        self.setProperty("flat", True)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.close_month(False)
        self.setAccessibleDescription(
            "Entrée\u00a0: ligne suivante. F2\u00a0: modifier. F4\u00a0: détail. Tabulation\u00a0: quitter la grille."
        )
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        model.modelReset.connect(self.fit)
        self.horizontalHeader().sectionResized.connect(self._resized)

    def go_to_row(self, row: int) -> None:
        """Make the cell to fill of that row the current one."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, Place.ENTRY))

    def go_to_first_empty(self) -> None:
        empty = (place for place, row in enumerate(self._model.rows) if row.declared is None)
        self.go_to_row(next(empty, 0))

    def close_month(self, closed: bool) -> None:
        """A validated month is not typed in; changing one figure is asked for apart."""
        self._closed = closed
        typing = Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked
        self.setEditTriggers(Trigger.NoEditTriggers if closed else typing)

    def keep_what_is_typed(self) -> None:
        """Close the cell being typed, if any, keeping its text; `stays` then tells whether it was refused."""
        self.stays = False  # what was refused before is no longer there to be put right
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus()

    def fit(self) -> None:
        """Column widths and row heights for the text size, the room and the rows of the moment."""
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        shown = dict.fromkeys(Place)
        if self.width() < scaled(LEAST_WITH_NOTES):
            del shown[Place.NOTE]
        widths = {place: self._width_wanted(place) for place in Place}
        widths[Place.CONTRACT] = scaled(LEAST_STRETCHED)
        for place in _FIRST_TO_LEAVE:
            if sum(widths[each] for each in shown) > self.viewport().width():
                shown.pop(place, None)
        header = self.horizontalHeader()
        header.setSectionResizeMode(Place.PERSON, QHeaderView.ResizeMode.Interactive)
        for place in Place:
            self.setColumnHidden(place, place not in shown)
            if place != Place.CONTRACT:
                self.setColumnWidth(place, widths[place])
        stretched = Place.CONTRACT if Place.CONTRACT in shown else Place.PERSON
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.setMaximumHeight(self.sizeHint().height())
        self.fitted.emit()

    def _width_wanted(self, place: Place) -> int:
        least = max(scaled(_WIDTHS.get(place, 52)), self._room_for_sum(place))
        wanted = max(self.sizeHintForColumn(place), self.horizontalHeader().sectionSizeHint(place)) + 2
        return min(max(wanted, least), scaled(150) if place == Place.NOTE else scaled(210))

    def _room_for_sum(self, place: Place) -> int:
        """The line of totals stands under the columns."""
        grid = self._model.grid
        if grid is None:
            return 0
        sums = {Place.ENTRY: grid.totals.declared, Place.TOTAL: grid.totals.total}
        sums |= dict(zip(RECENT, grid.totals.previous, strict=True))
        if place not in sums:
            return 0
        strong = QFontMetrics(font("body", QFont.Weight.DemiBold))
        return strong.horizontalAdvance(written_number(sums[place])) + 2 * AIR + 2

    def sizeHint(self) -> QSize:
        rows = max(self._model.rowCount(), 1) * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(800, self.horizontalHeader().sizeHint().height() + rows + below + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        line = self.verticalHeader().defaultSectionSize()
        return QSize(scaled(420), min(self.sizeHint().height(), line * 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        key, chord = event.key(), event.modifiers() & _CHORDS
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the editor lets Enter through after having seen it
        elif key in _ENTER and not chord:
            self.go_to_row(row + (-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1))
        elif key == Qt.Key.Key_F4 and not chord:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.split_asked if shift else self.parts_asked).emit(row)
        elif self._closed and (key == Qt.Key.Key_F2 or _writes(event)):
            self.correction_asked.emit(row)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and column == Place.ENTRY:
            self.emptied.emit(row)
        elif key == Qt.Key.Key_Space and column == Place.PROOF:
            self.proof_toggled.emit(row)
        elif key == Qt.Key.Key_D and chord == Qt.KeyboardModifier.ControlModifier:
            self.same_as_above.emit(row)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy(row)
        elif _writes(event) and column not in (Place.ENTRY, Place.NOTE):
            self.go_to_row(row)  # figures typed anywhere in the row go where they belong
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """Enter goes down once the figure is kept; Tab and Maj+Tab leave the grid."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        super().closeEditor(editor, Hint.NoHint)
        stays = self.stays and column == Place.ENTRY
        if hint == Hint.SubmitModelCache and not stays:
            up = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
            target = row + (-1 if up else 1)
            if 0 <= target < self._model.rowCount():
                self.setCurrentIndex(self._model.index(target, column))
        elif hint in (Hint.EditNextItem, Hint.EditPreviousItem) and not stays:
            self.focusNextPrevChild(hint == Hint.EditNextItem)

    def mouseReleaseEvent(self, event: object) -> None:
        super().mouseReleaseEvent(event)  # type: ignore[arg-type]  # passed on as received
        if self.currentIndex().column() == Place.PROOF:
            self.proof_toggled.emit(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_model"):
            self.fit()

    def _copy(self, row: int) -> None:
        cells = (self._model.index(row, place) for place in Place if not self.isColumnHidden(place))
        QGuiApplication.clipboard().setText("\t".join(str(cell.data() or "") for cell in cells))

    def _current_changed(self, current: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.moved.emit(current.row())

    def _resized(self, _section: int, _before: int, _after: int) -> None:
        self.fitted.emit()


_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def _writes(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable() and event.text() != " " and not event.modifiers() & _CHORDS
