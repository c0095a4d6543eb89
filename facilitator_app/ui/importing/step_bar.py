"""Where one is among the four steps, and the file at hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from facilitator_app.ui.icons import paint_icon
from facilitator_app.ui.look import colour, font, scaled
from facilitator_app.ui.widgets import Card, IconLabel, Label, set_flag

STEPS = ("Fichier", "Contrôle", "Rapprochement", "Import")
_NUMBER = 22  # pixels across


class StepBar(Card):
    """Read aloud as one sentence: the marks say the same thing to the eye."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(8)
        self._marks = [_Mark(place + 1) for place in range(len(STEPS))]
        self._names = [Label(name, "second") for name in STEPS]
        for mark, name in zip(self._marks, self._names, strict=True):
            row.addWidget(mark)
            row.addWidget(name)
            row.addSpacing(14)
        row.addStretch()
        self._icon, self._about = IconLabel("file-text"), Label("", "second")
        self._about.setMinimumWidth(40)
        row.addWidget(self._icon)
        row.addWidget(self._about)
        self.body.addLayout(row)
        self.show_step(0)

    def show_step(self, step: int, finished: bool = False) -> None:
        """`finished` also ticks the step itself."""
        for place, (mark, name) in enumerate(zip(self._marks, self._names, strict=True)):
            mark.show_state(passed=place < step or (finished and place == step), current=place == step)
            set_flag(name, "role", "strong" if place == step else "second")
        self.setAccessibleName(f"Étape {step + 1} sur {len(STEPS)}\u00a0: {STEPS[step]}")

    def show_file(self, text: str) -> None:
        self._about.setText(text)
        self._about.setToolTip(text)
        self._icon.setVisible(bool(text))


class _Mark(QWidget):
    """A number in a circle, or a tick once passed."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._passed, self._current = number, False, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, passed: bool, current: bool) -> None:
        self._passed, self._current = passed, current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(_NUMBER) + 2, scaled(_NUMBER) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "success" if self._passed else "primary" if self._current else "border-strong"
        ground = "success-soft" if self._passed else "primary" if self._current else "surface"
        painter.setPen(QPen(colour(edge), 1.2))
        painter.setBrush(colour(ground))
        painter.drawEllipse(place)
        if self._passed:
            side = scaled(13)
            paint_icon(painter, QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side),
                       "check", "success")  # fmt: skip
        else:
            painter.setFont(font("second"))
            painter.setPen(colour("on-primary" if self._current else "text-2"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
