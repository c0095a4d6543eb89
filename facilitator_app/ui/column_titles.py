"""The titles over a list: shortened with «…» when cut, and whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from facilitator_app.ui.plain import show_tip


class ColumnTitles(QHeaderView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSectionsClickable(True)  # a click sorts
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        place = self.logicalIndexAt(event.pos())
        cut = place >= 0 and self.sectionSize(place) < self.sectionSizeHint(place)
        title = str(self.model().headerData(place, Qt.Orientation.Horizontal)) if cut else ""
        show_tip(event.globalPos(), title, self)
        return True
