"""One line of words that gives way when room is short, and says so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent

from facilitator_app.ui.labels import Label


class ElidedLabel(Label):
    """Ends with «…» when cut, and then the tooltip has all of it; screen readers always do."""

    def __init__(self, text: str = "", role: str = "", ink: str = "", fewest: int = 4) -> None:
        """`fewest`: the characters below which it no longer gives way."""
        self._fewest = fewest
        super().__init__(text, role, ink)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def shown(self) -> str:
        """The words as they are painted in the room there is."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        fewest = min(self.fontMetrics().averageCharWidth() * self._fewest, super().sizeHint().width())
        return QSize(fewest, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.contentsRect(), int(self.alignment()), self.palette(), self.isEnabled(), self.shown(),
            QPalette.ColorRole.WindowText,
        )  # fmt: skip
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._explain()

    def _explain(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")
