"""One of the publics that works contracts leave aside: its share of the hours, who is at work, who is available."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator_app.domain.values import NO_BREAK_SPACE, written_percent
from facilitator_app.ui.charts.progress_bar import ProgressBar
from facilitator_app.ui.publics import words
from facilitator_app.ui.widgets import ActionButton, Card, Flow, Label, set_flag
from facilitator_app.use_cases.publics.behind import Who
from facilitator_app.use_cases.publics.breakdown import Line


class PublicCard(Card):
    opened = Signal(object, object)
    """The line and which of its people."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._line: Line | None = None
        self._number, self._unit = Label("–", "figure"), Label("des heures", "second")
        self._bar = ProgressBar(f"{title}, part des heures")
        self._target = Label("", "second")
        self.placed_button = ActionButton("", link=True)
        self.pool_button = ActionButton("", link=True)
        self.placed_button.clicked.connect(self._open_placed)
        self.pool_button.clicked.connect(self._open_pool)
        self.body.setSpacing(5)
        self.body.addLayout(Flow(5, [self._number, self._unit, self._target]))
        self.add(self._bar)
        self.body.addLayout(Flow(6, [self.placed_button, self.pool_button]))

    def show_line(self, line: Line) -> None:
        self._line = line
        self._number.setText(written_percent(line.hours_share))
        tone = "" if line.reached is None else "success" if line.reached else "warning"
        if line.target is None:
            self._target.setText("sans cible")
        else:
            said = words.state(line)[0].lower() or "pas encore d’heures"
            self._target.setText(f"cible {written_percent(line.target)}{NO_BREAK_SPACE}: {said}")
        set_flag(self._target, "ink", tone)
        shares = [float(share) for share in (line.hours_share, line.target) if share is not None]
        full = max([0.5, *shares])
        mark = None if line.target is None else float(line.target) / full
        self._bar.show_share(float(line.hours_share or 0) / full, mark, tone)
        said = f"{written_percent(line.hours_share)} des heures, {self._target.text()}"
        self._bar.setAccessibleDescription(said)
        self._bar.setToolTip(said)
        self.placed_button.setText(f"{words.placed(line)} en parcours")
        self.pool_button.setText(f"{words.pool(line)} {'disponibles' if (line.pool or 0) > 1 else 'disponible'}")
        for button in (self.placed_button, self.pool_button):
            button.setAccessibleName(f"{line.label}\u00a0: {button.text()}")
            button.updateGeometry()

    def _open_placed(self) -> None:
        self.opened.emit(self._line, Who.PLACED)

    def _open_pool(self) -> None:
        self.opened.emit(self._line, Who.POOL)
