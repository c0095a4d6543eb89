"""The list of contracts and lots: what is typed and the chips limit it, arrows walk it, Enter opens the sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QTreeView, QVBoxLayout

from facilitator_app.domain.values import hours, written_percent
from facilitator_app.ui.cells import AIR, CellDelegate, Index
from facilitator_app.ui.contracts.tree_model import ContractsModel
from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.painting import paint_bar
from facilitator_app.ui.rows import PROGRESS, ROW, SECOND, Progress
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import ActionButton, Chips, EmptyState, SearchBox
from facilitator_app.use_cases.contract_tree import ContractLine, ContractTree, LotLine, Show

MOST_UNFOLDED = 400  # contracts; beyond, unfolding all of them would be felt
_SELECTED = QStyle.StateFlag.State_Selected
INDENT, BAR, PERCENT = 22, 72, 46  # pixels at the usual text size
MOST_OF_LAPTOP = 420  # pixels the list may claim from the sheet, however large the text
BAR_ABOVE = 220  # pixels at the usual text size under which the share is only written
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TreeDelegate(CellDelegate):
    """A name, a line under it, and for a lot its progress against time."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ROW)
        chosen = bool(option.state & _SELECTED)
        painter.fillRect(option.rect, row_ground(line, chosen))
        place = option.rect.adjusted(2, 0, -AIR, 0)
        progress: Progress | None = index.data(PROGRESS)
        if isinstance(line, LotLine):
            self._paint_progress(painter, place, progress, line)
            taken = BAR + PERCENT if progress is None or _has_bar(place) else PERCENT
            place.setRight(place.right() - scaled(taken + 8))
            place.setLeft(place.left() - scaled(INDENT) + 2)  # under the name of the contract
        strong = isinstance(line, ContractLine) or chosen
        first = font("body", QFont.Weight.DemiBold if strong else QFont.Weight.Medium)
        second = font("caption")
        above, below = QFontMetrics(first), QFontMetrics(second)
        top = place.top() + (place.height() - above.height() - below.height()) // 2
        painter.save()
        for text, text_font, metrics, ink, y in (
            (str(index.data()), first, above, "text", top),
            (str(index.data(SECOND)), second, below, "text-2", top + above.height()),
        ):
            painter.setFont(text_font)
            painter.setPen(colour(ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(QRect(place.left(), y, place.width(), metrics.height()), LEFT, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = QFontMetrics(font("body")).height() + QFontMetrics(font("caption")).height()
        return QSize(scaled(240), lines + scaled(13))

    def _paint_progress(self, painter: QPainter, place: QRect, progress: Progress | None, line: LotLine) -> None:
        painter.save()
        right = QRect(place.right() - scaled(PERCENT), place.top(), scaled(PERCENT), place.height())
        if progress is None:
            painter.setFont(font("caption"))
            painter.setPen(colour("text-2"))
            wide = QRect(place.right() - scaled(BAR + PERCENT), place.top(), scaled(BAR + PERCENT), place.height())
            painter.drawText(wide, RIGHT, line.standing.label)
        else:
            if _has_bar(place):
                bar = QRectF(right.left() - scaled(BAR), place.center().y() - scaled(3), scaled(BAR), scaled(6))
                mark = None if progress.mark is None else float(progress.mark)
                paint_bar(painter, bar, float(progress.share), mark, progress.tone)
            painter.setFont(font("body", QFont.Weight.DemiBold))
            painter.setPen(colour("text"))
            painter.drawText(right, RIGHT, written_percent(progress.share))
        painter.restore()


def _has_bar(place: QRect) -> bool:
    return place.width() >= scaled(BAR_ABOVE)


def row_ground(line: object, chosen: bool) -> QColor:
    return colour("selection" if chosen else "surface-2" if isinstance(line, ContractLine) else "surface")


class ContractTreeView(QTreeView):
    """One line selected; Enter opens it."""

    line_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, model: ContractsModel) -> None:
        super().__init__()
        self.contracts = model
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(scaled(INDENT))
        self.setUniformRowHeights(True)
        self.setProperty("flat", True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Marchés et lots")
        self.setExpandsOnDoubleClick(True)
        self.selectionModel().currentChanged.connect(self._moved)

    def choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.expand(index.parent())
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The ground of the line, the bar of the chosen one at the edge, the chevron of a contract."""
        line = index.data(ROW)
        chosen = self.selectionModel().isSelected(index)
        painter.fillRect(rect, row_ground(line, chosen))
        if chosen:
            painter.fillRect(QRect(0, rect.top(), 3, rect.height()), colour("primary"))
        if isinstance(line, ContractLine) and line.lots:
            side = scaled(14)
            place = QRectF(rect.right() - side - 2, rect.center().y() - side / 2, side, side)
            paint_icon(painter, place, "chevron-down" if self.isExpanded(index) else "chevron-right", "text-2")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event):
            self.setIndentation(scaled(INDENT))

    def _moved(self, current: QModelIndex) -> None:
        self.line_changed.emit(self.contracts.line_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if (line := self.contracts.line_at(self.currentIndex())) is not None:
                self.opened.emit(line)
        else:
            super().keyPressEvent(event)


class TreePanel(QFrame):
    """Search, chips, tree."""

    shown_changed = Signal(str)
    """The chip chosen."""
    line_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, whole_tree: Callable[[], ContractTree]) -> None:
        """`whole_tree` is asked for when somebody wants to see what is over too."""
        super().__init__()
        self._whole_tree = whole_tree
        self.setProperty("card", "plain")
        self._measure()
        self._tree = ContractTree((), 0, hours(0), is_empty=True, whole=True)
        self._chosen = ""
        self.search = SearchBox("Filtrer par nom, numéro, titulaire", "Filtrer les marchés et les lots")
        self.chips = Chips(
            [
                (Show.RUNNING, "En cours"),
                (Show.AT_RISK, "À risque"),
                (Show.ALL, "Tous"),
                (Show.TO_NOTIFY, "À notifier"),
                (Show.TO_SORT, "À trier"),
            ],
            "Marchés montrés",
            when_any=(Show.TO_NOTIFY, Show.TO_SORT),
        )
        self.view = ContractTreeView(ContractsModel(self))
        clear = ActionButton("Effacer les filtres", "x")
        clear.clicked.connect(self._clear)
        self.nothing = EmptyState("search", "Aucun lot ne correspond", "", [clear])
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.chips)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.nothing, 1)
        self.beside = EmptyState("list", "La liste à trier est à droite")
        whole.addWidget(self.beside, 1)
        self.nothing.hide()
        self.beside.hide()
        self.search.searched.connect(self._filter)
        self.chips.chosen.connect(self._choose_chip)
        self.view.line_changed.connect(self._line_changed)
        self.view.opened.connect(self.opened)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event):
            self._measure()

    def _measure(self) -> None:
        self.setMinimumWidth(min(scaled(300), MOST_OF_LAPTOP))

    @property
    def shown(self) -> str:
        return self.chips.current()

    @property
    def has_only_contracts_to_sort(self) -> bool:
        return bool(self._tree.to_sort) and not self._tree.contracts

    def show_tree(self, tree: ContractTree) -> None:
        self._tree = tree
        self.chips.show_counts(tree.counts)
        self._filter()

    def show_chip(self, show: str) -> None:
        self.chips.choose(show)
        self._filter()

    def choose(self, key: str) -> bool:
        """Select a lot or a contract, widening the filters when they hide it; False when it is not followed."""
        if not self._try(key):
            self.search.clear()
            self.show_chip(Show.ALL)
            return self._try(key)
        return True

    def _try(self, key: str) -> bool:
        index = self.view.contracts.index_of(key)
        self.view.choose(index)
        return index.isValid()

    def _filter(self) -> None:
        """Show what fits, unfolded, keeping the line chosen when it is still there."""
        kept = self._chosen
        if self.shown == Show.ALL and not self._tree.whole:
            self._tree = self._whole_tree()
        lines = self._tree.showing(self.shown, self.search.text()) if self.shown != Show.TO_SORT else []
        self.view.contracts.show(lines)
        if len(lines) <= MOST_UNFOLDED:
            self.view.expandAll()
        sorting = self.shown == Show.TO_SORT
        self.nothing.setVisible(not lines and not sorting)
        self.beside.setVisible(sorting)
        self.view.setVisible(bool(lines))
        if not (kept and self._try(kept)):
            contracts = self.view.contracts
            behind = QModelIndex() if self.search.text() else contracts.first_behind()
            self.view.choose(behind if behind.isValid() else contracts.first_lot())
            if not lines:
                self.line_changed.emit(None)

    def _line_changed(self, line: ContractLine | LotLine | None) -> None:
        if line is not None:
            self._chosen = line.id
            self.line_changed.emit(line)

    def _choose_chip(self, show: str) -> None:
        self._filter()
        self.shown_changed.emit(show)

    def _clear(self) -> None:
        self.search.clear()
        self.show_chip(Show.ALL)
        self.shown_changed.emit(Show.ALL)
        self.view.setFocus()
