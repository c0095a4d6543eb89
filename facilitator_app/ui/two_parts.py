"""Two parts of a page that share its room: beside each other, or one above the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from facilitator_app.ui.look import scaled

_ONE_ABOVE = (400, 400)  # the same share each


class TwoParts(QSplitter):
    """One above the other when the window is narrow or the text large; the reader moves what parts them."""

    _narrow = 0

    def __init__(self, first: QWidget, second: QWidget, narrow: int, beside: tuple[int, int] = (0, 0)) -> None:
        """`narrow`: logical pixels below which they turn; `beside`: their shares when they are beside each other."""
        super().__init__(Qt.Orientation.Horizontal)
        self._narrow, self._beside = narrow, beside
        self._left: list[int] = []
        """Their shares when they were last beside each other, which the reader may have chosen."""
        self.addWidget(first)
        self.addWidget(second)
        self.setChildrenCollapsible(False)
        if any(beside):
            self.setSizes(beside)  # kept in proportion: names are cut for nothing on a wide screen otherwise

    @property
    def are_beside(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._narrow:
            self._fit()

    def _fit(self) -> None:
        beside = self.width() >= scaled(self._narrow)
        if beside == self.are_beside:
            return
        if self.are_beside:
            self._left = self.sizes()
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        if not beside:
            self.setSizes(_ONE_ABOVE if any(self._beside) else self._left)
        elif any(self._left):
            self.setSizes(self._left)
