"""A bar of progress with the black mark of what was expected by now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.ui.look import scaled
from facilitator_app.ui.painting import paint_bar


class ProgressBar(QWidget):
    """How far, against how far time has gone; read aloud as a sentence."""

    def __init__(self, name: str, thickness: int = 6) -> None:
        super().__init__()
        self._name, self._thickness = name, thickness
        self._share, self._mark, self._tone = 0.0, None, ""  # type: tuple[float, float | None, str]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_share(self, share: float, mark: float | None = None, tone: str = "") -> None:
        """Both between 0 and 1; more than 1 is said but drawn full."""
        self._share, self._mark, self._tone = share, mark, tone
        expected = "" if mark is None else f", {round(mark * 100)}\u00a0% attendus à ce jour"
        self.setAccessibleDescription(f"{round(share * 100)}\u00a0%{expected}")
        self.setToolTip(self.accessibleDescription())
        self.update()

    def as_table(self) -> list[tuple[str, str]]:
        """The same numbers, as rows of text."""
        rows = [(self._name, f"{round(self._share * 100)}\u00a0%")]
        return rows if self._mark is None else [*rows, ("Attendu à ce jour", f"{round(self._mark * 100)}\u00a0%")]

    def sizeHint(self) -> QSize:
        return QSize(scaled(120), scaled(self._thickness) + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        thick = scaled(self._thickness)
        place = QRectF(1, (self.height() - thick) / 2, self.width() - 2, thick)
        paint_bar(painter, place, self._share, self._mark, self._tone)
        painter.end()
