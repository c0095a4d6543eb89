"""One line of words that gives way when room is short, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent

from facilitator_app.ui.labels import Label


class ElidedLabel(Label):
    """Ends with «…» when cut, and then the tooltip has all of it; screen readers always do."""

    def __init__(
        self, text: str = "", role: str = "", ink: str = "", fewest: int = 4, shorter: Sequence[str] = ()
    ) -> None:
        """`fewest`: the characters below which it no longer gives way; `shorter`: other ways to say the same, from
        the longest, each of which is better than cutting the one before."""
        self._fewest, self._shorter = fewest, tuple(shorter)
        super().__init__(text, role, ink)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def say(self, text: str, shorter: Sequence[str]) -> None:
        """Other words, with their own shorter ways."""
        self._shorter = tuple(shorter)
        self.setText(text)
        self.update()

    def shown(self) -> str:
        """The words as they are painted in the room there is."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        ways = (self.text(), *self._shorter)
        fitting = next((words for words in ways if metrics.horizontalAdvance(words) <= room), ways[-1])
        return metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, room)

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
