"""The list of ranked people: Space retains, Enter explains."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui.matching.people_model import CHECKABLE, LINE, WHY, PeopleModel
from facilitator_app.ui.matching.people_painting import PersonDelegate
from facilitator_app.ui.plain import show_tip
from facilitator_app.use_cases.matching.ranking import RankedLine


class PeopleList(QListView):
    """`toggled` gives the person to retain, or to retain no longer; `detail_asked` the one to explain."""

    toggled = Signal(object)
    detail_asked = Signal(object)

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self._delegate = PersonDelegate(self)
        self._kept: Key | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Personnes classées pour ce besoin")
        self.setAccessibleDescription("Espace\u00a0: retenir. Entrée\u00a0: détail de la note.")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)

    def current_line(self) -> RankedLine | None:
        index = self.currentIndex()
        return index.data(LINE) if index.isValid() else None

    def select(self, person: Key) -> bool:
        place = self._people.place_of(person)
        if place is not None:
            self.setCurrentIndex(self._people.index(place))
        return place is not None

    def _before_reset(self) -> None:
        line = self.current_line()
        self._kept = line.person if line else None

    def _after_reset(self) -> None:
        if self._kept is None or not self.select(self._kept):
            self.setCurrentIndex(self._people.index(0))
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if line and plain and event.key() == Qt.Key.Key_Space:
            self._toggle(line)
        elif line and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.detail_asked.emit(line)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row, at = self.visualRect(index), event.position().toPoint()
        if self._delegate.check_place(row).adjusted(-8, -8, 8, 8).contains(at):
            self._toggle(index.data(LINE))
        elif self._delegate.info_place(row).contains(at):
            self.detail_asked.emit(index.data(LINE))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.detail_asked.emit(index.data(LINE))

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole reasons, which the line may shorten."""
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            show_tip(event.globalPos(), _reasons(index) if index.isValid() else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _toggle(self, line: RankedLine) -> None:
        if self._people.state(line) in CHECKABLE:
            self.toggled.emit(line)


def _reasons(index: QModelIndex) -> str:
    why = index.data(WHY)
    return "\n".join([*(f"+ {text}" for text in why.pluses), *(f"– {text}" for text in why.minuses)])
